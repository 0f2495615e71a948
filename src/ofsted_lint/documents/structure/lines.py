"""A text and the tokens that grammars make of its lines, each made once; and how sure a family is of it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from ofsted_lint.documents import syntax

if TYPE_CHECKING:
    from pathlib import Path

    from ofsted_lint.documents.syntax import Token, Tree
    from ofsted_lint.source.source import Source


class Sureness(IntEnum):
    """How sure a family is that a text is one of its documents.

    `SOME`: it has a sign of one, which is not enough. `ENOUGH`: it may be one,
    which building it will show. `SURE`: it is one.
    """

    NONE = 0
    SOME = 1
    ENOUGH = 2
    SURE = 3


class Lines:
    """A text in which families look for their signs."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._tokens: dict[str | Path, list[Token]] = {}

    def tokens(self, grammar: str | Path) -> list[Token]:
        """The lines of the text as a grammar tells them apart."""
        if grammar not in self._tokens:
            self._tokens[grammar] = syntax.tokens(self.source.printed, grammar)
        return self._tokens[grammar]

    def tree(self, grammar: str | Path) -> Tree:
        """The tree of the text."""
        return syntax.tree(self.tokens(grammar), grammar)
