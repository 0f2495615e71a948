"""What a statement quotes of Ofsted stands in the report or letter, word for word.

`fault` says what is looked for: `altered`, a quotation that is not there as it
is printed; `spliced`, one that joins what stands apart; `caveat`, one that
stops, or leaves words out, before the report goes on with one of `turns` or
hides one of `hiding`, or has only what the report says behind one of
`conceding`; `listed`, points that a list under one of `leads` has as
Ofsted's own and that are not there. Quotations of people are left alone, and
those of fewer words than `least`. One whose speaker is not named is looked at
where it comes as near to the report as `near` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.comparison.quotations.caveats import Rest, among, conceded, following, hidden, turn
from ofsted_lint.comparison.quotations.search import Book, Match, Part
from ofsted_lint.comparison.quotations.stream import Passage as Text
from ofsted_lint.comparison.quotations.stream import Stretch
from ofsted_lint.comparison.word_diff import shown
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.statement.model import Listing, Statement
from ofsted_lint.documents.statement.quotations import Citation
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import Prose, folded
from ofsted_lint.source.source import Place

Fault = Literal["altered", "spliced", "caveat", "listed"]
_QUOTED = frozenset({"prose", "heading", "title", "label"})
_LONGEST_SHOWN = 240
_ENDS = " .,;:"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[Fault, Meta(description="what is looked for")]
    least: Annotated[int, Meta(ge=1, description="how many words a quotation has at least")] = 4
    near: Annotated[float, Meta(ge=0, le=1, description="how near it comes where no speaker is named")] = 0.8
    turns: Annotated[tuple[str, ...], Meta(description="words with which the report turns to the other side")] = ()
    conceding: Annotated[tuple[str, ...], Meta(description="words behind which the report concedes something")] = ()
    hiding: Annotated[tuple[str, ...], Meta(description="words that must not be left out")] = ()
    leads: Annotated[tuple[str, ...], Meta(description="words that lead to a list of findings")] = ()
    unless: Annotated[tuple[str, ...], Meta(description="words that say that it is in the council's own words")] = ()


class Held(NamedTuple):
    """A report or letter as a book in which quotations are looked up, and its texts; `called` is which it is."""

    called: str
    book: Book
    passages: list[Passage]
    numbers: dict[str, int]


def names(params: Params) -> frozenset[str]:
    return frozenset({"quoted", "closest", "difference", "where", "left", "held"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    find = _listed if params.fault == "listed" else _quoted

    def run(context: CheckContext) -> Iterator[Hit]:
        if not isinstance(context.document, Statement):
            raise NotApplicable("it is no statement")
        return find(context.document, _held(context), params)

    return run


def _held(context: CheckContext) -> list[Held]:
    """What a statement may quote: of a visit the letter, else the report; each with what else is given."""
    against, document = context.against, context.document
    visit = isinstance(document, Statement) and document.about_a_visit
    first = against.letter if visit else against.report or against.letter
    if first is None:
        raise NotApplicable("it is about a visit, and the letter is not given" if visit else "no report is given")
    return [_read(each) for each in dict.fromkeys((first, against.letter, against.report)) if each]


@lru_cache(4)
def _read(document: Document) -> Held:
    """A document as a book, read once for all rules."""
    passages = [passage for passage in document.passages if passage.tags & _QUOTED]
    texts = [Text(passage.prose.text, _follows(passages, at)) for at, passage in enumerate(passages)]
    numbers = {each.address: each.number.value for each in document.paragraphs if each.number}
    return Held("letter" if document.kind == "letter" else "report", Book(texts), passages, numbers)


def _follows(passages: list[Passage], at: int) -> bool:
    """Whether a text goes on where the one before ends: two paragraphs of one section."""
    return bool(at) and "prose" in passages[at].tags and passages[at].tags == passages[at - 1].tags


def _quoted(statement: Statement, held: list[Held], params: Params) -> Iterator[Hit]:
    """The quotations in which something is wrong."""
    for citation in statement.citations:
        if citation.speaker == "person" or citation.count < params.least:
            continue
        there, match = _best(held, citation.words.text)
        if citation.speaker != "report" and not _is_taken(citation, match, params):
            continue
        hit = _FIND[params.fault](citation, match, there, params)
        if hit:
            yield hit


def _is_taken(citation: Citation, match: Match, params: Params) -> bool:
    """Whether a quotation of nobody can only be the report's: long, and nearly there."""
    return citation.count >= 2 * params.least and match.likeness >= params.near


