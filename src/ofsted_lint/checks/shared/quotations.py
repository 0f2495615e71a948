"""The quotations of Ofsted in a statement, and the report or letter in which they are looked up.

Quotations of people are ignored, and so are those of fewer than `least` words.
One whose speaker is not named is checked only if its likeness to a text of the
report is at least `near`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.compared_documents import called
from ofsted_lint.comparison.quotations.search import Book, Match, Part
from ofsted_lint.comparison.quotations.stream import Passage as Text
from ofsted_lint.comparison.quotations.stream import Stretch
from ofsted_lint.comparison.word_diff import shown
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.office_holders import holds_office
from ofsted_lint.documents.statement.quotations import Citation
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.source import Place

# The names that messages about all quotations may use.
NAMES_OF_QUOTATIONS = frozenset({"quoted", "closest", "difference", "where", "held"})
LONGEST_SHOWN = 240
# So many quotations of a report are remembered; a server compares statements with one for days.
_MOST_LOOKED_UP = 512
_QUOTED = frozenset({"prose", "heading", "title", "label"})
# Two or three words with capitals.
_FULL_NAME = pattern(r"(?!(?:Lead|Senior|Her|His|Ofsted|Inspector)\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")
_ENDS = " .,;:"
# By so many words a quotation without a speaker is longer than others.
_MORE = 1
# In characters: so much before a quotation by a person is read to see whether that is an inspector.
_NEAR = 300


class QuotationParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parameters shared by all kinds of checks of quotations."""

    least: Annotated[int, Meta(ge=1, description="shortest quotation that is checked, in words")] = 4
    near: Annotated[
        float,
        Meta(
            ge=0, le=1, description="likeness to the report from which a quotation without a named speaker is checked"
        ),
    ] = 0.8


class Held(NamedTuple):
    """A report or letter as a book in which quotations are looked up, and its texts.

    `called` says which it is; `look` looks a quotation up, once for all rules.
    """

    called: str
    look: Callable[[str], Match]
    book: Book
    passages: list[Passage]
    numbers: dict[str, int]
    inspectors: frozenset[str]
    document: Document


def check(find: Callable[[Statement, list[Held]], Iterator[Hit]]) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that yields the hits of `find` for a statement and the documents that it may quote."""

    def run(context: CheckContext) -> Iterator[Hit]:
        if not isinstance(context.document, Statement):
            raise NotApplicable("it is not a statement")
        return find(context.document, _held(context))

    return run


def check_quotations(
    params: QuotationParams, find: Callable[[Citation, Match, Held], Hit | None]
) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that calls `find` for each quotation of Ofsted, with the closest match in the documents."""

    def quoted(statement: Statement, held: list[Held]) -> Iterator[Hit]:
        for citation in statement.citations:
            speaker = speaker_of(citation, held)
            if speaker == "person" or citation.count < params.least:
                continue
            there, match = best(held, citation.words.text)
            if speaker != "report" and not _is_taken(citation, match, params):
                continue
            if hit := find(citation, match, there):
                yield hit

    return check(quoted)


def speaker_of(citation: Citation, held: list[Held]) -> str:
    """Return who is quoted; an inspector whom the report or letter names speaks for it."""
    if citation.speaker != "person":
        return citation.speaker
    text, end = citation.prose.source.printed, citation.prose.span.start
    before = text[max(text.rfind("\n\n", 0, end), end - _NEAR, 0) : end]
    named = list(_FULL_NAME.finditer(before))
    inspectors = {name for each in held for name in each.inspectors}
    theirs = named and named[-1][0].casefold() in inspectors and not holds_office(before[named[-1].end() :])
    return "report" if theirs else "person"


def _held(context: CheckContext) -> list[Held]:
    """Return the documents that a statement may quote: the letter first if it is about a visit, else the report."""
    against, document = context.against, context.document
    visit = isinstance(document, Statement) and document.about_a_visit
    first = against.letter or against.area_report if visit else against.report or against.letter or against.area_report
    if first is None:
        raise NotApplicable("it is about a visit, and the letter is not given" if visit else "no report is given")
    given = dict.fromkeys((first, against.letter, against.report, against.area_report))
    return [each.memo(_read, partial(_read, each)) for each in given if each]


def _read(document: Document) -> Held:
    """A document as a book."""
    passages = [passage for passage in document.passages if passage.tags & _QUOTED]
    texts = [Text(passage.prose.text, _follows(passages, at)) for at, passage in enumerate(passages)]
    numbers = {each.address: each.number.value for each in document.paragraphs if each.number}
    book = Book(texts)
    inspectors = document.inspectors if isinstance(document, OfstedDocument) else ()
    names = frozenset(each.name.text.removesuffix(" HMI").casefold() for each in inspectors)
    return Held(called(document), lru_cache(_MOST_LOOKED_UP)(book.look), book, passages, numbers, names, document)


def _follows(passages: list[Passage], at: int) -> bool:
    """True if a text continues the one before it: both are paragraphs of one section."""
    return bool(at) and "prose" in passages[at].tags and passages[at].tags == passages[at - 1].tags


def _is_taken(citation: Citation, match: Match, params: QuotationParams) -> bool:
    """True if a quotation without a speaker can only be from the report: it is long, and nearly the same."""
    return citation.count >= params.least + _MORE and match.likeness >= params.near


def best(held: list[Held], text: str) -> tuple[Held, Match]:
    """Return where a quotation is, or comes closest."""
    found = [(each, each.look(text)) for each in held]
    exact = (pair for pair in found if pair[1].kind == "exact")
    # The document that is most likely quoted comes first; another one counts only if the match is exact.
    return next(exact, found[0])


def hit_of(words: Prose, address: str, match: Match, held: Held) -> Hit:
    """Return the hit for a quotation, with the closest text and the difference."""
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
    """Return, as the end of a sentence, how the closest words differ, or that nothing is similar."""
    if match.kind == "absent":
        return ": nothing there comes close"
    if closest[:1] != quoted[:1] and closest[:1].casefold() == quoted[:1].casefold():
        closest = quoted[0] + closest[1:]  # a capital at the start does not count
    line = shown(closest.rstrip(_ENDS), quoted.rstrip(_ENDS))
    return f": {line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN] + ' …'}"


def _related(held: Held, part: Part) -> Related:
    place = place_of(held, list(part.there))
    where = _where(held, list(part.there))
    note = f"the {held.called} has this" if part.likeness == 1 else f"the closest text in the {held.called}"
    return Related(place, f"{note}, {where}" if where else note)


def place_of(held: Held, stretches: list[Stretch]) -> Place:
    """Return the place that spans of a report or letter have in its source."""
    pieces = [piece for each in stretches for piece in held.passages[each.passage].prose.pieces(each.start, each.end)]
    return Place(held.passages[stretches[0].passage].prose.source, tuple(pieces))


def _where(held: Held, stretches: list[Stretch]) -> str:
    """Return the numbered paragraphs that these spans are in: “paragraph 3, paragraph 7”."""
    addresses = dict.fromkeys(held.passages[each.passage].address for each in stretches)
    return ", ".join(f"paragraph {held.numbers[each]}" for each in addresses if each in held.numbers)


def _lines(held: Held, stretches: list[Stretch]) -> str:
    """Return the lines on which these spans begin: “line 26, line 40”."""
    places = [held.passages[each.passage].prose for each in stretches]
    starts = (
        prose.source.position(prose.offset(each.start)).line for prose, each in zip(places, stretches, strict=True)
    )
    return ", ".join(f"line {line}" for line in dict.fromkeys(starts))
