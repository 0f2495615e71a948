"""The quotations of a statement, and who is quoted: the report and Ofsted, or a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec

from ofsted_lint.documents.frameworks.grades import grade_of
from ofsted_lint.documents.statement.speakers import (
    NOBODY,
    PERSON,
    REPORT,
    SAME,
    before,
    behind,
    goes_on,
    joins,
    last_sentence,
    leads,
    named,
    source_line,
)
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.quotation_marks import Quote, quotations

_UNKNOWN = "unknown"
# A heading leads to what stands right below it; a paragraph does if it ends so.
_LEADS = (":", "-", "–", "—")
_LONGEST_HEADING = 14


class Citation(msgspec.Struct, frozen=True, eq=False):
    """A quotation and who is quoted.

    `speaker` is “report” (Ofsted, its inspectors, the report or letter),
    “person”, or “unknown”; `words` is what stands between the marks, `prose`
    with them; `inner` says that it lies in what another is quoted to say.
    """

    prose: Prose
    words: Prose
    speaker: str
    closed: bool
    inner: bool
    address: str

    @property
    def count(self) -> int:
        """How many words are quoted."""
        return len(self.words.text.split())


class _State(msgspec.Struct):
    """What is known where a paragraph begins.

    `last` is who was quoted last, `lead` whom the paragraph before leads to,
    `topic` who was named last; `open` says that a quotation goes on.
    """

    last: str = NOBODY
    lead: str = NOBODY
    topic: str = NOBODY
    open: bool = False


def citations(passages: Iterable[Passage], items: Collection[str] = ()) -> Iterator[Citation]:
    """The quotations in the text of a statement, in order, each with its speaker.

    A quotation that goes on in the next paragraph is not closed in the first
    and is opened again in the next; its speaker is the same. In Markdown a
    paragraph that is set as a quotation is one, without marks too. A grade in
    marks is none. `items` are the addresses of the items of lists, which are of
    whom the paragraph before the list leads to.
    """
    state = _State()
    every = list(passages)
    for number, passage in enumerate(every):
        text, end = passage.prose.text, 0
        below = every[number + 1].prose.text if number + 1 < len(every) else ""
        if not passage.quotes and _is_block(passage):
            yield Citation(passage.prose, passage.prose, state.lead or _UNKNOWN, True, False, passage.address)
            continue
        for at, quote in enumerate(passage.quotes):
            following = passage.quotes[at + 1].start if at + 1 < len(passage.quotes) else len(text)
            on = state.open and quote.start == 0
            found = (
                (state.last or _UNKNOWN)
                if on
                else _speaker(text, end, quote, following, state, passage.address in items)
            )
            if found == _UNKNOWN and not text[quote.end :].strip(" .,*_"):
                found = source_line(below) or _UNKNOWN
            made = _cited(passage, quote, found, inner=False)
            if not grade_of(made.words.text.strip(" .,;").replace("-", " ")):
                yield made
            yield from _inner(passage, quote)
            if found != _UNKNOWN:
                state.last = found
            end, state.open = quote.end, not quote.closed
        _move_on(passage, end, state, passage.address in items)


def _move_on(passage: Passage, end: int, state: _State, item: bool) -> None:
    """What is known behind a paragraph."""
    text = passage.prose.text
    if not passage.quotes:
        state.open = False
    rest = text[end:]
    state.topic = named(rest) or state.topic
    short = not passage.quotes and len(text.split()) <= _LONGEST_HEADING and not text.endswith(".")
    if item:
        return
    if not passage.quotes and (source_line(text) == REPORT or goes_on(text)):
        state.lead = state.lead or state.last
        return
    if rest.rstrip(" *_").endswith(_LEADS) or short:
        state.lead = leads(rest) or (state.last if before(last_sentence(rest)) == SAME else NOBODY)
    elif not (passage.quotes and passage.quotes[0].start <= 1 and len(rest) <= 1):
        state.lead = NOBODY


def _is_block(passage: Passage) -> bool:
    """Whether a paragraph of Markdown is set as a quotation."""
    source, start = passage.prose.source, passage.prose.offset(0)
    if source.form != "markdown":
        return False
    line = source.text.rfind("\n", 0, start) + 1
    return source.text[line:start].strip(" >") == "" and ">" in source.text[line:start]


def _cited(passage: Passage, quote: Quote, speaker: str, inner: bool) -> Citation:
    end = quote.end - 1 if quote.closed else quote.end
    words = passage.prose.part(quote.start + 1, end)
    return Citation(passage.prose.part(quote.start, quote.end), words, speaker, quote.closed, inner, passage.address)


def _inner(passage: Passage, quote: Quote) -> Iterator[Citation]:
    """What is quoted within a quotation."""
    start = quote.start + 1
    inside = passage.prose.text[start : quote.end - 1 if quote.closed else quote.end]
    end = 0
    for each in quotations(inside):
        found = before(inside[end : each.start])
        end = each.end
        if found == REPORT:
            moved = Quote(each.start + start, each.end + start, each.mark, each.closed)
            yield _cited(passage, moved, found, inner=True)


def _speaker(text: str, start: int, quote: Quote, following: int, state: _State, item: bool) -> str:
    """Who is quoted, told from what stands before and behind."""
    words = text[start : quote.start]
    if start and goes_on(words):
        return state.last or _UNKNOWN
    found = before(words)
    found = found or behind(text[quote.end : following])
    if found == SAME:
        found = _same(text[: quote.start], start, state)
    if not found and start and joins(words):
        found = state.last
    if not found and (item or not words.strip(" \t>*_•-–")):
        found = state.lead
    return found or _UNKNOWN


def _same(words: str, start: int, state: _State) -> str:
    """Whom “they” or “it” stands for: who was quoted before in the paragraph, else who was named last."""
    if start:
        return state.last
    return named(words) or (state.lead if state.lead != PERSON else NOBODY) or state.last or state.topic
