"""A term is written in the same way throughout a document.

Each list in `forms` has the different spellings of one term. If a document
uses several of them, the rarer ones are flagged; of two that are equally
frequent, the one that comes later. A finding can be fixed if the usual
spelling has exactly one counterpart for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, ParamError
from ofsted_lint.checks.terms.scan import Found, Scan, Scoped, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import folded

_MOST_SHOWN = 3
# Both parts have at least two letters, so “e-mail” is ignored.
_FIRST = pattern(r"(?<![\w-])[a-z]{2,}\Z")
_SECOND = pattern(r"-[a-z]{2,}(?![\w-])")
_LONGEST = 24


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    forms: Annotated[
        tuple[tuple[str, ...], ...], Meta(min_length=1, description="lists of the different spellings of one term")
    ]
    joined: Annotated[
        bool, Meta(description="whether any word that is written both with and without a hyphen is found as well")
    ] = False
    apart: Annotated[
        tuple[str, ...], Meta(description="words that are two words with a hyphen: “re-sent”, “resent”")
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "other", "times", "instead"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    for at, ways in enumerate(params.forms):
        if len(ways) < 2:
            raise ParamError(("forms", at), "a list of at least two spellings was expected")
    scan = Scan(
        [(("forms", at, n), form) for at, ways in enumerate(params.forms) for n, form in enumerate(ways)], params
    )

    def run(context: CheckContext) -> Iterator[Hit]:
        there: dict[str, list[Found]] = {}
        for found in scan.run(context.document):
            there.setdefault(found.term, []).append(found)
        for ways in params.forms:
            yield from _rarer({way: there[way] for way in ways if way in there})
        if params.joined:
            listed = {word for places in there.values() for found in places for word in folded(found.text).split()}
            yield from _hyphenated(context.document, params, scope(params), listed)

    return run


def _rarer(there: dict[str, list[Found]]) -> Iterator[Hit]:
    """Yield the places of all forms except the most frequent one (of equally frequent ones, the first)."""
    if len(there) < 2:
        return
    usual = max(there.values(), key=lambda places: (len(places), -places[0].place.span.start))
    related = [Related(found.place, "written like this here") for found in usual[:_MOST_SHOWN]]
    for places in there.values():
        for found in places if places is not usual else ():
            instead = _counterpart(found, usual[0].term)
            facts = {"found": found.text, "other": usual[0].text, "times": str(len(usual)), "instead": instead}
            edits = (
                corrected(found.passage.prose, found.passage.copies, found.start, found.end, instead) if instead else ()
            )
            yield Hit(found.place, found.passage.address, facts, tuple(related), edits=edits)


def _hyphenated(
    report: Document, params: Params, chosen: Callable[[frozenset[str]], bool], listed: set[str]
) -> Iterator[Hit]:
    """Yield words that are written without a hyphen in one place and with a hyphen in another."""
    known, text = report.vocabulary.ends, report.folded.text
    hyphened = {word for word in _with_hyphens(text) if word.replace("-", "") in known}
    for word in sorted(hyphened - {*params.apart} - listed):
        ways = {}
        for way in (word, word.replace("-", "")):
            places = (
                _placed(report, match, way) for match in re.finditer(rf"(?<![\w-]){re.escape(way)}(?![\w-])", text)
            )
            ways[way] = [found for found in places if chosen(found.passage.tags) and not _is_set_apart(found)]
        yield from _rarer({way: places for way, places in ways.items() if places})


def _with_hyphens(text: str) -> Iterator[str]:
    """Return the words of a text that have one hyphen."""
    for match in _SECOND.finditer(text):
        first = _FIRST.search(text, max(match.start() - _LONGEST, 0), match.start())
        if first:
            yield first[0] + match[0]


def _placed(report: Document, match: re.Match[str], way: str) -> Found:
    passage, start = report.folded.at(match.start())
    return Found(passage, start, start + len(way), way)


def _is_set_apart(found: Found) -> bool:
    """True if a word is quoted, or has a capital within a sentence: a name keeps its own form."""
    sentence = found.passage.sentence_span(found.start)
    amid = sentence is None or sentence[0] != found.start
    return (
        found.passage.quoted(found.start)
        or (amid and found.text[:1].isupper())
        or found.text[1:] != found.text[1:].lower()
    )


def _counterpart(found: Found, usual: str) -> str:
    """Return the counterpart of a match among the texts of another term; an empty text if it is not certain.

    It has the same letters, or the same position in a list of the same length.
    """
    from ofsted_lint.checks.terms.pattern import variants  # few documents have two forms

    own = [folded(text) for text in variants(found.term)]
    others = [folded(text) for text in variants(usual)]
    text = folded(found.text)
    alike = {other for other in others if _letters(other) == _letters(text)}
    if not alike and len(own) == len(others):
        alike = {other for one, other in zip(own, others, strict=True) if one == text}
    (only,) = alike if len(alike) == 1 else ("",)
    return only[:1].upper() + only[1:] if found.text[:1].isupper() else only


def _letters(text: str) -> str:
    return text.replace("-", "").replace(" ", "")
