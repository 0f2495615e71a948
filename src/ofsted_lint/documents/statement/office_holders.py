"""The people whom a statement names with their offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.phrases import pattern, words
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose

_CAPITAL = r"[A-Z][^\W\d_]*(?:[’'-][A-Z]?[^\W\d_]+){0,3}"
_TITLE = rf"(?:{pattern('people', 'titles')}\.? )?"
_NAME = rf"{_TITLE}{_CAPITAL}(?: {_CAPITAL}){{1,2}}"
_NOUN = pattern("people", "offices")
# “Lead Member for Children and Young People”; the words that join it are in lower case.
_JOINT = r"(?:for|of|and|the|to|in|with|&)"
_OFFICE = (
    rf"(?:[Tt]he |[Oo]ur )?(?:{_CAPITAL}(?: {_JOINT}){{0,2}} ){{0,5}}{_NOUN}(?: (?:{_JOINT} ){{0,2}}{_CAPITAL}){{0,8}}"
)
_OFFICE_AFTER = re.compile(rf"\b(?P<name>{_NAME}),? \(?(?P<office>{_OFFICE})")
_OFFICE_BEFORE = re.compile(rf"\b(?P<office>{_OFFICE}), (?P<name>{_NAME})")
_HAS_NOUN = re.compile(rf"\b{_NOUN}\b")
# Words of offices and beginnings of sentences, which do not occur in names.
_NO_NAME = words("people", "no names")


_HOLDS_OFFICE = re.compile(rf"\b{pattern('people', 'offices', 'titles')}\b(?<!inspector)", re.IGNORECASE)


def holds_office(text: str) -> bool:
    """True if a text speaks of somebody with an office or title, who is no inspector."""
    return bool(_HOLDS_OFFICE.search(text))


class Officer(msgspec.Struct, frozen=True, eq=False):
    """A person's name, with its title, and the office named next to it."""

    prose: Prose
    office: Prose
    address: str


def officers(passages: Iterable[Passage]) -> Iterator[Officer]:
    """Find the people who are named with an office before or after their name, in order, each once."""
    for passage in passages:
        text = passage.prose.text
        if not _HAS_NOUN.search(text):
            continue
        found = {match.span("name"): match.span("office") for match in _OFFICE_AFTER.finditer(text)}
        found = {match.span("name"): match.span("office") for match in _OFFICE_BEFORE.finditer(text)} | found
        for name, office in sorted(found.items()):
            found_name = text[slice(*name)]
            if not _HAS_NOUN.search(found_name) and _NO_NAME.isdisjoint(found_name.split()):
                yield Officer(passage.prose.part(*name), passage.prose.part(*office), passage.address)
