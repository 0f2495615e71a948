"""The page numbers in the running footers follow each other.

A number is found that does not follow the one before it although those on both
sides of it fit each other, or that is the last and breaks a sequence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.prose import Prose

_NUMBER = pattern(r"(?:(?<=\d{4}) |(?<=ervices) |(?<=Trust) |(?<=\d{4}\. ))(\d{1,3})\Z|\A(\d{1,3})(?= Inspection)")
_LEAST = 3

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "footers"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "expected", "previous"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        there = report.footers if isinstance(report, OfstedDocument) else ()
        footers = [(prose, footer.address) for footer in there for prose in (footer.prose, *footer.copies)]
        footers.sort(key=lambda each: each[0].span.start)
        numbers = [
            (int(match[1] or match[2]), match, *footer)
            for footer in footers
            if (match := _NUMBER.search(footer[0].text))
        ]
        if len(numbers) < _LEAST:
            raise NotApplicable("it has too few running footers with page numbers")
        return _out_of_order(numbers)

    return run


def _out_of_order(numbers: list[tuple[int, re.Match[str], Prose, str]]) -> Iterator[Hit]:
    for at in range(1, len(numbers)):
        number, match, prose, address = numbers[at]
        before = numbers[at - 1][0]
        after = numbers[at + 1][0] if at + 1 < len(numbers) else None
        sound = after == before + 2 if after is not None else at >= _LEAST and before == numbers[at - 2][0] + 1
        if number != before + 1 and sound:
            facts = {"found": str(number), "expected": str(before + 1), "previous": str(before)}
            group = 1 if match[1] else 2
            yield Hit(prose.place(*match.span(group)), address, facts)
