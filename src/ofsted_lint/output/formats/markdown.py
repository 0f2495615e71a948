"""Markdown: a summary to read as a comment on a pull request."""

from __future__ import annotations

import re
from collections import Counter
from typing import TextIO

from ofsted_lint.files.printable import printable
from ofsted_lint.findings import record
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import amount, counted, not_read, quiet, reasons_counted, relative

# GitHub and GitLab refuse a comment that is longer than some 65,000 characters.
LARGEST = 60_000
_MOST_UNREAD = 50
# Characters of markup; and the starts of mentions, references to issues and links,
# which an escape does not prevent, but a zero-width space does.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~&!])")
_CALLS = re.compile(r"(?i)([@#](?=\w)|\b(?:https?|ftp|www)(?=[:.]))")


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._summary = Summary(setting)

    def document(self, outcome: Outcome) -> None:
        self._summary.add(outcome)

    def close(self) -> None:
        self._stream.write(self._summary.text(LARGEST))


class Summary:
    """The findings as tables, the most severe first within each document."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._counts: Counter[str] = Counter()
        self._documents: list[tuple[str, list[str]]] = []
        self._read = 0
        self._quiet: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Add a document."""
        self._read += 1
        self._counts.update(found.severity.value for found in outcome.findings)
        self._quiet.update(quiet(outcome))
        if outcome.findings:
            path = relative(outcome.source.path, self._setting.root)
            worst = sorted(outcome.findings, key=lambda found: found.severity.rank)
            self._documents.append((path, [_row(found) for found in worst]))

    def text(self, largest: int) -> str:
        """Return the summary in at most `largest` bytes; findings that are left out are counted."""
        read = amount(self._read, "document")
        found = f"{counted(self._counts)} in {len(self._documents):,} of {read}."
        head = found if self._counts else f"Nothing found in {read}."
        lines = ["### ofsted-lint", "", head, "", *self._unread()]
        taken, left = len("\n".join(lines)) + 500, 0
        for path, rows in self._documents:
            opening = [f"#### {escaped(path)}", "", "| severity | place | finding | rule |", "|---|---|---|---|"]
            taken += size(opening)
            fitting = [row for row in rows if (taken := taken + size([row])) <= largest]
            lines += [*opening, *fitting, ""] if fitting else []
            left += len(rows) - len(fitting)
        lines += [f"{left:,} more finding(s) had no room here.", ""] if left else []
        lines += [f"Not shown: {reasons_counted(self._quiet)}.", ""] if self._quiet.total() else []
        return "\n".join(lines)

    def _unread(self) -> list[str]:
        """Return the documents that could not be read as a list; of many, how many more there are."""
        lost = list(not_read(self._setting.unread, self._setting.root))
        if not lost:
            return []
        lines = [f"- {escaped(each.path)}: {escaped(each.why)}" for each in lost[:_MOST_UNREAD]]
        more = len(lost) - len(lines)
        head = f"**{amount(len(lost), 'document')} could not be read:**"
        return [head, "", *lines, *([f"- and {more:,} more"] if more else []), ""]


def size(lines: list[str]) -> int:
    """Return the number of bytes of lines in a file."""
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _row(finding: Finding) -> str:
    found = record.finding(finding)
    at = f"{escaped(finding.beside)} (line {found.line})" if finding.beside else f"line {found.line}"
    ends = [f"{_place(other)}: {other.message}" for other in found.related]
    # The space is for renderers that drop the element.
    message = " <br>".join(escaped(text) for text in (found.message, *ends))
    return f"| {found.severity} | {at} | {message} | {escaped(found.rule)} |"


def _place(other: record.Related) -> str:
    return f"{other.path}:{other.line}" if other.path else f"line {other.line}"


def escaped(text: str) -> str:
    """Return a text escaped so that Markdown shows it unchanged."""
    return _CALLS.sub(r"\1&#8203;", _SIGNS.sub(r"\\\1", printable(text)))
