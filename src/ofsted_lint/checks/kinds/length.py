"""Texts or sentences are not too long, and not too short.

The length is counted in words, including those in quotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, ParamError
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    of: Annotated[
        Literal["text", "sentence"],
        Meta(description="the unit that is measured: a whole text or each of its sentences"),
    ]
    most: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="maximum number of words")] = None
    least: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="minimum number of words")] = None


def names(params: Params) -> frozenset[str]:
    return frozenset({"count", "start"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    if params.most is None and params.least is None:
        raise ParamError((), "“most” or “least” was expected")
    chosen = scope(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        for passage in applicable(context.document, chosen):
            yield from _hits(passage, params)

    return run


def _hits(passage: Passage, params: Params) -> Iterator[Hit]:
    # If the whole text is short enough, none of its sentences can be too long.
    text = passage.prose.text
    if _is_short(text, 0, len(text), params):
        return
    for start, end in passage.sentence_spans if params.of == "sentence" else ((0, len(text)),):
        if _is_short(text, start, end, params):
            continue
        count = _words(text[start:end])
        if (params.most is not None and count > params.most) or (params.least is not None and count < params.least):
            facts = {"count": str(count), "start": " ".join(text[start:end].split()[:5])}
            yield Hit(passage.prose.place(start, end), passage.address, facts)


def _is_short(text: str, start: int, end: int, params: Params) -> bool:
    """True if a text has at most the allowed number of words, judged by its number of spaces."""
    return params.least is None and params.most is not None and text.count(" ", start, end) < params.most


def _words(text: str) -> int:
    return sum(1 for word in text.split() if word.isalnum() or any(map(str.isalnum, word)))
