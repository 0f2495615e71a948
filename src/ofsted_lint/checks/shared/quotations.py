"""What a statement quotes of Ofsted, and the report or letter in which it is looked up.

Quotations of people are left alone, and those of fewer words than `least`. One
whose speaker is not named is looked at where it comes as near to the report as
`near` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.comparison.quotations.search import Book, Match, Part
from ofsted_lint.comparison.quotations.stream import Passage as Text
from ofsted_lint.comparison.quotations.stream import Stretch
from ofsted_lint.comparison.word_diff import shown
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.quotations import Citation
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.source import Place

# The names that messages about all quotations may use.
NAMES_OF_QUOTATIONS = frozenset({"quoted", "closest", "difference", "where", "held"})
LONGEST_SHOWN = 240
# So many quotations of a report are remembered; a server compares statements with one for days.
_MOST_LOOKED_UP = 512
_QUOTED = frozenset({"prose", "heading", "title", "label"})
_ENDS = " .,;:"


class QuotationParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parameters of all kinds of checks of quotations."""

    least: Annotated[int, Meta(ge=1, description="how many words a quotation has at least")] = 4
    near: Annotated[float, Meta(ge=0, le=1, description="how near it comes where no speaker is named")] = 0.8


class Held(NamedTuple):
    """A report or letter as a book in which quotations are looked up, and its texts.

    `called` says which it is; `look` looks a quotation up, once for all rules.
    """

    called: str
    look: Callable[[str], Match]
    book: Book
    passages: list[Passage]
    numbers: dict[str, int]


def check(find: Callable[[Statement, list[Held]], Iterator[Hit]]) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that yields what is found where a statement is compared with what it quotes."""

    def run(context: CheckContext) -> Iterator[Hit]:
        if not isinstance(context.document, Statement):
            raise NotApplicable("it is no statement")
        return find(context.document, _held(context))

    return run


def check_quotations(
    params: QuotationParams, find: Callable[[Citation, Match, Held], Hit | None]
) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that yields what is found at each quotation of Ofsted, given where it is or comes closest."""

    def quoted(statement: Statement, held: list[Held]) -> Iterator[Hit]:
        for citation in statement.citations:
            if citation.speaker == "person" or citation.count < params.least:
                continue
            there, match = best(held, citation.words.text)
            if citation.speaker != "report" and not _is_taken(citation, match, params):
                continue
            if hit := find(citation, match, there):
                yield hit

    return check(quoted)


def _held(context: CheckContext) -> list[Held]:
    """What a statement may quote: of a visit the letter, else the report; each with what else is given."""
    against, document = context.against, context.document
    visit = isinstance(document, Statement) and document.about_a_visit
    first = against.letter if visit else against.report or against.letter
    if first is None:
        raise NotApplicable("it is about a visit, and the letter is not given" if visit else "no report is given")
    given = dict.fromkeys((first, against.letter, against.report))
    return [each.memo(_read, partial(_read, each)) for each in given if each]


def _read(document: Document) -> Held:
    """A document as a book."""
    passages = [passage for passage in document.passages if passage.tags & _QUOTED]
    texts = [Text(passage.prose.text, _follows(passages, at)) for at, passage in enumerate(passages)]
    numbers = {each.address: each.number.value for each in document.paragraphs if each.number}
    book = Book(texts)
    called = "letter" if document.kind == "letter" else "report"
    return Held(called, lru_cache(_MOST_LOOKED_UP)(book.look), book, passages, numbers)


def _follows(passages: list[Passage], at: int) -> bool:
    """Whether a text goes on where the one before ends: two paragraphs of one section."""
    return bool(at) and "prose" in passages[at].tags and passages[at].tags == passages[at - 1].tags


def _is_taken(citation: Citation, match: Match, params: QuotationParams) -> bool:
    """Whether a quotation of nobody can only be the report's: long, and nearly there."""
    return citation.count >= 2 * params.least and match.likeness >= params.near


def best(held: list[Held], text: str) -> tuple[Held, Match]:
    """Return where a quotation is, or comes closest."""
    found = [(each, each.look(text)) for each in held]
    exact = (pair for pair in found if pair[1].kind == "exact")
    # What may be quoted comes first; another is only where it is exact.
    return next(exact, found[0])


def hit_of(words: Prose, address: str, match: Match, held: Held) -> Hit:
    """Return a quotation as a finding, with what comes closest to it and what differs."""
    stretches = [stretch for part in match.parts for stretch in part.there]
    closest = " … ".join(held.passages[each.passage].prose.text[each.start : each.end] for each in stretches)
    facts = {
        "quoted": words.text,
        "closest": closest,
        "where": _where(held, stretches) or _lines(held, stretches),
        "difference": _difference(words.text, closest, match),
        "left": "",
        "held": held.called,
    }
    related = tuple(_related(held, part) for part in match.parts if part.there)
    return Hit(words.place(), address, facts, related)


def _difference(quoted: str, closest: str, match: Match) -> str:
    """How the closest words differ, as the end of a sentence; that nothing is close where nothing is."""
    if match.kind == "absent":
        return ": nothing there comes close"
    if closest[:1] != quoted[:1] and closest[:1].casefold() == quoted[:1].casefold():
        closest = quoted[0] + closest[1:]  # a capital at the start does not count
    line = shown(closest.rstrip(_ENDS), quoted.rstrip(_ENDS))
    return f": {line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN] + ' …'}"


def _related(held: Held, part: Part) -> Related:
    place = place_of(held, list(part.there))
    where = _where(held, list(part.there))
    note = f"the {held.called} has this" if part.likeness == 1 else f"what comes closest in the {held.called}"
    return Related(place, f"{note}, {where}" if where else note)


def place_of(held: Held, stretches: list[Stretch]) -> Place:
    """Return the place of stretches of a report or letter."""
    pieces = [piece for each in stretches for piece in held.passages[each.passage].prose.pieces(each.start, each.end)]
    return Place(held.passages[stretches[0].passage].prose.source, tuple(pieces))


def _where(held: Held, stretches: list[Stretch]) -> str:
    """The paragraphs in which something is, where they have numbers: “paragraph 3, paragraph 7”."""
    addresses = dict.fromkeys(held.passages[each.passage].address for each in stretches)
    return ", ".join(f"paragraph {held.numbers[each]}" for each in addresses if each in held.numbers)


def _lines(held: Held, stretches: list[Stretch]) -> str:
    """The lines at which words without paragraph numbers begin: “line 26, line 40”."""
    places = [held.passages[each.passage].prose for each in stretches]
    starts = (
        prose.source.position(prose.offset(each.start)).line for prose, each in zip(places, stretches, strict=True)
    )
    return ", ".join(f"line {line}" for line in dict.fromkeys(starts))
