"""The grades that a statement says were given, and to what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade, grade_of
from ofsted_lint.documents.statement.grade_claim_patterns import (
    ALONE,
    AREA,
    AREAS,
    BEFORE,
    BEFORE_BEHIND,
    BELOW,
    CLAUSE,
    ELSEWHERE,
    EVERYWHERE,
    FORWARD,
    GENERIC,
    GRADE,
    JUDGING,
    LINK,
    LISTED,
    NUMBERS,
    RATING,
    WISHED,
    YEAR,
    Q,
)
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.sentences import sentences

# More than this in one sentence is no sentence.
_MOST_TOKENS = 40
_LONGEST_SENTENCE = 1500
# So many different grades in a row are the scale: “outstanding, good, requires improvement or inadequate”.
_SCALE = 3
_AMONG = re.compile(r"(?:[\s,;/’”'\"‘“*()\d-]|\b(?:and|or|to|through)\b){1,20}")
_OR = re.compile(rf"{Q}\s*(?:or|/)\s*{Q}")
_OR_BETTER = re.compile(rf"{Q}\s*(?:or|/)\s*{Q}(?:better|above|higher)\b")
_TO = re.compile(rf"\bto (?:being |be |an? |now )?{Q}\Z")
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been|as|remains?|remained)\s*\Z|[:\t|–]\s*\Z")


# A row of a list or table: what stands between the name of what is judged and the grade, and behind the grade.
_ROW_SPACE = re.compile(
    rf"(?:[’']?s?,? (?:experiences?|progress|services?|support|judgement|and|with children and families|management))*"
    rf"\s*[:|–—=-]{{0,2}}[\s|]*{Q}"
)
_ROW_END = re.compile(rf"{Q}[.;,|\s]*\Z")
_LONGEST_ROW = 160
# The grade first, with a mark: “Good: leadership”.
_ROW_START = re.compile(r"[^\w]*\Z")
_NAMES_NEXT = re.compile(rf"{Q}\s?[:–—|=-][\s|]*{Q}(?:[\w’']+ ){{0,7}}?")


class GradeClaim(msgspec.Struct, frozen=True, eq=False):
    """A grade that is said to have been given.

    `area` is a key of `kinds.NAMES`, “every” (all judgements), “others” (all
    that its sentence does not name) or “count” (`count` of them). `said` says
    whether the area is named: where only services as a whole are spoken of it
    is “overall” and `said` is false; `of` is how many there are, or 0. `before` says that it is one of an earlier
    inspection; `year` is the year printed with it, or 0.
    """

    prose: Prose
    area: str
    grade: Grade
    said: bool
    before: bool
    year: int
    count: int
    of: int
    sentence: Prose
    address: str


class _Area(msgspec.Struct, frozen=True):
    start: int
    end: int
    key: str
    count: int = 0
    of: int = 0


def grade_claims(passages: Iterable[Passage]) -> Iterator[GradeClaim]:
    """The claims in the texts of a statement, in order."""
    for passage in passages:
        if GRADE.search(passage.prose.text):
            for start, end in passage.sentence_spans:
                if end - start <= _LONGEST_SENTENCE:
                    yield from _claims(passage, start, end)


def _claims(passage: Passage, start: int, end: int) -> Iterator[GradeClaim]:
    """The claims of one sentence."""
    text = passage.prose.text[start:end]
    found = [match for match in GRADE.finditer(text) if grade_of(match[0].replace("-", " "))]
    if not found or ELSEWHERE.search(text) or _is_scale(text, found):
        return
    grades = [match for match in found if _is_grade(text, match)][:_MOST_TOKENS]
    areas = [_area(match) for match in AREA.finditer(text)][:_MOST_TOKENS]
    taken: set[_Area] = set()
    for at, grade in enumerate(grades):
        last = grades[at - 1].end() if at else 0
        next_ = grades[at + 1].start() if at + 1 < len(grades) else len(text)
        if _either(text, last if at else None, grade, next_ if at + 1 < len(grades) else None):
            continue
        if WISHED.search(text, max(last, grade.start() - 90), grade.start()):
            continue
        said = _ahead(text, grade, [a for a in areas if grade.end() <= a.start and a.end <= next_], next_)
        said = said or _behind(text, grade, [a for a in areas if last <= a.start and a.end <= grade.start()], taken)
        taken.update(said)
        before, year = _when(text, grade, last, next_)
        # “overall” beside the name of an area adds nothing.
        named = [a for a in said if a.key != "overall"] if len(said) > 1 and said[0].key != "overall" else said
        for area in named or _whole(text, grade, last):
            begin, finish = min(area.start, grade.start()), max(area.end, grade.end())
            yield GradeClaim(
                passage.prose.part(start + begin, start + finish),
                area.key,
                grade_of(grade[0].replace("-", " ")) or Grade.GOOD,
                bool(named),
                before,
                year,
                area.count,
                area.of,
                passage.prose.part(start, end),
                passage.address,
            )


def listed_claims(lead: Prose, items: Iterable[Paragraph]) -> Iterator[GradeClaim]:
    """The claims of a list of what was judged alike: “We were rated ‘Good’ for:”, and the judgements below."""
    start, end = sentences(lead.text)[-1] if lead.text else (0, 0)
    text = lead.text[start:end]
    found = list(GRADE.finditer(text)) if end - start <= _LONGEST_SENTENCE else []
    if not found or ELSEWHERE.search(text) or not BELOW.fullmatch(text, found[-1].end()):
        return
    last = found[-2].end() if len(found) > 1 else 0
    grade = grade_of(found[-1][0].replace("-", " "))
    if not grade or not _is_grade(text, found[-1]) or WISHED.search(text, last, found[-1].start()):
        return
    before, year = _when(text, found[-1], last, len(text))
    for item in items:
        if len(item.prose.text) > _LONGEST_ROW or GRADE.search(item.prose.text):
            continue
        for area in map(_area, AREA.finditer(item.prose.text)):
            if area.key not in ("others", "every", "count"):
                yield GradeClaim(
                    item.prose, area.key, grade, True, before, year, 0, 0, lead.part(start, end), item.address
                )


def _is_scale(text: str, found: list[re.Match[str]]) -> bool:
    """Whether the grades are listed that there are, not one that was given."""
    run = [found[0]]
    for match in found[1:_MOST_TOKENS]:
        if _AMONG.fullmatch(text, run[-1].end(), match.start()):
            run.append(match)
        elif len(run) < _SCALE:
            run = [match]
    return len({grade_of(match[0].replace("-", " ")) for match in run}) >= _SCALE


def _area(match: re.Match[str]) -> _Area:
    key = next(name for at, (name, _) in enumerate(AREAS) if match[f"a{at}"])
    count, of = (NUMBERS.get((match[name] or "").casefold(), 0) for name in ("n", "of"))
    return _Area(match.start(), match.end(), key, count, of)


def _is_grade(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a grade here: set in marks or with a capital, or judged and standing alone."""
    words, before = match[0], text[: match.start()]
    if _rows(text, match):
        return True
    marked = before[-1:] in ("‘", "“", "'", '"', "*") and text[match.end() : match.end() + 1] in "’”'\".,*"
    capital = words[0].isupper() and bool(before.strip(" ‘“'\"*-•#"))
    if marked or capital:
        return True
    if EVERYWHERE.match(text, match.end()) and JUDGING.search(text):
        return True
    if " " in words or "-" in words:
        return bool(RATING.search(before)) or bool(LINK.search(before[-25:]))
    judged = bool(RATING.search(before[-120:]))
    linked = bool(_COPULA.search(before))
    if words.casefold() == "inadequate":
        return judged or linked
    return (judged or before.rstrip().endswith((":", "\t", "|"))) and bool(ALONE.match(text, match.end()))


