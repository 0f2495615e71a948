"""Make the generated files of a wheel, by their names."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import suppress
from pathlib import Path

import msgspec

import ofsted_lint
from ofsted_lint.checks.expressions import asserts_module
from ofsted_lint.checks.kinds import assert_
from ofsted_lint.documents import syntax, syntax_compiler
from ofsted_lint.documents.kinds import KINDS
from ofsted_lint.files import patterns
from ofsted_lint.rules import catalogue, plan
from ofsted_lint.rules.rule import Loaded

# The grammars of all families.
_GRAMMARS = tuple(kind.grammar for kind in KINDS.values() if isinstance(kind.grammar, str))


def files(root: Path) -> dict[str, bytes]:
    """Return the tables of the grammars, the plan of the rules of a checkout, and their assertions as Python."""
    tables = {name: syntax_compiler.tables(root / "grammar" / f"{name}.lark") for name in _GRAMMARS}
    rules = catalogue.sound(root / "rules")
    made = {name: msgspec.msgpack.encode(table) for name, table in tables.items()}
    made[plan.NAME] = msgspec.msgpack.encode(plan.made(rules, str(root / "rules")))
    return made | {"asserts.py": asserts(rules).encode(), patterns.NAME: _patterns()}


def _patterns() -> bytes:
    """Return the compiled patterns of all modules that can be imported with what builds the wheel."""
    for module in pkgutil.walk_packages(ofsted_lint.__path__, "ofsted_lint.", onerror=lambda name: None):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):
                importlib.import_module(module.name)
    for grammar in _GRAMMARS:
        syntax.tokens("", grammar)
    return patterns.built()


def asserts(rules: list[Loaded]) -> str:
    """Return the assertions of rules as the text of a Python module."""
    return asserts_module.written(
        {
            each.rule.id: msgspec.convert(each.rule.params, assert_.Params).texts
            for each in rules
            if each.rule.check == "assert"
        }
    )
