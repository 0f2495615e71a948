"""Make text from a file harmless for a terminal or a log."""

from __future__ import annotations

import re

import msgspec

from ofsted_lint.files.patterns import pattern

# Control characters, and those of category Cf, which are not seen: some can reverse a line, or hide a text in a name.
_CONTROL = pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def escaped(json: str) -> str:
    """Return equivalent JSON in which control and invisible characters are written as escapes."""
    return _CONTROL.sub(_escape, json)


def _escape(match: re.Match[str]) -> str:
    """Return a character as JSON escapes it; one that is too large for one escape has two."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def printable(text: str) -> str:
    """Return the text with each control character replaced by a space or one visible sign.

    The length stays the same, so offsets into the text remain valid.
    """
    if text.isprintable():
        return text
    return _CONTROL.sub(lambda match: " " if match[0] in "\t\v\f\r" else "\ufffd", text)


def path_text(path: str) -> str:
    """Return a file's name as valid text; undecodable bytes are replaced."""
    return path.encode("utf-8", "replace").decode()


def encoded(value: object) -> str:
    """Return a value as JSON on one line, harmless for a terminal."""
    return escaped(msgspec.json.encode(value).decode())
