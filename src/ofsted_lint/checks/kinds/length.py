"""Texts or sentences that are too long, or too short.

Counted in words. A quotation counts as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import ParamError, CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    of: Annotated[Literal["text", "sentence"], Meta(description="what is measured: whole texts or their sentences")]
    most: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="how many words it may have")] = None
    least: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="how many words it must have")] = None


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
    # A text that is short enough as a whole has no sentence that is too long either.
    text = passage.prose.text
    if params.least is None and params.most is not None and len(text.split()) <= params.most:
        return
    for start, end in passage.sentence_spans if params.of == "sentence" else ((0, len(text)),):
        if params.least is None and params.most is not None and len(text[start:end].split()) <= params.most:
            continue
        count = _words(text[start:end])
        if (params.most is not None and count > params.most) or (params.least is not None and count < params.least):
            facts = {"count": str(count), "start": " ".join(text[start:end].split()[:5])}
            yield Hit(passage.prose.place(start, end), passage.address, facts)


def _words(text: str) -> int:
    return sum(1 for word in text.split() if word.isalnum() or any(map(str.isalnum, word)))
