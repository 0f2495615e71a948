"""What kind of document a text is, told from what was found in it."""

from __future__ import annotations

import msgspec

from ofsted_lint.document.model import Region, Report
from ofsted_lint.document.prose import reflow
from ofsted_lint.source import Span

# Of these a report has most and another text hardly one; at least one of the
# first three, since letters and other inspections share the rest.
_TELLING = ("a title", "a grade table", "graded section headings")
_ANCHORS = (*_TELLING, "inspection dates", "a lead inspector", "“What needs to improve”", "Ofsted’s closing matter")
_ENOUGH = 2


def missing(report: Report) -> list[str]:
    """Which of the things that make a report are not there, in words."""
    found = (
        report.title,
        report.judgements,
        [s for s in report.sections if s.heading and s.heading.area],
        report.dates,
        report.inspectors,
        report.improvements_heading,
        report.closing,
    )
    return [name for name, part in zip(_ANCHORS, found, strict=True) if not part]


def settled(report: Report) -> Report:
    """The report with what it lacks; a text that lacks too much is `unknown`.

    An unknown text has no parts, and nothing in it is recognised.
    """
    lacking = missing(report)
    telling = len(_TELLING) - sum(name in lacking for name in _TELLING)
    if telling and len(_ANCHORS) - len(lacking) >= _ENOUGH:
        return msgspec.structs.replace(report, lacking=tuple(lacking))
    whole = Span(0, len(report.source.text))
    return Report(
        report.source,
        "unknown",
        report.lines,
        0,
        (Region("unrecognised", whole),),
        unrecognised=(reflow(report.source, [whole]),),
        lacking=tuple(lacking),
    )
