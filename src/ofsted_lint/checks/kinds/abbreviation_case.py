"""Abbreviations are written with their own capitals.

`swap` has wrong forms of well-known ones, with the correct forms. With `own`, the
abbreviations that the document itself defines are also found in other capitals;
an ordinary word of the same letters, in small letters, is ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Scan, Scoped, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import corrected

_SHORTEST = 3


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    swap: Annotated[dict[str, str], Meta(min_length=1, description="for each term what to write instead")]
    own: Annotated[bool, Meta(description="whether the document's own abbreviations are checked too")] = False


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "preferred"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    scan, chosen = Scan(((("swap", term), term) for term in params.swap), params), scope(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        known = set()
        for found in scan.run(context.document):
            preferred = params.swap[found.term]
            if preferred != found.text:
                known.add(found.text)
                edits = corrected(found.passage.prose, found.passage.copies, found.start, found.end, preferred)
                facts = {"found": found.text, "preferred": preferred}
                yield Hit(found.place, found.passage.address, facts, edits=edits)
        if params.own:
            yield from _own(context.document, chosen, known)

    return run


def _own(report: Document, chosen: Callable[[frozenset[str]], bool], known: set[str]) -> Iterator[Hit]:
    """Yield the document's own abbreviations in other capitals."""
    for one in report.abbreviations:
        if not one.expansions or len(one.short) < _SHORTEST or not one.short.isupper():
            continue
        if not report.vocabulary.ends.keys() & {one.short.lower(), f"{one.short.lower()}s"}:
            continue
        related = (Related(one.expansions[0].prose.place(), "spelled out here"),)
        for passage, start, found in _otherwise(report, one.short):
            if found not in known and chosen(passage.tags) and not passage.quoted(start):
                right = f"{one.short}{'s' if len(found) > len(one.short) else ''}"
                edits = corrected(passage.prose, passage.copies, start, start + len(found), right)
                facts = {"found": found, "preferred": right}
                place = passage.prose.place(start, start + len(found))
                yield Hit(place, passage.address, facts, related, edits=edits)


def _otherwise(report: Document, short: str) -> Iterator[tuple[Passage, int, str]]:
    """Yield the places of an abbreviation in other capitals, if it is not an ordinary word there."""
    text = report.searchable.text
    for word in (short.lower(), f"{short.lower()}s"):
        for end in report.vocabulary.ends.get(word, ()):
            found = text[end - len(word) : end]
            # In small letters, or all in capitals, it may be another word.
            if found.removesuffix("s") == short or found.isupper() or found.islower():
                continue
            passage, start = report.searchable.at(end - len(word))
            span = passage.sentence_span(start)
            beside = (text[end - len(word) - 1 : end - len(word)], text[end : end + 1])
            begins = span is not None and span[0] == start
            if not (begins and found[1:].islower()) and "-" not in beside and "&" not in beside:
                yield passage, start, found
