"""Read the parts of a Word file in order: the body, the notes, headers and footers, and comments."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from ofsted_lint.source.readers.word import package as _package
from ofsted_lint.source.readers.word.comments import comments
from ofsted_lint.source.readers.word.layout import Origin, Printed, joined, laid_out
from ofsted_lint.source.readers.word.list_numbers import Numbering
from ofsted_lint.source.readers.word.notes import KINDS, Notes
from ofsted_lint.source.readers.word.story import Story
from ofsted_lint.source.readers.word.styles import Styles
from ofsted_lint.source.readers.word.xml_names import R, W, child, is_on, local, value
from ofsted_lint.source.source import Leftover, Source

_OTHERS = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation", "meta-inf/": "an OpenDocument file"}
_HEADS = {"headerReference": "header", "footerReference": "footer"}
_MACROS = "Macros in this file were ignored; nothing in it was run."
_MOST_LEFT = 2_000
_MORE = "{:,} more tracked change(s) and comment(s) are in this file than are listed."
_OTHER = {
    "part in another format": "{} part(s) in another format, embedded in this file, were not read.",
    "diagram": "The words in {} diagram(s) in this file were not read.",
    "chart": "The words in {} chart(s) in this file were not read.",
    "object": "The words in {} embedded object(s) in this file, such as worksheets, were not read.",
}


def read(name: str, data: bytes) -> Source:
    """Return the source of a Word file; `ValueError` with a one-line reason if it cannot be read."""
    package = _package.opened(data)
    try:
        return _read(name, data, package)
    except RecursionError:
        raise ValueError("it is refused, since its parts are nested too deeply") from None


class Traced(msgspec.Struct, frozen=True, eq=False):
    """A Word file with the elements that print its text: what a copy of it is made from.

    `root` is the root of its main part, whose name is `main`; `origins` are in
    the order of the text.
    """

    package: _package.Package
    main: str
    root: Any
    text: str
    origins: tuple[Origin, ...]


# The file that was read last, by the hash of its bytes: a copy of it need not read it again.
_LAST: dict[str, Traced] = {}


def traced(data: bytes) -> Traced:
    """Return a Word file that `read` reads with the origins of its text; its elements may be changed."""
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _LAST:
        read("", data)
    return _LAST.pop(digest)


def _body(package: _package.Package, main: str) -> tuple[Any, Any]:
    """Return the root of the main part and the body in it; `ValueError` if there is none."""
    root = package.root(main)
    body = child(root, "body") if root is not None and local(root) == "document" else None
    if body is None:
        raise ValueError("it is damaged: it is packed like a Word file, but contains no document")
    return root, body


def _read(name: str, data: bytes, package: _package.Package) -> Source:
    main = _main(package)
    root, body = _body(package, main)
    reading = _Reading(package, main)
    laid = laid_out(reading.pieces(body), reading.comments())
    digest = hashlib.sha256(data).hexdigest()
    _LAST.clear()
    _LAST[digest] = Traced(package, main, root, laid.text, laid.origins)
    if not laid.text.strip():
        raise ValueError("this Word file has no text" + _only_pictures(package))
    return Source(
        name,
        laid.text,
        "utf-8",
        tuple(reading.notes(len(laid.leftovers) - _MOST_LEFT)),
        digest,
        "word",
        laid.labels,
        laid.furniture,
        laid.leftovers[:_MOST_LEFT],
        raised=laid.raised,
        notes_at=laid.notes,
        headings=laid.headings,
    )


def _only_pictures(package: _package.Package) -> str:
    """Return an addition to the message for a file without text, if it has pictures."""
    drawn = any(name.startswith("word/media/") for name in package.names)
    return ", only pictures: it needs optical character recognition first" if drawn else ""


def _main(package: _package.Package) -> str:
    """Return the name of the main part; `ValueError` if this is another kind of file."""
    for folder, what in _OTHERS.items():
        if any(name.startswith(folder) for name in package.names) and "word/document.xml" not in package.names:
            raise ValueError(f"this is {what}, not a Word file; save it as .docx")
    if not any(name.startswith("word/") for name in package.names) and "[content_types].xml" not in package.names:
        raise ValueError("this is a zip archive, not a Word file")
    types = package.related("").values()
    return next((part for kind, part in types if kind == "officeDocument"), "word/document.xml")


class _Reading:
    """The parts of one file, read in order."""

    def __init__(self, package: _package.Package, main: str) -> None:
        self._package = package
        self._related = package.related(main)
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        self._cited = Notes(self._part("settings"))
        self._other: Counter[str] = Counter()

    def _part(self, kind: str) -> Any:
        """Return the root of the document's part of a kind, or None if there is none."""
        name = next((part for each, part in self._related.values() if each == kind), "")
        return self._package.root(name)

    def pieces(self, body: Any) -> Iterator[Printed]:
        """Yield the printed texts: the body, then the notes, then headers and footers, each once."""
        yield from self._story(body, "paragraph {}")
        yield from self._notes()
        yield from self._headers_and_footers(body)

    def _story(self, root: Any, name: str) -> Iterator[Printed]:
        """Yield the printed texts of one part of the document, whose places are labelled with `name`."""
        story = Story(self._styles, self._numbering, self._cited, name)
        yield from story.read(root)
        self._other.update(story.other)

    def _notes(self) -> Iterator[Printed]:
        """Yield the notes that are cited, each as its marker with its text on the lines below."""
        parts = {kind: self._part(f"{kind}s") for kind in KINDS}
        texts = {
            (kind, value(each, "id")): each
            for kind, root in parts.items()
            if root is not None
            for each in root.iterchildren(W + kind)
        }
        for cited, mark in list(self._cited.marks.items()):
            if cited in texts:
                label = f"{cited[0]} {mark}"
                pieces = [piece for piece in self._story(texts[cited], label) if piece.text or piece.marks]
                if pieces and cited in self._cited.own:
                    pieces[0] = _unmarked(pieces[0], mark)
                yield replace(joined((Printed(mark), *pieces), "\n", label), note=True)

    def _headers_and_footers(self, body: Any) -> Iterator[Printed]:
        """Yield the headers and footers that are printed on any page, each wording once."""
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for part, name in self._referred(body):
            root = self._package.root(part)
            if root is not None:
                pieces = [piece for piece in self._story(root, name) if piece.text or piece.marks]
                made = replace(joined(pieces, "\n", name), furniture=True)
                key = made.text, tuple(mark.words for mark in made.marks)
                if key not in seen:
                    seen.add(key)
                    yield made

    def _referred(self, body: Any) -> dict[tuple[str, str], None]:
        """Return the parts of headers and footers that are in use, each with its label."""
        even = is_on(child(self._part("settings"), "evenAndOddHeaders"))
        found: dict[tuple[str, str], None] = {}
        for section in body.iter(W + "sectPr"):
            first = is_on(child(section, "titlePg"))
            for each in section.iterchildren():
                printed = {"first": first, "even": even}.get(value(each, "type"), True)
                part = self._related.get(each.get(R + "id", ""), ("", ""))[1]
                if local(each) in _HEADS and part and printed:
                    found[part, _HEADS[local(each)]] = None
        return found

    def comments(self) -> dict[str, Leftover]:
        """Return the comments by their ids."""
        return comments(self._part("comments"), self._part("commentsExtended"))

    def notes(self, more: int) -> Iterator[str]:
        """Yield notes on omissions; `more` is the number of changes and comments beyond the listed ones."""
        if more > 0:
            yield _MORE.format(more)
        if any(name.rpartition("/")[2] == "vbaproject.bin" for name in self._package.names):
            yield _MACROS
        yield from (note.format(self._other[kind]) for kind, note in _OTHER.items() if self._other[kind])


def _unmarked(piece: Printed, mark: str) -> Printed:
    """Return the text of a note without the marker that was typed before it."""
    rest = piece.text.removeprefix(mark)
    left = len(piece.text) - len(rest)
    return replace(piece, text=" " * left + rest).stripped() if left else piece
