"""Words of grades in a statement: whether they give a grade, or only mention one."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.grade_claim_patterns import (
    ALONE,
    AREA,
    AT_LEAST,
    EVERYWHERE,
    FOR_AREA,
    GOT,
    JUDGING,
    LINK,
    LISTED,
    NAMED,
    OVERALL_NEXT,
    RATING,
    WE_ARE,
    WITH_NOUN,
    Q,
    grade_named,
)

# A text with more than this is not one sentence.
MOST_TOKENS = 40
# So many different grades in a row are the scale: “outstanding, good, requires improvement or inadequate”.
_SCALE = 3
_AMONG = re.compile(r"(?:[\s,;/’”'\"‘“*()\d-]|\b(?:and|or|to|through)\b){1,20}")
_COPULA = re.compile(
    r"\b(?:is|are|was|were|be|been|as|remains?|remained)(?: now| still| also| again)?\s*\Z|[:\t|–]\s*\Z"
)


# In a row of a list or table: the text between the name of the area and the grade, and after the grade.
ROW_SPACE = re.compile(
    rf"(?:[’']?s?,? (?:experiences?|progress|services?|support|judgement|and|with children and families|management))*"
    rf"\s*[:|–—=-]{{0,2}}[\s|]*{Q}"
)
_ROW_END = re.compile(rf"{Q}[.;,|\s]*\Z")
LONGEST_ROW = 160
# The grade first, with a mark: “Good: leadership”.
_ROW_START = re.compile(r"[^\w]*\Z")
AREA_NEXT = re.compile(rf"{Q}\s?[:–—|=-][\s|]*{Q}(?:[\w’']+ ){{0,7}}?")


# What may be before the areas that are the subject of a clause, and between them and a grade.
_SUBJECT = re.compile(
    r"(?:\A|[,;:–—] (?:and |but |while |whereas )?)(?:\W*\b(?:the|our|its|their|council[’']s|authority[’']s|services?"
    r"|support|work|provision|help|care|for|with|of|experiences?|progress|and|children|both))*\W*\Z",
    re.IGNORECASE,
)
_AFTER_SUBJECT = re.compile(
    r"(?: (?:both|all|services?|support|each|also|still|now|however|is|are|was|were|remains?|remained|to be)){0,4}"
    rf" ?{Q}"
)


def is_scale(text: str, found: list[re.Match[str]]) -> bool:
    """True if the text lists the grades that exist, not one that was given."""
    run = [found[0]]
    for match in found[1:MOST_TOKENS]:
        if _AMONG.fullmatch(text, run[-1].end(), match.start()):
            run.append(match)
        elif len(run) < _SCALE:
            run = [match]
    return len({grade_named(match[0]) for match in run}) >= _SCALE


def is_grade(text: str, match: re.Match[str]) -> bool:
    """True if a word is a grade here: in quotation marks, with a capital, or judged and with nothing after it."""
    words, before = match[0], text[: match.start()]
    if _is_row(text, match):
        return True
    marked = before[-1:] in ("‘", "“", "'", '"', "*") and text[match.end() : match.end() + 1] in "’”'\".,*"
    capital = words[0].isupper() and bool(before.strip(" ‘“'\"*-•#"))
    if marked or capital:
        return True
    if any(each.match(text, match.end()) for each in (EVERYWHERE, AT_LEAST, OVERALL_NEXT)) and JUDGING.search(text):
        return True
    if WITH_NOUN.match(text, match.end()) and (JUDGING.search(text) or AREA.search(text, match.end())):
        return True
    if WE_ARE.search(before) and JUDGING.search(text) and ALONE.match(text, match.end()):
        return True
    if GOT.search(before) and FOR_AREA.match(text, match.end()):
        return True
    if " " in words or "-" in words:
        return bool(RATING.search(before)) or bool(LINK.search(before[-25:]))
    judged = bool(RATING.search(before[-120:]))
    linked = bool(_COPULA.search(before))
    if words.casefold() == "inadequate":
        return judged or linked
    named = linked and bool(NAMED.search(before))
    return (judged or named or before.rstrip().endswith((":", "\t", "|", "("))) and bool(ALONE.match(text, match.end()))


def is_plain(text: str, match: re.Match[str]) -> bool:
    """True if a clause says of areas alone that they are good: “Services for children in care are good.”"""
    before = text[: match.start()]
    areas = list(AREA.finditer(before))
    if not areas or not _AFTER_SUBJECT.fullmatch(before, areas[-1].end()) or not ALONE.match(text, match.end()):
        return False
    start = next(
        (
            at
            for at in range(len(areas) - 1, 0, -1)
            if not LISTED.fullmatch(before, areas[at - 1].end(), areas[at].start())
        ),
        0,
    )
    return bool(_SUBJECT.search(before, 0, areas[start].start()))


def _is_row(text: str, match: re.Match[str]) -> bool:
    """True if a text is a row of a list or table: the name of an area and its grade, in either order."""
    if len(text) > LONGEST_ROW:
        return False
    areas = list(AREA.finditer(text))
    if _ROW_END.match(text, match.end()):
        return any(
            ROW_SPACE.fullmatch(text, area.end(), match.start()) for area in areas if area.end() <= match.start()
        )
    first = bool(_ROW_START.match(text[: match.start()]))
    return first and any(AREA_NEXT.fullmatch(text, match.end(), a.start()) for a in areas if a.start() >= match.end())


def is_alternative(text: str, last: int | None, grade: re.Match[str], next_: int | None) -> bool:
    """True if this is one of two alternative grades: “good or outstanding”, “good or better”."""
    after = text[grade.end() : next_ if next_ is not None else grade.end() + 12]
    before = text[last if last is not None else max(grade.start() - 12, 0) : grade.start()]
    joined = re.compile(rf"{Q}\s*(?:or|/)\s*{Q}(?:better\b|above\b|higher\b)?\Z")
    follows = re.match(rf"{Q}\s*(?:or|/)\s*{Q}(?:better\b|above\b|higher\b)", after)
    return bool(
        follows or (next_ is not None and joined.fullmatch(after)) or (last is not None and joined.fullmatch(before))
    )
