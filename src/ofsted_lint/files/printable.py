"""Make text from a file harmless for a terminal or a log."""

from __future__ import annotations

import msgspec

from ofsted_lint.files.patterns import pattern

# Control characters, including the bidirectional ones that can reverse a line.
_CONTROL = pattern("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def escaped(json: str) -> str:
    """Return equivalent JSON in which control and invisible characters are written as escapes."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def printable(text: str) -> str:
    """Return the text with each control character replaced by a space or one visible sign.

    The length stays the same, so offsets into the text remain valid.
    """
    return _CONTROL.sub(lambda match: " " if match[0] in "\t\v\f\r" else "\ufffd", text)


def path_text(path: str) -> str:
    """Return a file's name as valid text; undecodable bytes are replaced."""
    return path.encode("utf-8", "replace").decode()


def encoded(value: object) -> str:
    """Return a value as JSON on one line, harmless for a terminal."""
    return escaped(msgspec.json.encode(value).decode())
