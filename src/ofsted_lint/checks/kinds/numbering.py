"""Paragraph numbers go up by one through all sections.

`fault: gap` finds a number that skips one which stands nowhere in the
document; `fault: repeat` one that has stood before, or goes back; `fault: form`
one without the full stop that most of the others have. It is mended
by renumbering from the first such fault on, references to paragraphs with it, or
by adding the stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.documents.mentions.references import Reference
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import Edit, revised

# Paragraphs have numbers of three digits at most.
_HIGHEST = 999


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[
        Literal["form", "gap", "repeat"],
        Meta(description="form: its full stop is missing; gap: one is left out; repeat: it stands twice or goes back"),
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


class _Fault(msgspec.Struct, frozen=True, eq=False):
    """A number that is not the one that is due; `lone` where those behind it fit without it."""

    paragraph: Paragraph
    before: Paragraph | None
    due: int
    lost: list[int]
    lone: bool


def _faults(numbered: list[Paragraph], fault: str, begins: bool) -> Iterator[_Fault]:
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
            yield _Fault(paragraph, before, due, [], lone)
        elif fault == "gap" and number > due and not again and lost:
            yield _Fault(paragraph, before, due, [due] if lone else lost, lone)
        due = due + 1 if lone else number + 1


def _value(paragraph: Paragraph) -> int:
    assert paragraph.number is not None
    return paragraph.number.value


def _renumbered(
    numbered: list[Paragraph], found: list[_Fault], references: tuple[Reference, ...]
) -> tuple[tuple[Edit, ...], str]:
    """The edits of all faults as one, and what is doubtful about them; none where a reference has two readings."""
    faults = {id(fault.paragraph): fault for fault in found}
    shift, now = 0, []
    for paragraph in numbered:
        fault = faults.get(id(paragraph))
        now.append((fault.due if fault else _value(paragraph)) + shift)
        if fault and not fault.lone:
            shift += fault.due - _value(paragraph)
    old = [_value(paragraph) for paragraph in numbered]
    along = _references(references, old, now)
    if along is None or max(now) > _HIGHEST or min(now) < 1:
        return (), ""
    numbers = [paragraph.number for paragraph in numbered if paragraph.number]
    changed = [(number.prose, new) for number, new in zip(numbers, now, strict=True) if number.value != new]
    edits: list[Edit] = []
    for prose, new in [*changed, *((reference.prose, new) for reference, new in along)]:
        digits = len(prose.text.rstrip("."))
        made = revised(prose, 0, digits, str(new))
        if not made:
            return (), ""
        edits += made
    doubt = f"it changes “paragraph {along[0][0].number}”, which may be a paragraph of another text" if along else ""
    return tuple(sorted(edits, key=lambda edit: edit.span)), doubt


def _references(
    references: tuple[Reference, ...], old: list[int], now: list[int]
) -> list[tuple[Reference, int]] | None:
    """References whose paragraph gets another number, with that; None where it is not certain which is meant."""
    along = []
    for reference in references:
        meant = {new for number, new in zip(old, now, strict=True) if number == reference.number}
        if len(meant) > 1 or (not meant and reference.number in now):
            return None
        along += [(reference, new) for new in meant if new != reference.number]
    return along


def _hit(fault: _Fault, edits: tuple[Edit, ...], doubt: str) -> Hit:
    paragraph, before, lost = fault.paragraph, fault.before, fault.lost
    assert paragraph.number is not None
    facts = {
        "found": str(paragraph.number.value),
        "previous": str(_value(before)) if before else "the heading",
        "expected": str(fault.due),
        "missing": str(lost[0]) if len(lost) == 1 else f"{lost[0]} to {lost[-1]}" if lost else "",
    }
    related: tuple[Related, ...] = ()
    if before and before.number:
        related = (Related(before.number.prose.place(), f"the paragraph before it is {before.number.value}"),)
    return Hit(paragraph.number.prose.place(), paragraph.address, facts, related, edits=edits, doubt=doubt)
