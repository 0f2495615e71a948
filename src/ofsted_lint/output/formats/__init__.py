"""Formats of output, one module each.

A module offers `Reporter`, made with a stream and a `Setting`; it is given
each outcome as it comes and is closed at the end.
"""

from __future__ import annotations

import importlib
import os
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TextIO

import msgspec

from ofsted_lint.files.package_data import modules
from ofsted_lint.linting.engine import Outcome
from ofsted_lint.output.records import path_text
from ofsted_lint.rules.rule import Rule


class Setting(msgspec.Struct, frozen=True):
    """What a reporter may want to know besides the outcomes.

    `rules` are those in force, by id; `shipped` the ids of those that are as
    they ship, so that their measured precision holds. `root` is the folder that
    paths are told from; `suppressed` asks for what is kept quiet as well,
    marked so; `shared` says that another format is printed to the same stream,
    `coloured` whether colour is; `leaving` takes what must be done at the end of
    a run however it ends. `families` has the family of each rule.
    """

    rules: Mapping[str, Rule]
    shipped: frozenset[str] = frozenset()
    root: str = ""
    suppressed: bool = False
    shared: bool = False
    coloured: bool = False
    leaving: Callable[[Callable[[], None]], object] = lambda work: None
    families: Mapping[str, str] = {}


class Reporter(Protocol):
    """Writes outcomes in one format."""

    def __init__(self, stream: TextIO, setting: Setting) -> None: ...

    def document(self, outcome: Outcome) -> None:
        """Write one document's findings."""

    def close(self) -> None:
        """Write what stands at the end; called once, also where nothing was linted."""


def formats() -> tuple[str, ...]:
    """The names of the formats there are."""
    return tuple(modules("output/formats"))


def load(name: str) -> type[Reporter]:
    """The reporter of a format; its module is imported only now."""
    module: Any = importlib.import_module(f"{__name__}.{name}")
    reporter: type[Reporter] = module.Reporter
    return reporter


def relative(path: str, root: str) -> str:
    """A path as it is from a folder, with plain slashes; one that lies outside stays whole."""
    whole = os.path.abspath(path)
    inside = root and os.path.commonpath([whole, os.path.abspath(root)]) == os.path.abspath(root)
    return path_text((os.path.relpath(whole, root) if inside else path).replace(os.sep, "/"))


def counted(counts: Counter[str]) -> str:
    """Severities counted in words: “2 errors, 1 warning”."""
    plural = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
    single = {"error": "error", "warning": "warning", "advice": "piece of advice"}
    return ", ".join(
        f"{counts[name]:,} {single[name] if counts[name] == 1 else plural[name]}" for name in plural if counts[name]
    )


def quiet(outcome: Outcome) -> dict[str, int]:
    """How many findings of a document are not shown, by the reason."""
    return {
        "suppressed with a reason": len(outcome.suppressed),
        "known to the baseline": len(outcome.held),
        "not of this change": len(outcome.before),
    }


def told(counts: Counter[str]) -> str:
    """What is not shown, counted in words; empty where all is."""
    return ", ".join(f"{count:,} {why}" for why, count in counts.items() if count)
