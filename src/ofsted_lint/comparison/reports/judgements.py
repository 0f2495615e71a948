"""Compare the grades of two reports, area by area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ofsted_lint.comparison.reports.model import Judged, Side, Step
from ofsted_lint.comparison.reports.parts import APART, COMBINED, side
from ofsted_lint.documents.frameworks.grades import grade_of
from ofsted_lint.documents.frameworks.ilacs import NAMES, NO_OVERALL
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.parts import Heading, Judgement

_TOGETHER = "The {} report judges children in care and care leavers together: both are compared with that grade."
_NO_OVERALL = "Inspections from April 2026 on have no overall effectiveness."
Where = Literal["table", "heading"]


def judgements(old: OfstedDocument, new: OfstedDocument) -> tuple[Judged, ...]:
    """Return every judgement of two documents of one kind."""
    return _of_reports(old, new) if isinstance(old, Report) and isinstance(new, Report) else tuple(_verdicts(old, new))


def _verdicts(old: OfstedDocument, new: OfstedDocument) -> Iterator[Judged]:
    """Yield what is judged otherwise than by grades."""
    here, there = ({each.key: each for each in report.verdicts} for report in (old, new))
    for key in dict.fromkeys((*there, *here)):
        one, two = here.get(key), there.get(key)
        before, after = (side(each.prose, each.name) if each else None for each in (one, two))
        ranks = (one.rank, two.rank) if one and two else (0, 0)
        change = _change(*ranks) if one and two else "new" if two else "gone"
        yield Judged(key, (two or here[key]).name, "table", change, before, after)


def _change(old: int, new: int) -> Step:
    return "same" if old == new else "better" if new < old else "worse"


def _of_reports(old: Report, new: Report) -> tuple[Judged, ...]:
    """Return every judgement of both tables, and those of the headings whose change differs from the tables'."""
    tables = list(_compare_grades("table", _graded(old.judgements), _graded(new.judgements), old, new))
    known = {each.area: (_words(each.old), _words(each.new)) for each in tables}
    headings = _compare_grades("heading", _graded(old.headings), _graded(new.headings), old, new)
    others = [
        each
        for each in headings
        if each.change != "same" and known.get(each.area) != (_words(each.old), _words(each.new))
    ]
    return (*tables, *others)


def _graded(parts: tuple[Judgement, ...] | list[Heading]) -> dict[str, Side]:
    """Return the printed grades by area, or by label if the area is not in the framework."""
    found: dict[str, Side] = {}
    for part in parts:
        label = part.label if isinstance(part, Judgement) else part.title
        if part.grade:
            found.setdefault(part.area or label.text, side(part.grade.prose, label.text))
    return found


def _compare_grades(
    where: Where, here: dict[str, Side], there: dict[str, Side], old: Report, new: Report
) -> Iterator[Judged]:
    for area in dict.fromkeys((*there, *here)):
        if area == COMBINED and not (area in here and area in there) and {*here, *there} & {*APART}:
            continue  # it is compared with each of the two
        one, two, note = here.get(area), there.get(area), ""
        if area in APART and not (one and two):
            note = _TOGETHER.format("old" if COMBINED in here else "new") if COMBINED in (*here, *there) else ""
            one, two = one or here.get(COMBINED), two or there.get(COMBINED)
        if area == "overall" and not (one and two):
            note = _NO_OVERALL if _has_no_overall(old if two else new) else ""
        yield Judged(area, NAMES.get(area, area), where, _step(one, two), one, two, note)


def _has_no_overall(report: Report) -> bool:
    """Return True if an inspection began after overall effectiveness ceased to be judged."""
    return bool(report.dates and report.dates.start and report.dates.start >= NO_OVERALL)


def _step(old: Side | None, new: Side | None) -> Step:
    if not old or not new:
        return "new" if new else "gone"
    one, two = grade_of(old.text), grade_of(new.text)
    if one is None or two is None:
        return "same" if _words(old) == _words(new) else "other"
    return "same" if one == two else "better" if one < two else "worse"


def _words(grade: Side | None) -> str:
    """Return the standard words of a grade, or the printed words if it is not a known grade."""
    value = grade_of(grade.text) if grade else None
    return value.words if value else " ".join(grade.text.casefold().split()) if grade else ""
