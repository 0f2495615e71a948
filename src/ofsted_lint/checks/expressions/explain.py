"""Show what an expression gives for a document: its value, where that is printed, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from ofsted_lint.checks.expressions import values
from ofsted_lint.checks.expressions.evaluate import evaluate
from ofsted_lint.checks.expressions.nodes import Node, parse
from ofsted_lint.checks.expressions.scope import Scope, Work, part, plain_value
from ofsted_lint.checks.expressions.type_check import check
from ofsted_lint.checks.expressions.types import ListOf, fields, items_of, name
from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.fixed_values import FixedText
from ofsted_lint.files.errors import shortened
from ofsted_lint.source.source import Place

_LONGEST = 100
_BOUND = ("any", "all", "first", "last", "each")


class Shown(msgspec.Struct, frozen=True):
    """A value in words; its place, None if it is not printed; its parts; the names of the parts to look in."""

    words: str
    place: Place | None = None
    parts: dict[str, str] = {}
    tags: tuple[str, ...] = ()


class Value(msgspec.Struct, frozen=True):
    """The value of an expression: its type in words, and each item, if it is a list, or the value itself.

    `missing` are the names without a value that it depends on. `undecided` is
    true if it has no value for that reason.
    """

    type: str
    items: tuple[Shown, ...]
    missing: tuple[str, ...]
    is_list: bool
    undecided: bool


def value(text: str, document: Document, given: dict[str, Any]) -> Value:
    """Return the value of an expression for a document and those that it is compared with.

    `ExpressionError` if it is none, or uses a name that such documents do not have.
    """
    node = parse(text)
    kind = check(node, {**fields(kinds.model(document.kind)), **kinds.references()})
    scope = Scope(document, given)
    found = evaluate(node, scope, Work())
    listed = isinstance(kind, ListOf)
    items = found if listed and found is not None else () if found is None else (found,)
    inner = kind.item if isinstance(kind, ListOf) else kind
    return Value(
        f"a list of: {name(inner)}" if listed else _named(kind),
        tuple(_shown(each, inner, document) for each in items),
        tuple(missing(node, scope)),
        listed,
        found is None,
    )


def missing(node: Node, scope: Scope) -> Iterator[str]:
    """Yield the names in an expression that have no value, each once; those of a loop are left out."""
    yield from dict.fromkeys(_missing(node, scope, frozenset()))


def _missing(node: Node, scope: Scope, bound: frozenset[str]) -> Iterator[str]:
    if node.op in ("missing", "present"):
        return
    if node.op == "path":
        if node.args[0] not in bound and (lost := _lost(node.args, scope)):
            yield lost
        return
    if node.op in _BOUND:
        bound |= {node.args[1 if node.op == "each" else 0]}
    for arg in node.args:
        if isinstance(arg, Node):
            yield from _missing(arg, scope, bound)


def _lost(path: Sequence[str], scope: Scope) -> str:
    """Return the path up to the first of its parts that is missing, or an empty text."""
    found = scope[path[0]]
    for at, step in enumerate(path[1:], 1):
        if found is None:
            return ".".join(path[:at])
        found = part(found, step)
    return ".".join(path) if plain_value(found) is None else ""


def in_words(found: Any) -> str:
    """Return a value in words, texts in quotation marks and shortened."""
    if found is None:
        return "missing"
    if isinstance(found, list | tuple):
        return f"[{', '.join(in_words(each) for each in found)}]"
    plain = plain_value(found)
    if isinstance(plain, bool):
        return str(plain).lower()
    words = values.words(found)
    if isinstance(plain, int | float | date):
        return words
    return f"“{shortened(words, _LONGEST)}”" if words or isinstance(plain, str) else "a part without a text"


def _named(kind: Any) -> str:
    """Return a type in words, for a fixed value with what it is."""
    return f"{name(kind)}: {kind.what}" if isinstance(kind, FixedText) else name(kind)


def _shown(found: Any, kind: Any, document: Document) -> Shown:
    place = values.place(found)
    known = fields(kind)
    parts = {each: in_words(part(found, each)) for each, of in known.items() if not items_of(of)}
    lists = {each: f"{len(part(found, each) or ())} in a list" for each, of in known.items() if items_of(of)}
    return Shown(in_words(found), place, parts | lists, _tags(place, document))


def _tags(place: Place | None, document: Document) -> tuple[str, ...]:
    """Return the names of the parts to look in that a place is part of."""
    if place is None or place.source is not document.source or not place.pieces:
        return ()
    span = place.span
    for passage in document.passages:
        there = passage.prose.span
        if there.start <= span.start < there.end:
            return tuple(sorted(passage.tags))
    return ()
