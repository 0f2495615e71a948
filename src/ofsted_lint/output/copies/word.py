"""A copy of a Word file with its findings as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ofsted_lint.output.copies.changes import allows, differences, track
from ofsted_lint.output.copies.comments import Comment, replace
from ofsted_lint.output.copies.notes import Note
from ofsted_lint.output.copies.parts import Parts
from ofsted_lint.output.copies.runs import Body
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.readers.word import docx
from ofsted_lint.source.source import Source


def commented(data: bytes, source: Source, notes: Iterable[Note]) -> bytes:
    """Return a Word file with notes as comments; `ValueError` with a one-line reason if it cannot be copied."""
    body, parts = _opened(data, source)
    replace(parts, body, _anchored(body, source, notes))
    return parts.packed()


def changed(data: bytes, source: Source, text: str) -> bytes:
    """Return a Word file in which what differs in a fixed text, of as many lines, is a tracked change."""
    body, parts = _opened(data, source)
    track(body, differences(body.text, text))
    return parts.packed()


def editable(data: bytes, source: Source) -> Callable[[Edit], bool]:
    """Return a function that tells whether an edit of a Word file's text can be a tracked change."""
    body, _ = _opened(data, source)
    return lambda edit: allows(body, edit)


def _opened(data: bytes, source: Source) -> tuple[Body, Parts]:
    traced = docx.traced(data)
    if traced.text != source.text:
        raise ValueError("this is not the file that was checked")
    if traced.package.is_strict(traced.main):
        raise ValueError("this is a Word file of the strict kind; save it as an ordinary .docx")
    body = Body(traced)
    if not body.origins:
        raise ValueError("all its words are in headers, footers and notes, where Word takes no comments")
    return body, Parts(traced.package, traced.main, traced.root)


def _anchored(body: Body, source: Source, notes: Iterable[Note]) -> Iterator[Comment]:
    """Yield the comments of notes; those on words outside the body say where these are."""
    for note in notes:
        span, there = body.anchor(note.span)
        elsewhere = () if there else (f"This is about the {source.beside(note.span.start) or 'words elsewhere'}.",)
        yield Comment(span, (*note.lines[:1], *elsewhere, *note.lines[1:]))
