"""Documents as rules see them: `read` makes one of a source."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents import syntax
from ofsted_lint.documents.report.build import build
from ofsted_lint.documents.report.recognise import other_kind, settled
from ofsted_lint.documents.values.dates import published_in

if TYPE_CHECKING:
    from datetime import date

    from ofsted_lint.documents.document import Document
    from ofsted_lint.source.source import Source

# The kinds there are, each with the module that builds its documents from a
# tree and a source; the grammar has the name of the kind.
KINDS = {"ilacs": "report.build", "letter": "letter.build", "statement": "statement.build"}


def read(source: Source, kind: str | None = None, published: date | None = None) -> Document:
    """The document that a source is.

    `kind` says what it is, one of `KINDS`, so that a fragment of a report is
    read as one; without it a text that has too little of any kind is
    `unknown`. The day of publication is looked for in the text, or in the
    file's name, if it is not given.
    """
    made = _made(source, kind) if kind else _recognised(source)
    known = published or made.published or published_in(source.path, made.dates)
    return replace(made, published=known) if known else made


def again(source: Source, before: Document) -> Document:
    """The document that another text of the same file is, read as that one was.

    What was of no known kind is looked at anew: there is no way in which it was read.
    """
    kind = before.kind if before.kind in KINDS else None
    return read(source, kind, before.published)


def _recognised(source: Source) -> Document:
    """The document that a text is told to be by what is in it."""
    report = settled(build(syntax.parse(source.printed, "ilacs"), source))
    kind = other_kind(source) if report.kind == "unknown" else None
    return _made(source, kind) if kind else report


def _made(source: Source, kind: str) -> Document:
    """The document of this kind that a text is taken for."""
    # Most texts are reports: how the others are built is not read for them.
    builder = importlib.import_module(f"{__name__}.{KINDS[kind]}")
    made: Document = builder.build(syntax.parse(source.printed, kind), source)
    return made