@lru_cache(512)
def _look(book: Book, text: str) -> Match:
    return book.look(text)


def _best(held: list[Held], text: str) -> tuple[Held, Match]:
    """Where a quotation is, or comes closest."""
    found = [(each, _look(each.book, text)) for each in held]
    exact = (pair for pair in found if pair[1].kind == "exact")
    # What may be quoted stands first; another is only where it is exact.
    return next(exact, found[0])


def _altered(citation: Citation, match: Match, held: Held, params: Params) -> Hit | None:
    if match.kind not in ("altered", "absent"):
        return None
    return _hit(citation.words, citation.address, match, held)


def _spliced(citation: Citation, match: Match, held: Held, params: Params) -> Hit | None:
    return _hit(citation.words, citation.address, match, held) if match.kind == "spliced" else None


def _caveat(citation: Citation, match: Match, held: Held, params: Params) -> Hit | None:
    """A quotation that is exact, and stops or leaves out before it turns."""
    rest = following(held.book, match)
    # What is conceded ends at a comma; what is quoted beyond that has the other side too.
    broken_off = rest and rest.continues and "," not in citation.words.text
    said = broken_off and conceded(held.book, match, params.conceding)
    left = [rest] if rest and (said or turn(rest, params.turns)) else []
    left += [each for each in hidden(held.book, match) if turn(each, params.turns) or among(each, params.hiding)]
    if not left:
        return None
    made = _hit(citation.words, citation.address, match, held)
    place = _place(held, [left[0].there])
    related = (Related(place, "this is left out"),) if place else ()
    return msgspec.structs.replace(made, facts={**made.facts, "left": _short(left[0])}, related=related)


def _short(rest: Rest) -> str:
    text = rest.text.strip(" ,;:.")
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]} …"


_FIND: dict[str, Callable[[Citation, Match, Held, Params], Hit | None]] = {
    "altered": _altered,
    "spliced": _spliced,
    "caveat": _caveat,
}


def _listed(statement: Statement, held: list[Held], params: Params) -> Iterator[Hit]:
    """The points of lists that are said to be Ofsted's findings, and are not in the report in these words."""
    for listing in statement.lists:
        if not _leads(listing, params):
            continue
        for item in listing.items:
            there, match = _best(held, item.prose.text)
            if match.kind != "exact" and match.words >= params.least:
                yield _hit(item.prose, item.address, match, there)


def _leads(listing: Listing, params: Params) -> bool:
    """Whether a paragraph says that the findings of Ofsted follow, and not in whose words."""
    lead = folded(listing.lead.prose.text) if listing.lead else ""
    last = lead[-_LONGEST_SHOWN:]
    return any(words in last for words in params.leads) and not any(words in last for words in params.unless)


def _hit(words: Prose, address: str, match: Match, held: Held) -> Hit:
    """A quotation and what comes closest to it, with what differs."""
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
    return f": {line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + ' …'}"


def _related(held: Held, part: Part) -> Related:
    place = _place(held, list(part.there))
    where = _where(held, list(part.there))
    note = f"the {held.called} has this" if part.likeness == 1 else f"what comes closest in the {held.called}"
    return Related(place, f"{note}, {where}" if where else note)


def _place(held: Held, stretches: list[Stretch]) -> Place:
    pieces = [piece for each in stretches for piece in held.passages[each.passage].prose.pieces(each.start, each.end)]
    return Place(held.passages[stretches[0].passage].prose.source, tuple(pieces))


def _where(held: Held, stretches: list[Stretch]) -> str:
    """The paragraphs in which something stands, where they have numbers: “paragraph 3, paragraph 7”."""
    addresses = dict.fromkeys(held.passages[each.passage].address for each in stretches)
    return ", ".join(f"paragraph {held.numbers[each]}" for each in addresses if each in held.numbers)


def _lines(held: Held, stretches: list[Stretch]) -> str:
    """The lines at which words without paragraph numbers begin: “line 26, line 40”."""
    places = [held.passages[each.passage].prose for each in stretches]
    starts = (
        prose.source.position(prose.offset(each.start)).line for prose, each in zip(places, stretches, strict=True)
    )
    return ", ".join(f"line {line}" for line in dict.fromkeys(starts))
