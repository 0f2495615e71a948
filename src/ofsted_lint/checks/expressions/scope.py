"""The names that an expression may use while it is evaluated, and the limit on its work."""

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
    """The values of names in an expression: those given, and for all other names the parts of the document."""

    def __init__(self, document: Document, names: Mapping[str, Any] = MappingProxyType({})) -> None:
        super().__init__(names)
        self.document = document

    def __missing__(self, name: str) -> Any:
        return part(self.document, name)

    def inner(self) -> Scope:
        """Return a copy of this scope, to which names may be added."""
        return Scope(self.document, self)


def part(value: Any, name: str) -> Any:
    """Return a part of a value by its name in rules."""
    renamed: dict[str, str] | None = getattr(type(value), "ATTRIBUTES", None)
    return getattr(value, renamed.get(name, name) if renamed else name)


class Work(msgspec.Struct):
    """The number of steps taken for one rule on one document."""

    steps: int = 0

    def take(self, steps: int) -> None:
        """Count more steps; raise `TooLong` above the limit."""
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise TooLong


# Parts that are replaced by their plain values in operations.
PRINTED = frozenset({str, Prose, GradeText, Number})


def plain_value(value: Any) -> Any:
    """Return the plain value of a printed part: its text, grade or number."""
    kind = type(value)
    if kind is str:
        return marked(value)
    if kind is Prose:
        return marked(value.text)
    return value.value if kind is GradeText or kind is Number else value
