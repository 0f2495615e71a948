"""Expressions as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from ofsted_lint.documents import syntax
from ofsted_lint.files.generations import Generations

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax_compiler import Token, Tree

_DEEPEST = 40


class ExpressionError(Exception):
    """An error in an expression, with its offset in the text."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class UnknownName(ExpressionError):
    """An unknown name: no part that the expression may be about has it."""

    def __init__(self, name: str, hint: str, at: int) -> None:
        super().__init__(f"unknown name “{name}”{hint}", at)
        self.name = name


class Node(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """An operation, its operands (nodes or plain values), and its place in the text.

    The function that evaluates it is kept with it.
    """

    op: str
    at: int
    args: tuple[Any, ...]


# Parsed expressions by their text: those of a run are parsed once, and are kept
# with the rules between runs. Expressions of earlier rules only are dropped.
_known: Generations[str, Node] = Generations()
# Expressions that earlier runs parsed for the last two sets of rules: packed together, and each by itself.
_packed: tuple[list[bytes], list[bytes]] = ([], [])
_each: dict[str, bytes] = {}
# The expressions that were parsed since `record`.
_asked: set[str] = set()


def begin() -> None:
    """Begin with new rules, and forget expressions that neither they nor the rules before them use."""
    _known.begin()
    now, before = _packed
    if now:
        before[:] = now
        now.clear()
        _each.clear()


def record() -> None:
    """Begin to record which expressions are parsed."""
    _asked.clear()


def parse(text: str) -> Node:
    """Return the node of an expression; `ExpressionError` if it cannot be parsed."""
    _asked.add(text)
    return _known.get(text, _made)


def _made(text: str) -> Node:
    if not _each:
        for packed in (*_packed[1], *_packed[0]):
            _each.update(msgspec.msgpack.decode(packed))
    return _revived(msgspec.msgpack.decode(_each[text])) if text in _each else _parsed(text)


def _parsed(text: str) -> Node:
    from ofsted_lint.documents import syntax_compiler  # brings lark, which a run with unchanged rules does not need

    try:
        return _node(syntax_compiler.expression(syntax.plain(text)).children[0], 0)
    except syntax_compiler.Refused as refused:
        from ofsted_lint.checks.expressions import cures  # only mistakes need them

        raise ExpressionError(refused.message + cures.sign(text, refused.at), refused.at) from None


def packed() -> bytes:
    """Return the expressions parsed since `record`, packed for `remember`."""
    return msgspec.msgpack.encode({text: msgspec.msgpack.encode(parse(text)) for text in sorted(_asked)})


def remember(kept: bytes) -> None:
    """Use the expressions that an earlier run parsed."""
    _packed[0].append(kept)
    _each.clear()


def _revived(plain: Any) -> Any:
    if not isinstance(plain, list | tuple):
        return plain
    op, at, args = plain
    return Node(op, at, tuple(_revived(arg) for arg in args))


def number(written: str) -> int | float:
    """Return the value of a number as it is written in an expression."""
    return float(written) if "." in written else int(written)


def size(node: Node) -> int:
    """Return the number of steps of an expression, without the loops in it."""
    return 1 + sum(size(arg) for arg in node.args if isinstance(arg, Node))


def names(node: Node) -> frozenset[str]:
    """Return the first names of the paths in an expression."""
    if node.op == "path":
        return frozenset(node.args[:1])
    return frozenset(name for arg in node.args if isinstance(arg, Node) for name in names(arg))


def _node(item: Tree[Token] | Token, depth: int) -> Node:
    if depth > _DEEPEST:
        raise ExpressionError("this expression is nested too deeply", 0)
    if isinstance(item, str):  # a token
        return Node("name", item.start_pos or 0, (str(item),))
    op, at = str(item.data), _start(item)
    if op == "path":
        return Node("path", at, tuple(str(child) for child in item.children))
    if op in ("first", "last"):
        return _one_of(item, op, at, depth)
    if op in ("string", "number", "date"):
        text = str(item.children[0])
        return Node(op, at, (text[1:-1] if op == "string" else text,))
    args = tuple(str(child) if isinstance(child, str) else _node(child, depth + 1) for child in item.children)
    return Node(op, at, args)


def _one_of(tree: Tree[Token], op: str, at: int, depth: int) -> Node:
    """Return the node of `first` or `last`; without “where”, any item will do."""
    variable, whole, *condition = tree.children[1:] if op == "last" else tree.children
    holds = _node(condition[0], depth + 1) if condition else Node("true", at, ())
    return Node(op, at, (str(variable), _node(whole, depth + 1), holds))


def _start(tree: Tree[Token]) -> int:
    """Return the offset of the first word of a tree."""
    item: Tree[Token] | Token = tree
    while not isinstance(item, str):
        if not item.children:
            return 0
        item = item.children[0]
    return item.start_pos or 0
