"""Texts to trees: the only room that imports lark.

A tree's leaves tile the text: every character belongs to exactly one token.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import lark
from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.grammar import Rule
from lark.lexer import TerminalDef

from ofsted_lint import cache as disk
from ofsted_lint.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

_OTHER_SPACE = re.compile(r"[^\S \t\n\f\v]")
_WIDEST = 2**63 - 1

__all__ = ["Refused", "Token", "Tree", "build", "parse", "parser"]


class Refused(Exception):
    """A text that its grammar does not take: why, and at which offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


# Spaces of other kinds, and the carriage return of a Windows line end.
_SPACES = dict.fromkeys(map(ord, "\r\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))), " ")


def plain(text: str) -> str:
    """The text that the grammars of documents read: each kind of space is a plain one.

    It is as long as the text, so that offsets are those of the text.
    """
    return text.translate(_SPACES) if _OTHER_SPACE.search(text) else text


def parse(text: str, grammar: str) -> Tree[Token]:
    """The tree of a text by this grammar; `Refused` where it has none.

    The grammars of documents take any text.
    """
    try:
        return parser(grammar).parse(plain(text))
    except UnexpectedInput as error:
        raise _refused(text, error) from None


def _refused(text: str, error: UnexpectedInput) -> Refused:
    at = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(text)
    if isinstance(error, UnexpectedCharacters):
        return Refused(f"“{text[at]}” means nothing here", at)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return Refused(f"“{error.token}” was not expected here", at)
    return Refused("the expression ends too soon", len(text))


@cache
def parser(grammar: str) -> Lark:
    """The parser of `grammar/<grammar>.lark`, its tables kept in the user's cache."""
    path = folder("grammar") / f"{grammar}.lark"
    key = disk.key(lark.__version__.encode(), *(p.read_bytes() for p in sorted(path.parent.glob("*.lark"))))
    kept = disk.read(grammar, key)
    if kept is not None:
        return Lark.load(kept)
    made = build(path)
    data, memo = made.memo_serialize([TerminalDef, Rule])
    disk.write(grammar, key, _plain({"data": data, "memo": memo}))
    return made


def _plain(value: Any) -> Any:
    """Lark's tables in plain types: names in them are tokens, widths unbounded."""
    if isinstance(value, dict):
        return {_plain(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return min(value, _WIDEST) if isinstance(value, int) else value


def build(path: Path, **options: Any) -> Lark:
    """Make a parser from a grammar file, without any cache."""
    return Lark.open(str(path), parser="lalr", lexer="basic", **options)
