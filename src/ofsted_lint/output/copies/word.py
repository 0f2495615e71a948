"""A copy of a Word file with its findings as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ofsted_lint.output.copies.changes import allows, differences, track
from ofsted_lint.output.copies.comments import Comment, replace
from ofsted_lint.output.copies.notes import Note
from ofsted_lint.output.copies.parts import Parts
from ofsted_lint.output.copies.runs import Body
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.readers.word import docx
from ofsted_lint.source.source import Source


class Draft:
    """A Word file that is being copied; `ValueError` with a one-line reason if that is not possible."""

    def __init__(self, data: bytes, source: Source) -> None:
        traced = docx.traced(data)
        if traced.text != source.text:
            raise ValueError("this is not the file that was checked")
        if traced.package.is_strict(traced.main):
            raise ValueError("this is a Word file of the strict kind; save it as an ordinary .docx")
        self._source, self._body = source, Body(traced)
        self._parts = Parts(traced.package, traced.main, traced.root)
        if not self._body.origins:
            raise ValueError("all its words are in headers, footers and notes, where Word takes no comments")

    def allows(self, edit: Edit) -> bool:
        """Return True if an edit of the text can be a tracked change."""
        return allows(self._body, edit)

    def comment(self, notes: Iterable[Note]) -> None:
        """Put notes into the copy as comments; those of an earlier run are replaced."""
        replace(self._parts, self._body, _anchored(self._body, self._source, notes))

    def change(self, text: str) -> None:
        """Put what differs in a fixed text, of as many lines, into the copy as tracked changes; after its comments."""
        track(self._body, differences(self._body.text, text))

    def packed(self) -> bytes:
        """Return the copy."""
        return self._parts.packed()


def _anchored(body: Body, source: Source, notes: Iterable[Note]) -> Iterator[Comment]:
    """Yield the comments of notes; those on words outside the body say where these are."""
    for note in notes:
        span, there = body.anchor(note.span)
        elsewhere = () if there else (f"This is about the {source.beside(note.span.start) or 'words elsewhere'}.",)
        yield Comment(span, (*note.lines[:1], *elsewhere, *note.lines[1:]))
