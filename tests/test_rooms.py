"""Imports go down the floors only, and no modules import each other in a circle."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks import house, imports
from ofsted_lint.documents.kinds import KINDS
from tests.conftest import ROOT

GRAPH = house.graph()
# Inside a room each folder or module imports from those of earlier groups, and not from others of its own.
INSIDE = {
    "documents": [
        {"frameworks", "values", "syntax_compiler"},
        {"syntax"},
        {"structure"},
        {"mentions"},
        {"document"},
        {"ofsted_document"},
        {kind.package.rpartition(".")[2] for kind in KINDS.values()},
        {"kinds"},
        {"outline"},
    ],
    "checks": [{"context"}, {"terms"}, {"words"}, {"expressions"}, {"shared"}, {"kinds"}],
}
LARK = ["documents.syntax_compiler"]
YAML = ["files.yaml_file"]
RICH = ["output.formats.console", "output.terminal"]
# How many modules a plain run may import: those that `-X importtime` lists, and all; and what it has no use for.
MOST_LISTED, MOST_LOADED = 162, 214
NOT_NEEDED = {
    *("lark", "yaml", "rich", "rapidfuzz"),
    *("subprocess", "multiprocessing", "hashlib", "json", "zipfile", "email", "glob", "shlex"),
}


def foreign(path: Path) -> set[str]:
    """Return the packages of others that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def users(package: str) -> list[str]:
    return [name for name, path in house.modules().items() if package in foreign(path)]


def test_every_module_lies_in_a_room() -> None:
    assert {house.room(name) for name in GRAPH} - set(house.FLOOR) == {"", "__main__", "version"}


def test_no_module_imports_from_its_own_floor_or_a_higher_one() -> None:
    assert house.upwards(GRAPH) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert house.circles(GRAPH) == []


@pytest.mark.parametrize("room", INSIDE)
def test_inside_a_room_imports_go_down_as_well(room: str) -> None:
    level = {name: number for number, names in enumerate(INSIDE[room]) for name in names}
    wrong = [
        f"{one} imports {other}"
        for one, others in GRAPH.items()
        for other in others
        if one.startswith(f"{room}.") and other.startswith(f"{room}.")
        if (mine := one.split(".")[1]) in level and (theirs := other.split(".")[1]) in level and mine != theirs
        if level[theirs] >= level[mine]
    ]
    assert wrong == []


def test_no_kind_of_check_imports_another() -> None:
    kinds = {name for name in GRAPH if name.startswith("checks.kinds.")}
    assert {name: GRAPH[name] & kinds for name in kinds if GRAPH[name] & kinds} == {}


@pytest.mark.parametrize(
    ("package", "modules"),
    [
        pytest.param("lark", LARK, id="Lark is imported by the module that compiles grammars"),
        pytest.param("yaml", YAML, id="YAML is imported by the module that reads it"),
        pytest.param("rich", RICH, id="rich is imported by the modules that print for people"),
    ],
)
def test_a_library_is_imported_in_its_place_only(package: str, modules: list[str]) -> None:
    assert users(package) == modules


def test_checks_never_parse() -> None:
    parsing = {"documents", "documents.syntax", "documents.syntax_compiler"}
    reading = {"checks.kinds", "checks.terms"}
    wrong = [name for name in GRAPH if ".".join(name.split(".")[:2]) in reading and GRAPH[name] & parsing]
    assert wrong == []


def test_the_house_stays_small() -> None:
    measured = house.sizes()
    folders = [path for path in house.SOURCE.iterdir() if path.is_dir() and not path.name.startswith("_")]
    assert len(folders) <= 12
    assert len(measured.long_functions) <= 0.015 * measured.functions
    assert len(measured.long_files) <= 8


def test_a_plain_run_imports_few_modules() -> None:
    found = imports.imported()
    assert len(found.listed) <= MOST_LISTED
    assert len(found.own) <= MOST_LOADED
    assert found.others & NOT_NEEDED <= imports.with_values()  # old versions of msgspec import json themselves


def test_the_picture_of_the_house_is_the_house() -> None:
    assert (ROOT / "docs" / "architecture.svg").read_text("utf-8") == house.picture()
