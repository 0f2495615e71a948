"""The table of findings as Parquet, in a folder (`--format parquet=DIR`)."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.formats.csv import Rows
from ofsted_lint.output.tables import cells, findings, parquet

# It writes a folder, and nothing before the end.
OWN_FILE = True


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        parquet.ready()
        self._folder = Path(setting.file)
        self._found: list[tuple[cells.Value, ...]] = []
        self._rows = Rows(setting, self._found.append)

    def document(self, outcome: Outcome) -> None:
        self._rows.document(outcome)

    def close(self) -> None:
        self._rows.close()
        parquet.write(self._folder, findings.TABLE, self._found)
