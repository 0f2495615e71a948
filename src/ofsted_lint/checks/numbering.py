"""Paragraph numbers go up by one through all sections.

`fault: gap` finds a number that skips one which stands nowhere in the
document; `fault: repeat` one that has stood before, or goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.document.parts import Paragraph
from ofsted_lint.finding import Hit, Related
from ofsted_lint.subject import NotApplicable, Subject


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[
        Literal["gap", "repeat"], Meta(description="gap: a number is left out; repeat: it stands twice or goes back")
    ]


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
    """Where the sequence breaks; a fragment need not begin with 1.

    A number that is wrong between two that fit each other is one fault: what
    follows it is measured from where it should have been.
    """
    there = {_value(paragraph) for paragraph in numbered}
    due = 1 if begins else _value(numbered[0])
    for at, paragraph in enumerate(numbered):
        number = _value(paragraph)
        before = numbered[at - 1] if at else None
        lone = number != due and at + 1 < len(numbered) and _value(numbered[at + 1]) == due + 1
        lost = [n for n in range(due, number) if n not in there]
        again = number < due or (lone and number in [_value(p) for p in numbered[at + 1 : at + 3]])
        if fault == "repeat" and number != due and again:
            yield _hit(paragraph, before, due, [])
        elif fault == "gap" and number > due and not again and lost:
            yield _hit(paragraph, before, due, [due] if lone else lost)
        due = due + 1 if lone else number + 1


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
