"""What an expression sees while it is evaluated, and how much work it may be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from ofsted_lint.checks.context import TooLong
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.parts import GradeText, Number
from ofsted_lint.source.prose import Prose, marked

_MOST_STEPS = 1_000_000


class Scope(dict[str, Any]):
    """The names that an expression sees: those given, and for all others the document's parts."""

    def __init__(self, document: Document, names: Mapping[str, Any] = MappingProxyType({})) -> None:
        super().__init__(names)
        self.document = document

    def __missing__(self, name: str) -> Any:
        return part(self.document, name)

    def inner(self) -> Scope:
        """A scope of its own with the same names, to which one more may be given."""
        return Scope(self.document, self)


def part(value: Any, name: str) -> Any:
    """A part of a value by the name that rules have for it."""
    renamed: dict[str, str] | None = getattr(type(value), "ATTRIBUTES", None)
    return getattr(value, renamed.get(name, name) if renamed else name)


class Work(msgspec.Struct):
    """How many steps have been taken for one rule on one document."""

    steps: int = 0

    def take(self, steps: int) -> None:
        """Take so many steps more; `TooLong` where it is enough."""
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise TooLong


# Values that say something else than they are.
PRINTED = frozenset({str, Prose, GradeText, Number})


def said(value: Any) -> Any:
    """What a printed value says: its text, its grade, its number."""
    kind = type(value)
    if kind is str:
        return marked(value)
    if kind is Prose:
        return marked(value.text)
    return value.value if kind is GradeText or kind is Number else value
