"""What is known of a document of an archive, as plain values: its rows, and its paragraphs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from ofsted_lint.comparison.repeats.signature import bands, words
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.outline import outline
from ofsted_lint.documents.structure.outline_parts import line_of
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.tables import documents, files, findings, points
from ofsted_lint.output.tables.changes import ChangeRow
from ofsted_lint.output.tables.documents import DocumentRow
from ofsted_lint.output.tables.findings import FindingRow
from ofsted_lint.output.tables.points import PointRow
from ofsted_lint.output.trace import topics_in_force, trace
from ofsted_lint.rules.rule import Loaded

T = TypeVar("T")
# What a document shares with others is known from its usual paragraphs: no more are compared.
_MOST_PARAGRAPHS = 1000


class Text(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph of a document that may be in others: `plain` and `bands` are what `comparison.repeats` compares."""

    number: int | None
    line: int
    section: str | None
    words: str
    plain: str
    bands: tuple[int, ...]


class Read(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a document: what became of its file, and its rows."""

    state: str
    row: DocumentRow
    findings: tuple[FindingRow, ...] = ()
    points: tuple[PointRow, ...] = ()


def unread(path: str, why: str) -> Read:
    """Return what is known of a document that cannot be read."""
    return Read(files.UNREAD, documents.unread(path_text(path), path_text(why)))


def rows(outcome: Outcome, rules: Sequence[Loaded], family: Mapping[str, str], path: str) -> Read:
    """Return the rows of a document that was linted with these rules; `family` has the family of each."""
    document = outcome.document
    row = documents.row(outline(document), document, outcome.findings, family, path)
    found = tuple(findings.row(each, path, family.get(each.rule)) for each in outcome.findings)
    if not isinstance(document, OfstedDocument) or not document.improvements:
        return Read(files.READ, row, found)
    traced = points.rows(trace(document, rules), topics_in_force(document, rules), path)
    return Read(files.READ, row, found, tuple(traced))


def texts(document: Document) -> Iterator[Text]:
    """Yield the paragraphs of a document of Ofsted's that are long enough to be compared."""
    if not isinstance(document, OfstedDocument):
        return
    parts: list[tuple[str | None, Sequence[Paragraph]]] = [(None, document.summary)]
    parts += [(each.heading.title.text if each.heading else None, each.paragraphs) for each in document.sections]
    several = ((section, paragraph) for section, paragraphs in parts for paragraph in paragraphs)
    for section, paragraph in list(several)[:_MOST_PARAGRAPHS]:
        text = paragraph.prose.text
        plain = words(text)
        if found := bands(plain):
            number = paragraph.number.value if paragraph.number else None
            yield Text(number, line_of(paragraph.prose), section, text, " ".join(plain), found)


def packed(value: object) -> bytes:
    """Return a value as bytes."""
    return zlib.compress(msgspec.msgpack.encode(value), 1)


def unpacked(data: bytes, of: type[T]) -> T:
    """Return the value in bytes."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=of)


def rows_of_changes(data: bytes) -> tuple[ChangeRow, ...]:
    """Return the rows of a comparison."""
    return unpacked(data, tuple[ChangeRow, ...])
