"""What is wrong with suppressions: comments to the linter, and entries of an ignore file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import Subject
from ofsted_lint.findings.finding import Hit

# The names that messages about a suppression may use that can be followed.
NAMES_OF_SUPPRESSIONS = frozenset({"rule", "reason", "until", "owner", "by"})


def check(fault: str) -> Callable[[Subject], Iterator[Hit]]:
    """Return a check that yields the suppressions with a fault (`unclear`, `reason`, `expired` or `unused`)."""

    def run(subject: Subject) -> Iterator[Hit]:
        for misuse in subject.misuses:
            if misuse.fault == fault:
                evidence = f"{misuse.facts.get('rule', '')} {misuse.facts.get('reason', misuse.place.text)}"
                yield Hit(misuse.place, "suppressions", misuse.facts, misuse.related, evidence=evidence)

    return run
