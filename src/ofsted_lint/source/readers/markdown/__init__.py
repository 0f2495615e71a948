"""Read Markdown files: markup is interpreted, and positions are those of the file."""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_lint.source.readers import text as plain
from ofsted_lint.source.source import Source, Span

ENDINGS = (".md", ".markdown")


def takes(head: bytes) -> bool:
    """Return False: Markdown cannot be recognised from its first bytes."""
    return False


def decode(name: str, data: bytes) -> Source:
    """Return the source of a Markdown file, with its text as printed."""
    source = plain.plain(name, data)
    return reread(source, source.written)


def reread(source: Source, text: str) -> Source:
    """Return a source with another text, interpreted as Markdown."""
    from ofsted_lint.source.readers.markdown.markup import printed  # imported here because only Markdown files need it

    source = plain.as_written(source, text, names=True)
    shown = printed(source.text)
    raised = tuple(Span(*each) for each in shown.raised)
    return replace(source, form="markdown", shown=shown.text, raised=raised)
