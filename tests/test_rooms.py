"""Imports go down the rooms only."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "ofsted_lint"
# From the ground up; a room may import those before it, and itself.
ROOMS = [
    {
        "errors",
        "printable",
        "messages",
        "resources",
        "cache",
        "source",
        "writing",
        "strict",
        "bounded",
        "globs",
        "hashes",
        "tomlfile",
        "git",
    },
    {"readers"},
    {"syntax_compiler"},
    {"syntax"},
    {"document"},
    {"against", "matching"},
    {"finding", "subject", "edits"},
    {"echo"},
    {"wording"},
    {"expressions"},
    {"checks"},
    {"rule"},
    {"suppression"},
    {
        "yamlfile",
        "rulefile",
        "rules",
        "register",
        "engine",
        "fixing",
        "config",
        "packs",
        "precision",
        "skeleton",
        "schema",
    },
    {"selectors", "setup"},
    {
        "xmlwords",
        "colour",
        "terminal",
        "records",
        "tracing",
        "page",
        "letter_record",
        "statement_record",
        "reporters",
        "proof",
        "files",
        "settings",
        "starter",
    },
    {"baseline", "tally", "signoff", "changes", "targets", "comparison"},
    {"showing", "workload"},
    {"holding", "mending", "outlets", "references"},
    {"recording"},
    {"commands"},
    {"cli", "__main__", "__init__"},
]
LEVEL = {name: level for level, names in enumerate(ROOMS) for name in names}


def modules() -> list[tuple[Path, str]]:
    return [(path, path.relative_to(SOURCE).parts[0].removesuffix(".py")) for path in sorted(SOURCE.rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """The rooms that a module imports from."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ofsted_lint"):
            parts = node.module.split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return names - {"__version__"}


def test_every_module_has_its_room() -> None:
    assert {room for _, room in modules()} == set(LEVEL)


def test_no_module_imports_from_a_higher_room() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path, room in modules()
        for name in imported(path)
        if LEVEL[name] > LEVEL[room]
    ]
    assert wrong == []


def test_only_one_module_imports_lark() -> None:
    users = [path.relative_to(SOURCE).as_posix() for path, _ in modules() if "lark" in foreign(path)]
    assert users == ["syntax_compiler.py"]


def test_what_compiles_grammars_is_imported_where_it_is_needed_only() -> None:
    """It brings lark, which a run needs in which a grammar or a rule has changed, and no other."""
    at_once = [
        path.relative_to(SOURCE).as_posix()
        for path, _ in modules()
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom) and "syntax_compiler" in ast.unparse(node)
    ]
    assert at_once == []


def test_checks_do_not_touch_the_syntax() -> None:
    wrong = [path.name for path, room in modules() if room == "checks" and "syntax" in imported(path)]
    assert wrong == []


def test_findings_know_places_and_nothing_else() -> None:
    assert imported(SOURCE / "finding.py") == {"source"}


def test_rich_and_yaml_are_imported_where_they_are_needed_only() -> None:
    users = {name: [p.name for p, _ in modules() if name in foreign(p)] for name in ("rich", "yaml")}
    assert users == {"rich": ["console.py", "terminal.py"], "yaml": ["yamlfile.py"]}


def foreign(path: Path) -> set[str]:
    """The packages of others that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
