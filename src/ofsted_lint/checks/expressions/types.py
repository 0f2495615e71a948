"""The types of the parts of a document, and of expressions that use them."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from ofsted_lint.checks.expressions.word_count import WordCount
from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.fixed_values import FixedText, fixed
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.structure.parts import GradeText, Number, Region
from ofsted_lint.documents.structure.searchable_text import Joined, Vocabulary
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.source import Place, Source, Span

# Printed values are compared by their plain values.
_SAYS: dict[Any, Any] = {Prose: str, GradeText: Grade, Number: int, WordCount: int}
_CAPITAL = pattern(r"(?<=[a-z])(?=[A-Z])")
NAMES: dict[Any, str] = {
    str: "a text",
    int: "a number",
    bool: "true or false",
    date: "a date",
    Grade: "a grade",
}


class ListOf(msgspec.Struct, frozen=True):
    """The type of a list, with the type of its items."""

    item: Any


# Positions in the source are not available to rules.
_HIDDEN = (Source, Span, Place, Joined, Vocabulary)
_HIDDEN_LISTS = (ListOf(Place), ListOf(Span), ListOf(Region), ListOf(ListOf(str)))


@cache
def fields(kind: Any) -> dict[str, Any]:
    """Return the names that a document or one of its parts offers, with the types of their values.

    For a document, these are the names in `Document.RULE_NAMES`. An optional
    value has the type that it has when it is present.
    """
    found = _attributes(kind)
    renamed: dict[str, str] = getattr(kind, "ATTRIBUTES", {})
    if not (isinstance(kind, type) and issubclass(kind, Document)):
        kept = {name: of for name, of in found.items() if name not in renamed.values()}
        return kept | {name: found[attribute] for name, attribute in renamed.items()}
    named = {name: found[renamed.get(name, name)] for name in kind.RULE_NAMES}
    return named | {"kind": fixed("a kind of document", kinds.names())}


def _attributes(kind: Any) -> dict[str, Any]:
    """Return the public attributes of a part with their types, except those that only give its position."""
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)) or kind is Prose:
        return {}
    hints = get_type_hints(kind, include_extras=True)
    inherited = {name: value for base in reversed(kind.__mro__) for name, value in vars(base).items()}
    for name, value in inherited.items():
        made_by = value.fget if isinstance(value, property) else getattr(value, "func", None)
        if made_by:
            hints[name] = get_type_hints(made_by, include_extras=True).get("return")
    public = {name: hint for name, hint in hints.items() if not name.startswith("_") and not name.isupper()}
    read = {name: _read(hint) for name, hint in public.items()}
    return {name: kind for name, kind in read.items() if kind not in _HIDDEN and kind not in _HIDDEN_LISTS}


def _read(hint: Any) -> Any:
    """Return a Python annotation as a type of the expression language."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return next((arg for arg in args if isinstance(arg, FixedText)), _read(args[0]))
    if origin in (Union, types.UnionType):
        return _read(next(arg for arg in args if arg is not type(None)))
    if origin in (tuple, list, frozenset):
        return ListOf(_read(args[0]))
    return hint


def compared_as(kind: Any) -> Any:
    """Return the type that a value of this type has in a comparison."""
    return str if isinstance(kind, FixedText) else _SAYS.get(kind, kind)


def items_of(kind: Any) -> ListOf | None:
    """Return the type of a value where a list is expected; None if it is none. A number of words may be the words."""
    if kind is WordCount:
        return ListOf(str)
    return kind if isinstance(kind, ListOf) else None


def name(kind: Any) -> str:
    """Return a type in words."""
    if isinstance(kind, ListOf):
        return "a list"
    known = NAMES.get(compared_as(kind))
    return known or f"a part ({_CAPITAL.sub(' ', kind.__name__).casefold()})"
