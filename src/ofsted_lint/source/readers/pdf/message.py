"""What the library that reads PDFs is asked, in whichever process it runs.

A message is a file, before which may come words to be found in it: a mark,
their length and JSON (`places.Asked`).
"""

from __future__ import annotations

import json

# The length of what follows, in so many bytes.
LENGTH = 8
# No PDF begins so.
FIND = b"\x00find"


def question(data: bytes, asked: list[tuple[int, str, int]]) -> bytes:
    """Return the message that asks for words in a file."""
    words = json.dumps(asked).encode()
    return FIND + len(words).to_bytes(LENGTH, "big") + words + data
