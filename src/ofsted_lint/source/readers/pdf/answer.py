"""The answer of the library that reads PDFs."""

from __future__ import annotations

import msgspec


class Answer(msgspec.Struct):
    """The answer to a file: its text and what is known of it, or the rectangles of words, or an error."""

    text: str = ""
    notes: tuple[str, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    leftovers: tuple[tuple[int, int, str, str], ...] = ()
    error: str = ""
    places: tuple[tuple[tuple[float, float, float, float], ...], ...] = ()
