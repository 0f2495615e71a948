"""The console format, for people: the lines of each finding, underlined, with both ends of a contradiction."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TextIO

from rich.cells import cell_len

from ofsted_lint.files.printable import path_text, printable
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output import corrections
from ofsted_lint.output.colour import linked
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import amount, counted, quiet, reasons_counted
from ofsted_lint.output.terminal import Terminal
from ofsted_lint.source.source import Place, Source, Span

_STYLES = {"error": "bold red", "warning": "bold yellow", "advice": "bold cyan"}
_NARROWEST = 40
_MOST_LINES = 3
_BEFORE = 24
# Of a long line, only so many widths of the terminal before and after a mark are looked at.
_WIDTHS = 4


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._terminal = Terminal(stream, setting.coloured)
        self._links = setting.coloured and linked(stream, os.environ)
        self._setting = setting
        self._severities: Counter[str] = Counter()
        self._rules: Counter[str] = Counter()
        self._fixes = corrections.Fixes()
        self._documents = 0
        self._flagged = 0
        self._quiet: Counter[str] = Counter()

    def document(self, outcome: Outcome) -> None:
        self._documents += 1
        self._flagged += bool(outcome.findings)
        self._quiet.update(quiet(outcome))
        self._fixes.update(corrections.fixes(outcome, self._setting.standard_input))
        for finding in outcome.findings:
            self._finding(finding)

    def close(self) -> None:
        read = amount(self._documents, "document")
        if not self._rules:
            self._terminal.line(f"Nothing found in {read}." if self._documents else "Nothing was read.")
            self._not_shown()
            return
        self._terminal.line((counted(self._severities), "bold"), f" in {self._flagged:,} of {read}.")
        longest = max(len(name) for name in self._rules)
        for name, count in sorted(self._rules.items()):
            rule = self._setting.rules.get(name)
            self._terminal.wrapped(f"{count:>4} × {name:<{longest}}  ", rule.summary if rule else "", hang=longest + 9)
        for sentence in corrections.sentences(self._fixes):
            self._terminal.wrapped("", sentence)
        self._not_shown()
        self._terminal.line(("ofsted-lint explain RULE says more about a rule;", "dim"))
        self._terminal.line((f"{corrections.SUPPRESS} suppresses it there.", "dim"))

    def _not_shown(self) -> None:
        """Print how many findings are not shown, and why."""
        if counts := reasons_counted(self._quiet):
            self._terminal.wrapped("Not shown: ", f"{counts}.", "dim")

    def _finding(self, finding: Finding) -> None:
        self._severities[finding.severity] += 1
        self._rules[finding.rule] += 1
        style = _STYLES[finding.severity]
        self._terminal.line((printable(_where(finding.place, finding.beside)), "bold"), link=self._link(finding.place))
        self._terminal.wrapped(f"{finding.severity}: ", printable(finding.message), style)
        gutter = self._gutter([finding.place, *(other.place for other in finding.related)])
        self._excerpt(finding.place, "^", style, gutter, "")
        for other in finding.related:
            if other.place.source is not finding.place.source:
                self._terminal.line((f"{' ' * gutter} → {printable(_where(other.place, _beside(other.place)))}", "dim"))
            self._excerpt(other.place, "-", "bold blue", gutter, printable(other.note))
        rule = self._setting.rules.get(finding.rule)
        self._terminal.wrapped(f"{' ' * gutter} = {finding.rule}: ", rule.summary if rule else "", "dim", gutter + 3)
        if finding.fix:
            head = f"{' ' * gutter} = {'fix' if finding.fix.safe else 'unsafe fix'}: "
            because = f" ({finding.fix.because})" if finding.fix.because else ""
            self._terminal.wrapped(head, printable(finding.fix.title + because), "dim", gutter + 3)
        self._terminal.line()

    def _link(self, place: Place) -> str:
        """Return the URI of the file if the terminal shows links, else an empty text."""
        path = Path(place.source.path)
        return path.absolute().as_uri() if self._links and path.is_file() else ""

    def _gutter(self, places: list[Place]) -> int:
        """Return the width of the column of line numbers."""
        return max(len(str(place.source.position(place.span.end).line)) for place in places) + 1

    def _excerpt(self, place: Place, sign: str, style: str, gutter: int, note: str) -> None:
        """Print the lines of a place with the found text underlined; of a related place only the first line."""
        source = place.source
        shown = _lines(place)
        most = _MOST_LINES if sign == "^" else 1
        for at, (number, marks) in enumerate(shown[:most]):
            line, under = self._window(source, number, marks, gutter)
            self._terminal.line((f"{number:>{gutter}} | ", "dim"), line)
            last = at == min(len(shown), most) - 1
            signs = "".join(sign if mark else " " for mark in under).rstrip()
            self._signs(gutter, signs, note if last else "", style)
        if len(shown) > most and sign == "^":
            self._terminal.line((f"{'…':>{gutter}} | and {len(shown) - most} more line(s)", "dim"))

    def _signs(self, gutter: int, signs: str, note: str, style: str) -> None:
        bar = f"{' ' * gutter} | "
        if note and gutter + 4 + len(signs) + cell_len(note) > self._terminal.width:
            self._terminal.line((bar, "dim"), (signs, style))
            self._terminal.wrapped(f"{bar}  ", note)
            return
        self._terminal.line((bar, "dim"), (f"{signs} {note}".rstrip(), style))

    def _window(self, source: Source, number: int, marks: list[Span], gutter: int) -> tuple[str, list[bool]]:
        """Return a line cut to the width around its marks, and for each cell whether it is marked."""
        room = max(self._terminal.width - gutter - 3, _NARROWEST)
        line, mark = source.line_span(number), min(mark.start for mark in marks)
        span = _near(line, mark, room * _WIDTHS)
        text = printable(source.slice(span))
        start = _from(text, max(mark - span.start, 0), room)
        cut = text[start:]
        head = "… " if start or span.start > line.start else ""
        while cell_len(head + cut) > room:
            cut = cut[: len(cut) - max(1, (cell_len(head + cut) - room) // 2)]
        tail = "…" if start + len(cut) < len(text) or span.end < line.end else ""
        cut = cut[:-1] if tail and cell_len(head + cut) >= room else cut
        under = [False] * len(head)
        for at, char in enumerate(cut):
            offset = span.start + start + at
            marked = any(mark.start <= offset < max(mark.end, mark.start + 1) for mark in marks)
            under += [marked] * cell_len(char)
        return head + cut + tail, under


def _near(line: Span, mark: int, most: int) -> Span:
    """Return the part of a line within so many characters of a mark, which may begin on an earlier line."""
    at = max(mark, line.start)
    return Span(max(line.start, at - most), min(line.end, at + most))


def _from(text: str, mark: int, room: int) -> int:
    """Return the position at which to begin a line that is too long, so that its mark is visible.

    It is the start of a word, and no later than needed to show the end of the line.
    """
    if cell_len(text) <= room:
        return 0
    start = max(0, mark - _BEFORE)
    while start and cell_len(text[start - 1 :]) <= room - 2:
        start -= 1
    space = text.find(" ", start, mark) if start else -1
    return space + 1 if space >= 0 else start


def _where(place: Place, beside: str) -> str:
    """Return where a place is: as readers think first, then its line and column."""
    position = place.source.position(place.span.start)
    at = f"{path_text(place.source.path)}:{position.line}:{position.column}"
    return f"{beside} ({at})" if beside else at


def _beside(place: Place) -> str:
    return place.source.beside(place.span.start)


def _lines(place: Place) -> list[tuple[int, list[Span]]]:
    """Return the line numbers of a place in order, with its spans on each line."""
    lines: dict[int, list[Span]] = {}
    source = place.source
    for piece in place.pieces:
        first = source.position(piece.start).line
        last = source.position(max(piece.end - 1, piece.start)).line
        for number in range(first, last + 1):
            lines.setdefault(number, []).append(piece)
    return sorted(lines.items())
