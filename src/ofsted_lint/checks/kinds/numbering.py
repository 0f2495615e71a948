"""Paragraph numbers increase by one through all sections.

`fault: gap` flags a number that follows one which is missing from the
document; `fault: repeat` flags a number that was used before or is lower than
the one before; `fault: form` flags one without the full stop that most of the
others have; `fault: style` flags those that have another form than “1.”, or the
first of them if most have.
The fix adds the full stop, or renumbers all paragraphs from the first such
fault on, and adjusts references to paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.mentions.references import Reference
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import Edit, revised
from ofsted_lint.source.prose import Prose

# Paragraphs have numbers of three digits at most.
_HIGHEST = 999


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[
        Literal["form", "gap", "repeat", "style"],
        Meta(
            description="form: a full stop is missing after a number; gap: a number is missing; "
            "repeat: a number is repeated or out of order; style: the numbers have another form, such as “1)”"
        ),
    ]


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "previous", "expected", "missing"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        numbered = [paragraph for paragraph in context.document.paragraphs if paragraph.number]
        if not numbered:
            raise NotApplicable("it has no numbered paragraphs")
        if params.fault == "form":
            return _bare(numbered)
        if params.fault == "style":
            return _in_other_form(numbered)
        begins = any(section.heading for section in context.document.sections[:1])
        found = list(_faults(numbered, params.fault, begins))
        edits, doubt = _renumbered(numbered, found, context.document.references) if found else ((), "")
        return (_hit(fault, edits, doubt) for fault in found)

    return run


def _bare(numbered: list[Paragraph]) -> Iterator[Hit]:
    """Numbers without the full stop that most of them have."""
    numbers = [(each, each.number.prose) for each in numbered if each.number]
    bare = [(paragraph, prose) for paragraph, prose in numbers if not prose.text.endswith(".")]
    for paragraph, prose in bare if 2 * len(bare) < len(numbers) else ():
        edits = revised(prose, 0, len(prose.text), f"{prose.text}.") or ()
        yield Hit(
            prose.place(),
            paragraph.address,
            {"found": prose.text, "previous": "", "expected": "", "missing": ""},
            edits=edits,
        )


def _in_other_form(numbered: list[Paragraph]) -> Iterator[Hit]:
    """The numbers that are not written as a number and a full stop; only the first of them if the others are alike."""
    others = [each for each in numbered if not _is_plain(each)]
    for each in others if 2 * len(others) < len(numbered) else others[:1]:
        if each.number:
            facts = {"found": each.number.prose.text, "previous": "", "expected": f"{_value(each)}.", "missing": ""}
            yield Hit(each.number.prose.place(), each.address, facts)


def _is_plain(paragraph: Paragraph) -> bool:
    """Return True if a paragraph's number is in figures without noughts before them, with or without a full stop."""
    return paragraph.number is None or paragraph.number.prose.text.rstrip(".") == str(paragraph.number.value)


class _Fault(msgspec.Struct, frozen=True, eq=False):
    """A number that is not the expected one; `lone` is true if the numbers after it continue as if it were right."""

    paragraph: Paragraph
    before: Paragraph | None
    due: int
    lost: list[int]
    lone: bool


def _faults(numbered: list[Paragraph], fault: str, begins: bool) -> Iterator[_Fault]:
    """Yield the places where the sequence breaks; a fragment need not begin with 1.

    A wrong number between two that fit each other is one fault: the numbers
    after it are compared with the number that was expected.
    """
    there = {_value(paragraph) for paragraph in numbered}
    due = 1 if begins else _value(numbered[0])
    for at, paragraph in enumerate(numbered):
        number, before = _value(paragraph), numbered[at - 1] if at else None
        following = [_value(each) for each in numbered[at + 1 : at + 3]]
        lone = number != due and following[:1] == [due + 1]
        again = number < due or (lone and number in following)
        lost = [each for each in range(due, number) if each not in there]
        if fault == "repeat" and again:
            yield _Fault(paragraph, before, due, [], lone)
        elif fault == "gap" and lost and not again:
            yield _Fault(paragraph, before, due, [due] if lone else lost, lone)
        due = due + 1 if lone else number + 1


