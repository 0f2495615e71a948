"""The head of a letter: letterhead, date, addressee and salutation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.letters.parts import Addressee, LetterDate, Salutation
from ofsted_lint.documents.values.dates import mentions
from ofsted_lint.documents.values.personal_names import bare
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source

# In two columns, the text after a gap is a line of its own.
_CELL = re.compile(r"[^\s|](?:[^\s|]| {1,2}(?=[^\s|]))*")
_OFSTED = re.compile(
    r"Ofsted\b|Agora\b|\d+ Cumberland Place|Aviation House|\d+ Kingsway|Piccadilly Gate|Store Street|Clive House"
    r"|70 Petty France|2 Rivergate|Temple Quay|(?:T|Tel|Telephone|Textphone|Minicom|E|W|Email)\b.{0,3} ?[\d(e+w]"
    r"|0[\d ]{9,13}$|.{0,60}ofsted(?:\.gov)?\.uk|(?:www\.)?gov\.uk/ofsted|NG1 6HJ|M1 2WD|WC2B 6SE|SW1H 9EX|BS1 6EH",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:[Dd]ate(?: of letter)?:? ?)?(?P<day>(?:[A-Z][a-z]{2,5}day,? )?\d{1,2}(?:st|nd|rd"
    r"|th)?,? [A-Z][a-z]{2,8},? \d{2,6})"
)
_ROLE = re.compile(r"\b(?:director|chief executive|DCS|head of|executive|officer|leader|commissioner)\b", re.IGNORECASE)
_COUNCIL = re.compile(
    r"(?:(?:London|Royal|Metropolitan) )+Borough of [A-Z][\w’'& -]{1,60}|City of [A-Z][\w’'& -]{1,60}"
    r"|[A-Z][\w’'& -]{1,60}(?:Council|Borough|Authority|Children First|Trust)\b"
)
_PERSON = re.compile(
    r"(?:(?:Mrs|Mr|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Cllr)\.? )?[A-Z][\w’'-]*\.?(?: "
    r"(?:[a-z]{2,3} )?[A-Z][\w’'-]*\.?){1,4}"
    r"(?:,? (?:OBE|MBE|CBE))?,?"
)
_NOT_PEOPLE = re.compile(
    r"\b(?:Council|House|Road|Street|Hall|Centre|Office|Services?|Department|Square|Lane|Borough|City"
    r"|County|Floor|Place|Avenue"
    r"|Buildings?|Way|Quay|Drive|Letter|Visit|Court|Park|Gate|Ofsted)\b"
)
_SALUTATION = re.compile(r"Dear (?P<name>[^,:]{1,80}?) ?[,:]?$")
_HEAD_KINDS = ("TEXT", "DATED", "LETTERHEAD", "IMPRINT", "NUMBERED", "PAGE_NUMBER", "COPIED")
_NO_NAME = re.compile(r"\b(?:director|colleagues?|sir|madam|all|team|partners?|leaders?)\b", re.IGNORECASE)


class Head(msgspec.Struct, frozen=True, eq=False):
    """The parts of a letter before its opening."""

    letterhead: tuple[Prose, ...]
    date: LetterDate | None
    addressee: Addressee | None
    salutation: Salutation | None


def read(source: Source, blocks: list[Block]) -> Head:
    """Read the head of a letter; a line that is a sentence belongs to none of its parts."""
    salutation: Salutation | None = None
    date: LetterDate | None = None
    letterhead: list[Prose] = []
    lines: list[Prose] = []
    for block in blocks:
        if block.role or not source.words(block.span).strip():
            continue
        if block.kind == "SALUTATION":
            block.role, salutation = "salutation", read_salutation(reflow(source, [block.span]))
            continue
        if block.kind not in _HEAD_KINDS:
            continue
        here = list(cells(source, block.span))
        if block.kind == "TEXT" and any(_is_sentence(cell.text) for cell in here):
            continue
        block.role = "letterhead"
        for cell in here:
            day = _DATED.fullmatch(cell.text)
            if day and date is None:
                block.role, date = "date", _dated(cell, day)
            elif _OFSTED.match(cell.text) or (block.kind in ("LETTERHEAD", "IMPRINT") and not lines):
                letterhead.append(cell)
            else:
                lines.append(cell)
                block.role = "addressee"
    return Head(tuple(letterhead), date, _addressee(source, lines, salutation), salutation)


def cells(source: Source, span: Span) -> list[Prose]:
    """Return the lines of a span, each column of a line by itself."""
    found = [
        reflow(source, [Span(*match.span())])
        for line in source.lines(span)
        for match in _CELL.finditer(source.printed, line.start, line.end)
    ]
    return [cell for cell in found if cell.text]


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 8


def _dated(cell: Prose, match: re.Match[str]) -> LetterDate:
    prose = cell.part(*match.span("day"))
    return LetterDate(prose, next((each.day for each in mentions(prose, "date")), None))


def read_salutation(prose: Prose) -> Salutation:
    match = _SALUTATION.match(prose.text)
    if match is None or _NO_NAME.search(match["name"]) or not match["name"][0].isupper():
        return Salutation(prose, None)
    return Salutation(prose, prose.part(*match.span("name")))


def _addressee(source: Source, lines: list[Prose], salutation: Salutation | None) -> Addressee | None:
    """Return the person to whom a letter is addressed.

    The name is recognised by the office below it, by the salutation or by its position.
    """
    if not lines:
        return None
    at, name, role = _named(lines, salutation)
    name = name.part(0, len(name.text.rstrip(","))) if name else None
    council = next(
        (line.part(*match.span()) for line in lines[at:] for match in [_COUNCIL.search(line.text)] if match), None
    )
    prose = reflow(source, [piece for line in lines[at:] for piece in line.pieces()])
    return Addressee(prose, name, role, council, _others(lines[at:], name))


def _others(lines: list[Prose], name: Prose | None) -> tuple[Prose, ...]:
    """Return the names of further addressees: each precedes an office, on the line or on the next."""
    found: list[Prose] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        before, comma, after = line.text.partition(", ")
        has_office = _ROLE.search(after) if comma else below and _ROLE.search(below.text)
        first = line.part(0, len(before))
        if has_office and is_person(before) and (name is None or first.span != name.span):
            found.append(first)
    return tuple(found)


def _named(lines: list[Prose], salutation: Salutation | None) -> tuple[int, Prose | None, Prose | None]:
    """Return the index of the line with the name, the name, and the office of the addressee."""
    for at, line in enumerate(lines):
        before, comma, after = line.text.partition(", ")
        if comma and _ROLE.search(after) and is_person(before):
            return at, line.part(0, len(before)), line.part(len(before) + 2)
        if at and _ROLE.search(line.text) and not is_person(line.text) and is_person(lines[at - 1].text):
            return at - 1, lines[at - 1], line
    role = next((line for line in lines if _ROLE.search(line.text)), None)
    last = bare(salutation.name.text).split()[-1:] if salutation and salutation.name else []
    people = [(at, line) for at, line in enumerate(lines) if is_person(line.text)]
    people.sort(key=lambda each: not any(word in each[1].text.split() for word in last))
    return (*people[0], role) if people else (0, None, role)


def dated(cell: Prose) -> LetterDate | None:
    """Return the date of a letter, if a line is nothing else."""
    match = _DATED.fullmatch(cell.text)
    return _dated(cell, match) if match else None


def is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and not _NOT_PEOPLE.search(text) and not _ROLE.search(text)
