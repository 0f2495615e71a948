"""Expressions as nodes."""

from __future__ import annotations

from typing import Any

import msgspec

from ofsted_lint import syntax
from ofsted_lint.syntax import Token, Tree

_DEEPEST = 40


class ExpressionError(Exception):
    """An expression that cannot be used: what is wrong, and where in it (offset)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Node(msgspec.Struct, frozen=True):
    """An operation, its operands (nodes or plain values), and its place in the text."""

    op: str
    args: tuple[Any, ...]
    at: int


def parse(text: str) -> Node:
    """The node of an expression; `ExpressionError` where it is none."""
    try:
        return _node(syntax.parse(text, "expression").children[0], 0)
    except syntax.Refused as refused:
        raise ExpressionError(refused.message, refused.at) from None


def _node(item: Tree[Token] | Token, depth: int) -> Node:
    if depth > _DEEPEST:
        raise ExpressionError("this expression is nested too deeply", 0)
    if isinstance(item, Token):
        return Node("name", (str(item),), item.start_pos or 0)
    op, at = str(item.data), _start(item)
    if op == "path":
        return Node("path", tuple(str(child) for child in item.children), at)
    if op in ("string", "number", "date"):
        text = str(item.children[0])
        return Node(op, (text[1:-1] if op == "string" else text,), at)
    args = tuple(
        str(child) if isinstance(child, Token) else _node(child, depth + 1) for child in item.children
    )
    return Node(op, args, at)


def _start(tree: Tree[Token]) -> int:
    """Where the first word of a tree stands."""
    for child in tree.children:
        if isinstance(child, Token):
            return child.start_pos or 0
        return _start(child)
    return 0
