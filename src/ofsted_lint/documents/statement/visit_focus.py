"""The areas that a visit looked at, in a statement and in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose

AREAS = {
    "care leavers": re.compile(rf"\b{pattern('areas', 'care-leavers')}\b", re.IGNORECASE),
    "children in care": re.compile(rf"\b{pattern('areas', 'in-care')}\b", re.IGNORECASE),
    "help and protection": re.compile(
        rf"\b{pattern('areas', 'help-and-protection', 'children in need')}\b", re.IGNORECASE
    ),
}
_SIGNS = ("look", "focus", "examin", "consider", "review")
_LOOKED = re.compile(rf"\b{pattern('areas', 'looked at')}\b", re.IGNORECASE)
_INSPECTING = re.compile(r"\b(?:inspect\w*|they|visits?|ofsted)\b", re.IGNORECASE)
_ENDS = re.compile(r"[;:]|\b(?:but|and found|who found|which|because|said)\b")
_ARRANGEMENTS = re.compile(r"\b[Ii]nspectors (?:also )?(?:looked|considered|reviewed|evaluated)\b")


class Focus(msgspec.Struct, frozen=True, eq=False):
    """An area that a statement says a visit looked at."""

    prose: Prose
    area: str
    address: str


def focus(passages: Iterable[Passage]) -> Iterator[Focus]:
    """Find the areas that a visit is said to have looked at, in order."""
    for passage in passages:
        text = passage.prose.text
        if not any(sign in passage.folded for sign in _SIGNS):
            continue
        for start, end in passage.sentence_spans:
            looked = _LOOKED.search(text, start, end)
            if looked is None or not _INSPECTING.search(text, start, end) or passage.quoted(looked.start()):
                continue
            stop = _ENDS.search(text, looked.end(), end)
            for area, words in AREAS.items():
                if match := words.search(text, looked.end(), stop.start() if stop else end):
                    yield Focus(passage.prose.part(*match.span()), area, passage.address)


def areas_of_letter(passages: Iterable[Passage]) -> Passage | None:
    """Return the paragraph in which a letter says what inspectors looked at."""
    return next((each for each in passages if "prose" in each.tags and _ARRANGEMENTS.search(each.prose.text)), None)


def names_area(text: str, area: str) -> bool:
    """True if a text names an area that visits look at."""
    return bool(AREAS[area].search(text))
