"""Terms in plain writing: the plain texts that each stands for.

A term is written as it would be read. `(a|b)` stands for one of several,
`(s)` for something that may be left out, `*` for the letters of a word, `#`
for a number, `##` for one of two digits, `^` for a word with a capital (where
capitals matter). `{ }` marks what is meant of it, where the rest only has to
stand beside it: `section 47 {enquires}`. Nothing else has a meaning, so no
term can run away: each becomes a list of plain texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import msgspec

from ofsted_lint.document.passages import Joined, Vocabulary
from ofsted_lint.document.prose import folded, searchable

_GROUP = re.compile(r"\(([^()]*)\)")
_SIGN = re.compile(r"\*|\^|#+")
_WORD = re.compile(r"\w+")
# At most one pair of braces, with something in them.
_MARKED = re.compile(r"[^{}]*(?:\{[^\s{}](?:[^{}]*[^\s{}])?\}[^{}]*)?")
_DIVIDED = re.compile(r"#[{}]#")
# More signs than this in a run of what they stand for could share out a text in too many ways.
_MOST_SIGNS = 2
_BY_LETTERS = re.compile(r"[^\W\d_]*\*(?:\*|[^\W\d_])*")
_BY_CAPITALS = re.compile(r"[\w*^#'’-]+")
_MOST_VARIANTS = 200
_LONGEST = 500
# How far the signs of a term may reach from the rest of it.
WINDOW = 120


class TermError(ValueError):
    """A term that cannot be used, and why."""


def variants(term: str) -> list[str]:
    """The plain texts that a term stands for, `*` and `#` kept; `TermError` where it is none."""
    if len(term) > _LONGEST:
        raise TermError(f"a term may have {_LONGEST} characters at most")
    found = [""]
    at = 0
    for match in _GROUP.finditer(term):
        found = _grown(found, [_checked(term[at : match.start()], term)])
        choices = match[1].split("|")
        found = _grown(found, choices if len(choices) > 1 else ["", match[1]])
        at = match.end()
    found = _grown(found, [_checked(term[at:], term)])
    words = [" ".join(text.split()) for text in found]
    if not all(_MARKED.fullmatch(text) for text in words):
        raise TermError(f"“{term}” needs one pair of braces, with words in them: {{what is meant}}")
    if any(_DIVIDED.search(text) for text in words):
        raise TermError(f"the braces in “{term}” divide the digits of one number")
    runs = (run for text in words for run in (_BY_CAPITALS if "^" in text else _BY_LETTERS).findall(text))
    if any(run.count("*") + run.count("^") > _MOST_SIGNS for run in runs):
        raise TermError(f"“{term}” has more than {_MOST_SIGNS} of “*” and “^” in one word")
    if not all(_WORD.search(text) or "#" in text or len(text) > 1 for text in words):
        raise TermError(f"“{term}” may stand for nothing at all")
    return list(dict.fromkeys(words))


def _checked(text: str, term: str) -> str:
    if stray := next((char for char in "()|" if char in text), None):
        raise TermError(f"“{stray}” in “{term}” does not fit: choices are written (one|other), no brackets in them")
    return text


def _grown(found: list[str], choices: list[str]) -> list[str]:
    if len(found) * len(choices) > _MOST_VARIANTS:
        raise TermError(f"a term may stand for {_MOST_VARIANTS} texts at most")
    return [text + choice for text in found for choice in choices]


class Variant(msgspec.Struct, frozen=True, dict=True, array_like=True, eq=False):
    """One text that a term stands for.

    `words`, and `pairs` of words, are those without which it cannot be in a
    text; `chunk` its longest part without a sign, which is looked for first
    since that is fast, from one of its `anchors`: its words, and how far behind
    its start they end. `meant` is the part of it that is meant.
    """

    text: str
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    chunk: str
    anchors: tuple[tuple[str, int], ...]
    meant: tuple[int, int]

    @cached_property
    def _beside(self) -> tuple[Callable[[str], bool] | None, Callable[[str], bool] | None]:
        """What the characters before and behind the chunk must be, so that most places are passed over soon."""
        start = self.text.index(self.chunk)
        end = start + len(self.chunk)
        lead = next((_last_of(sign, self.text) for sign in _SIGN.finditer(self.text) if sign.end() == start), None)
        trail = next((_first_of(sign, self.text) for sign in _SIGN.finditer(self.text) if sign.start() == end), None)
        if start == 0 and self.chunk[:1].isalnum():
            lead = _no_word
        if end == len(self.text) and self.chunk[-1:].isalnum():
            trail = _no_word
        return lead, trail

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(_bounded(self.text, self.meant))

    def places(self, joined: Joined, vocabulary: Vocabulary) -> list[int]:
        """Where its chunk stands in a document: beside the rarest of its words."""
        if not self.anchors:
            return joined.places(self.chunk, places_of)
        word, behind = min(self.anchors, key=lambda anchor: len(vocabulary.ends[anchor[0]]))
        text, chunk = joined.text, self.chunk
        starts = (end - behind for end in vocabulary.ends[word])
        return [start for start in starts if start >= 0 and text.startswith(chunk, start)]

    def find(self, text: str, places: Iterable[int]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where it stands in a text as a word or words of their own: all of it, and what is meant.

        `places` are those of its chunk, in order.
        """
        if not self.chunk:
            yield from ((match.span(), match.span(1)) for match in self.pattern.finditer(text))
            return
        plain, size, done = self.chunk == self.text, len(self.chunk), 0
        lead, trail = self._beside
        for at in places:
            end = at + size
            if at < done or (lead and not lead(text[at - 1 : at])) or (trail and not trail(text[end : end + 1])):
                continue
            if plain:
                yield (at, end), (at + self.meant[0], at + self.meant[1])
                continue
            window = self.pattern.finditer(text, max(at - WINDOW, 0), end + WINDOW)
            found = next((match for match in window if match.start() <= at and end <= match.end()), None)
            if found:
                yield found.span(), found.span(1)
                done = found.end()


