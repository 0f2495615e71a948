"""The balance of praise and criticism in a section fits its grade.

For each judged section, the share of sentences with a word of `faults` among
those with a word of either list is calculated. `bands` has the lowest and the
highest share that is usual for each grade; a section outside the band of its
grade is flagged if it has at least `least` such sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable, ParamError
from ofsted_lint.checks.terms.scan import checked, listed
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.grades import Grade, grade_of
from ofsted_lint.documents.structure.parts import Section
from ofsted_lint.findings.finding import Hit

_Bands = dict[Grade | None, tuple[float, float]]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    faults: Annotated[tuple[str, ...], Meta(min_length=1, description="words that express criticism")]
    praise: Annotated[tuple[str, ...], Meta(min_length=1, description="words that express praise")]
    bands: Annotated[
        dict[str, tuple[float, float]],
        Meta(description="for each grade, the lowest and the highest usual share of criticism, from 0 to 1"),
    ]
    least: Annotated[
        int, Meta(ge=1, description="minimum number of sentences with such a word for a section to be checked")
    ] = 10


def names(params: Params) -> frozenset[str]:
    return frozenset({"grade", "percent", "faults", "praise", "usual"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    for grade in params.bands:
        if grade_of(grade) is None:
            raise ParamError(("bands", grade), f"“{grade}” is not a grade")
    bands: _Bands = {grade_of(grade): band for grade, band in params.bands.items()}
    faults, praise = checked(listed("faults", params.faults)), checked(listed("praise", params.praise))

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        sections = [s for s in report.sections if s.heading and s.grade and s.grade.value in bands]
        if not sections:
            raise NotApplicable("it has no section with a grade that this rule has a band for")
        flawed = _sentences_with(report, faults)
        praised = _sentences_with(report, praise) - flawed
        return _outside(sections, flawed, praised, bands, params.least)

    return run


# A sentence: the address of its text, and where it begins in it.
_Sentence = tuple[str, int]


def _sentences_with(report: Document, terms: Terms) -> frozenset[_Sentence]:
    """Return the sentences that contain one of the terms."""
    found = set()
    for match in terms.find_all(report.folded, report.vocabulary):
        passage, at = report.folded.at(match.start)
        span = passage.sentence_span(at)
        found.add((passage.address, span[0] if span else 0))
    return frozenset(found)


def _outside(
    sections: list[Section], flawed: frozenset[_Sentence], praised: frozenset[_Sentence], bands: _Bands, least: int
) -> Iterator[Hit]:
    faults, praise = (Counter(address for address, _ in each) for each in (flawed, praised))
    for section in sections:
        assert section.heading is not None
        assert section.grade is not None
        addresses = {paragraph.address for paragraph in section.paragraphs}
        bad, good = (sum(map(each.__getitem__, addresses)) for each in (faults, praise))
        low, high = bands[section.grade.value]
        if bad + good < least or low <= bad / (bad + good) <= high:
            continue
        facts = {
            "grade": section.grade.prose.text,
            "percent": f"{100 * bad / (bad + good):.0f}",
            "faults": str(bad),
            "praise": str(good),
            "usual": f"{100 * low:.0f} to {100 * high:.0f}",
        }
        yield Hit(section.grade.prose.place(), section.heading.address, facts)
