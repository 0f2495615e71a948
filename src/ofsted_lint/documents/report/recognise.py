"""What kind of document a text is, told from what was found in it."""

from __future__ import annotations

import msgspec

from ofsted_lint.documents.frameworks.ilacs import is_nearly_official
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.parts import Judgement, Region, Section
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Source, Span

# Each of the first three tells a report by itself, if it is whole; the rest it
# shares with letters and with other inspections.
_TELLING = ("a title", "a grade table", "graded section headings")
_ANCHORS = (*_TELLING, "inspection dates", "a lead inspector", "“What needs to improve”", "Ofsted’s closing matter")
_FEW_TELLING = 2
_MANY_OTHERS = 3


def missing(report: Report) -> list[str]:
    """Which of the things that make a report are not there, in words."""
    found = (
        report.title,
        len(_judged(report)) > (0 if report.table else 1),
        _found(report),
        report.dates,
        report.inspectors,
        report.improvements_heading,
        report.closing,
    )
    return [name for name, part in zip(_ANCHORS, found, strict=True) if not part]


def _judged(report: Report) -> list[Judgement]:
    """The rows that bear the name of a judgement that only these reports make."""
    return [row for row in report.judgements if row.area != "overall" and is_nearly_official(row.label.text)]


def _found(report: Report) -> list[Section]:
    """The sections that bear the name of a judgement and have findings."""
    return [s for s in report.sections if s.heading and s.paragraphs and is_nearly_official(s.heading.title.text)]


def other_kind(source: Source) -> str | None:
    """The kind of a text that is no report: `letter`, `statement`, or none that is known."""
    # Most texts are reports.
    from ofsted_lint.documents.letter.recognise import is_letter
    from ofsted_lint.documents.statement.recognise import is_statement

    return "letter" if is_letter(source) else "statement" if is_statement(source) else None


def settled(report: Report) -> Report:
    """The report with what it lacks; a text that lacks too much is `unknown`.

    An unknown text has no parts, and nothing in it is recognised.
    """
    lacking = missing(report)
    telling = sum(name not in lacking for name in _TELLING)
    others = len(_ANCHORS) - len(lacking) - telling
    if telling >= _FEW_TELLING or (telling and others >= _MANY_OTHERS) or len(_found(report)) >= _FEW_TELLING:
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
