"""A term is written in the same way throughout a document.

Each list in `forms` has the different spellings of one term. If a document
uses several of them, the rarer ones are flagged; of two that are equally
frequent, the one that comes later. A finding can be fixed if the usual
spelling has exactly one counterpart for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, ParamError
from ofsted_lint.checks.terms.pattern import variants
from ofsted_lint.checks.terms.scan import Found, Scan, Scoped
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import folded

_MOST_SHOWN = 3


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    forms: Annotated[
        tuple[tuple[str, ...], ...], Meta(min_length=1, description="lists of the different spellings of one term")
    ]


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


def _counterpart(found: Found, usual: str) -> str:
    """Return the counterpart of a match among the texts of another term; an empty text if it is not certain.

    It has the same letters, or the same position in a list of the same length.
    """
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
