"""A draft that is open in an editor: what the linter knows of it, with places as the editor counts them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from lsprotocol import types as lsp

from ofsted_lint import api
from ofsted_lint.documents.document import UNKNOWN, Document
from ofsted_lint.documents.structure.outline_parts import Outline
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings.record import Finding, Related
from ofsted_lint.findings.result import Result
from ofsted_lint.source.readers import ReadError

# Anything with a line, a column and their ends, which count from 1 and in characters.
Placed = Any


class OpenDocument(msgspec.Struct, frozen=True, eq=False):
    """A version of a draft with its findings; `error` is what prevented them, or None.

    `lines` are those of the editor, `codec` converts columns to the units that it counts in.
    """

    uri: str
    path: str
    version: int | None
    lines: Sequence[str]
    codec: Any
    document: Document | None = None
    result: Result | None = None
    error: ConfigError | ReadError | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.result.findings if self.result else ()

    def range(self, line: int, column: int, end_line: int, end_column: int) -> lsp.Range:
        """Return the editor's range for a place in this draft."""
        return in_units(self.codec, self.lines, line, column, end_line, end_column)

    def of(self, placed: Placed) -> lsp.Range:
        """Return the editor's range of a finding, an edit or a related place in this draft."""
        return self.range(placed.line, placed.column, placed.end_line, placed.end_column)

    def location(self, related: Related) -> lsp.Location:
        """Return where a related place is, in this draft or in another file."""
        if related.path is None:
            return lsp.Location(self.uri, self.of(related))
        path = Path(related.path).resolve()
        try:
            lines: Sequence[str] = lines_of(path.read_text("utf-8", "replace"))
        except OSError:
            lines = ()
        place = in_units(self.codec, lines, related.line, related.column, related.end_line, related.end_column)
        return lsp.Location(path.as_uri(), place)

    def line(self, number: int) -> lsp.Range:
        """Return the range of a line, which counts from 1."""
        text = self.lines[number - 1].rstrip("\r\n") if number <= len(self.lines) else ""
        return self.range(number, 1, number, len(text) + 1)

    def at(self, position: lsp.Position) -> tuple[int, int]:
        """Return the line and column, from 1 and in characters, of a place in the editor."""
        found = self.codec.position_from_client_units(self.lines, position)
        return found.line + 1, found.character + 1

    def findings_at(self, position: lsp.Position) -> list[Finding]:
        """Return the findings that a place in the editor is in."""
        return [each for each in self.findings if _has(each, self.at(position))]

    def outline(self) -> Outline | None:
        return api.outline(self.document) if self.document else None


def lines_of(text: str) -> list[str]:
    """Return the lines of a text: for an editor, as for the linter, no other sign than a line feed ends one."""
    return [f"{line}\n" for line in text.split("\n")]


def in_units(codec: Any, lines: Sequence[str], line: int, column: int, end_line: int, end_column: int) -> lsp.Range:
    """Return a range, given with lines and columns from 1, as an editor counts it."""
    made = lsp.Range(lsp.Position(line - 1, column - 1), lsp.Position(end_line - 1, end_column - 1))
    found: lsp.Range = codec.range_to_client_units(lines, made)
    return found


def _has(placed: Placed, at: tuple[int, int]) -> bool:
    return (placed.line, placed.column) <= at <= (placed.end_line, placed.end_column)


def opened(linter: api.Linter, uri: str, path: str, version: int | None, text: str, codec: Any) -> OpenDocument:
    """Lint the text of an editor, and return it with what was found."""
    made = OpenDocument(uri, path, version, lines_of(text), codec)
    try:
        document = linter.read(text, name=path)
        if document.kind == UNKNOWN and not document.traces:
            return made  # an editor has other texts open as well
        return msgspec.structs.replace(made, document=document, result=linter.lint(document))
    except (ConfigError, ReadError) as error:
        return msgspec.structs.replace(made, error=error)


def related_here(draft: OpenDocument, finding: Finding, position: lsp.Position) -> bool:
    """True if a place in the editor is in one of the other places of a finding."""
    return any(each.path is None and _has(each, draft.at(position)) for each in finding.related)
