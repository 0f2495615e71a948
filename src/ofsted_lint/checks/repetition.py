"""A word or a few words twice in a row: “for the the child”, “there is there is”.

`except` has words that may stand twice (“had had”).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Annotated

from msgspec import Meta

from ofsted_lint.document.passages import Passage
from ofsted_lint.finding import Hit
from ofsted_lint.subject import Subject
from ofsted_lint.wording.scan import Where, applicable, scope

_WORD = re.compile(r"\w+(?:['-]\w+)*")


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    longest: Annotated[int, Meta(ge=1, le=6, description="how many words may be repeated together")] = 3
    except_: Annotated[tuple[str, ...], Meta(description="words that may stand twice")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "once"})


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    chosen = scope(params)
    allowed = frozenset(word.lower() for word in params.except_)

    def run(subject: Subject) -> Iterator[Hit]:
        for passage in applicable(subject.document, chosen):
            yield from _repeated(passage, params.longest, allowed)

    return run


def _repeated(passage: Passage, longest: int, allowed: frozenset[str]) -> Iterator[Hit]:
    """What stands twice in a row with nothing but a space between."""
    words = list(_WORD.finditer(passage.folded))
    said = [match[0] for match in words]
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if said[at : at + n] == said[at + n : at + 2 * n] != []), 0)
        if size and at + 2 * size <= len(words) and _adjacent(passage.folded, words[at : at + 2 * size]):
            start, end = words[at].start(), words[at + 2 * size - 1].end()
            once = passage.prose.text[start : words[at + size - 1].end()]
            if not (size == 1 and said[at] in allowed) and " ".join(said[at : at + size]) not in allowed:
                place = passage.prose.place(start, end)
                yield Hit(place, passage.address, {"found": passage.prose.text[start:end], "once": once})
            at += 2 * size
        else:
            at += 1


def _adjacent(text: str, words: list[re.Match[str]]) -> bool:
    """Whether only spaces stand between words, and none is a number."""
    gaps = (text[one.end() : two.start()] for one, two in pairwise(words))
    return all(gap.isspace() for gap in gaps) and not any(word[0].isdigit() for word in words)
