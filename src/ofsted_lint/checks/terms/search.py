"""Find a plain text that a term matches, with its wildcards, in a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec

from ofsted_lint.documents.structure.searchable_text import Joined, Vocabulary
from ofsted_lint.files.patterns import compiled, pattern
from ofsted_lint.source.prose import folded

_SIGN = pattern(r"\*|\^|#+")
_WORD = pattern(r"\w+")
# The maximum number of characters that wildcards may match before or after the chunk.
WINDOW = 120


# What the characters before and after a chunk must be; None where any will do.
_Beside = tuple[Callable[[str], bool] | None, Callable[[str], bool] | None]


class TermError(ValueError):
    """Raised for a term that cannot be used; the message is the reason."""


class Variant(msgspec.Struct, frozen=True, dict=True, array_like=True, eq=False):
    """One text that a term matches.

    `chunk` is its longest part without a wildcard, which is looked for first,
    because that is fast, from one of its `anchors`: its words, each with the
    offset from the start of the chunk to the end of the word. `flagged` is the
    range of the text that is flagged.
    """

    text: str
    chunk: str
    anchors: tuple[tuple[str, int], ...]
    flagged: tuple[int, int]

    def _whole_word(self) -> _Beside:
        """Return the required characters before and after a text without wildcards."""
        return (_no_word if self.text[0].isalnum() else None), (_no_word if self.text[-1].isalnum() else None)

    @cached_property
    def _beside(self) -> _Beside:
        """The required characters before and after the chunk, by which most places are rejected early."""
        text, start = self.text, self.text.index(self.chunk)
        end = start + len(self.chunk)
        lead = _last_of(text, start - 1) if start else _no_word if self.chunk[0].isalnum() else None
        trail = _first_of(text, end) if end < len(text) else _no_word if self.chunk[-1].isalnum() else None
        return lead, trail

    @cached_property
    def _others(self) -> list[str]:
        """Its other parts without wildcards, which must occur near the chunk."""
        return [part for part in _SIGN.split(self.text) if part and part != self.chunk]

    @cached_property
    def _past_digits(self) -> tuple[str, str]:
        """The required texts before digits in front of the chunk and after those that follow it, or empty texts."""
        before, _, after = self.text.partition(self.chunk)
        front, back = before.rstrip("#"), after.lstrip("#")
        front = _SIGN.split(front)[-1] if front != before else ""
        back = _SIGN.split(back)[0] if back != after else ""
        return ("" if front[-1:].isdigit() else front), ("" if back[:1].isdigit() else back)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return compiled(_bounded(self.text, self.flagged))

    def places(self, joined: Joined, vocabulary: Vocabulary) -> list[int]:
        """Return the offsets of its chunk in a document, looked up by the rarest of its words."""
        if not self.anchors:
            return joined.places(self.chunk, places_of)
        found = vocabulary.ends
        if len(self.anchors) == 1:
            word, offset = self.anchors[0]
            ends = found.get(word, ())
        else:
            ends, offset = min([(found.get(word, ()), at) for word, at in self.anchors], key=_how_many)
        text, chunk = joined.text, self.chunk
        return [end - offset for end in ends if end >= offset and text.startswith(chunk, end - offset)]

    def find(self, text: str, places: Iterable[int]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield its ranges in a text as whole words: the whole match, and the flagged part of it.

        `places` are the offsets of its chunk, in order.
        """
        if not self.chunk:
            yield from ((match.span(), match.span(1)) for match in self.pattern.finditer(text))
            return
        plain, size, done = self.chunk == self.text, len(self.chunk), 0
        lead, trail = self._whole_word() if plain else self._beside
        for at in places:
            end = at + size
            if at < done or (lead and not lead(text[at - 1 : at])) or (trail and not trail(text[end : end + 1])):
                continue
            if plain:
                yield (at, end), (at + self.flagged[0], at + self.flagged[1])
                continue
            front, back = self._past_digits
            if (front and not text.endswith(front, 0, _digits_before(text, at))) or (
                back and not text.startswith(back, _digits_after(text, end))
            ):
                continue
            low, high = max(at - WINDOW, 0), end + WINDOW
            # Most patterns need not even be compiled.
            if any(text.find(other, low, high) < 0 for other in self._others):
                continue
            window = self.pattern.finditer(text, low, high)
            found = next((match for match in window if match.start() <= at and end <= match.end()), None)
            if found:
                yield found.span(), found.span(1)
                done = found.end()


