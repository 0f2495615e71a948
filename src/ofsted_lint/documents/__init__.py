"""Documents as rules see them: `read` makes one from a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import UNKNOWN, Document
from ofsted_lint.documents.kinds import KINDS
from ofsted_lint.documents.other_documents import known_as
from ofsted_lint.documents.structure.coverage import count_lines
from ofsted_lint.documents.structure.lines import Lines, Sureness
from ofsted_lint.documents.structure.parts import Region
from ofsted_lint.documents.values.dates import published_in
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ofsted_lint.source.source import Source

__all__ = ["KINDS", "again", "read"]


def read(source: Source, kind: str | None = None, published: date | None = None) -> Document:
    """Return the document of a source.

    `kind` is the name of its kind, so that a fragment of a report is read as
    one; without it a text with too few signs of any kind is `unknown`. If the
    day of publication is not given, it is searched for in the text and in the
    file's name.
    """
    lines = Lines(source)
    made = _build(lines, kind) if kind else _recognise(lines)
    known = published or made.published or published_in(source.path, made.dates)
    return replace(made, published=known) if known else made


def again(source: Source, before: Document) -> Document:
    """Read another text of the same file as a document of the same kind.

    A text whose kind was unknown is recognised again.
    """
    kind = before.kind if before.kind in KINDS else None
    return read(source, kind, before.published)


def _recognise(lines: Lines) -> Document:
    """Return the document of the kind whose signs a text has; one that says itself what else it is is not tried."""
    if name := known_as(lines.source):
        return _unread(lines.source, name)
    refused: dict[str, Document] = {}
    for kind in _candidates(lines):
        built = _build(lines, kind)
        accepted: Document | None = kinds.module(kind, "recognise").accepted(built)
        if accepted:
            return accepted
        refused[kind] = built
    return _unknown(lines, refused)


def _candidates(lines: Lines) -> Iterator[str]:
    """Yield the kinds that a text may be of, the surest first; no more are tried once one is sure."""
    possible: list[str] = []
    for kind in KINDS:
        sure = kinds.module(kind, "recognise").sureness(lines)
        if sure == Sureness.SURE:
            yield kind
        elif sure == Sureness.ENOUGH:
            possible.append(kind)
    yield from possible


def _build(lines: Lines, kind: str) -> Document:
    """Build the document of this kind from a text."""
    made: Document = kinds.module(kind, "build").build(lines.tree(KINDS[kind].grammar), lines.source)
    return made


def _unknown(lines: Lines, refused: dict[str, Document]) -> Document:
    """Return the document of a text of unknown kind: it has no parts, and nothing in it is recognised.

    `lacking` lists what makes a document of the first kind, which most texts are intended as.
    """
    first, source = next(iter(KINDS)), lines.source
    recogniser = kinds.module(first, "recognise")
    nearest = refused.get(first)
    if nearest is None and recogniser.sureness(lines) > Sureness.NONE:
        nearest = _build(lines, first)
    made = replace(_unread(source), lacking=tuple(recogniser.missing(nearest)))
    traces = kinds.module(first, "traces")
    found = traces.traces(source)
    return replace(made, traces=found, cure=traces.cure(source)) if found else made


def _unread(source: Source, name: str = "") -> Document:
    """Return a document in which nothing is recognised; `name` says what it is, if that is known."""
    whole = Span(0, len(source.text))
    return Document(
        source,
        UNKNOWN,
        lines=count_lines(source, [])[0],
        recognised=0,
        regions=(Region("unrecognised", whole),),
        unrecognised=(reflow(source, [whole]),),
        known_as=name or None,
    )
