"""Interpret Markdown: return the text as printed, of the same length and without markup.

Markup becomes white space, or within a word an invisible character, so that
offsets stay those of the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from ofsted_lint.source import note_marks, original
from ofsted_lint.source.readers.markdown.ordered_lists import Lists

NOTHING = "\u2060"
# Is `NOTHING` beside the space that a line break within a cell becomes.
_JOINT = "\ue000"
_HIDDEN = re.compile(f"{NOTHING}+")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_COMMENT = re.compile(r"<!--(?![ \t]*ofsted-lint\b)")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^\n`]*\Z")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)\Z")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?=[ \t]|\Z)[^\n]*?(?P<end>(?<=[ \t])#+[ \t]*)?\Z")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_ITEM = re.compile(r"([ \t]*)([-*+])[ \t]+(?=\S)")
# “- 10.Children”: a numbered paragraph, of which a program made an item of a list.
_NUMBERED = re.compile(r"\d{1,3}\.[A-Z‘“]")
_ORDERED = re.compile(r"[ \t]{0,12}\d{1,3}(\))(?=[ \t]+\S)")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\]\s]{1,40})\]:(?=[ \t]*\S)")
_REFERENCE = re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*\S[^\n]*\Z")
_DASHES = re.compile(r":?-+:?")
_SUPERSCRIPT = re.compile(r"<sup>\*{0,2}(\d{1,2})\*{0,2}</sup>", re.IGNORECASE)
_BREAK = re.compile(r"(?<!\\)\\\Z")
_NESTED = 2
# Searching for a set of characters alone is many times faster.
_BEGINS = re.compile(r"[\\`!\[\]<&*_]")
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<image>!\[[^\]\n]{0,300}\]\([^()\n]{0,1000}\))"
    r"|(?P<cited>\[\^[^\]\s]{1,40}\])"
    r"|(?P<open>\[)"
    r"|(?P<link>\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,1000})?\)|\]\[[^\]\n]{0,200}\])"
    r"|(?P<close>\])"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]{1,1000}>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]{0,20}(?:[ \t\n][^<>]{0,300})?/?>)"
    r"|(?P<sign>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<stress>\*+|_+)"
)


def _is_dashes(line: str) -> bool:
    """Return True if a line of a table is the row of dashes below its header."""
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_DASHES.fullmatch(cell.strip()) for cell in cells)


def _visible_space(match: re.Match[str]) -> str:
    """Return invisible characters as spaces if they adjoin white space, so that lines begin correctly."""
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return match[0] if before.strip() and after.strip() else " " * len(match[0])


class Printed(NamedTuple):
    """A text as it is printed, offsets unchanged, and the start and end of each footnote marker, in order."""

    text: str
    raised: list[tuple[int, int]]


def printed(text: str) -> Printed:
    """Return a Markdown text as it is printed."""
    page = _Page(text)
    return Printed(page.read(), page.raised)


class _Page:
    """The characters of a text while its markup is removed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made = list(text)
        self._cited: dict[str, str] = {}
        self._lists = Lists()
        self.raised: list[tuple[int, int]] = []

    def read(self) -> str:
        """Return the text as printed."""
        self._remove_front_matter()
        self._remove_comments()
        self._number_notes()
        for start, end in self._blocks():
            self._remove_inline_marks(start, end)
        self._lists.end()
        for at, number in self._lists.numbers:
            self._write(at, len(number), number)
        return _HIDDEN.sub(_visible_space, "".join(self._made)).replace(_JOINT, NOTHING)

    def _remove_front_matter(self) -> None:
        """Remove the metadata block at the start of the file."""
        match = _FRONT.match(self._text)
        if match:
            self._blank(*match.span())

    def _remove_comments(self) -> None:
        """Remove comments, except suppression comments."""
        for match in _COMMENT.finditer(self._text):
            end = self._text.find("-->", match.end())
            if end < 0:
                return
            if self._made[match.start()] == "<":
                self._blank(match.start(), end + 3)

    def _number_notes(self) -> None:
        """Number the footnotes: numeric markers are kept, others are numbered in the order of their first use."""
        for match in re.finditer(r"\[\^([^\]\s]{1,40})\]", self._text):
            name = match[1]
            if name not in self._cited:
                self._cited[name] = name if name.isdecimal() and len(name) < 3 else str(len(self._cited) + 1)

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Remove the marks of each line, and yield the ranges within which emphasis may begin and end."""
        fence, start, at = "", 0, 0
        lines = self._text.split("\n")
        rows: set[int] = set()
        for number, line in enumerate(lines):
            shown = "".join(self._made[at : at + len(line)]).rstrip("\r")
            fenced = _FENCE.match(shown)
            edge = not shown.strip() or bool(fence) or bool(fenced)
            if not fence:
                self._lists.take(at, shown)
            if fenced and (not fence or fenced[1].startswith(fence)):
                fence = "" if fence else fenced[1]
                self._blank(at, at + len(shown))
            elif not fence and shown.strip():
                self._find_rows(number, lines, rows)
                edge = self._remove_line_marks(at, shown, number in rows) or edge
            if edge:
                yield start, at
                start = at + (0 if shown.strip() and not fence and not fenced else len(line) + 1)
            at += len(line) + 1
        yield start, len(self._text)

    def _find_rows(self, number: int, lines: list[str], rows: set[int]) -> None:
        """Add the lines of a table to `rows`: those around the row of dashes below its header."""
        line = lines[number].rstrip("\r")
        if number in rows or "|" not in line:
            return
        below = lines[number + 1].rstrip("\r") if number + 1 < len(lines) else ""
        if "|" in below and _is_dashes(below):
            for at in range(number, len(lines)):
                if not lines[at].strip() or "|" not in lines[at]:
                    return
                rows.add(at)

    def _remove_line_marks(self, at: int, line: str, is_row: bool) -> bool:
        """Remove the marks of one line; return True if emphasis cannot continue across it."""
        if is_row:
            self._convert_row(at, line)
            return True
        quote = _QUOTE.match(line)
        if quote:
            self._blank(at, at + quote.end())
            at, line = at + quote.end(), line[quote.end() :]
        if _RULE.match(line) or _REFERENCE.match(line):
            self._blank(at, at + len(line))
            return True
        if heading := _HEADING.match(line):
            self._blank(at, at + heading.end(1))
            if heading["end"]:
                self._blank(at + heading.start("end"), at + heading.end("end"))
            return True
        if item := _ITEM.match(line):
            self._mark_item(at, item)
        elif ordered := _ORDERED.match(line):
            self._made[at + ordered.start(1)] = "."
        elif note := _NOTE.match(line):
            self._write(at + note.start(), note.end() - note.start(), self._cited[note[1]].ljust(note.end() - 1) + "\n")
        if _BREAK.search(line):
            self._made[at + len(line) - 1] = " "
        return item is not None

    def _mark_item(self, at: int, item: re.Match[str]) -> None:
        """Print the mark of a list item; before a number there is none."""
        if _NUMBERED.match(item.string, item.end()):
            self._blank(at, at + item.end())
        else:
            wide = len(item[1].expandtabs(4))
            self._made[at + item.start(2)] = "–" if wide >= _NESTED else "◼"

    def _convert_row(self, at: int, line: str) -> None:
        """Separate the cells of a row with tabs; the row of dashes becomes blank."""
        if _is_dashes(line):
            self._blank(at, at + len(line))
            return
        outer = (len(line) - len(line.lstrip()), len(line.rstrip()) - 1)
        for match in re.finditer(r"(?<!\\)\|", line):
            self._made[at + match.start()] = " " if match.start() in outer else "\t"

    def _remove_inline_marks(self, start: int, end: int) -> None:
        """Remove the marks within a paragraph."""
        open_: list[int] = []
        stress: dict[str, list[list[int]]] = {"*": [], "_": []}
        text = "".join(self._made[start:end])
        at = 0
        while begins := _BEGINS.search(text, at):
            match = _INLINE.match(text, begins.start())
            if match is None:
                at = begins.end()
                continue
            kind, first, at = match.lastgroup, start + match.start(), match.end()
            if kind == "code":
                at = self._remove_code_marks(text, match, start)
            elif kind == "stress":
                self._pair_emphasis(match, text, start, stress[match[0][0]])
            elif kind == "open":
                open_.append(first)
            elif kind in ("link", "close"):
                opened = open_.pop() if open_ else None
                if kind == "link" and opened is not None:
                    self._hide(opened, opened + 1)
                    self._hide(first, start + at)
            else:
                self._remove_single(kind or "", first, match[0])

    def _remove_single(self, kind: str, first: int, mark: str) -> None:
        """Remove one mark that has no partner."""
        last = first + len(mark)
        if kind == "escape":
            self._hide(first, first + 1)
        elif kind == "cited":
            number = self._cited[mark[2:-1]]
            self._write(first, len(mark), number)
            self._hide(first + len(number), last)
            self.raised.append((first, min(first + len(number), last)))
        elif kind == "address":
            self._hide(first, first + 1)
            self._hide(last - 1, last)
        elif kind == "sign":
            sign = original.printed(html.unescape(mark))
            if not sign or (len(sign) == 1 and sign.isprintable()):
                self._hide(first, last)
                self._write(last - 1, 1, sign)
        elif kind == "tag" and mark[1:3].lower() in ("br", "p>"):
            # In a cell this joins words: more than one space would begin another cell.
            self._write(first, last - first, _JOINT * (last - first - 1) + " ")
        else:
            raised = _SUPERSCRIPT.match(self._text, first) if kind == "tag" else None
            if raised and note_marks.gap(self._text, first) is not None:
                self.raised.append(raised.span(1))
            self._hide(first, last)

    def _remove_code_marks(self, text: str, match: re.Match[str], start: int) -> int:
        """Remove the marks around code, whose content is not interpreted; return where to continue."""
        closing = re.compile(rf"(?<!`){match[0]}(?!`)").search(text, match.end()) if len(match[0]) <= 2 else None
        if closing is None:
            return match.end()
        self._hide(start + match.start(), start + match.end())
        self._hide(start + closing.start(), start + closing.end())
        return closing.end()

    def _pair_emphasis(self, match: re.Match[str], text: str, start: int, open_: list[list[int]]) -> None:
        """Remove a mark of emphasis together with the one that it closes; otherwise record that it may open one."""
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        opens = not after.isspace() and (after.isalnum() or not before.isalnum())
        closes = not before.isspace() and (before.isalnum() or not after.isalnum())
        if match[0][0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        at, count = start + match.start(), len(match[0])
        while closes and count and open_:
            opener = open_[-1]
            size = min(opener[1], count)
            self._hide(opener[0] + opener[1] - size, opener[0] + opener[1])
            self._hide(at, at + size)
            opener[1], at, count = opener[1] - size, at + size, count - size
            if not opener[1]:
                open_.pop()
        if opens and count:
            open_.append([at, count])

    def _write(self, at: int, room: int, text: str) -> None:
        """Overwrite at most `room` characters with a text."""
        for offset, sign in enumerate(text[:room]):
            self._made[at + offset] = sign

    def _blank(self, start: int, end: int) -> None:
        """Replace a range with spaces; its line ends are kept."""
        for at in range(start, end):
            if self._made[at] not in "\r\n":
                self._made[at] = " "

    def _hide(self, start: int, end: int) -> None:
        """Replace a range with invisible characters; its line ends are kept."""
        for at in range(start, end):
            if self._made[at] not in "\r\n":
                self._made[at] = NOTHING
