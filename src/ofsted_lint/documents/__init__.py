"""Documents as rules see them: `read` makes one of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import KINDS
from ofsted_lint.documents.structure.coverage import counted
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
    """Return the document that a source is.

    `kind` is the name of its kind, so that a fragment of a report is read as
    one; without it a text that has too little of any kind is `unknown`. The
    day of publication is looked for in the text, or in the file's name, if it
    is not given.
    """
    lines = Lines(source)
    made = _built(lines, kind) if kind else _recognised(lines)
    known = published or made.published or published_in(source.path, made.dates)
    return replace(made, published=known) if known else made


def again(source: Source, before: Document) -> Document:
    """Return the document that another text of the same file is, read as that one was.

    What was of no known kind is looked at anew: there is no way in which it was read.
    """
    kind = before.kind if before.kind in KINDS else None
    return read(source, kind, before.published)


def _recognised(lines: Lines) -> Document:
    """Return the document of the kind whose signs a text has."""
    refused: dict[str, Document] = {}
    for kind in _claimed(lines):
        built = _built(lines, kind)
        accepted: Document | None = kinds.module(kind, "recognise").accepted(built)
        if accepted:
            return accepted
        refused[kind] = built
    return _unknown(lines, refused)


def _claimed(lines: Lines) -> Iterator[str]:
    """Yield the kinds that a text may be of, the surest first; once one is sure, no further one is asked."""
    may_be: list[str] = []
    for kind in KINDS:
        sure = kinds.module(kind, "recognise").sureness(lines)
        if sure == Sureness.SURE:
            yield kind
        elif sure == Sureness.ENOUGH:
            may_be.append(kind)
    yield from may_be


def _built(lines: Lines, kind: str) -> Document:
    """Return the document of this kind that a text is taken for."""
    made: Document = kinds.module(kind, "build").build(lines.tree(KINDS[kind].grammar), lines.source)
    return made


def _unknown(lines: Lines, refused: dict[str, Document]) -> Document:
    """Return the document of a text of no known kind: it has no parts, and nothing in it is recognised.

    It lacks what makes a document of the first kind, for which most texts are meant.
    """
    first, source = next(iter(KINDS)), lines.source
    recogniser = kinds.module(first, "recognise")
    nearest = refused.get(first)
    if nearest is None and recogniser.sureness(lines) > Sureness.NONE:
        nearest = _built(lines, first)
    whole = Span(0, len(source.text))
    return Document(
        source,
        kinds.UNKNOWN,
        lines=counted(source, [])[0],
        recognised=0,
        regions=(Region("unrecognised", whole),),
        unrecognised=(reflow(source, [whole]),),
        lacking=tuple(recogniser.missing(nearest)),
    )
