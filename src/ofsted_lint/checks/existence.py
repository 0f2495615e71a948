"""Words or phrases that should not stand where they do.

Each place at which one of the terms stands is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.finding import Hit
from ofsted_lint.subject import Subject
from ofsted_lint.wording.scan import Scan, Scoped, listed


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    terms: Annotated[tuple[str, ...], Meta(min_length=1, description="what to look for")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"found"})


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    scan = Scan(listed("terms", params.terms), params)

    def run(subject: Subject) -> Iterator[Hit]:
        for found in scan.run(subject.document):
            yield Hit(found.place, found.passage.address, {"found": found.text})

    return run
