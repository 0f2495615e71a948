"""Lines that are as short as a heading."""

from __future__ import annotations

import re

_LONGEST_HEADING = 100
_MOST_WORDS = 14
_STOP = re.compile(r"[.,;:!…]$")
# A line that ends with such a word continues on the next.
_UNENDED = re.compile(r"\b(?:a|an|and|at|by|for|from|in|into|of|on|or|that|the|their|to|which|with)$", re.IGNORECASE)


def reads_as_label(text: str) -> bool:
    """True if a text is as short as a heading, begins like one and does not end a sentence."""
    text = text.strip(" \t\r\n*#")
    words = text.split()
    if not words or len(text) > _LONGEST_HEADING or len(words) > _MOST_WORDS or _STOP.search(text):
        return False
    return text[0].isupper() and "@" not in text and not _UNENDED.search(text)
