"""A text and the tokens of its lines by each grammar, made once; and how certain a family is of it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from ofsted_lint.documents import syntax

if TYPE_CHECKING:
    from pathlib import Path

    from ofsted_lint.documents.syntax import Token, Tree
    from ofsted_lint.source.source import Source


class Sureness(IntEnum):
    """The certainty of a family that a text is one of its documents.

    `SOME`: it has a sign of one, which is not enough. `ENOUGH`: it may be one,
    which building it decides. `SURE`: it is one.
    """

    NONE = 0
    SOME = 1
    ENOUGH = 2
    SURE = 3


class Lines:
    """A text in which families search for their signs."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._tokens: dict[str | Path, list[Token]] = {}

    def tokens(self, grammar: str | Path) -> list[Token]:
        """Return the lines of the text as tokens of a grammar."""
        if grammar not in self._tokens:
            self._tokens[grammar] = syntax.tokens(self.source.printed, grammar)
        return self._tokens[grammar]

    def tree(self, grammar: str | Path) -> Tree:
        """Return the syntax tree of the text."""
        return syntax.tree(self.tokens(grammar), grammar)
