"""Read OpenDocument texts (.odt, .fodt): their paragraphs, lists and tables, with tracked changes accepted."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofsted_lint.files.hashes import sha256
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Source, Span

if TYPE_CHECKING:
    from xml.etree import ElementTree

ENDINGS = (".odt", ".ott", ".fodt")
_ZIP, _MARK = b"PK\x03\x04", b"\xef\xbb\xbf"
_FLAT = pattern(rb"\s{0,20}(?:<\?xml[^>]{0,200}\?>\s{0,20})?<office:document\s")
_KIND = b"application/vnd.oasis.opendocument.text"
_MOST_BYTES = 24_000_000
_MOST_NODES = 600_000
_LARGEST_RATIO, _SMALL = 400, 1_000_000
_DEEPEST = 120
# The errors that the archive reader raises for damaged archives or unknown compression (a kind of RuntimeError).
_DAMAGED = (zlib.error, EOFError, RuntimeError, OSError, ValueError, IndexError, OverflowError)
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# What is not printed in the text: notes apart, tracked deletions, comments.
_LEFT_OUT = frozenset([f"{_TEXT}changed-region", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}ruby-text"])
_SPACE = pattern(r"[ \t\r\n]+")


def takes(head: bytes) -> bool:
    """Return True if a file is an OpenDocument text: its first part says so, or its first element."""
    return (head.startswith(_ZIP) and _KIND in head[:200]) or _FLAT.match(head.removeprefix(_MARK)) is not None


def decode(name: str, data: bytes) -> Source:
    """Return the source of an OpenDocument text; `ValueError` with a one-line reason if it is refused."""
    body = _body(_content(data) if data.startswith(_ZIP) else _flat(data))
    lines: list[tuple[str, bool]] = []
    _collect(body, lines, 0)
    if not lines:
        raise ValueError("this OpenDocument file has no text")
    headings, at = [], 0
    for line, heading in lines:
        if heading:
            headings.append(Span(at, at + len(line)))
        at += len(line) + 2
    text = "\n\n".join(line for line, _ in lines) + "\n"
    return Source(name, text, "utf-8", (), sha256(data).hexdigest(), "opendocument", headings=tuple(headings))


def _flat(data: bytes) -> bytes:
    """Return the XML of a document that is one file."""
    if not _FLAT.match(data.removeprefix(_MARK)):
        raise ValueError("this is not an OpenDocument file, despite its name")
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it is refused, since it has {len(data) / 1e6:,.0f} MB")
    return data


def _content(data: bytes) -> bytes:
    """Unpack the part with the text, within limits."""
    import zipfile  # few runs read such a file

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entry = archive.getinfo("content.xml")
        if entry.flag_bits & 1:
            raise ValueError("this file is protected with a password; save it without one")
        if entry.file_size > min(_MOST_BYTES, max(_SMALL, _LARGEST_RATIO * entry.compress_size)):
            raise ValueError(f"it is refused, since it would unpack to {entry.file_size / 1e6:,.0f} MB")
        with archive.open(entry) as stream:
            return stream.read(_MOST_BYTES)
    except KeyError:
        raise ValueError("it is damaged: it is packed like an OpenDocument file, but has no content") from None
    except (zipfile.BadZipFile, *_DAMAGED) as error:
        reason = str(error) if str(error).startswith(("this", "it is")) else "it is damaged: it cannot be unpacked"
        raise ValueError(reason) from None


def _body(data: bytes) -> ElementTree.Element:
    """Parse the content, which must not declare entities, and return its body."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ValueError("it is refused, since it declares a document type, which OpenDocument files never do")
    if data.count(b"<") > _MOST_NODES:
        raise ValueError(f"it is refused, since it has more than {_MOST_NODES:,} elements")
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (no declarations are let in)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise ValueError("it is damaged: its content is not valid XML") from None
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ValueError("this OpenDocument file has no text: it may be a table or a presentation")
    return body


def _collect(element: ElementTree.Element, lines: list[tuple[str, bool]], depth: int, item: str = "") -> None:
    """Add the paragraphs of an element, with the mark of the list item that they are in."""
    if depth > _DEEPEST:
        raise ValueError("it is refused, since its parts are nested too deeply")
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            words = _words(child)
            if words:
                lines.append((item + words, child.tag.endswith("}h")))
        elif child.tag == f"{_TABLE}table-row":
            cells = [" ".join(_cell(cell, depth + 1)) for cell in child if cell.tag == f"{_TABLE}table-cell"]
            row = " | ".join(cell for cell in cells if cell)
            if row:
                lines.append((row, False))
        elif child.tag not in _LEFT_OUT:
            _collect(child, lines, depth + 1, "- " if child.tag == f"{_TEXT}list-item" else item)


def _cell(cell: ElementTree.Element, depth: int) -> Iterator[str]:
    """Yield the paragraphs of a cell."""
    inside: list[tuple[str, bool]] = []
    _collect(cell, inside, depth)
    return (line for line, _ in inside)


def _words(paragraph: ElementTree.Element) -> str:
    """Return the text of a paragraph with one space for any white space."""
    return _SPACE.sub(" ", "".join(_pieces(paragraph, 0))).strip()


def _pieces(element: ElementTree.Element, depth: int) -> Iterator[str]:
    """Yield the pieces of text in an element and in those within it."""
    if depth > _DEEPEST:
        raise ValueError("it is refused, since its parts are nested too deeply")
    yield element.text or ""
    for child in element:
        if child.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif child.tag not in _LEFT_OUT:
            yield from _pieces(child, depth + 1)
        yield child.tail or ""
