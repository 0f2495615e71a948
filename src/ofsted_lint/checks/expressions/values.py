"""Values of expressions for the reader: their place in the document, and their words."""

from __future__ import annotations

from datetime import date
from typing import Any

from ofsted_lint.checks.expressions.nodes import Node
from ofsted_lint.checks.expressions.scope import Scope, part
from ofsted_lint.checks.expressions.word_count import WordCount
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.structure.parts import Judgement, Section
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.source import Place


def place(value: Any) -> Place | None:
    """Return the place where a value is printed; None if it is not printed."""
    match value:
        case Prose():
            return value.place()
        case Judgement():
            return value.place
        case Section():
            part = value.heading or next(iter(value.paragraphs), None)
            return part.prose.place() if part else None
        case Document():
            return value.opening.place()
        case _:
            printed = prose(value)
            return printed.place() if printed else None


def prose(value: Any) -> Prose | None:
    """Return the printed text of a value; None if it has none."""
    renamed: dict[str, str] = getattr(type(value), "ATTRIBUTES", {})
    found = value if isinstance(value, Prose) else getattr(value, renamed.get("prose", "prose"), None)
    return found if isinstance(found, Prose) else None


def address(node: Node, scope: Scope) -> str:
    """Return the address of the last part on a path that has one, or else the path itself."""
    if node.op != "path":
        return "document"
    value = scope[node.args[0]]
    found = getattr(value, "address", None)
    for step in node.args[1:]:
        value = part(value, step) if value is not None else None
        found = getattr(value, "address", None) or found
    return found or "/".join(node.args)


def words(value: Any) -> str:
    """Return a value as messages quote it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Prose():
            return value.text
        case Grade():
            return value.words
        case date():
            return in_words(value)
        case list() | tuple():
            return ", ".join(words(item) for item in value)
        case int():
            return str(int(value)) if isinstance(value, WordCount) else str(value)
        case float():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case _:
            printed = prose(value) or prose(getattr(value, "label", None))
            return printed.text if printed else ""
