"""Words that are nearly, but not quite, part of a name.

The names are those of `known` and, with `own`, that of the council in the
title. A word with a capital that differs by one slip (a letter that is wrong,
missing, doubled or has changed places with the next) from a word of a name is
found. `words` are words that only look like slips.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.council_names import FORMAL
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import marked
from ofsted_lint.source.similar import one_slip

# A name may begin after a hyphen or an opening mark, but not after an apostrophe within a word: “O'Neill”.
_CAPITAL = pattern(r"[A-Z](?<!\w.)(?<!\w'.)[a-z]{4,30}(?!\w)")
_NAMED = pattern(r"(?:(?:Mrs?|Ms|Dr|Cllr|Councillor)\.?|(?P<name>[A-Z][a-z]+)) \Z")
_WORD = pattern(r"[^\W\d_]+")
_LONGEST_WORD = 40
# Words with a capital that are not a person's name when they come before a place.
_PARTS = frozenset({"north", "south", "east", "west", "central", "greater", "saint", "in", "across", "within", "for"})


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    known: Annotated[tuple[str, ...], Meta(description="names in their correct spelling")] = ()
    own: Annotated[bool, Meta(description="true: the name of the council in the title is one of the names")] = False
    words: Annotated[tuple[str, ...], Meta(description="words that look like slips but are correct")] = ()
    shortest: Annotated[int, Meta(ge=4, description="shortest word that is compared, in letters")] = 6


# The number of words whose nearest ones are kept.
_MOST_WORDS = 1 << 12
# Words that many councils' names have in common; a word near one of them is not a slip.
_COMMON = FORMAL | {"children", "services", "social", "trust", "together", "families"}


class _Names:
    """The words of names, searched by words that are one slip away; `full` has the whole name of each."""

    def __init__(self, own: _Index, known: _Index, full: dict[str, str], right: frozenset[str]) -> None:
        self._own, self._known, self.full, self._right = own, known, full, right

    def near(self, word: str) -> list[str]:
        """Return the words of names that are one slip away from a word; none for a correct word."""
        if word in self._right:
            return []
        return list(dict.fromkeys((*self._own.nearest(word), *self._known.nearest(word))))


class _Index:
    """Words by their first letter and length; the nearest words of each word are found once in a run."""

    def __init__(self, words: Iterable[str]) -> None:
        self._alike: dict[tuple[str, int], list[str]] = {}
        for word in words:
            self._alike.setdefault((word[0], len(word)), []).append(word)
        self._found: dict[str, tuple[str, ...]] = {}

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return the words with the same first letter that are one slip away from a word."""
        if word not in self._found and self._alike:
            if len(self._found) >= _MOST_WORDS:
                self._found.clear()
            self._found[word] = self._nearest(word)
        return self._found.get(word, ())

    def _nearest(self, word: str) -> tuple[str, ...]:
        lengths = range(len(word) - 1, len(word) + 2)
        found = (name for length in lengths for name in self._alike.get((word[0], length), ()))
        return tuple(name for name in found if one_slip(word, name))


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "name", "instead"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    known = {word: name for name in params.known for word in _parts(name, params.shortest)}
    index = cache(lambda: _Index(known))
    right = frozenset(_WORD.findall(" ".join([*params.known, *params.words])))

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        texts = applicable(report, chosen)
        own = _own(report, params.shortest) if params.own else {}
        names = _Names(_Index(own), index(), own | known, right | own.keys())
        # Each word is compared once; most documents have no word that is nearly a name.
        if any(map(names.near, set(_CAPITAL.findall(report.searchable.text)))):
            for passage in texts:
                yield from _misspelt(passage, names, report)

    return run


def _own(report: Document, shortest: int) -> dict[str, str]:
    council = report.title.council.text if report.title and report.title.council else ""
    return dict.fromkeys(_parts(council, shortest), council)


def _parts(name: str, shortest: int) -> list[str]:
    words = (word for word in _WORD.findall(marked(name)) if word[0].isupper() and len(word) >= shortest)
    return [word for word in words if word.casefold() not in _COMMON]


def _misspelt(passage: Passage, names: _Names, report: Document) -> Iterator[Hit]:
    for match in _CAPITAL.finditer(marked(passage.prose.text)):
        nearest = names.near(match[0])
        if nearest and not _is_surname(passage, match.start(), names):
            near = nearest[0]
            place = passage.prose.place(*match.span())
            related: tuple[Related, ...] = ()
            if report.title and report.title.council and near in report.title.council.text:
                related = (Related(report.title.council.place(), "the name in the title"),)
            facts = {"found": match[0], "name": names.full[near], "instead": near}
            edits = corrected(passage.prose, passage.copies, *match.span(), near) if len(nearest) == 1 else ()
            yield Hit(place, passage.address, facts, related, edits=edits)


def _is_surname(passage: Passage, start: int, names: _Names) -> bool:
    """True if a word follows a person's first name or title, and not part of a council's name."""
    before = _NAMED.search(passage.prose.text, max(start - _LONGEST_WORD, 0), start)
    if before is None:
        return False
    if not before["name"]:
        return True
    span = passage.sentence_span(start)
    begins = span is not None and before.start() == span[0]
    return not (begins or before["name"] in names.full or before["name"].casefold() in FORMAL | _PARTS)