def _no_word(char: str) -> bool:
    """Whether a character is no part of a word; so is none at all."""
    return not (char.isalnum() or char in ("_", "&"))  # “A&I” is one word


def _first_of(sign: re.Match[str], text: str) -> Callable[[str], bool] | None:
    """What the first character that a sign stands for must be; None where it may stand for nothing."""
    return str.isupper if sign[0] == "^" else _last_of(sign, text)


def _last_of(sign: re.Match[str], text: str) -> Callable[[str], bool] | None:
    """What the last character that a sign stands for must be; None where that is open."""
    if sign[0][0] == "#":
        return str.isdigit
    return str.isalpha if sign[0] == "*" and not _in_word(sign, text) else None


def _in_word(sign: re.Match[str], text: str) -> bool:
    """Whether a sign is part of a word, so that it may stand for nothing."""
    return any(map(str.isalpha, text[max(sign.start() - 1, 0) : sign.start()] + text[sign.end() : sign.end() + 1]))


def places_of(text: str, chunk: str) -> list[int]:
    """Where a chunk stands in a text."""
    places: list[int] = []
    at = text.find(chunk) if chunk else -1
    while at >= 0:
        places.append(at)
        at = text.find(chunk, at + 1)
    return places


_unpack = msgspec.msgpack.Decoder(tuple[Variant, ...]).decode


class Ready(msgspec.Struct, frozen=True, dict=True, array_like=True, eq=False):
    """A term worked out: the words and pairs that all its texts have, and the texts, packed until one is needed."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    packed: bytes

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        return _unpack(self.packed)


# What terms stand for, by whether capitals matter: worked out once in a run,
# and between runs kept with the rules.
_known: dict[bool, dict[str, Ready]] = {False: {}, True: {}}


def worked_out(term: str, case: bool) -> Ready:
    """What a term stands for, with capitals or without; `TermError` where it is none."""
    if term not in _known[case]:
        fold = searchable if case else folded
        made = tuple(_variant(text) for text in dict.fromkeys(map(fold, variants(term))))
        words = frozenset.intersection(*(variant.words for variant in made))
        pairs = frozenset.intersection(*(variant.pairs for variant in made))
        _known[case][term] = Ready(words, pairs, msgspec.msgpack.encode(made))
    return _known[case][term]


def _variant(printed: str) -> Variant:
    text = printed.replace("{", "").replace("}", "")
    meant = (printed.find("{"), printed.find("}") - 1) if "{" in printed else (0, len(text))
    tokens = folded(text).split()
    pairs = frozenset((one, two) for one, two in pairwise(tokens) if one.isalnum() and two.isalnum())
    chunks = {chunk: tuple(_whole_words(text, chunk)) for chunk in _SIGN.split(text)}
    words = frozenset(word for found in chunks.values() for word, _ in found)
    longest = max(chunks, key=len)
    return Variant(text, words, pairs, longest, chunks[longest], meant)


def _whole_words(text: str, chunk: str) -> Iterator[tuple[str, int]]:
    """The whole words of a chunk, and where in it they end; what a sign touches is no whole word."""
    start = text.index(chunk)
    end = start + len(chunk)
    for match in _WORD.finditer(folded(chunk)):
        touched = (match.start() == 0 and start > 0) or (match.end() == len(chunk) and end < len(text))
        if not touched:
            yield match[0], match.end()


def prepared() -> list[Any]:
    """All that terms stand for, as plain data for `remember`."""
    return [msgspec.to_builtins(_known[case], builtin_types=(bytes,)) for case in (False, True)]


def remember(kept: list[Any]) -> None:
    """Take what an earlier run worked out."""
    for case, plain in zip((False, True), kept, strict=True):
        _known[case].update(msgspec.convert(plain, dict[str, Ready], builtin_types=(bytes,)) | _known[case])


def _bounded(text: str, meant: tuple[int, int]) -> str:
    """A text as a pattern that begins and ends where words do; its group is what is meant."""
    parts: list[str] = []
    at = 0
    for match in _SIGN.finditer(text):
        parts += [_plain(text, at, match.start(), meant), _opened(match.start(), meant)]
        parts += [_sign(match[0], _in_word(match, text)), _closed(match.end(), meant)]
        at = match.end()
    parts.append(_plain(text, at, len(text), meant))
    start = r"(?<![\w&])" if text[0].isalnum() or text[0] in "*^#" else ""
    end = r"(?![\w&])" if text[-1].isalnum() or text[-1] in "*^#" else ""
    return start + "".join(parts) + end


def _plain(text: str, start: int, end: int, meant: tuple[int, int]) -> str:
    """A stretch without signs as a pattern, with the ends of what is meant that lie in it."""
    made = [_opened(at, meant) + re.escape(text[at]) + _closed(at + 1, meant) for at in range(start, end)]
    return "".join(made)


def _opened(at: int, meant: tuple[int, int]) -> str:
    return "(" if at == meant[0] else ""


def _closed(at: int, meant: tuple[int, int]) -> str:
    return ")" if at == meant[1] else ""


def _sign(sign: str, in_word: bool) -> str:
    """A sign as a pattern; a `*` that is no part of a word stands for a whole one."""
    if sign == "^":
        return r"[A-Z][\w'-]{0,30}"
    if sign == "*":
        return r"[^\W\d_]{0,24}" if in_word else r"[^\W\d_]{1,24}"
    return r"\d{1,9}" if sign == "#" else rf"(?<!\d)\d{{{len(sign)}}}(?!\d)"
