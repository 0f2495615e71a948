"""The quotations of a statement, and who is quoted: the report and Ofsted, or a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.grade_claim_patterns import grade_named
from ofsted_lint.documents.statement.speakers import (
    NOBODY,
    PERSON,
    REPORT,
    SAME,
    continues_sentence,
    ends_sentence,
    last_named,
    last_sentence,
    only_connects,
    source_line,
    speaker_after,
    speaker_before,
    speaker_introduced,
)
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.quotation_marks import Quote, quotations

_UNKNOWN = "unknown"
# A heading introduces the text right below it; so does a paragraph that ends with one of these.
_LEADS = (":", "-", "–", "—")
_LONGEST_HEADING = 14


class Citation(msgspec.Struct, frozen=True, eq=False):
    """A quotation and who is quoted.

    `speaker` is “report” (Ofsted, its inspectors, the report or letter),
    “person”, or “unknown”; `words` is the text between the marks, `prose` includes
    them; `inner` is true if it lies within another quotation.
    """

    prose: Prose
    words: Prose
    speaker: str
    closed: bool
    inner: bool
    address: str

    @property
    def count(self) -> int:
        """The number of quoted words."""
        return len(self.words.text.split())


class _State(msgspec.Struct):
    """The context in which a paragraph begins.

    `last` is the last speaker quoted, `lead` the speaker whom the paragraph before
    introduces, `topic` the last one named; `open` is true while a quotation continues.
    """

    last: str = NOBODY
    lead: str = NOBODY
    topic: str = NOBODY
    open: bool = False


def citations(passages: Iterable[Passage], items: Collection[str] = ()) -> Iterator[Citation]:
    """Find the quotations in the text of a statement, in order, each with its speaker.

    A quotation that continues in the next paragraph is not closed in the first
    and is opened again in the next; its speaker is the same. In Markdown a
    paragraph that is set as a quotation is one even without marks. A grade in
    quotation marks is not a quotation. `items` are the addresses of list items,
    whose speaker is the one introduced by the paragraph before the list.
    """
    state = _State()
    every = list(passages)
    for number, passage in enumerate(every):
        if not passage.quotes and _is_block(passage):
            yield Citation(passage.prose, passage.prose, state.lead or _UNKNOWN, True, False, passage.address)
            continue
        below = every[number + 1].prose.text if number + 1 < len(every) else ""
        yield from _citations_in(passage, below, state, passage.address in items)


def _citations_in(passage: Passage, below: str, state: _State, item: bool) -> Iterator[Citation]:
    """Find the quotations in a paragraph and update the context; `below` is the text of the next one."""
    text, end = passage.prose.text, 0
    for at, quote in enumerate(passage.quotes):
        following = passage.quotes[at + 1].start if at + 1 < len(passage.quotes) else len(text)
        if state.open and quote.start == 0:
            found = state.last or _UNKNOWN
        else:
            found = _speaker(text, end, quote, following, state, item)
        if found == _UNKNOWN and not text[quote.end :].strip(" .,*_"):
            found = source_line(below) or _UNKNOWN
        made = _cited(passage, quote, found, inner=False)
        if not grade_named(made.words.text.strip(" .,;")):
            yield made
        yield from _inner(passage, quote)
        if found != _UNKNOWN:
            state.last = found
        end, state.open = quote.end, not quote.closed
    _move_on(passage, end, state, item)


def _move_on(passage: Passage, end: int, state: _State, item: bool) -> None:
    """Update the context after a paragraph."""
    text = passage.prose.text
    if not passage.quotes:
        state.open = False
    rest = text[end:]
    state.topic = last_named(rest) or state.topic
    short = not passage.quotes and len(text.split()) <= _LONGEST_HEADING and not text.endswith(".")
    if item:
        return
    if not passage.quotes and (source_line(text) == REPORT or only_connects(text)):
        state.lead = state.lead or state.last
        return
    if rest.rstrip(" *_").endswith(_LEADS) or short:
        state.lead = speaker_introduced(rest) or (state.last if speaker_before(last_sentence(rest)) == SAME else NOBODY)
    elif not (passage.quotes and passage.quotes[0].start <= 1 and len(rest) <= 1):
        state.lead = NOBODY


def _is_block(passage: Passage) -> bool:
    """True if a paragraph of Markdown is set as a quotation."""
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
    """Find the quotations within a quotation."""
    start = quote.start + 1
    inside = passage.prose.text[start : quote.end - 1 if quote.closed else quote.end]
    end = 0
    for each in quotations(inside):
        found = speaker_before(inside[end : each.start])
        end = each.end
        if found == REPORT:
            moved = Quote(each.start + start, each.end + start, each.mark, each.closed)
            yield _cited(passage, moved, found, inner=True)


def _speaker(text: str, start: int, quote: Quote, following: int, state: _State, item: bool) -> str:
    """Return who is quoted, recognised by the words before and after the quotation."""
    words = text[start : quote.start]
    after = speaker_after(text[quote.end : following])
    if start and only_connects(words):
        # “… in Northfell”. “Morale is high”, the inspectors say.
        return (after if ends_sentence(words) and after in (REPORT, PERSON) else state.last) or _UNKNOWN
    found = speaker_before(words) or after
    if found == SAME:
        found = _same(text[: quote.start], start, state)
    if not found and start and continues_sentence(words):
        found = state.last
    if not found and (item or not words.strip(" \t>*_•-–")):
        found = state.lead
    return found or _UNKNOWN


def _same(words: str, start: int, state: _State) -> str:
    """Return whom “they” or “it” refers to: the last speaker in the paragraph, else the last one named."""
    if start:
        return state.last
    # “They” are seldom one person.
    said = last_named(words)
    return (
        (said if said != PERSON else NOBODY)
        or (state.lead if state.lead != PERSON else NOBODY)
        or state.last
        or state.topic
    )
