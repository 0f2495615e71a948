"""Signs of an inspection report in a text that could not be read as one, and what happened to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.frameworks.ilacs import NAMES

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source

# Signs are searched for in the letters of a text alone: spaces, line ends and
# marks are what such a text has lost, or has too many of.
_NO_LETTERS = re.compile(r"[\W_]+")
_GRADE = "(?:outstanding|good|inadequate|requiresimprovement)"
_NAMED = "|".join(_NO_LETTERS.sub("", name.casefold().removeprefix("the ")) for name in NAMES.values())
_GRADED = re.compile(f"({_NAMED})(?:is|are)?{_GRADE}")
_MAJESTY = "(?:his|her)majestysinspector"
# Labels and formulas that are in reports only, and signs that other texts about reports have as well.
_OWN = {
    "a title": re.compile(r"inspectionof\w{3,70}(?:childrens(?:socialcare)?services|trust)\w{0,40}?inspectiondates?\d"),
    "inspection dates and a lead inspector": re.compile(
        rf"inspectiondates?\d\w{{4,60}}?leadinspectors?\w{{4,60}}{_MAJESTY}"
    ),
    "Ofsted’s closing matter": re.compile(
        r"officeforstandardsineducationchildrensservicesandskillsofstedregulatesandinspects"
    ),
}
_SHARED = {
    "“What needs to improve”": re.compile(r"whatneedstoimprove"),
    "a judgement table": re.compile(rf"judge?ments?grades?(?:the)?(?:{_NAMED}|overall)"),
}
_FEWEST, _FEWEST_GRADED = 3, 2
_LONGEST_TEXT = 400_000
# What happened to a text: most lines begin with the sign of a quotation; lines are longer than paragraphs;
# most words are single letters.
_QUOTED = re.compile(r"(?m)^[ \t]*>")
_LONG_LINE = 2_000
_SHORT_WORD = 1.9
_CURES = {
    "quoted": "Take the “>” off the beginnings of the lines",
    "torn": "Export the report again: its words are torn into letters",
    "one line": "Put headings and paragraphs on lines of their own again: the lines of the text were joined",
    "else": "Make the file again from the report itself, with its headings and paragraphs on lines of their own",
}


def traces(source: Source) -> tuple[str, ...]:
    """Return, in words, the signs that a text is an inspection report; empty if there are too few to say so.

    One at least is of a kind that only reports have: others write about grades too.
    """
    letters = _NO_LETTERS.sub("", source.printed[:_LONGEST_TEXT].casefold())
    own = [name for name, sign in _OWN.items() if sign.search(letters)]
    graded = len({match[1] for match in _GRADED.finditer(letters)}) >= _FEWEST_GRADED
    shared = [name for name, sign in _SHARED.items() if sign.search(letters)]
    found = [*own, *(["judgements with grades"] if graded else []), *shared]
    return tuple(found) if own and len(found) >= _FEWEST else ()


def cure(source: Source) -> str:
    """Return what to do about a text in which a report can no longer be read."""
    lines = [line for line in source.printed.split("\n") if line.strip()]
    words = source.printed[:_LONGEST_TEXT].split()
    if 2 * sum(bool(_QUOTED.match(line)) for line in lines) > len(lines):
        return _CURES["quoted"]
    if words and sum(map(len, words)) < _SHORT_WORD * len(words):
        return _CURES["torn"]
    return _CURES["one line" if max(map(len, lines), default=0) > _LONG_LINE else "else"]
