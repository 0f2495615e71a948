"""Every module that is a kind of check, a reader, a format or a command keeps to its protocol."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, cast

import pytest

from ofsted_lint import checks
from ofsted_lint.cli import commands
from ofsted_lint.output import formats
from ofsted_lint.source import readers
from tests.conftest import ROOT

_TYPED = ROOT / "tests" / "make" / "typed_modules.py"
# The functions of each protocol: those that a module must have, and those that it may have.
_KINDS = (checks.CheckKind, (checks.MayGiveEdits, checks.Validates, checks.Explains))
_READERS = (readers.Reader, (readers.Rereads,))
_COMMANDS = (commands.Command, ())
# A protocol's words for what a module calls otherwise.
_SAME = {"P": "Params", "_Given": "Params", "Check": "Callable[[CheckContext], Iterator[Hit]]"}


def modules(of: str) -> Iterator[tuple[str, str, ModuleType]]:
    """All modules of a registry: its protocol, how it is imported, the module."""
    found: dict[str, tuple[Callable[[str], Any], Any]] = {
        "CheckKind": (checks.load, checks.kind_names()),
        "Reader": (readers.load, readers.reader_names()),
        "Command": (commands.load, commands.command_names()),
    }
    load, names = found[of]
    for name in sorted(names):
        module = cast(ModuleType, load(name))
        yield of, module.__name__, module


ALL = [each for of in ("CheckKind", "Reader", "Command") for each in modules(of)]


def signatures(owner: Any) -> dict[str, tuple[list[tuple[str, Any]], Any]]:
    """The public functions of a module or a protocol: names and annotations of parameters, and what comes back."""
    made = {}
    for name, function in inspect.getmembers(owner, inspect.isfunction):
        if not inspect.isfunction(function) or name.startswith("_"):
            continue
        signature = inspect.signature(function)
        given = [(each.name, _SAME.get(each.annotation, each.annotation)) for each in signature.parameters.values()]
        back = _SAME.get(signature.return_annotation, signature.return_annotation)
        made[name] = ([each for each in given if each[0] != "self"], back)
    return made


@pytest.mark.parametrize(("of", "name", "module"), ALL, ids=[each[1].removeprefix("ofsted_lint.") for each in ALL])
def test_a_module_has_the_functions_of_its_protocol(of: str, name: str, module: ModuleType) -> None:
    protocol, more = {"CheckKind": _KINDS, "Reader": _READERS, "Command": _COMMANDS}[of]
    must, may = signatures(protocol), {key: of for each in more for key, of in signatures(each).items()}
    own = {
        key: value for key, value in signatures(module).items() if getattr(vars(module)[key], "__module__", "") == name
    }
    assert {key: own.get(key) for key in must} == must
    assert {key: own[key] for key in may if key in own} == {key: may[key] for key in may if key in own}
    assert module.__doc__, "its docstring says what it is"


@pytest.mark.parametrize("kind", checks.kind_names())
def test_a_kind_has_no_other_public_functions(kind: str) -> None:
    """A function with a slip in its name would be passed over without a word."""
    module = cast(ModuleType, checks.load(kind))
    known = {name for each in (_KINDS[0], *_KINDS[1]) for name in signatures(each)}
    public = {name for name in signatures(module) if vars(module)[name].__module__ == module.__name__}
    assert public - known == set()


@pytest.mark.parametrize("form", formats.formats())
def test_a_format_has_a_reporter(form: str) -> None:
    made = signatures(formats.load(form))
    assert {name: made.get(name) for name in signatures(formats.Reporter)} == signatures(formats.Reporter)


def test_mypy_sees_every_module_as_its_protocol() -> None:
    """Set UPDATE_SNAPSHOTS=1 to write the list anew."""
    if os.environ.get("UPDATE_SNAPSHOTS"):
        _TYPED.write_text(typed_modules(), "utf-8")
    assert _TYPED.read_text("utf-8") == typed_modules()


def typed_modules() -> str:
    """A module in which every plug-in is assigned to its protocol, for the type checker."""
    lines = []
    for of, module in [
        *((of, name) for of, name, _ in ALL),
        *(("Format", f"ofsted_lint.output.formats.{form}") for form in sorted(formats.formats())),
    ]:
        last = module.rpartition(".")[2]
        alias = f"{of.lower()}_{last.rstrip('_')}"
        lines.append((module, last, alias, f"{of}[{alias}.Params]" if of == "CheckKind" else of))
    return "\n".join(
        [
            '"""Lines for the type checker: each module with its protocol.',
            "",
            "`UPDATE_SNAPSHOTS=1 pytest tests/test_protocols.py` writes it.",
            '"""',
            "",
            "# ruff: noqa",
            "# fmt: off",
            "from __future__ import annotations",
            "",
            "from ofsted_lint.checks import CheckKind",
            "from ofsted_lint.cli.commands import Command",
            "from ofsted_lint.output.formats import Format",
            "from ofsted_lint.source.readers import Reader",
            "",
            *(f"from {module.rpartition('.')[0]} import {last} as {alias}" for module, last, alias, _ in lines),
            "",
            *(f"{alias}_typed: {of} = {alias}" for _, _, alias, of in lines),
            "",
        ]
    )
