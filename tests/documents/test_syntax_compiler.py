"""Lark compiles, a loop runs: the same trees, of any text, by each grammar of documents."""

from __future__ import annotations

import logging
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import lark
import pytest
from hypothesis import given, settings
from lark import Lark, Token, logger

from ofsted_lint.documents import syntax
from ofsted_lint.documents.syntax_compiler import LARKS, Unsuited, build, tables
from ofsted_lint.files.package_data import folder
from tests.conftest import ROOT
from tests.documents.test_grammar import texts

GRAMMARS = ("ilacs", "letter", "statement")


Stack = tuple[int, ...]


def after(steps: Any, stack: Stack, name: str) -> Stack | None:
    """Return the stack of states after a terminal, by Lark's table; None where the terminal is refused."""
    states = list(stack)
    while step := steps.states[states[-1]].get(name):
        action, to = step
        if action.name == "Shift":
            return (*states, to)
        del states[len(states) - len(to.expansion) :]
        states.append(steps.states[states[-1]][to.origin.name][1])
        if name == "$END" and states[-1] == steps.end_states["start"]:
            return tuple(states)
    return None


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_every_reachable_state_takes_every_line(grammar: str) -> None:
    """Walks all stacks that the parser can reach; each must take each terminal and the end."""
    lark: Any = build(folder("grammar") / f"{grammar}.lark")
    steps = lark.parser.parser._parse_table
    names = [terminal.name for terminal in lark.terminals]
    begin: Stack = (steps.start_states["start"],)
    way: dict[Stack, tuple[Stack, str]] = {begin: (begin, "")}  # from where each was reached, and by what
    todo, refused = [begin], []
    for stack in todo:
        refused += [(way[stack], "$END")] if after(steps, stack, "$END") is None else []
        for name in names:
            new = after(steps, stack, name)
            if new is None:
                refused.append((way[stack], name))
            elif new not in way:
                way[new] = (stack, name)
                todo.append(new)
    assert refused == []
    assert len(way) > 20


@pytest.mark.parametrize("grammar", [*GRAMMARS, "expression"])
def test_the_grammar_has_no_conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> None:
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(caplog.handler)
    try:
        build(folder("grammar") / f"{grammar}.lark", debug=True)
    finally:
        logger.removeHandler(caplog.handler)
        logger.setLevel(level)
    assert caplog.messages == []


@cache
def parser(grammar: str) -> Lark:
    return build(folder("grammar") / f"{grammar}.lark")


def theirs(text: str, grammar: str) -> Any:
    """The tree that Lark makes of a text."""

    def plain(item: Any) -> Any:
        if isinstance(item, Token):
            return item.type, item.start_pos, item.end_pos
        return str(item.data), [plain(child) for child in item.children]

    return plain(parser(grammar).parse(syntax.plain(text)))


def ours(text: str, grammar: str) -> Any:
    """The tree that the loop makes of a text."""

    def plain(item: syntax.Tree | syntax.Token) -> Any:
        if isinstance(item, syntax.Token):
            return item.type, item.start, item.end
        return item.data, [plain(child) for child in item.children]

    return plain(syntax.parse(text, grammar))


@pytest.mark.parametrize("grammar", GRAMMARS)
@settings(max_examples=150)
@given(text=texts)
def test_any_lines_give_the_tree_that_lark_gives(grammar: str, text: str) -> None:
    assert ours(text, grammar) == theirs(text, grammar)


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_the_examples_give_the_trees_that_lark_gives(grammar: str) -> None:
    found = sorted((ROOT / "examples").rglob("*.txt"))
    assert len(found) > 5
    for path in found:
        text = path.read_bytes().decode()
        assert ours(text, grammar) == theirs(text, grammar), path


def _corpus_gives_the_same_trees(shared: Path, grammar: str, step: int) -> None:
    found = sorted((shared / "corpus").rglob("*.txt"))[::step]
    assert len(found) > 10
    for path in found:
        text = path.read_bytes().decode()
        assert ours(text, grammar) == theirs(text, grammar), path


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_a_sample_of_the_corpus_gives_the_trees_that_lark_gives(shared: Path, grammar: str) -> None:
    _corpus_gives_the_same_trees(shared, grammar, step=29)


@pytest.mark.slow
@pytest.mark.parametrize("grammar", GRAMMARS)
def test_the_whole_corpus_gives_the_trees_that_lark_gives(shared: Path, grammar: str) -> None:
    _corpus_gives_the_same_trees(shared, grammar, step=1)


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_the_tables_have_every_step_of_larks_and_no_other(grammar: str) -> None:
    """Walks both side by side from the first state."""
    made: Any = parser(grammar).parser
    table, (_, states, rules, first, last) = made.parser._parse_table, tables(folder("grammar") / f"{grammar}.lark")
    same, todo = {table.start_states["start"]: first}, [table.start_states["start"]]
    for state in todo:
        steps, mine = table.states[state], states[same[state]]
        assert set(steps) == set(mine)
        for name, (action, to) in steps.items():
            if action.name == "Reduce":
                assert rules[-1 - mine[name]] == (to.origin.name, len(to.expansion))
            elif to not in same:
                same[to] = mine[name]
                todo.append(to)
            else:
                assert same[to] == mine[name]
    assert (len(same), same[table.end_states["start"]]) == (len(states), last)


UNSUITED = {
    "two terminals, one within the other": 'start: (WORD | "plans")+\nWORD: /[a-z]+/',
    "a terminal that is ignored": "start: WORD+\nWORD: /[a-z]+/\nSPACE: / /\n%ignore SPACE",
    "a terminal whose text is dropped": "start: _MARK WORD\n_MARK: /!/\nWORD: /[a-z]+/",
    "a rule that gives way to its only part": "start: item+\n?item: WORD\nWORD: /[a-z]+/",
    "a rule under another name": "start: WORD -> text\nWORD: /[a-z]+/",
    "a part that may be missing and is counted": "start: WORD [MARK]\nMARK: /!/\nWORD: /[a-z]+/",
    "a template": "start: two{WORD}\ntwo{x}: x x\nWORD: /[a-z]+/",
}


@pytest.mark.parametrize("grammar", UNSUITED.values(), ids=UNSUITED)
def test_a_grammar_that_asks_for_more_than_the_loop_does_is_refused(tmp_path: Path, grammar: str) -> None:
    path = tmp_path / "odd.lark"
    path.write_text(grammar, "utf-8")
    with pytest.raises(Unsuited):
        tables(path)


def test_tables_of_a_lark_that_is_not_known_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lark, "__version__", "1.20.0")
    with pytest.raises(Unsuited, match=r"install lark 1\.2 or 1\.3: lark 1\.20\.0"):
        tables(folder("grammar") / "ilacs.lark")


def test_the_project_asks_for_the_larks_that_are_known() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    major, last = LARKS[-1].split(".")
    (lark,) = (each for each in asked if each.startswith("lark"))
    assert re.fullmatch(rf"lark>={re.escape(LARKS[0])}(\.\d+)?,<{major}\.{int(last) + 1}", lark)
