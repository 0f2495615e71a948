"""Markdown: a text whose marks mean what they say; positions are the file's own."""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_lint.source.readers import text
from ofsted_lint.source.source import Source, Span

ENDINGS = (".md", ".markdown")


def takes(head: bytes) -> bool:
    """Nothing tells Markdown by its first bytes."""
    return False


def decode(name: str, data: bytes) -> Source:
    """The text of a file, with what its marks make of it."""
    source = text.decode(name, data)
    return reread(source, source.text)


def reread(source: Source, text: str) -> Source:
    """A source as it is with another text."""
    from ofsted_lint.source.readers.markdown.markup import printed  # other files do not pay for it

    shown = printed(text)
    raised = tuple(Span(*each) for each in shown.raised)
    return replace(source, form="markdown", text=text, shown=shown.text, raised=raised)
