"""Text that came from a file, made harmless for a terminal or a log."""

from __future__ import annotations

import re

import msgspec

# Control characters, and the bidirectional ones that can turn a line round.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def escaped(json: str) -> str:
    """JSON with each control character in it, the unseen ones as well, written as an escape: it says the same."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def printable(text: str) -> str:
    """The text with each control character replaced by a space or one visible sign.

    Its length stays the same, so that what is marked in it stays marked.
    """
    return _CONTROL.sub(lambda match: " " if match[0] in "\t\v\f\r" else "\ufffd", text)


def path_text(path: str) -> str:
    """A file's name as text; bytes of it that are no text are replaced."""
    return path.encode("utf-8", "replace").decode()


def encoded(value: object) -> str:
    """A value as JSON on one line, harmless for a terminal."""
    return escaped(msgspec.json.encode(value).decode())
