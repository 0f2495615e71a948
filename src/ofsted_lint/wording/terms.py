"""Terms in plain writing, and where they stand in a text.

A term is written as it would be read. `(a|b)` stands for one of several,
`(s)` for something that may be left out, `*` for the letters of a word, `#`
for a number, `##` for one of two digits, `^` for a word with a capital (where
capitals matter). Nothing else has a meaning, so no term can run away: each
becomes a list of plain texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from ofsted_lint.document.prose import folded, marked

_GROUP = re.compile(r"\(([^()]*)\)")
_SPECIAL = re.compile(r"\*|\^|#+")
_WORD = re.compile(r"\w+")
_MOST_VARIANTS = 200
_LONGEST = 500


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
    if not all(_WORD.search(text) or len(text) > 1 for text in words):
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
    """Where a term stands in a text, and which."""

    start: int
    end: int
    term: str


class Terms(msgspec.Struct, dict=True, eq=False):
    """Terms that are looked for in one pass; of two that begin together the longer counts.

    With `case` capitals matter. `TermError` on the first use of what is no
    term; `check` says so beforehand.
    """

    terms: tuple[str, ...]
    case: bool = False

    def check(self) -> None:
        for term in self.terms:
            variants(term)
            if "^" in term and not self.case:
                raise TermError(f"“^” in “{term}” asks for a capital: say “case: true”")

    @cached_property
    def _variants(self) -> dict[str, str]:
        """The texts to look for, each with its term."""
        fold = marked if self.case else folded
        return {fold(text): term for term in self.terms for text in variants(term)}

    @cached_property
    def _needed(self) -> list[frozenset[str]]:
        """For each text the words without which it cannot be there."""
        return [frozenset(_WORD.findall(_between_signs(folded(text)))) for text in self._variants]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ordered = sorted(self._variants, key=len, reverse=True)
        return re.compile("|".join(_bounded(text) for text in ordered))

    def possible(self, vocabulary: frozenset[str]) -> bool:
        """Whether any of them can stand in a document with this vocabulary."""
        return any(words <= vocabulary for words in self._needed)

    def find(self, text: str) -> Iterator[Match]:
        """Where they stand in a text that was folded (`marked` with `case`)."""
        for match in self._pattern.finditer(text):
            yield Match(match.start(), match.end(), self._term(match[0]))

    def _term(self, found: str) -> str:
        if found in self._variants:
            return self._variants[found]
        return next(term for text, term in self._variants.items() if re.fullmatch(_bounded(text), found))

    def before(self, text: str, at: int) -> bool:
        """Whether one of them stands directly before an offset."""
        return any(self._ends(text[max(at - _LONGEST, 0) : at].rstrip()))

    def after(self, text: str, at: int) -> bool:
        """Whether one of them stands directly behind an offset."""
        rest = text[at : at + _LONGEST + 1].lstrip()
        return self._pattern.match(rest) is not None

    def _ends(self, text: str) -> Iterable[bool]:
        return (match.end() == len(text) for match in self._pattern.finditer(text))


def _between_signs(text: str) -> str:
    """A text without the words that a `*` or `#` touches."""
    return " ".join(word for word in text.split() if not _SPECIAL.search(word))


def _bounded(text: str) -> str:
    """A text as a pattern that begins and ends where words do."""
    parts: list[str] = []
    at = 0
    for match in _SPECIAL.finditer(text):
        touched = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        parts += [re.escape(text[at : match.start()]), _sign(match[0], any(map(str.isalpha, touched)))]
        at = match.end()
    parts.append(re.escape(text[at:]))
    start = r"(?<!\w)" if text[0].isalnum() or text[0] in "*^#" else ""
    end = r"(?!\w)" if text[-1].isalnum() or text[-1] in "*^#" else ""
    return start + "".join(parts) + end


def _sign(sign: str, in_word: bool) -> str:
    """A sign as a pattern; a `*` that is no part of a word stands for a whole one."""
    if sign == "^":
        return r"[A-Z][\w'-]{0,30}"
    if sign == "*":
        return r"[^\W\d_]{0,24}" if in_word else r"[^\W\d_]{1,24}"
    return r"\d{1,9}" if sign == "#" else rf"(?<!\d)\d{{{len(sign)}}}(?!\d)"
