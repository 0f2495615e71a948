"""A paragraph ends with a full stop, and a sentence begins with a capital.

`fault: end` finds a paragraph that ends without a full stop or another mark
that ends a sentence; `fault: start` a small letter where a sentence begins: at
the start of a numbered paragraph, or after a full stop. Texts that look like an
item of a list, or introduce a list, are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.ilacs import reads_as_heading
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected

_CLOSED = (".", "!", "?", ":", ";", "…")
_AFTER = "’”'\")]0123456789¹²³ "
# After a full stop; after another mark only if the word before it is in small letters, unlike “Speak Up! group”.
_SMALL = pattern(r"(?P<word>[\w’'-]+)(?P<mark>\.[’”'\")]*|(?<=[a-z])[!?]) (?P<next>[a-z][\w’'-]*)")
# Abbreviations that end with a full stop, and letters with one each: “p.m.”, “U.K.”.
_SHORT = pattern(r"(?:e\.g|i\.e|etc|approx|vs|cf|No|no|St|Mr|Mrs|Ms|Dr|Ltd|Inc|Dept|incl|ext|tel|fig|al|para|est)\Z")
_MIXED = pattern(r"[a-z]+[A-Z]")
_ITEM_WORDS = 40
_BULLET = pattern(r"[^\s\w.)*]\s*\Z")


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    fault: Annotated[
        Literal["end", "start"], Meta(description="end: no full stop; start: a small letter where a sentence begins")
    ]


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "last", "instead"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        texts = applicable(report, chosen)
        return _unended(texts) if params.fault == "end" else _small(report, texts)

    return run


def _unended(texts: list[Passage]) -> Iterator[Hit]:
    """Yield texts that end without a mark."""
    for at, passage in enumerate(texts):
        text = passage.prose.text
        if text.endswith(_CLOSED) or text.rstrip(_AFTER).endswith(_CLOSED) or _is_listed(texts, at):
            continue
        start = text.rfind(" ", 0, len(text.rstrip(_AFTER))) + 1
        edits = corrected(passage.prose, passage.copies, start, len(text), f"{text[start:]}.")
        facts = {"found": text[start:], "last": text[start:].rstrip(_AFTER), "instead": f"{text[start:]}."}
        yield Hit(passage.prose.place(start), passage.address, facts, edits=edits)


def _is_listed(texts: list[Passage], at: int) -> bool:
    """True if a text is an item of a list, introduces or has a list, or may be a heading."""
    text = texts[at].prose.text
    after = texts[at + 1].prose.text if at + 1 < len(texts) else ""
    if text[:1].islower() or after[:1].islower() or reads_as_heading(text) or len(text.split()) < 3:
        return True
    if _BULLET.search(
        texts[at].prose.source.printed, max(texts[at].prose.span.start - 8, 0), texts[at].prose.span.start
    ):
        return True
    sentence = texts[at].sentence(len(text) - 1)
    return ": " in sentence and len(sentence.split()) > _ITEM_WORDS


def _small(report: Document, texts: list[Passage]) -> Iterator[Hit]:
    """Yield small letters at the start of sentences."""
    numbered = {each.address for each in report.paragraphs if each.number and each.prose.text[:1].islower()}
    for passage in texts:
        text = passage.prose.text
        if passage.address in numbered:
            yield from _hit(passage, 0, text.split(" ", 1)[0])
        if _MAY_BE.search(text):
            for match in _SMALL.finditer(text):
                if not _is_name(text, match):
                    yield from _hit(passage, match.start("next"), match["next"])


_MAY_BE = pattern(r"[.!?][’”'\")]* [a-z]")


def _is_name(text: str, match: re.Match[str]) -> bool:
    """True if a mark belongs to an abbreviation or a name, or is one of a row of dots."""
    before = text[match.start() - 1 : match.start()]
    word = match["word"]
    short = len(word) == 1 and word.isalpha()
    quoted = match["mark"][1:2] in ("’", "”", "'", '"') and match["mark"][:1] != "."
    named = match["mark"] in ("!", "?") and word[:1].isupper()
    return (
        before == "." or named or short or quoted or bool(_SHORT.search(text, 0, match.end("word"))) or word.isupper()
    )


def _hit(passage: Passage, start: int, word: str) -> Iterator[Hit]:
    """Return the finding of a word with a small letter; None for a name such as “iPad”."""
    if _MIXED.match(word) or not word[:1].isalpha():
        return
    end, instead = start + len(word), word[:1].upper() + word[1:]
    edits = corrected(passage.prose, passage.copies, start, end, instead)
    yield Hit(
        passage.prose.place(start, end), passage.address, {"found": word, "last": "", "instead": instead}, edits=edits
    )
