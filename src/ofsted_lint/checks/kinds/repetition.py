"""A word or a few words twice in a row: “for the the child”, “there is there is”.

`except` has words that may stand twice (“had had”), `only_before` those that
may but before some words (“that that there is”), and `joints` the small words
that make a fixed pair of a word with itself (“face to face to listen”).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from operator import eq
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, Subject
from ofsted_lint.checks.terms.scan import NOWHERE, Where, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import Edit, corrected

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_MARKS = ".,;:!?'\"()[]"


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    longest: Annotated[int, Meta(ge=1, le=6, description="how many words may be repeated together")] = 3
    except_: Annotated[tuple[str, ...], Meta(description="words that may stand twice")] = ()
    only_before: Annotated[
        dict[str, tuple[str, ...]], Meta(description="words that may stand twice, but not before one of these")
    ] = msgspec.field(default_factory=dict)
    joints: Annotated[
        tuple[str, ...], Meta(description="words that make a pair of a word with itself, as “to” does: “face to face”")
    ] = ()
    unpaired: Annotated[tuple[str, ...], Meta(description="words that make no such pair: “able to able to”")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "once"})


def mends(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    chosen = scope(params)
    lax = _Lax(
        frozenset(word.lower() for word in params.except_),
        {word: frozenset(after) for word, after in params.only_before.items()},
        frozenset(params.joints),
        frozenset(params.unpaired),
    )

    def run(subject: Subject) -> Iterator[Hit]:
        report = subject.document
        if not any(map(chosen, report.tagged)):
            raise NotApplicable(NOWHERE)
        for passage in _suspects(report, params.longest):
            if chosen(passage.tags):
                yield from _repeated(passage, params.longest, lax)

    return run


def _suspects(report: Document, longest: int) -> list[Passage]:
    """The texts in which words may be repeated: where words are the same as those behind them, whatever is between."""
    lines = zip(report.folded.passages, report.vocabulary.lines, strict=True)
    return [passage for passage, line in lines if _twice(line.split(), longest)]


class _Lax(msgspec.Struct, frozen=True, eq=False):
    """What may stand twice: words, words but before some, and pairs with a small word between."""

    words: frozenset[str]
    before: dict[str, frozenset[str]]
    joints: frozenset[str]
    unpaired: frozenset[str]

    def allows(self, words: list[str], at: int, size: int) -> bool:
        """Whether a number of words may stand twice from here on."""
        once, after = words[at : at + size], words[at + 2 * size : at + 2 * size + 1]
        if " ".join(once) in self.words:
            return True
        if size == 1 and once[0] in self.before:
            return not after or after[0] not in self.before[once[0]]
        # “face to face to listen”; before the first there may be one more: “from face to face to …”.
        return size == 2 and once[1] in self.joints and once[0] not in self.unpaired


def _repeated(passage: Passage, longest: int, lax: _Lax) -> Iterator[Hit]:
    """What stands twice in a row with nothing but a space between."""
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
    """The edits that take the second of the same words away; none where they may be a name."""
    text = passage.prose.text
    if text[second].isupper():
        return ()
    return corrected(passage.prose, passage.copies, first, end, text[first:second])


def _twice(words: list[str], longest: int) -> list[tuple[int, int]]:
    """Where one or more words are the same as those behind them, and how many; the most first."""
    found: list[tuple[int, int]] = []
    for size in range(1, longest + 1):
        same, run = bytes(map(eq, words, words[size:])), b"\1" * size
        at = same.find(run)
        while at >= 0:
            found.append((at, size))
            at = same.find(run, at + 1)
    return sorted(found, key=lambda pair: (pair[0], -pair[1]))


def _plain(tokens: list[str], words: list[str]) -> bool:
    """Whether no mark stands between the words, and each is one of letters."""
    inner = tokens[0].endswith(words[0]) and tokens[-1].startswith(words[-1]) and tokens[1:-1] == words[1:-1]
    return inner and all(_WORD.fullmatch(word) for word in words)
