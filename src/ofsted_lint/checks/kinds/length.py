"""Texts or sentences are not too long, and not too short.

The length is counted in words, including those in quotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable, ParamError
from ofsted_lint.checks.terms.scan import NOWHERE, Where, applicable, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.parts import Heading
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit

# A text that a finding marks.
_Mark = Passage | Heading
# The number of words in “start”.
_START = 5


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    of: Annotated[
        Literal["text", "sentence", "section", "summary", "document"],
        Meta(
            description="the unit that is measured: a text, each of its sentences, or together the texts of a section, "
            "of the summary, or of the document"
        ),
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
        texts = applicable(context.document, chosen)
        if params.of in ("text", "sentence"):
            for passage in texts:
                yield from _hits(passage, params)
        else:
            for head, passages in _wholes(params.of, context.document, texts):
                yield from _whole_hit(head, passages, params)

    return run


def _wholes(of: str, document: Document, texts: list[Passage]) -> Iterator[tuple[_Mark, list[Passage]]]:
    """Yield the wholes to measure: each with the text that a finding marks, and the texts in it."""
    if of == "section":
        for section in document.sections:
            inner = {paragraph.address for paragraph in section.paragraphs}
            passages = [text for text in texts if text.address in inner]
            if passages:
                yield section.heading or passages[0], passages
        return
    passages = [text for text in texts if of == "document" or "summary" in text.tags]
    if not passages:
        raise NotApplicable(NOWHERE)
    yield passages[0], passages


def _whole_hit(head: _Mark, passages: list[Passage], params: Params) -> Iterator[Hit]:
    """Yield a hit for texts that are together too long or too short."""
    count = sum(_words(passage.prose.text) for passage in passages)
    if _is_outside(count, params):
        facts = {"count": str(count), "start": " ".join(head.prose.text.split()[:_START])}
        yield Hit(head.prose.place(), head.address, facts)


def _is_outside(count: int, params: Params) -> bool:
    return (params.most is not None and count > params.most) or (params.least is not None and count < params.least)


def _hits(passage: Passage, params: Params) -> Iterator[Hit]:
    # If the whole text is short enough, none of its sentences can be too long.
    text = passage.prose.text
    if _is_short(text, 0, len(text), params):
        return
    for start, end in passage.sentence_spans if params.of == "sentence" else ((0, len(text)),):
        if _is_short(text, start, end, params):
            continue
        count = _words(text[start:end])
        if _is_outside(count, params):
            facts = {"count": str(count), "start": " ".join(text[start:end].split()[:_START])}
            yield Hit(passage.prose.place(start, end), passage.address, facts)


def _is_short(text: str, start: int, end: int, params: Params) -> bool:
    """True if a text has at most the allowed number of words, judged by its number of spaces."""
    return params.least is None and params.most is not None and text.count(" ", start, end) < params.most


def _words(text: str) -> int:
    return sum(1 for word in text.split() if word.isalnum() or any(map(str.isalnum, word)))