def _rows(text: str, match: re.Match[str]) -> bool:
    """Whether a text is a row of a list or table: the name of what is judged and its grade, in either order."""
    if len(text) > _LONGEST_ROW:
        return False
    areas = list(AREA.finditer(text))
    if _ROW_END.match(text, match.end()):
        return any(
            _ROW_SPACE.fullmatch(text, area.end(), match.start()) for area in areas if area.end() <= match.start()
        )
    first = bool(_ROW_START.match(text[: match.start()]))
    return first and any(_NAMES_NEXT.fullmatch(text, match.end(), a.start()) for a in areas if a.start() >= match.end())


def _either(text: str, last: int | None, grade: re.Match[str], next_: int | None) -> bool:
    """Whether this is one of two grades of which either may be meant: “good or outstanding”, “good or better”."""
    behind = text[grade.end() : next_ if next_ is not None else grade.end() + 12]
    before = text[last if last is not None else max(grade.start() - 12, 0) : grade.start()]
    joined = re.compile(rf"{Q}\s*(?:or|/)\s*{Q}(?:better\b|above\b|higher\b)?\Z")
    ahead = re.match(rf"{Q}\s*(?:or|/)\s*{Q}(?:better\b|above\b|higher\b)", behind)
    return bool(
        ahead or (next_ is not None and joined.fullmatch(behind)) or (last is not None and joined.fullmatch(before))
    )


