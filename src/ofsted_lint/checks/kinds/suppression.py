"""Suppressions are as they should be: comments to the linter, and entries of a register.

`fault` is `unclear` for a comment that cannot be followed, `reason` for one
that gives none, `expired` where its day has passed, `unused` where it keeps
nothing quiet. A rule of this kind needs `suppressions`: it is run when all
others have been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.findings.finding import Hit


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[Literal["unclear", "reason", "expired", "unused"], Meta(description="what is wrong with it")]


def names(params: Params) -> frozenset[str]:
    """A message may name: `problem` where the fault is `unclear`, else `by`, `owner`, `reason`, `rule`, `until`."""
    if params.fault == "unclear":
        return frozenset({"problem"})
    return frozenset({"rule", "reason", "until", "owner", "by"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        for misuse in context.misuses:
            if misuse.fault == params.fault:
                evidence = f"{misuse.facts.get('rule', '')} {misuse.facts.get('reason', misuse.place.text)}"
                yield Hit(misuse.place, "suppressions", misuse.facts, misuse.related, evidence=evidence)

    return run
