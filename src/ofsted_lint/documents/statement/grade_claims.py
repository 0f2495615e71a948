"""The grades that a statement claims, and the areas it claims them for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from ofsted_lint.documents.frameworks.fixed_values import fixed
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.statement.counted_grades import counted, is_total
from ofsted_lint.documents.statement.grade_claim_patterns import (
    AREA,
    AT_LEAST,
    BELOW,
    ELSEWHERE,
    GRADE,
    HAVING_BEEN,
    JUDGING,
    NONE,
    NOT_NOW,
    PARTLY,
    REPORTED,
    WISHED,
    Q,
    grade_named,
)
from ofsted_lint.documents.statement.grade_context import when, whole
from ofsted_lint.documents.statement.grade_words import (
    LONGEST_ROW,
    MOST_TOKENS,
    is_alternative,
    is_grade,
    is_plain,
    is_scale,
)
from ofsted_lint.documents.statement.graded_areas import Area, area_of, areas_after, areas_before
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.sentences import sentences

# In characters; a longer text is not one sentence.
_LONGEST_SENTENCE = 1500
_COLUMNS = re.compile(rf"[|\t][\s|]*{Q}{GRADE.pattern}{Q}\s*(?:[|\t]|\Z)", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
# “the areas below the overall grade”
_BESIDE = re.compile(r"\b(?:below|above|under|than|besides?) (?:the |our |its )\Z", re.IGNORECASE)


ClaimedArea = Annotated[str, fixed("an area, or a word for several", (*NAMES, "every", "others", "none", "count"))]


class GradeClaim(msgspec.Struct, frozen=True, eq=False):
    """A grade that a statement claims.

    `area` is a key of `kinds.NAMES`, “every” (all judgements), “others” (all that
    its sentence does not name), “none” (of them) or “count” (`count` of them, or
    a value of `SHARES`; `of` is how many there are, or 0). With `least` better grades count as
    well (“good or better”). `clause` is the text in which a council may be named
    that the claim is about. `said` is true if the area is named: if the sentence only mentions
    services as a whole, the area is “overall” and `said` is false. `before` is true
    for a grade of an earlier inspection; `year` is the year printed with it, or 0.
    """

    prose: Prose
    area: ClaimedArea
    grade: Grade
    said: bool
    before: bool
    year: int
    count: int
    of: int
    sentence: Prose
    address: str
    clause: str = ""
    least: bool = False


class _Sentence(msgspec.Struct):
    """A sentence that may claim grades: the part of a passage from `start` to `end`.

    `beside_claims` is true if others of the passage claim grades.
    """

    passage: Passage
    start: int
    end: int
    beside_claims: bool = False

    @property
    def text(self) -> str:
        return self.passage.prose.text[self.start : self.end]

    @property
    def reports(self) -> bool:
        """True if it is of minutes that report what was said of this inspection, and not of an earlier one."""
        before = self.passage.prose.text[max(0, self.start - _LONGEST_SENTENCE) : self.end]
        near = before + self.passage.prose.text[self.end : self.end + _LONGEST_SENTENCE]
        now = HAVING_BEEN.split(self.text)[0]
        return bool(REPORTED.search(before) and JUDGING.search(near) and not NOT_NOW.search(now))

    def part(self, start: int, end: int) -> Prose:
        return self.passage.prose.part(self.start + start, self.start + end)


def grade_claims(passages: Iterable[Passage]) -> Iterator[GradeClaim]:
    """Find the claims in the texts of a statement, in order."""
    for passage in passages:
        if GRADE.search(passage.prose.text):
            spans = [span for span in passage.sentence_spans if span[1] - span[0] <= _LONGEST_SENTENCE]
            found = [list(_claims(_Sentence(passage, *span))) for span in spans]
            for span, made in zip(spans, found, strict=True):
                # Beside claims “Services for children in care are good.” is one.
                yield from made or (_claims(_Sentence(passage, *span, True)) if any(found) else ())


def _claims(sentence: _Sentence) -> Iterator[GradeClaim]:
    """Find the claims of one sentence."""
    text = sentence.text
    found = [match for match in GRADE.finditer(text) if grade_named(match[0])]
    if not found or ELSEWHERE.search(text) or is_scale(text, found):
        return
    if _COLUMNS.search(text, found[0].end()):
        return  # a row of a table with several grades
    plain = sentence.beside_claims
    grades = [match for match in found if is_grade(text, match) or (plain and is_plain(text, match))][:MOST_TOKENS]
    areas = _areas(text)
    if _RESPECTIVELY.search(text):
        yield from _in_order(sentence, grades, areas)
        return
    taken: set[Area] = set()
    for at, grade in enumerate(grades):
        last = grades[at - 1].end() if at else 0
        next_ = grades[at + 1].start() if at + 1 < len(grades) else len(text)
        if alone := _counted(text, grade, last):
            yield from _claims_of(sentence, grade, [alone], last, next_)
            continue
        least = bool(AT_LEAST.match(text, grade.end()))
        if not least and is_alternative(text, last if at else None, grade, next_ if at + 1 < len(grades) else None):
            continue
        if WISHED.search(text, max(last, grade.start() - 90), grade.start()):
            continue
        given = areas_after(text, grade, [a for a in areas if grade.end() <= a.start and a.end <= next_], next_)
        between = [a for a in areas if last <= a.start and a.end <= grade.start()]
        given = given or areas_before(text, grade, between, taken)
        if least:
            given = [area for area in given if area.key in ("every", "count")]
        taken.update(given)
        if least and not given:
            continue
        yield from _claims_of(sentence, grade, given, last, next_)


def _counted(text: str, grade: re.Match[str], last: int) -> Area | None:
    """Return the number of judgements that a grade is said to have, which may be none."""
    if NONE.search(text, last, grade.start()):
        return Area(grade.start(), grade.end(), "none")
    return counted(text, grade)


def _areas(text: str) -> list[Area]:
    """Return the areas that a sentence names, without those beside which it names others."""
    found = (area_of(match) for match in AREA.finditer(text) if not _BESIDE.search(text, 0, match.start()))
    return [area for area in found if not is_total(text, area)][:MOST_TOKENS]


def _in_order(sentence: _Sentence, grades: list[re.Match[str]], areas: list[Area]) -> Iterator[GradeClaim]:
    """Make the claims of “good and outstanding for leadership and care leavers respectively”, if the numbers agree."""
    if len(grades) == len(areas) and grades[-1].end() <= areas[0].start:
        for grade, area in zip(grades, areas, strict=True):
            yield from _claims_of(sentence, grade, [area], grade.start(), grade.end())


def _claims_of(
    sentence: _Sentence, grade: re.Match[str], given: list[Area], last: int, next_: int
) -> Iterator[GradeClaim]:
    """Make the claims of one grade; `last` and `next_` are the offsets of the grades before and after it."""
    text = sentence.text
    before, year = when(text, grade, last, next_, sentence.reports)
    # “overall” next to the name of an area adds nothing.
    named = (
        [a for a in given if a.key != "overall" or text[a.end - 1] == "s"]
        if len(given) > 1 and given[0].key != "overall"
        else given
    )
    for area in named or whole(text, grade, last):
        if area.key == "overall" and PARTLY.search(text, _clause_start(text, last, grade.start()), grade.start()):
            continue
        yield GradeClaim(
            sentence.part(min(area.start, grade.start()), max(area.end, grade.end())),
            area.key,
            grade_named(grade[0]) or Grade.GOOD,
            bool(named),
            before,
            year,
            area.count,
            area.of,
            sentence.part(0, len(text)),
            sentence.passage.address,
            text[last:next_],
            bool(AT_LEAST.match(text, grade.end())),
        )


def _clause_start(text: str, last: int, end: int) -> int:
    """Return where the clause of a grade begins, after the grade before it at the earliest."""
    return max(last, text.rfind(",", last, end), text.rfind(";", last, end), text.rfind(":", last, end))


def listed_claims(lead: Prose, items: Iterable[Paragraph]) -> Iterator[GradeClaim]:
    """Find the claims of a list of areas with the same grade: “We were rated ‘Good’ for:” and the areas below."""
    start, end = sentences(lead.text)[-1] if lead.text else (0, 0)
    text = lead.text[start:end]
    found = list(GRADE.finditer(text)) if end - start <= _LONGEST_SENTENCE else []
    if not found or ELSEWHERE.search(text) or not BELOW.fullmatch(text, found[-1].end()):
        return
    last = found[-2].end() if len(found) > 1 else 0
    grade = grade_named(found[-1][0])
    if not grade or not is_grade(text, found[-1]) or WISHED.search(text, last, found[-1].start()):
        return
    before, year = when(text, found[-1], last, len(text))
    for item in items:
        if len(item.prose.text) > LONGEST_ROW or GRADE.search(item.prose.text):
            continue
        for area in map(area_of, AREA.finditer(item.prose.text)):
            if area.key not in ("others", "every", "count"):
                yield GradeClaim(
                    item.prose, area.key, grade, True, before, year, 0, 0, lead.part(start, end), item.address
                )
