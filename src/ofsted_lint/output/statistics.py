"""The counts of findings by rule and by document that `--statistics` prints instead of a list."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from ofsted_lint.files.printable import path_text, printable
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome

_WORST = list(Severity)


class Statistics:
    """A reporter that counts findings."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rules: Counter[tuple[int, str]] = Counter()
        self._documents_of: Counter[str] = Counter()
        self._documents: list[tuple[str, Counter[str]]] = []

    def document(self, outcome: Outcome) -> None:
        counts = Counter(finding.severity.value for finding in outcome.findings)
        self._documents.append((path_text(outcome.source.path), counts))
        self._rules.update((finding.severity.rank, finding.rule) for finding in outcome.findings)
        ranks = {finding.rule: finding.severity.rank for finding in outcome.findings}
        for rule, count in outcome.more:
            if rule in ranks:
                self._rules[ranks[rule], rule] += count
        self._documents_of.update({finding.rule for finding in outcome.findings})

    def close(self) -> None:
        """Write the rules by severity and number of findings, then the documents in the order given."""
        self._line("findings  documents  severity  rule")
        for (rank, rule), count in sorted(self._rules.items(), key=lambda each: (each[0][0], -each[1], each[0][1])):
            self._line(f"{count:>8,}  {self._documents_of[rule]:>9,}  {_WORST[rank].value:<8}  {rule}")
        total = sum(self._rules.values())
        self._line(f"{total:>8,}  {sum(1 for _, counts in self._documents if counts):>9,}            in all")
        self._line("")
        self._line("  errors  warnings  advice  document")
        for path, counts in self._documents:
            self._line(f"{counts['error']:>8,}  {counts['warning']:>8,}  {counts['advice']:>6,}  {path}")

    def _line(self, text: str) -> None:
        self._stream.write(printable(text) + "\n")
