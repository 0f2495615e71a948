"""The grades that a statement claims are those of the report that it is held against.

`fault` says what is looked for: `mismatch`, another grade than the report has
for what is named; `universal`, a grade claimed for all judgements that not all
of them have; `count`, a number of judgements with a grade; `partial`, some of
the inadequate judgements named and others not; `gone`, a grade for overall
effectiveness where the report has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.structure.parts import Judgement
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.source import Span

Fault = Literal["mismatch", "universal", "count", "partial", "gone"]
_ALL = ("every", "others", "count")
# What a statement calls one thing and a report may judge together or apart.
_PARTS = {
    "in-care": ("in-care", "in-care-and-care-leavers"),
    "care-leavers": ("care-leavers", "in-care-and-care-leavers"),
    "in-care-and-care-leavers": ("in-care-and-care-leavers", "in-care", "care-leavers"),
}


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[Fault, Meta(description="what is looked for")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"claimed", "judgement", "printed", "rows"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    find = _FIND[params.fault]

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.against.report
        if report is None:
            raise NotApplicable("no report is given to hold its grades against")
        claims = _claims(context.document, report)
        if not claims:
            raise NotApplicable("it says of no judgement what grade it was given")
        if not _graded(report):
            raise NotApplicable("the report has no table of grades")
        return find(claims, report)

    return run


def _claims(document: Document, report: Report) -> list[GradeClaim]:
    """The claims that are about the inspection of a report, not an earlier one."""
    if not isinstance(document, Statement):
        return []
    years = {day.year for day in (report.dates and report.dates.end, report.published) if day}
    # A visit's statement dates the visit; its claims are of the inspection all the same.
    dated = years and not document.about_a_visit
    return [claim for claim in document.claims if not claim.before and not (dated and claim.year not in {0, *years})]


def _graded(report: Report) -> list[tuple[Judgement, Grade]]:
    """The rows of a report with their grades."""
    return [(row, row.grade.value) for row in report.judgements if row.area and row.grade and row.grade.value]


def _rows(claim: GradeClaim, report: Report) -> list[tuple[Judgement, Grade]]:
    """The rows that a claim speaks of."""
    areas = _PARTS.get(claim.area, (claim.area,))
    return [(row, grade) for row, grade in _graded(report) if row.area in areas]


def _mismatch(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    named = _named(claims)
    for claim in claims:
        wrong = [(row, grade) for row, grade in _rows(claim, report) if grade != claim.grade]
        if wrong and not (claim.area == "overall" and not claim.said and claim.sentence.span in named):
            yield _hit(claim, wrong)


def _named(claims: list[GradeClaim]) -> set[Span]:
    """The sentences that say of which judgements a grade is."""
    return {each.sentence.span for each in claims if each.said}


def _universal(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    beside: dict[Span, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.area not in _ALL:
            beside[claim.sentence.span].add(claim.area)
    for claim in claims:
        if claim.area not in ("every", "others"):
            continue
        named = beside[claim.sentence.span]
        left_out = {part for area in named for part in _PARTS.get(area, (area,))} if claim.area == "others" else set()
        # Of all “other” judgements the overall grade is none.
        left_out |= {"overall"} if claim.area == "others" else set()
        wrong = [(row, grade) for row, grade in _graded(report) if grade != claim.grade and row.area not in left_out]
        if wrong:
            yield _hit(claim, wrong)


def _count(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    rows = _graded(report)
    for claim in claims:
        if claim.area != "count":
            continue
        alike = [(row, grade) for row, grade in rows if grade == claim.grade]
        without = [row for row, _ in alike if row.area != "overall"]
        true = {len(alike), len(without)}
        if claim.of:
            # “Three of the four areas”: how many there are says whether overall effectiveness is one of them.
            areas = [row for row, _ in rows if row.area != "overall"]
            true = {
                n for n, all_there in ((len(alike), rows), (len(without), areas)) if claim.of == len(all_there)
            } or true
        if claim.count not in true:
            yield _hit(claim, alike or rows)


def _partial(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    bad = [(row, grade) for row, grade in _graded(report) if grade == Grade.INADEQUATE]
    said = [claim for claim in claims if claim.grade == Grade.INADEQUATE]
    if not said or any(claim.area in (*_ALL, "overall") for claim in said):
        return
    named = {row.area for claim in said for row, _ in _rows(claim, report)}
    missing = [(row, grade) for row, grade in bad if row.area not in named]
    if missing and named:
        yield _hit(said[0], missing)


def _gone(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    if any(row.area == "overall" for row in report.judgements):
        return
    rows, named = _graded(report), _named(claims)
    for claim in claims:
        # “Services rated good” is true of them where all that is judged is good.
        alike = all(grade == claim.grade for _, grade in rows)
        if claim.area == "overall" and (claim.said or not (alike or claim.sentence.span in named)):
            yield _hit(claim, _graded(report))


_FIND: dict[str, Callable[[list[GradeClaim], Report], Iterator[Hit]]] = {
    "mismatch": _mismatch,
    "universal": _universal,
    "count": _count,
    "partial": _partial,
    "gone": _gone,
}


def _hit(claim: GradeClaim, rows: Sequence[tuple[Judgement, Grade]]) -> Hit:
    """A claim and the rows of the report that are against it."""
    facts = {
        "claimed": claim.grade.words,
        "judgement": NAMES.get(claim.area, claim.prose.text),
        "printed": " and ".join(dict.fromkeys(grade.words for _, grade in rows)),
        "rows": "; ".join(f"{row.label.text}: {grade.words}" for row, grade in rows),
    }
    related = tuple(Related(row.place, f"the report has {grade.words}") for row, grade in rows)
    return Hit(claim.prose.place(), claim.address, facts, related)
