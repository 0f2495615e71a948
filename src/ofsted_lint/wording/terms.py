"""Terms in plain writing, and where they stand in a text.

A term is written as it would be read. `(a|b)` stands for one of several,
`(s)` for something that may be left out, `*` for the letters of a word, `#`
for a number, `##` for one of two digits, `^` for a word with a capital (where
capitals matter). `{ }` marks what is meant of it, where the rest only has to
stand beside it: `section 47 {enquires}`. Nothing else has a meaning, so no
term can run away: each becomes a list of plain texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import msgspec

from ofsted_lint.document.prose import folded, marked

_GROUP = re.compile(r"\(([^()]*)\)")
_SIGN = re.compile(r"\*|\^|#+")
_WORD = re.compile(r"\w+")
# At most one pair of braces, with something in them.
_MARKED = re.compile(r"[^{}]*(?:\{[^{}]+\}[^{}]*)?")
_MOST_VARIANTS = 200
_LONGEST = 500
# How far the signs of a term may reach from the rest of it.
_WINDOW = 120
_FREQUENT = 60


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


class Match(msgspec.Struct, frozen=True):
    """Where a term stands in a text, and which.

    `whole` is all of it; `start` and `end` what is meant of it.
    """

    start: int
    end: int
    term: str
    whole: tuple[int, int]


class Variant(msgspec.Struct, frozen=True, dict=True, array_like=True, eq=False):
    """One text that a term stands for.

    `words` are those without which it cannot be in a text; `chunk` its longest
    part without a sign, which is looked for first since that is fast; `meant`
    the part of it that is meant.
    """

    text: str
    words: frozenset[str]
    chunk: str
    meant: tuple[int, int]

    @cached_property
    def plain(self) -> bool:
        return self.chunk == self.text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(_bounded(self.text, self.meant))

    def find(self, text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where it stands in a text as a word or words of their own: all of it, and what is meant."""
        if not self.plain and (not self.chunk or text.count(self.chunk) > _FREQUENT):
            # A full stop or a hyphen stands nearly everywhere: no place to begin.
            yield from ((match.span(), match.span(1)) for match in self.pattern.finditer(text))
            return
        at = text.find(self.chunk)
        while at >= 0:
            end = at + len(self.chunk)
            if not self.plain:
                window = self.pattern.finditer(text, max(at - _WINDOW, 0), end + _WINDOW)
                found = next((match for match in window if match.start() <= at and end <= match.end()), None)
                if found:
                    yield found.span(), found.span(1)
                    end = max(end, found.end())
            elif _is_word(text, at, end):
                yield (at, end), (at + self.meant[0], at + self.meant[1])
            at = text.find(self.chunk, end)


class Terms(msgspec.Struct, dict=True, eq=False):
    """Terms that are looked for together; of two that begin together the longer counts.

    With `case` capitals matter. `TermError` on the first use of what is no
    term; `check` says so beforehand.
    """

    terms: tuple[str, ...]
    case: bool = False

    def check(self) -> None:
        for term in self.terms:
            _ready(term, self.case)
            if "^" in term and not self.case:
                raise TermError(f"“^” in “{term}” asks for a capital: say “case: true”")

    @cached_property
    def _variants(self) -> list[tuple[str, Variant]]:
        """The texts that they stand for, each with its term."""
        return [(term, variant) for term in self.terms for variant in _ready(term, self.case)]

    def find(self, text: str, vocabulary: frozenset[str] | None = None) -> list[Match]:
        """Where they stand in a text that was folded (`marked` with `case`), in order.

        With the vocabulary of the text, what cannot be there is not looked for.
        """
        found = [
            Match(*meant, term, whole)
            for term, variant in self._variants
            if vocabulary is None or variant.words <= vocabulary
            for whole, meant in variant.find(text)
        ]
        return _apart(found) if len(found) > 1 else found

    def before(self, text: str, at: int) -> bool:
        """Whether one of them stands directly before an offset."""
        there = text[max(at - _WINDOW, 0) : at].rstrip()
        return any(whole[1] == len(there) for _, variant in self._variants for whole, _ in variant.find(there))

    def after(self, text: str, at: int) -> bool:
        """Whether one of them stands directly behind an offset."""
        there = text[at : at + _WINDOW].lstrip()
        return any(whole[0] == 0 for _, variant in self._variants for whole, _ in variant.find(there))


# What terms stand for, by whether capitals matter: worked out once in a run,
# and between runs kept with the rules.
_known: dict[bool, dict[str, tuple[Variant, ...]]] = {False: {}, True: {}}


def _ready(term: str, case: bool) -> tuple[Variant, ...]:
    if term not in _known[case]:
        fold = marked if case else folded
        _known[case][term] = tuple(_variant(text) for text in dict.fromkeys(map(fold, variants(term))))
    return _known[case][term]


def _variant(marked: str) -> Variant:
    text = marked.replace("{", "").replace("}", "")
    meant = (marked.find("{"), marked.find("}") - 1) if "{" in marked else (0, len(text))
    whole = (word for word in folded(text).split() if not _SIGN.search(word))
    words = frozenset(word for part in whole for word in _WORD.findall(part))
    return Variant(text, words, max(_SIGN.split(text), key=len), meant)


def prepared() -> list[Any]:
    """All that terms stand for, as plain data for `remember`."""
    return [msgspec.to_builtins(_known[case]) for case in (False, True)]


def remember(kept: list[Any]) -> None:
    """Take what an earlier run worked out."""
    for case, plain in zip((False, True), kept, strict=True):
        _known[case].update(msgspec.convert(plain, dict[str, tuple[Variant, ...]]) | _known[case])


def _apart(found: list[Match]) -> list[Match]:
    """Matches in order, without those that begin in another."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.whole[0], -match.whole[1])):
        if not kept or match.whole[0] >= kept[-1].whole[1]:
            kept.append(match)
    return kept


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where words do."""
    begins = not text[start].isalnum() or start == 0 or not _in_word(text[start - 1])
    return begins and (not text[end - 1].isalnum() or end == len(text) or not _in_word(text[end]))


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _bounded(text: str, meant: tuple[int, int]) -> str:
    """A text as a pattern that begins and ends where words do; its group is what is meant."""
    parts: list[str] = []
    at = 0
    for match in _SIGN.finditer(text):
        touched = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        parts += [_plain(text, at, match.start(), meant), _opened(match.start(), meant)]
        parts += [_sign(match[0], any(map(str.isalpha, touched))), _closed(match.end(), meant)]
        at = match.end()
    parts.append(_plain(text, at, len(text), meant))
    start = r"(?<!\w)" if text[0].isalnum() or text[0] in "*^#" else ""
    end = r"(?!\w)" if text[-1].isalnum() or text[-1] in "*^#" else ""
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
