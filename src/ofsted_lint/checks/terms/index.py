"""Terms worked out: what each stands for, kept so that only what may be in a document is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain

import msgspec

from ofsted_lint.checks.terms.pattern import variants
from ofsted_lint.checks.terms.search import Variant, variant
from ofsted_lint.documents.structure.searchable_text import NO_KEY
from ofsted_lint.files.generations import Generations
from ofsted_lint.source.prose import folded, searchable

_Packed = tuple[dict[str, dict[str, list[int]]], list[bytes]]
_unpack = msgspec.msgpack.Decoder(Variant).decode
_pack = msgspec.msgpack.encode
_unpack_all = msgspec.msgpack.Decoder(_Packed).decode


class Ready(msgspec.Struct, frozen=True, dict=True, array_like=True, eq=False):
    """A term worked out, its texts packed until they are needed: few terms stand in a document.

    `needed` are the words and the pairs of words that all its texts have.
    """

    needed: frozenset[str]
    packed: bytes

    @cached_property
    def _unpacked(self) -> _Packed:
        """The numbers of the texts by two words or pairs that each has, and the texts."""
        found: _Packed = _unpack_all(self.packed)
        return found

    @cached_property
    def _made(self) -> dict[int, Variant]:
        return {}

    @property
    def variants(self) -> Iterator[Variant]:
        """All texts that the term stands for."""
        return map(self._variant, range(len(self._unpacked[1])))

    def perhaps(self, keys: set[str]) -> Iterable[Variant]:
        """The texts that may be in a document that has these words and pairs."""
        if not self.needed <= keys:
            return ()
        index, _ = self._unpacked
        found = [index[one][two] for one in index.keys() & keys for two in index[one].keys() & keys]
        return map(self._variant, sorted(chain.from_iterable(found)))

    def _variant(self, number: int) -> Variant:
        if number not in self._made:
            self._made[number] = _unpack(self._unpacked[1][number])
        return self._made[number]


# What terms stand for, by whether capitals matter: worked out once in a run,
# and between runs kept with the rules. What only earlier rules had goes.
_known: dict[bool, Generations[str, Ready]] = {False: Generations(), True: Generations()}


def begin() -> None:
    """Begin with other rules: what neither they nor the last ones ask for is forgotten."""
    for terms in _known.values():
        terms.begin()


def worked_out(term: str, case: bool) -> Ready:
    """What a term stands for, with capitals or without; `TermError` where it is none."""
    return _known[case].get(term, _with_capitals if case else _folded)


def _folded(term: str) -> Ready:
    return _made(term, folded)


def _with_capitals(term: str) -> Ready:
    return _made(term, searchable)


def _made(term: str, fold: Callable[[str], str]) -> Ready:
    made = [variant(text) for text in dict.fromkeys(map(fold, variants(term)))]
    needed = frozenset.intersection(*(keys for _, keys in made))
    packed = _pack((_index(keys for _, keys in made), [_pack(each) for each, _ in made]))
    return Ready(needed, packed)


def _index(texts: Iterable[frozenset[str]]) -> dict[str, dict[str, list[int]]]:
    """The numbers of texts by two of their keys: one that many of them have, and one that few have."""
    listed = list(texts)
    often = Counter(key for keys in listed for key in keys)
    found: dict[str, dict[str, list[int]]] = {}
    for number, keys in enumerate(listed):
        # Pairs of words are rarer in documents than words.
        pairs = [key for key in keys if " " in key] or sorted(keys) or [NO_KEY]
        few = min(pairs, key=lambda key: (often[key], key))
        many = max(pairs, key=lambda key: (often[key] < len(listed), often[key], key))
        found.setdefault(many, {}).setdefault(few, []).append(number)
    return found


def prepared() -> tuple[dict[str, Ready], dict[str, Ready]]:
    """All that terms stand for, for `remember`."""
    return _known[False].now, _known[True].now


def remember(kept: tuple[dict[str, Ready], dict[str, Ready]]) -> None:
    """Take what an earlier run worked out."""
    for case, terms in zip((False, True), kept, strict=True):
        _known[case].now.update(terms | _known[case].now)
