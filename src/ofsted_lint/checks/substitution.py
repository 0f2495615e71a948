"""Words or phrases for which others should be used.

`swap` has for each term what to write instead; a capital at the start is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.finding import Hit
from ofsted_lint.subject import Subject
from ofsted_lint.wording.scan import Scan, Scoped


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    swap: Annotated[dict[str, str], Meta(min_length=1, description="for each term what to write instead")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "preferred"})


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    scan = Scan(((("swap", term), term) for term in params.swap), params)

    def run(subject: Subject) -> Iterator[Hit]:
        for found in scan.run(subject.document):
            preferred = _like(found.text, params.swap[found.term])
            if preferred != found.text:
                yield Hit(found.place, found.passage.address, {"found": found.text, "preferred": preferred})

    return run


def _like(found: str, preferred: str) -> str:
    """What to write, with a capital where what is printed begins with one."""
    capital = found[:1].isupper() and not found[1:2].isupper()
    return preferred[:1].upper() + preferred[1:] if capital else preferred
