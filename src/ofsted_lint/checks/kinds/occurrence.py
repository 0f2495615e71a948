"""Words or phrases occur not too often, or often enough, in a document, a section or a text.

Either `most` or `least` is given. If there are too many, there is one finding,
at the first one over the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, ParamError
from ofsted_lint.checks.terms.scan import Found, Scan, Scoped, applicable, listed, scope
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.findings.finding import Hit, Related

_MOST_SHOWN = 5


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    terms: Annotated[tuple[str, ...], Meta(min_length=1, description="the terms to count")]
    most: Annotated[Annotated[int, Meta(ge=0)] | None, Meta(description="maximum number of occurrences")] = None
    least: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="minimum number of occurrences")] = None
    per: Annotated[Literal["document", "section", "text"], Meta(description="the unit that is counted in")] = "document"
    together: Annotated[bool, Meta(description="true: all terms are counted together; false: each separately")] = True


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "count"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    if (params.most is None) is (params.least is None):
        raise ParamError((), "either “most” or “least” was expected")
    if params.least is not None and params.per != "document":
        raise ParamError(("least",), "“least” counts in the whole document: leave “per” out")
    scan = Scan(listed("terms", params.terms), params)

    def run(context: CheckContext) -> Iterator[Hit]:
        found = list(scan.run(context.document))
        if params.least is not None:
            if len(found) < params.least:
                first = applicable(context.document, scope(params))[0]
                yield Hit(first.prose.place(), first.address, {"found": params.terms[0], "count": str(len(found))})
            return
        yield from _too_many(found, params)

    return run


def _too_many(found: list[Found], params: Params) -> Iterator[Hit]:
    groups: dict[tuple[str, str], list[Found]] = {}
    for each in found:
        key = "" if params.together else each.term
        groups.setdefault((_per(each, params.per), key), []).append(each)
    for places in groups.values():
        if params.most is not None and len(places) > params.most:
            over = places[params.most]
            others = [place for place in places if place is not over][:_MOST_SHOWN]
            related = tuple(Related(other.place, "here too") for other in others)
            yield Hit(over.place, over.passage.address, {"found": over.text, "count": str(len(places))}, related)


def _per(found: Found, per: str) -> str:
    """Return the key of the document, section or text that a match is counted for."""
    if per == "text":
        return found.passage.address
    if per == "section":
        return next((tag for tag in found.passage.tags if tag in NAMES), "")
    return ""
