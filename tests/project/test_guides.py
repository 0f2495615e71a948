"""The guides: their words are spelt right, their links lead somewhere, and what they show can be read as what it is."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ofsted_lint.checks.words.listed import is_word
from ofsted_lint.cli import commands
from ofsted_lint.cli.parser import Parser
from tests.conftest import ROOT

GUIDES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("editors/*/*.md")))
OWN = frozenset((ROOT / "tests" / "project" / "words.txt").read_text("utf-8").split())
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"https?://\S+|\S*[/\\@_=<>{}$]\S*|\S+\.(?:py|md|yaml|toml|json|txt|html|js|zip|csv)\b|“[^”]*”")


def tokens(path: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8"))


def inline(path: Path) -> Iterator[Token]:
    for token in tokens(path):
        yield from token.children or ()


def guides(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("path", guides(GUIDES))
def test_words_are_spelt_right(path: Path) -> None:
    """A word that is right and in no list is added to words.txt; quoted words may be wrong on purpose."""
    prose = _NOT_PROSE.sub(" ", " ".join(token.content for token in inline(path) if token.type == "text"))
    words = {word.removesuffix("’s").removesuffix("'s") for word in _WORD.findall(prose)}
    unknown = {word for word in words if len(word) > 1 and not (word[0].isupper() or is_word(word))}
    assert sorted(unknown - OWN) == []


@pytest.mark.parametrize("path", guides(GUIDES))
def test_links_lead_somewhere(path: Path) -> None:
    targets = {str(token.attrs.get("href") or token.attrs.get("src") or "") for token in inline(path)}
    local = [target for target in targets if target and not re.match(r"https?:|mailto:|#", target)]
    assert [target for target in local if not (path.parent / target.partition("#")[0]).exists()] == []
    parts = [(path, target) for target in targets if target.startswith("#")]
    parts += [(path.parent / file, f"#{part}") for file, _, part in (each.partition("#") for each in local) if part]
    assert [part for file, part in parts if part.removeprefix("#") not in headings(file)] == []


def headings(path: Path) -> set[str]:
    """Return the names of the headings of a guide, as links name them."""
    found = tokens(path)
    texts = [after.content for token, after in pairwise(found) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}


@pytest.mark.parametrize("path", guides(GUIDES))
def test_code_is_what_it_says(path: Path) -> None:
    """Python, JSON, TOML and YAML can be read; in shell, each command of the linter and each option is there."""
    reading: dict[str, Callable[[str], object]] = {
        "python": compile_,
        "json": read_json,
        "toml": tomllib.loads,
        "yaml": read_yaml,
        "sh": shell,
    }
    for token in tokens(path):
        if token.type == "fence" and (read := reading.get(token.info.partition(" ")[0])):
            read(token.content)


def compile_(code: str) -> None:
    compile(code, "guide", "exec")


def read_yaml(code: str) -> None:
    assert list(yaml.safe_load_all(code))


def read_json(code: str) -> None:
    """Read JSON in which “…” is for what was left out."""
    json.loads(re.sub(r",?\s*…", "", code))


def shell(code: str) -> None:
    for line in code.replace("\\\n", " ").splitlines():
        for part in re.split(r"[|;]|&&", line.partition(" #")[0]):
            words = shlex.split(part, comments=True) if "ofsted-lint" in part else []
            if words[:1] == ["ofsted-lint"]:
                known(words[1:])


def known(words: list[str]) -> None:
    """Assert that a command line names a command and options that there are."""
    if words[:1] in (["--help"], ["--version"]):
        return
    name = words[0] if words and words[0] in commands.command_names() else "check"
    parser = Parser(prog=name)
    commands.load(name).arguments(parser)
    options = {option for action in parser.actions for option in action.option_strings} | {"--help"}
    named = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    assert named - options == set()
