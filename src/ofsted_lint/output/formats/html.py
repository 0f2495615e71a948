"""HTML: one page that a person opens, works through and prints.

For one document it shows the document; for several, an index of all of them
and the full text of the documents with the most findings.
"""

from __future__ import annotations

import heapq
from typing import TextIO

from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.page import shell
from ofsted_lint.output.page.index import Index
from ofsted_lint.output.page.overview import severities
from ofsted_lint.output.page.sheet import page, sheet
from ofsted_lint.output.summary import counted, not_read

# The number of documents that are shown in full; a page with more would be slow to open.
_MOST = 20


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        shell.ready()
        self._stream = stream
        self._setting = setting
        self._index = Index()
        # The documents with the most findings, as a heap with the smallest first.
        self._worst: list[tuple[tuple[int, ...], int, Outcome]] = []

    def document(self, outcome: Outcome) -> None:
        number = len(self._index.rows)
        self._index.add(outcome)
        heapq.heappush(self._worst, (tuple(severities(outcome.findings).values()), -number, outcome))
        if len(self._worst) > _MOST:
            heapq.heappop(self._worst)

    def close(self) -> None:
        lost = list(not_read(self._setting.unread))
        alone = len(self._index.rows) == 1 and not lost
        chosen = sorted((-order, outcome) for _, order, outcome in self._worst)
        pages = {number: self._page(outcome, "" if alone else f"d{number + 1}-") for number, outcome in chosen}
        fired = [] if alone else self._index.fired(self._setting.rules)
        found = counted(self._index.counts) or "Nothing was found"
        self._stream.write(
            shell.rendered("page", alone=alone, index=self._index, fired=fired, counted=found, pages=pages, lost=lost)
        )

    def _page(self, outcome: Outcome, prefix: str) -> str:
        setting = self._setting
        return page(sheet(outcome, setting.rules, setting.families, prefix, setting.standard_input))
