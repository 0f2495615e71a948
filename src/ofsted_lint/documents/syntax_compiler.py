"""Tables of grammars, and syntax trees of rules' expressions: the only module that imports lark.

The tables are run in syntax.py. Reading a text with a cached table, by rules
that have not changed, needs nothing of this module.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import lark
from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.parsers.lalr_analysis import Shift

from ofsted_lint.files.package_data import folder

if TYPE_CHECKING:
    from pathlib import Path

    from lark.grammar import Rule
    from lark.lexer import BasicLexer

__all__ = ["LARKS", "Refused", "Token", "Tree", "Unsuited", "build", "expression", "tables"]

# The versions of Lark whose internal tables are known to be as they are read here.
LARKS = ("1.2", "1.3")


class Unsuited(Exception):
    """A grammar, or a version of Lark, whose trees the loop in syntax.py would not build as Lark does."""


class Refused(Exception):
    """A text that its grammar does not accept: the reason, and the offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def build(path: Path, **options: Any) -> Lark:
    """Make a parser from a grammar file, without any cache."""
    folders = [str(folder("grammar"))]  # a grammar elsewhere imports the lines of documents from there
    return Lark.open(str(path), parser="lalr", lexer="basic", import_paths=folders, **options)


def tables(path: Path) -> tuple[str, list[dict[str, int]], list[tuple[str, int]], int, int]:
    """Return Lark's tables of a grammar file as plain data; raise `Unsuited` if they are not complete.

    The pattern of the next token, whose name is that of the group that matched;
    the states, each with the state to which the name of a token or rule leads,
    or `-1 - n` if rule n is complete; the rules, each with its name and the
    number of its parts; the state in which a text begins, and that in which it
    is complete.
    """
    if not lark.__version__.startswith(tuple(f"{minor}." for minor in LARKS)):
        raise Unsuited(f"install lark {' or '.join(LARKS)}: lark {lark.__version__} may keep its tables otherwise")
    made: Any = build(path).parser
    table = made.parser._parse_table
    rules = sorted(made.parser_conf.rules, key=str)
    for rule in rules:
        _suits(rule)
    order = _reached(table.states, table.start_states["start"])
    codes = {state: place for place, state in enumerate(order)} | {rule: ~place for place, rule in enumerate(rules)}
    states = [{str(name): codes[to] for name, (_, to) in sorted(table.states[state].items())} for state in order]
    sizes = [(str(rule.origin.name), len(rule.expansion)) for rule in rules]
    return _pattern(made.lexer), states, sizes, 0, codes[table.end_states["start"]]


def _reached(states: dict[int, dict[str, Any]], first: int) -> list[int]:
    """Return the states in the order in which they are reached, since Lark's numbers vary from run to run."""
    order = [first]
    seen = {first}
    for state in order:
        for _, (action, to) in sorted(states[state].items(), key=lambda step: str(step[0])):
            if action is Shift and to not in seen:
                seen.add(to)
                order.append(to)
    return order


def _pattern(lexer: BasicLexer) -> str:
    """The one pattern by which a lexer works, if that is all it does."""
    first, *more = lexer.scanner._mres
    if more or lexer.g_regex_flags or lexer.use_bytes:
        raise Unsuited("a grammar of documents needs terminals that make one pattern, of text and without flags")
    if lexer.ignore_types or lexer.callback:
        raise Unsuited("a grammar of documents needs terminals that all count, and none that turns into another")
    return str(first.pattern)


def _suits(rule: Rule) -> None:
    """Refuse a rule if Lark does not keep exactly its parts, under its own name."""
    options = rule.options
    if rule.alias or options.expand1 or options.template_source or any(options.empty_indices):
        raise Unsuited(f"write “{rule.origin.name}” without “?”, “->”, “[…]” and templates")
    for part in rule.expansion:
        if part.is_term and getattr(part, "filter_out", False):
            raise Unsuited(f"name the terminal {part.name} in “{rule.origin.name}” so that its text is kept")


def expression(text: str) -> Tree[Token]:
    """Return the syntax tree of a rule's expression; raise `Refused` if it is not one."""
    try:
        return _expressions().parse(text)
    except UnexpectedInput as error:
        raise _refused(text, error) from None


@cache
def _expressions() -> Lark:
    return build(folder("grammar") / "expression.lark")


def _refused(text: str, error: UnexpectedInput) -> Refused:
    at = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else len(text)
    if isinstance(error, UnexpectedCharacters):
        return Refused(f"“{text[at]}” means nothing here", at)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return Refused(f"“{error.token}” was not expected here", at)
    return Refused("the expression ends too soon", len(text))