def _digits_before(text: str, at: int) -> int:
    """Return where the digits before an offset begin."""
    while at and text[at - 1].isdigit():
        at -= 1
    return at


def _digits_after(text: str, at: int) -> int:
    """Return where the digits from an offset on end."""
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _how_many(anchor: tuple[Sequence[int], int]) -> int:
    return len(anchor[0])


def _no_word(char: str) -> bool:
    """True if a character is not part of a word, or there is no character."""
    return not (char.isalnum() or char in ("_", "&"))  # “A&I” is one word


def _first_of(text: str, at: int) -> Callable[[str], bool] | None:
    """Return the condition on the first character that the wildcard at an offset matches; None if there is none."""
    return str.isupper if text[at] == "^" else _last_of(text, at)


def _last_of(text: str, at: int) -> Callable[[str], bool] | None:
    """Return the condition on the last character that the wildcard at an offset matches; None if there is none."""
    if text[at] == "#":
        return str.isdigit
    return str.isalpha if text[at] == "*" and not _in_word(text, at, at + 1) else None


def _in_word(text: str, start: int, end: int) -> bool:
    """True if a wildcard is part of a word, so that it may match nothing."""
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()


def places_of(text: str, chunk: str) -> list[int]:
    """Return the offsets of a chunk in a text."""
    places: list[int] = []
    at = text.find(chunk) if chunk else -1
    while at >= 0:
        places.append(at)
        at = text.find(chunk, at + 1)
    return places


def variant(printed: str) -> tuple[Variant, frozenset[str]]:
    """Return a text that a term matches, and the words and pairs of words without which it cannot occur."""
    text = printed.replace("{", "").replace("}", "")
    flagged = (printed.find("{"), printed.find("}") - 1) if "{" in printed else (0, len(text))
    chunks = {chunk: tuple(_whole_words(text, chunk)) for chunk in _SIGN.split(text)}
    words = [[word for word, _ in found] for found in chunks.values()]
    keys = frozenset(word for found in words for word in found)
    pairs = frozenset(f"{one} {two}" for found in words for one, two in pairwise(found))
    longest = max(chunks, key=len)
    return Variant(text, longest, chunks[longest], flagged), keys | pairs


def _whole_words(text: str, chunk: str) -> Iterator[tuple[str, int]]:
    """Yield the whole words of a chunk, with their end offsets; a word next to a wildcard is not a whole word."""
    start = text.index(chunk)
    end = start + len(chunk)
    for match in _WORD.finditer(folded(chunk)):
        touched = (match.start() == 0 and start > 0) or (match.end() == len(chunk) and end < len(text))
        if not touched:
            yield match[0], match.end()


def _bounded(text: str, flagged: tuple[int, int]) -> str:
    """Return a text as a pattern that begins and ends at word boundaries; its group is the flagged part."""
    parts: list[str] = []
    at = 0
    for match in _SIGN.finditer(text):
        parts += [_plain(text, at, match.start(), flagged), _opened(match.start(), flagged)]
        parts += [_sign(match[0], _in_word(text, *match.span()), text[: match.start()]), _closed(match.end(), flagged)]
        at = match.end()
    parts.append(_plain(text, at, len(text), flagged))
    start = r"(?<![\w&])" if text[0].isalnum() or text[0] in "*^#" else ""
    end = r"(?![\w&])" if text[-1].isalnum() or text[-1] in "*^#" else ""
    return start + "".join(parts) + end


def _plain(text: str, start: int, end: int, flagged: tuple[int, int]) -> str:
    """Return a range without wildcards as a pattern, with the brackets of the flagged part that fall in it."""
    made = [_opened(at, flagged) + re.escape(text[at]) + _closed(at + 1, flagged) for at in range(start, end)]
    return "".join(made)


def _opened(at: int, flagged: tuple[int, int]) -> str:
    return "(" if at == flagged[0] else ""


def _closed(at: int, flagged: tuple[int, int]) -> str:
    return ")" if at == flagged[1] else ""


def _sign(sign: str, in_word: bool, before: str) -> str:
    """Return a wildcard as a pattern; a `*` that is not part of a word matches a whole word."""
    if sign == "^":
        return r"[A-Z][\w'-]{0,30}"
    if sign == "*":
        return r"[^\W\d_]{0,24}" if in_word else r"[^\W\d_]{1,24}"
    if sign == "#":
        return r"\d{1,9}"
    # “20##” is a year, whose first digits are the term's own.
    start = "" if before[-1:].isdigit() else r"(?<!\d)"
    return rf"{start}\d{{{len(sign)}}}(?!\d)"
