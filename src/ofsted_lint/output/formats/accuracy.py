"""A form for the check of factual accuracy that a council sends back: in Word (`=FORM.docx`), or as a table (`.csv`).

Each error or warning is a row: the paragraph, the words of the draft, what is
inaccurate, what shows it, and the rule. Empty rows follow, to be filled in.
"""

from __future__ import annotations

from typing import TextIO

import msgspec

from ofsted_lint.files.errors import ConfigError, shortened
from ofsted_lint.findings import record
from ofsted_lint.findings.finding import Finding, Severity, fails
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output import plain_word
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import not_read, relative
from ofsted_lint.output.tables import cells

_EMPTY_ROWS = 10
# The names and widths of the columns, in twentieths of a point.
_COLUMNS = (
    ("Paragraph", 1500),
    ("Words of the draft", 3600),
    ("What is inaccurate", 4400),
    ("Evidence", 3370),
    ("Source rule", 1700),
)
_TITLE = "Factual accuracy check"
_LEAD = (
    "Each row below was found by a program: read it before you send it, and delete it if you do not agree. "
    "Add the evidence, and further points in the empty rows."
)


class _Sheet(msgspec.Struct, frozen=True):
    """The rows of a document."""

    path: str
    title: str
    rows: list[tuple[str, ...]]


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        if setting.file and not setting.file.lower().endswith((".docx", ".csv")):
            raise ConfigError("command line", "let the form’s name end with .docx or .csv: --format accuracy=FORM.docx")
        self._stream = stream
        self._setting = setting
        self._sheets: list[_Sheet] = []

    def document(self, outcome: Outcome) -> None:
        path = relative(outcome.source.path, self._setting.root)
        title = outcome.document.title.prose.text if outcome.document.title else path
        rows = [_row(each) for each in outcome.findings if fails(each.severity, Severity.WARNING)]
        self._sheets.append(_Sheet(path, title, rows))

    def close(self) -> None:
        for lost in not_read(self._setting.unread, self._setting.root):
            self._sheets.append(_Sheet(lost.path, f"{lost.path} could not be read: {lost.why}", []))
        if self._setting.file.lower().endswith(".docx"):
            self._stream.buffer.write(plain_word.document(self._parts()))
        else:
            self._table()

    def _table(self) -> None:
        cells.begin(self._stream, ("Document", *(name for name, _ in _COLUMNS)))
        for sheet in self._sheets:
            for row in (*sheet.rows, *_empty()):
                cells.row(self._stream, (sheet.path, *row))

    def _parts(self) -> list[str]:
        parts = [plain_word.heading(_TITLE), plain_word.paragraph(_LEAD)]
        for sheet in self._sheets:
            name = [plain_word.paragraph(sheet.path)] if sheet.path not in sheet.title else []
            parts += [plain_word.heading(sheet.title), *name]
            parts.append(plain_word.table(_COLUMNS, [*sheet.rows, *_empty()]))
        return parts


def _row(each: Finding) -> tuple[str, ...]:
    found = record.finding(each)
    where = each.beside or f"line {found.line}"
    words = " ".join(shortened(each.place.text).split())
    evidence = "; ".join(f"{other.path or f'line {other.line}'}: {other.message}" for other in found.related)
    return (f"{where[:1].upper()}{where[1:]}", words, found.message, evidence, found.rule)


def _empty() -> list[tuple[str, ...]]:
    return [("",) * len(_COLUMNS)] * _EMPTY_ROWS