def _ahead(text: str, grade: re.Match[str], areas: list[_Area], next_: int) -> list[_Area]:
    """The areas that follow a grade as those it was given for: “good for …, … and …”."""
    if not areas:
        return []
    first = areas[0]
    between = text[grade.end() : first.start]
    beside = first.key in ("overall", "every") and re.fullmatch(rf"{Q},? ?", between)
    row = not text[: grade.start()].strip(" \t-–—•*|‘“'\"") and _NAMES_NEXT.fullmatch(between)
    if not (beside or row or FORWARD.fullmatch(between)):
        return []
    taken = [first]
    for area in areas[1:]:
        if not LISTED.fullmatch(text, taken[-1].end, area.start):
            break
        taken.append(area)
    # The last of them may be what the next grade is said of: “…, and leadership was rated outstanding”.
    behind = text[taken[-1].end : next_]
    if next_ < len(text) and len(taken) > 1 and re.match(rf"{Q}\s*(?:is|are|was|were|has|have|as|been|:)", behind):
        taken.pop()
    return taken


def _behind(text: str, grade: re.Match[str], areas: list[_Area], taken: set[_Area]) -> list[_Area]:
    """The areas before a grade that it is said of: “…, … and … were judged good”."""
    free = [area for area in areas if area not in taken]
    if not free:
        return []
    between = text[free[-1].end : grade.start()]
    if not (LINK.search(between) or _ROW_SPACE.fullmatch(between)) or CLAUSE.search(between):
        return []
    found = [free[-1]]
    for area in reversed(free[:-1]):
        if not LISTED.fullmatch(text, area.end, found[0].start):
            break
        found.insert(0, area)
    return found


def _whole(text: str, grade: re.Match[str], last: int) -> list[_Area]:
    """The grade as that of services as a whole, where they are said to have been judged and nothing else is named."""
    before = text[last : grade.start()]
    # A headline may begin with the grade: “‘Good’: Ofsted's verdict on our services”.
    said_of = before if before.strip(" ‘’“”'\"*#") else text[grade.end() :]
    if last and _TO.search(before):
        said_of = text[: grade.start()]
    if BELOW.fullmatch(text, grade.end()):
        return []
    if not (RATING.search(text) and GENERIC.search(said_of)) or AREA.search(text):
        return []
    return [_Area(grade.start(), grade.end(), "overall")]


def _when(text: str, grade: re.Match[str], last: int, next_: int) -> tuple[bool, int]:
    """Whether a grade is one of an earlier inspection, and the year printed with it."""
    before = bool(BEFORE.search(text, last, grade.start()) or BEFORE_BEHIND.match(text, grade.end(), next_))
    # “from inadequate in 2016 to good”: the year is the earlier grade's.
    years = YEAR.findall(text[grade.end() if last and _TO.search(text, last, grade.start()) else last : next_])
    return before, int(years[0]) if years else 0
