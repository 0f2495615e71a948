"""Expressions as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from ofsted_lint.documents import syntax

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax_compiler import Token, Tree

_DEEPEST = 40


class ExpressionError(Exception):
    """An expression that cannot be used: what is wrong, and where in it (offset)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Node(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """An operation, its operands (nodes or plain values), and its place in the text.

    What evaluates it is kept with it.
    """

    op: str
    at: int
    args: tuple[Any, ...]


# What has been parsed, by its text: the rules of a run are parsed once, and
# between runs the whole is kept with them.
_known: dict[str, Node] = {}
_asked: set[str] = set()
# What earlier runs parsed: packed, and as plain data once an expression is asked for.
_packed: list[bytes] = []
_plain: dict[str, Any] = {}


def parse(text: str) -> Node:
    """The node of an expression; `ExpressionError` where it is none."""
    _asked.add(text)
    if text not in _known:
        while _packed:
            _plain.update(msgspec.msgpack.decode(_packed.pop()))
        _known[text] = _revived(_plain[text]) if text in _plain else _parsed(text)
    return _known[text]


def _parsed(text: str) -> Node:
    from ofsted_lint.documents import syntax_compiler  # brings lark, which a run with unchanged rules does not need

    try:
        return _node(syntax_compiler.expression(syntax.plain(text)).children[0], 0)
    except syntax_compiler.Refused as refused:
        raise ExpressionError(refused.message, refused.at) from None


def record() -> None:
    """Begin to note which expressions are parsed."""
    _asked.clear()


def packed() -> bytes:
    """Return what was parsed since `record`, for `remember`."""
    return msgspec.msgpack.encode({text: parse(text) for text in sorted(_asked)})


def remember(kept: bytes) -> None:
    """Take what an earlier run parsed as parsed."""
    _packed.append(kept)


def _revived(plain: Any) -> Any:
    if not isinstance(plain, list | tuple):
        return plain
    op, at, args = plain
    return Node(op, at, tuple(_revived(arg) for arg in args))


def size(node: Node) -> int:
    """How many steps an expression takes, without the loops in it."""
    return 1 + sum(size(arg) for arg in node.args if isinstance(arg, Node))


def names(node: Node) -> frozenset[str]:
    """The names that an expression begins its paths with."""
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
    if op in ("string", "number", "date"):
        text = str(item.children[0])
        return Node(op, at, (text[1:-1] if op == "string" else text,))
    args = tuple(str(child) if isinstance(child, str) else _node(child, depth + 1) for child in item.children)
    return Node(op, at, args)


def _start(tree: Tree[Token]) -> int:
    """Where the first word of a tree stands."""
    item: Tree[Token] | Token = tree
    while not isinstance(item, str):
        if not item.children:
            return 0
        item = item.children[0]
    return item.start_pos or 0
