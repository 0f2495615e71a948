"""Faults of suppressions: suppression comments, and entries of the suppression file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.findings.finding import Hit

# The names that messages about a suppression may use if it can be understood.
NAMES_OF_SUPPRESSIONS = frozenset({"rule", "reason", "until", "owner", "by"})


def check(fault: str) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that yields the suppressions that have a fault (`unclear`, `reason`, `expired` or `unused`)."""

    def run(context: CheckContext) -> Iterator[Hit]:
        for misuse in context.misuses:
            if misuse.fault == fault:
                evidence = f"{misuse.facts.get('rule', '')} {misuse.facts.get('reason', misuse.place.text)}"
                yield Hit(misuse.place, "suppressions", misuse.facts, misuse.related, evidence=evidence)

    return run
