"""An index of expanded terms: the texts that each term matches, found by the words of a document.

The expanded terms of a run's rules are kept as a table from words, and pairs of
words, to the texts that have them, so that of ten thousand texts only those that
may be in a document are unpacked. The table may give too many texts, never too
few; the search then decides whether a text is really there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from ofsted_lint.checks.terms.search import Variant, variant
from ofsted_lint.documents.structure.searchable_text import NO_KEY, Vocabulary
from ofsted_lint.files.generations import Generations
from ofsted_lint.source.prose import folded, searchable

_unpack = msgspec.msgpack.decode
_pack = msgspec.msgpack.encode
# The number of unpacked texts that are kept for further documents: those of some five reports.
_MOST_UNPACKED = 1600
# The texts of a term by their numbers, which may be in a document: without capitals, and with them.
_There = tuple[dict[str, list[int]], dict[str, list[int]]]


class Ready:
    """An expanded term, its texts packed until they are needed, since few terms are in a document.

    `keys` are two words, or pairs of words, of each text: one that few texts of the term have, and one that many have.
    """

    __slots__ = ("_made", "keys", "packed")

    def __init__(self, packed: bytes, keys: list[tuple[str, str]]) -> None:
        # The texts of the term as plain data, each packed once more.
        self.packed = packed
        self._made: dict[int, Variant] = {}
        self.keys = keys

    @property
    def variants(self) -> Iterator[Variant]:
        """All texts that the term matches."""
        return map(_variant, _unpack(self.packed))

    def some(self, numbers: list[int]) -> list[Variant]:
        """Return texts by their numbers."""
        new = [number for number in numbers if number not in self._made]
        if new and len(_unpacked_now) + len(new) > _MOST_UNPACKED:
            _forget_unpacked()
            new = numbers
        if new:
            texts = _unpack(self.packed)
            _unpacked_now.extend([self] * len(new))
            self._made.update((number, _variant(texts[number])) for number in new)
        return [self._made[number] for number in numbers]

    def forget(self) -> None:
        """Forget which texts are unpacked."""
        self._made = {}

    def numbers(self, keys: set[str]) -> list[int]:
        """Return the numbers of the texts that may be in a document that has these words and pairs."""
        return [number for number, (few, many) in enumerate(self.keys) if few in keys and many in keys]


def _variant(packed: bytes) -> Variant:
    text, chunk, anchors, meant = _unpack(packed)
    return Variant(text, chunk, tuple(map(tuple, anchors)), tuple(meant))


# The terms of which texts are unpacked, once for each text.
_unpacked_now: list[Ready] = []


def _forget_unpacked() -> None:
    """Forget all unpacked texts, so that a process that lints for days does not keep those of all terms."""
    for ready in _unpacked_now:
        ready.forget()
    _unpacked_now.clear()


class Table(msgspec.Struct, frozen=True, eq=False, array_like=True):
    """Expanded terms, as plain data.

    `terms` are terms, the first of them, as many as `folded` says, without regard to capitals; `packed` the texts of
    each, packed. `places` has for a word or a pair of words, packed, lists of another that must be there as well, the
    number of a term and that of its text.
    """

    terms: list[str]
    folded: int
    packed: list[bytes]
    places: dict[str, bytes]


# Expanded terms, by whether capitals matter; each is expanded once in a run.
_known: dict[bool, Generations[str, Ready]] = {False: Generations(), True: Generations()}


class _Kept:
    """The tables of the rules that were loaded last and of those before them, and the terms in them.

    `terms` has for each term its packed texts, those of one of the tables. `version` changes with the tables.
    """

    def __init__(self) -> None:
        self.version = 0
        self.now: list[Table] = []
        self._before: list[Table] = []
        self.terms: dict[bool, dict[str, bytes]] = {False: {}, True: {}}

    @property
    def tables(self) -> list[Table]:
        return [*(table for table in self._before if table not in self.now), *self.now]

    def begin(self) -> None:
        """Begin with new rules."""
        if self.now:
            self._before, self.now = self.now, []
            self.terms = {False: {}, True: {}}
            for table in self._before:
                self._add(table)

    def add(self, table: Table) -> None:
        """Add a table."""
        self.now.append(table)
        self._add(table)

    def _add(self, table: Table) -> None:
        self.version += 1
        for number, (term, packed) in enumerate(zip(table.terms, table.packed, strict=True)):
            self.terms[number >= table.folded].setdefault(term, packed)


_kept = _Kept()
# The terms that were checked since `record`.
_checked: set[tuple[str, bool]] = set()


def begin() -> None:
    """Begin with new rules, and forget terms that neither they nor the rules before them use."""
    for terms in _known.values():
        terms.begin()
    _kept.begin()


def are_used(tables: list[Table]) -> bool:
    """True if these are the tables of the rules that were loaded last, and there are any."""
    return bool(tables) and _kept.now == tables


def record() -> None:
    """Begin to record which terms are checked."""
    _checked.clear()


def worked_out(term: str, case: bool) -> Ready:
    """Return a term expanded, with or without regard to capitals; `TermError` if it is not a term."""
    return _known[case].get(term, _with_capitals if case else _folded)


def _folded(term: str) -> Ready:
    return _unpacked(term, False) or _made(term, False)


def _with_capitals(term: str) -> Ready:
    return _unpacked(term, True) or _made(term, True)


def _unpacked(term: str, case: bool) -> Ready | None:
    kept = _kept.terms[case].get(term)
    return Ready(kept, []) if kept else None


def check(term: str, case: bool) -> None:
    """Raise `TermError` if this is not a term; terms in a table were checked before."""
    _checked.add((term, case))
    if term not in _kept.terms[case]:
        worked_out(term, case)


def _made(term: str, case: bool) -> Ready:
    from ofsted_lint.checks.terms.pattern import variants  # terms of a plan are expanded in it

    fold = searchable if case else folded
    made = [variant(text) for text in dict.fromkeys(map(fold, variants(term)))]
    return Ready(_pack([_pack(each) for each, _ in made]), _keys([keys for _, keys in made]))


def _keys(texts: list[frozenset[str]]) -> list[tuple[str, str]]:
    """Return two keys of each text: one that few of the texts have, and one that many of them have."""
    often = Counter(key for keys in texts for key in keys)
    found = []
    for keys in texts:
        # Pairs of words are rarer in documents than words.
        pairs = [key for key in keys if " " in key] or sorted(keys) or [NO_KEY]
        few = min(pairs, key=lambda key: (often[key], key))
        found.append((few, max(pairs, key=lambda key: (often[key] < len(texts), often[key], key))))
    return found


def perhaps(terms: tuple[str, ...], case: bool, vocabulary: Vocabulary) -> list[tuple[str, Variant]]:
    """Return the texts of terms that may be in a document that has these words, each with its term."""
    there, kept = _there(vocabulary)[case], _kept.terms[case]
    found: list[tuple[str, Variant]] = []
    for term in terms:
        numbers = there.get(term, ()) if term in kept else _numbers(term, case, vocabulary.keys)
        if numbers:
            found += [(term, each) for each in worked_out(term, case).some(sorted(numbers))]
    return found


def _numbers(term: str, case: bool, keys: set[str]) -> list[int]:
    """Return the numbers of the texts of a term that is in no table, which may be in a document with these words."""
    ready = worked_out(term, case)
    if not ready.keys:  # it is from a table that has been forgotten since
        ready.keys = _made(term, case).keys
    return ready.numbers(keys)


def _there(vocabulary: Vocabulary) -> _There:
    """Return the texts in tables that may be in a document, looked up once for all rules."""
    if _kept.version not in vocabulary.known:
        vocabulary.known.clear()
        vocabulary.known[_kept.version] = _looked_up(vocabulary.keys)
    found: _There = vocabulary.known[_kept.version]
    return found


def _looked_up(keys: set[str]) -> _There:
    found: _There = ({}, {})
    for table in _kept.tables:
        for key in table.places.keys() & keys:
            for other, number, text in _unpack(table.places[key]):
                term, case = table.terms[number], number >= table.folded
                if other in keys and _kept.terms[case][term] is table.packed[number]:
                    found[case].setdefault(term, []).append(text)
    return found


def prepared() -> Table:
    """Return the expanded terms that were checked since `record`, for `remember`."""
    terms = sorted(_checked, key=lambda each: each[::-1])
    made = [_made(term, case) for term, case in terms]
    places: dict[str, list[tuple[str, int, int]]] = {}
    for number, ready in enumerate(made):
        for text, (few, many) in enumerate(ready.keys):
            places.setdefault(few, []).append((many, number, text))
    names, packed = [term for term, _ in terms], [ready.packed for ready in made]
    return Table(names, sum(not case for _, case in terms), packed, {key: _pack(places[key]) for key in sorted(places)})


def remember(table: Table) -> None:
    """Use terms that were expanded before."""
    _kept.add(table)
