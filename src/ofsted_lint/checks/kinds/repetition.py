"""No word or phrase is repeated immediately: “for the the child”, “there is there is”.

`except` has words that may be repeated (“had had”), `only_before` those that
may be repeated except before some words (“that that there is”), and `joints`
the small words that make a fixed pair of a word with itself (“face to face to
listen”).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from operator import eq
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.terms.scan import NOWHERE, Where, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.structure.searchable_text import worded_lines
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import Edit, corrected

_WORD = pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_MARKS = ".,;:!?'\"()[]"


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    longest: Annotated[
        int, Meta(ge=1, le=6, description="length of the longest repeated phrase to look for, in words")
    ] = 3
    except_: Annotated[tuple[str, ...], Meta(description="words that may be repeated")] = ()
    only_before: Annotated[
        dict[str, tuple[str, ...]], Meta(description="words that may be repeated, except before one of these")
    ] = msgspec.field(default_factory=dict)
    joints: Annotated[
        tuple[str, ...], Meta(description="words that make a pair of a word with itself, as “to” does: “face to face”")
    ] = ()
    unpaired: Annotated[tuple[str, ...], Meta(description="words that do not make such a pair: “able to able to”")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "once"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    lax = _Lax(
        frozenset(word.lower() for word in params.except_),
        {word: frozenset(after) for word, after in params.only_before.items()},
        frozenset(params.joints),
        frozenset(params.unpaired),
    )

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        if not any(map(chosen, report.tagged)):
            raise NotApplicable(NOWHERE)
        for passage in _suspects(report, params.longest):
            if chosen(passage.tags):
                yield from _repeated(passage, params.longest, lax)

    return run


def _suspects(report: Document, longest: int) -> list[Passage]:
    """Return the texts in which words may be repeated: words equal to those after them, whatever is in between."""
    lines = zip(report.folded.passages, worded_lines(report.folded.text), strict=True)
    return [passage for passage, line in lines if _twice(line.split(), longest)]


class _Lax(msgspec.Struct, frozen=True, eq=False):
    """The words that may be repeated, those that may not before some words, and pairs with a short word in between."""

    words: frozenset[str]
    before: dict[str, frozenset[str]]
    joints: frozenset[str]
    unpaired: frozenset[str]

    def allows(self, words: list[str], at: int, size: int) -> bool:
        """True if a number of words may be repeated from this position on."""
        once, after = words[at : at + size], words[at + 2 * size : at + 2 * size + 1]
        if " ".join(once) in self.words:
            return True
        if size == 1 and once[0] in self.before:
            return not after or after[0] not in self.before[once[0]]
        # “face to face to listen”; there may be one more word first: “from face to face to …”.
        return size == 2 and once[1] in self.joints and once[0] not in self.unpaired


def _repeated(passage: Passage, longest: int, lax: _Lax) -> Iterator[Hit]:
    """Yield the words that are repeated with nothing but a space in between."""
    text, tokens = passage.prose.text, passage.folded.split(" ")
    words = [token.strip(_MARKS) for token in tokens]
    starts = list(accumulate((len(token) + 1 for token in tokens), initial=0))
    done = 0
    for at, size in _twice(words, longest):
        if at < done or not _plain(tokens[at : at + 2 * size], words[at : at + 2 * size]):
            continue
        if not lax.allows(words, at, size):
            first, last = (starts[n] + tokens[n].index(words[n]) for n in (at, at + 2 * size - 1))
            end = last + len(words[at + 2 * size - 1])
            facts = {"found": text[first:end], "once": text[first : starts[at + size] - 1]}
            again = words[at + 2 * size : at + 2 * size + 1] == [words[at]]
            edits = () if again else _once(passage, first, starts[at + size], end)
            yield Hit(passage.prose.place(first, end), passage.address, facts, edits=edits)
        done = at + 2 * size


def _once(passage: Passage, first: int, second: int, end: int) -> tuple[Edit, ...]:
    """Return the edits that remove the second of the repeated words; none if they may be a name."""
    text = passage.prose.text
    if text[second].isupper():
        return ()
    return corrected(passage.prose, passage.copies, first, end, text[first:second].rstrip())


def _twice(words: list[str], longest: int) -> list[tuple[int, int]]:
    """Return the positions at which one or more words are the same as those after them, and how many words.

    They are in order; at one position, the longest comes first.
    """
    found: list[tuple[int, int]] = []
    for size in range(1, longest + 1):
        same, run = bytes(map(eq, words, words[size:])), b"\1" * size
        at = same.find(run)
        while at >= 0:
            found.append((at, size))
            at = same.find(run, at + 1)
    return sorted(found, key=lambda pair: (pair[0], -pair[1]))


def _plain(tokens: list[str], words: list[str]) -> bool:
    """True if there is no punctuation between the words, and each has only letters."""
    inner = tokens[0].endswith(words[0]) and tokens[-1].startswith(words[-1]) and tokens[1:-1] == words[1:-1]
    return inner and all(_WORD.fullmatch(word) for word in words)
