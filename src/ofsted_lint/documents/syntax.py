"""Syntax trees of texts, by the tables that syntax_compiler.py makes of the grammars.

A tree's leaves tile the text: every character belongs to exactly one token.
Lark is not imported here: tables are plain data, kept in the user's cache.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from ofsted_lint.files import cache as disk
from ofsted_lint.files import package_data, patterns
from ofsted_lint.source.original import plain_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Pattern, states, rules, first and last state: see `syntax_compiler.tables`.
_KEPT = tuple[str, list[dict[str, int]], list[tuple[str, int]], int, int]


class Token(msgspec.Struct, frozen=True, gc=False):
    """A span of the text: its terminal and its offsets."""

    type: str
    start: int
    end: int


class Tree(msgspec.Struct, frozen=True):
    """A rule of the grammar and its parts."""

    data: str
    children: list[Tree | Token]

    def tokens(self) -> Iterator[Token]:
        """Yield the leaves in order."""
        for child in self.children:
            if isinstance(child, Token):
                yield child
            else:
                yield from child.tokens()


class _Tables:
    """The tables of a grammar, ready to be run; raises ValueError or re.error if they are not valid."""

    __slots__ = ("first", "last", "pattern", "rules", "states")

    def __init__(self, kept: Any) -> None:
        wording, self.states, self.rules, self.first, self.last = kept
        self.pattern = patterns.compiled(wording)
        steps = [self.first, self.last, *(step for state in self.states for step in state.values())]
        if min(steps) < -len(self.rules) or max(steps) >= len(self.states):
            raise ValueError("a step leads out of the tables")


def plain(text: str) -> str:
    """Return the text that the grammars read, in which each kind of space is a plain one.

    So is the carriage return of a Windows line end. Offsets are the same.
    """
    return plain_spaces(text).replace("\r", " ")


def parse(text: str, grammar: str | Path) -> Tree:
    """Return the tree of a text by one of the grammars of documents, which take any text."""
    return tree(tokens(text, grammar), grammar)


def tokens(text: str, grammar: str | Path) -> list[Token]:
    """Return the tokens of a text in order; they tile it."""
    return [Token(found.lastgroup or "", *found.span()) for found in _tables(grammar).pattern.finditer(plain(text))]


def tree(tokens: Iterable[Token], grammar: str | Path) -> Tree:
    """Return the tree of the tokens that a grammar made of a text."""
    tables = _tables(grammar)
    states, stack = tables.states, [tables.first]
    values: list[Any] = []
    for token in tokens:
        step = states[stack[-1]][token.type]
        if step < 0:
            step = _completed(tables, stack, values, token.type)
        stack.append(step)
        values.append(token)
    _completed(tables, stack, values, "$END")
    made: Tree = values[0]
    return made


def _completed(tables: _Tables, stack: list[int], values: list[Any], name: str) -> int:
    """Complete the rules that end before a token of this name; return the state to which the token leads.

    The parts of a rule whose name begins with `_` belong to the rule around it;
    until then they are a list. The list is extended, not copied, so that a
    sequence of a thousand lines takes a thousand steps.
    """
    states, rules, last = tables.states, tables.rules, tables.last
    while stack[-1] != last and (step := states[stack[-1]][name]) < 0:
        rule, size = rules[~step]
        parts: list[Any] = []
        if size:
            for part in values[-size:]:
                if type(part) is not list:
                    parts.append(part)
                elif parts:
                    parts += part
                else:
                    parts = part
            del stack[-size:], values[-size:]
        values.append(parts if rule[0] == "_" else Tree(rule, parts))
        stack.append(states[stack[-1]][rule])
    return stack[-1] if stack[-1] == last else step


@cache
def _tables(grammar: str | Path) -> _Tables:
    """The tables of a grammar.

    Those of the folder `grammar` come with the wheel. Others, and in a checkout all, are kept, and made anew where
    the grammar or the program has changed.
    A name alone is that of one in the folder `grammar`; a path leads to one elsewhere, without its ending.
    """
    if isinstance(grammar, str) and (built := package_data.built(grammar)) is not None:
        return _Tables(msgspec.msgpack.decode(built))
    path = package_data.folder("grammar") / f"{grammar}.lark"
    files = {*package_data.folder("grammar").glob("*.lark"), *path.parent.glob("*.lark")}
    key = disk.key(*(each.read_bytes() for each in sorted(files)))
    kept = disk.read(path.stem, key, _KEPT)
    if kept is not None:
        try:
            return _Tables(kept)
        except (ValueError, re.error):
            pass  # not valid tables: they are made again
    from ofsted_lint.documents import syntax_compiler  # imports lark

    made = syntax_compiler.tables(path)
    disk.write(path.stem, key, made)
    return _Tables(made)
