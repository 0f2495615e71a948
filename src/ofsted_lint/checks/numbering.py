"""Paragraph numbers go up by one through all sections.

`fault: gap` finds a number that skips one which stands nowhere in the
document; `fault: repeat` one that has stood before, or goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from ofsted_lint.document.model import Paragraph
from ofsted_lint.finding import Hit, Related
from ofsted_lint.subject import NotApplicable, Subject


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Literal["gap", "repeat"]


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "previous", "expected", "missing"})


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    def run(subject: Subject) -> Iterator[Hit]:
        numbered = [paragraph for paragraph in subject.document.paragraphs if paragraph.number]
        if not numbered:
            raise NotApplicable("it has no numbered paragraphs")
        begins = any(section.heading for section in subject.document.sections[:1])
        return _faults(numbered, params.fault, begins)

    return run


def _faults(numbered: list[Paragraph], fault: str, begins: bool) -> Iterator[Hit]:
    """Where the sequence breaks; a fragment need not begin with 1."""
    there = {_value(paragraph) for paragraph in numbered}
    before: Paragraph | None = None
    for paragraph in numbered:
        number = _value(paragraph)
        due = _value(before) + 1 if before else 1
        if number > due and (before or begins):
            lost = [n for n in range(due, number) if n not in there]
            if fault == "gap" and lost:
                yield _hit(paragraph, before, due, lost)
        elif number < due and fault == "repeat":
            yield _hit(paragraph, before, due, [])
        before = paragraph


def _value(paragraph: Paragraph) -> int:
    assert paragraph.number is not None
    return paragraph.number.value


def _hit(paragraph: Paragraph, before: Paragraph | None, due: int, lost: list[int]) -> Hit:
    assert paragraph.number is not None
    facts = {
        "found": str(paragraph.number.value),
        "previous": str(_value(before)) if before else "the heading",
        "expected": str(due),
        "missing": str(lost[0]) if len(lost) == 1 else f"{lost[0]} to {lost[-1]}" if lost else "",
    }
    related: tuple[Related, ...] = ()
    if before and before.number:
        related = (Related(before.number.prose.place(), f"the paragraph before it is {before.number.value}"),)
    return Hit(paragraph.number.prose.place(), paragraph.address, facts, related)