def _value(paragraph: Paragraph) -> int:
    assert paragraph.number is not None
    return paragraph.number.value


def _renumbered(
    numbered: list[Paragraph], found: list[_Fault], references: tuple[Reference, ...]
) -> tuple[tuple[Edit, ...], str]:
    """Return the edits for all faults together, and the reason to check them; none if a reference is ambiguous."""
    if not all(map(_is_plain, numbered)):
        return (), ""
    old, now = [_value(paragraph) for paragraph in numbered], _new_numbers(numbered, found)
    along = _references(references, old, now)
    if along is None or max(now) > _HIGHEST or min(now) < 1:
        return (), ""
    numbers = [paragraph.number for paragraph in numbered if paragraph.number]
    changed = [(number.prose, new) for number, new in zip(numbers, now, strict=True) if number.value != new]
    edits = _edits([*changed, *((reference.prose, new) for reference, new in along)])
    doubt = f"it changes “paragraph {along[0][0].number}”, which may be a paragraph of another text" if along else ""
    return (edits, doubt) if edits else ((), "")


def _new_numbers(numbered: list[Paragraph], found: list[_Fault]) -> list[int]:
    """Return the number of each paragraph after all faults are fixed."""
    faults = {id(fault.paragraph): fault for fault in found}
    shift, now = 0, []
    for paragraph in numbered:
        fault = faults.get(id(paragraph))
        now.append((fault.due if fault else _value(paragraph)) + shift)
        if fault and not fault.lone:
            shift += fault.due - _value(paragraph)
    return now


def _edits(changed: list[tuple[Prose, int]]) -> tuple[Edit, ...]:
    """Return the edits that change printed numbers, in order; none if one of them cannot be edited."""
    edits: list[Edit] = []
    for prose, new in changed:
        made = revised(prose, 0, len(prose.text.rstrip(".")), str(new))
        if not made:
            return ()
        edits += made
    return tuple(sorted(edits, key=lambda edit: edit.span))


def _references(
    references: tuple[Reference, ...], old: list[int], now: list[int]
) -> list[tuple[Reference, int]] | None:
    """Return the references whose paragraph gets a new number, with that number; None if one of them is ambiguous."""
    along = []
    for reference in references:
        new_numbers = {new for number, new in zip(old, now, strict=True) if number == reference.number}
        if len(new_numbers) > 1 or (not new_numbers and reference.number in now):
            return None
        along += [(reference, new) for new in new_numbers if new != reference.number]
    return along


def _printed(paragraph: Paragraph, value: int) -> str:
    """Return a number as it is printed beside that of a paragraph, without signs around it: 4, or 2.4 beside 2.3."""
    number = paragraph.number
    first, point, second = number.prose.text.strip("(). ").partition(".") if number else ("", "", "")
    if not (number and point and second.isdecimal()):
        return str(value)
    return f"{first}.{int(second) + value - number.value}"


def _hit(fault: _Fault, edits: tuple[Edit, ...], doubt: str) -> Hit:
    paragraph, before, lost = fault.paragraph, fault.before, fault.lost
    assert paragraph.number is not None
    missing = dict.fromkeys(_printed(paragraph, each) for each in (*lost[:1], *lost[-1:]))
    facts = {
        "found": _printed(paragraph, paragraph.number.value),
        "previous": _printed(before, _value(before)) if before else "the heading",
        "expected": _printed(before or paragraph, fault.due),
        "missing": " to ".join(missing),
    }
    related: tuple[Related, ...] = ()
    if before and before.number:
        related = (Related(before.number.prose.place(), f"the paragraph before it is {facts['previous']}"),)
    return Hit(paragraph.number.prose.place(), paragraph.address, facts, related, edits=edits, doubt=doubt)
