"""The parts of a statement that say what Ofsted asks to be improved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose

_ASKED = re.compile(rf"\b{pattern('points', 'asked')}\b", re.IGNORECASE)
# The points go on in the next sentence.
_GOES_ON = re.compile(rf"(?:\W|and )*{pattern('points', 'goes on')}\b", re.IGNORECASE)
# After these words a sentence is about something else, or about what an improvement is for.
_TURNS = re.compile(rf"\b{pattern('points', 'turns')}\b(?!:)", re.IGNORECASE)
# A text without any of these names no points.
_SIGNS = (
    "improve",
    "asked",
    "asks",
    "asking",
    "want",
    "priorit",
    "right",
    "recommend",
    "area",
    "issues",
    "matters",
    "singled",
)
_FEWEST = 3
_LONGEST = 1200


def named_points(passages: Iterable[Passage], lists: Iterable[tuple[Prose, Sequence[Paragraph]]]) -> Iterator[Prose]:
    """Find the parts of sentences, and the items of lists, that name points to improve."""
    for passage in passages:
        if any(sign in passage.folded for sign in _SIGNS):
            yield from _in_sentences(passage)
    for lead, items in lists:
        if _ASKED.search(lead.text[-_LONGEST:]) and lead.text.rstrip().endswith((":", "things", "areas", "improve")):
            yield from (item.prose for item in items)


def _in_sentences(passage: Passage) -> Iterator[Prose]:
    """Find the parts of the sentences of a passage that name points to improve."""
    text, goes_on = passage.prose.text, False
    for start, end in passage.sentence_spans:
        asked = _ASKED.search(text, start, min(end, start + _LONGEST))
        asked = None if asked and passage.quoted(asked.start()) else asked
        begin = asked.end() if asked else start
        if not asked and not (goes_on and _GOES_ON.match(text, start, end)):
            goes_on = False
            continue
        goes_on = True
        turn = _TURNS.search(text, begin, end)
        stop = turn.start() if turn else end
        if asked and len(text[begin:stop].split()) < _FEWEST:
            # “Supervision and plans were singled out.”
            turns = list(_TURNS.finditer(text, start, asked.start()))
            begin, stop = turns[-1].end() if turns else start, asked.start()
        if stop > begin:
            yield passage.prose.part(begin, stop)
