"""The frame of a letter about a joint inspection: date, addressees and salutation; the signatories."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.jtai.model import Person
from ofsted_lint.documents.structure.letters.head import cells, dated, is_person, read_salutation
from ofsted_lint.documents.structure.letters.parts import LetterDate, Salutation
from ofsted_lint.source.prose import Prose, reflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source

_TEXT_KINDS = ("TEXT", "DATED", "NUMBERED", "IMPRINT", "RUNNING", "HEADING", "BULLET")
_HONOURS = re.compile(r",? (?:OBE|MBE|CBE|QPM|KPM|CB|DBE)\b.*")
# Bodies, which are printed above or below the names of those who sign for them.
_BODY = re.compile(r"\b(?:Ofsted|Commission|Constabulary|Probation|Inspectorate|HMI|HMICFRS|Services)\b")
_OFFICE = re.compile(r"\b(?:Inspector|Director|Chief|Deputy|Assistant|Executive)\b")
_OFFICE_BEGINS = re.compile(
    r"\b(?:(?:His|Her) Majesty|HM|National|Regional|Chief|Deputy|Assistant|Director|Interim|Acting)\b"
)
_APART = 25


class Head(msgspec.Struct, frozen=True, eq=False):
    """The parts before the subject line; `lines` are all its lines."""

    date: LetterDate | None
    addressees: tuple[Person, ...]
    salutation: Salutation | None
    lines: tuple[Prose, ...]


class Signatories(msgspec.Struct, frozen=True, eq=False):
    """Who signs; `lines` are all the lines of the sign-off."""

    people: tuple[Person, ...]
    lines: tuple[Prose, ...]


def read_head(source: Source, blocks: list[Block]) -> Head:
    """Read the lines before the subject line."""
    date: LetterDate | None = None
    salutation: Salutation | None = None
    lines: list[Prose] = []
    for block in blocks:
        if block.kind == "SALUTATION" and salutation is None:
            block.role, salutation = "salutation", read_salutation(reflow(source, [block.span]))
        elif block.kind in _TEXT_KINDS and not block.role:
            block.role = "addressee"
            for cell in cells(source, block.span):
                day = dated(cell) if date is None else None
                date = date or day
                lines += [] if day else [cell]
    addressees = tuple(_addressees(source, lines))
    printed = [*lines, *([date.prose] if date else []), *([salutation.prose] if salutation else [])]
    return Head(date, addressees, salutation, tuple(printed))


def _addressees(source: Source, lines: list[Prose]) -> Iterator[Person]:
    """Yield the addressees: each begins with a name and a comma, and may go on on the next line."""
    groups: list[list[Prose]] = []
    for line in lines:
        name = _HONOURS.sub("", re.split(r", | - | – |\(", line.text, maxsplit=1)[0]).rstrip(" ,")
        if is_person(name) or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    for number, group in enumerate(groups, 1):
        whole = reflow(source, [piece for line in group for piece in line.pieces()])
        name, comma, _ = whole.text.partition(", ")
        role = whole.part(len(name) + len(comma)) if comma else None
        yield Person(whole.part(0, len(name)), role, f"addressees/{number}")


def read_signatories(source: Source, blocks: list[Block]) -> Signatories:
    """Read the sign-off: names with their offices below, in one column or two."""
    lines: list[Prose] = []
    for block in blocks:
        if block.kind == "VALEDICTION" and not block.role:
            block.role = "sign-off"
            lines.append(reflow(source, [block.span]))
        elif block.kind in _TEXT_KINDS and not block.role:
            block.role = "sign-off"
            lines += cells(source, block.span)
    return Signatories(tuple(_people(lines[1:])), tuple(lines))


def _people(lines: list[Prose]) -> Iterator[Person]:
    """Yield who signs: a name is followed by an office in its own column."""
    apart = [piece for line in lines for piece in _name_and_office(line)]
    columns = [[line for line in apart if _is_left(line)], [line for line in apart if not _is_left(line)]]
    found: list[tuple[Prose, Prose | None]] = []
    for column in columns:
        for line, below in zip_longest(column, column[1:]):
            if line and _is_name(line):
                found.append((line, below if below and not _is_name(below) else None))
    found.sort(key=lambda each: each[0].span.start)
    for number, (name, role) in enumerate(found, 1):
        yield Person(name, role, f"signatories/{number}")


def _name_and_office(line: Prose) -> Iterator[Prose]:
    """Yield a line; a name and its office in two, if the text has them on one line."""
    office = _OFFICE_BEGINS.search(line.text)
    name = line.part(0, len(line.text[: office.start()].rstrip(" ,"))) if office and office.start() else None
    if office and name and _is_name(name):
        yield from (name, line.part(office.start()))
    else:
        yield line


def _is_name(line: Prose) -> bool:
    name = _HONOURS.sub("", line.text)
    return is_person(name) and not _BODY.search(name) and not _OFFICE.search(name)


def _is_left(line: Prose) -> bool:
    return line.source.position(line.span.start).column <= _APART
