"""Markdown, read as the text that it is."""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_lint.readers import text
from ofsted_lint.source import Source

ENDINGS = (".md", ".markdown")


def takes(head: bytes) -> bool:
    """Nothing tells Markdown by its first bytes."""
    return False


def decode(name: str, data: bytes) -> Source:
    """The text of a file; positions are the file's own."""
    return replace(text.decode(name, data), form="markdown")
