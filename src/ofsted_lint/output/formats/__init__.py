"""Formats of output, one module each.

A module is a `Format`: its `Reporter` is made with a stream and a `Setting`,
given each outcome as it comes, and closed at the end.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TextIO, cast

import msgspec

from ofsted_lint.files.package_data import modules
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.rules.rule import Rule
from ofsted_lint.source.readers import ReadError


class Setting(msgspec.Struct, frozen=True):
    """What a reporter may want to know besides the outcomes.

    `rules` are those in force, by id; `shipped` the ids of those that are as
    they ship, so that their measured precision holds. `root` is the folder that
    paths are told from; `suppressed` asks for what is kept quiet as well,
    marked so; `shared` says that another format is printed to the same stream,
    `coloured` whether colour is; `leaving` takes what must be done at the end of
    a run however it ends. `families` has the family of each rule. `unread`
    has, when a run ends, why documents could not be read.
    """

    rules: Mapping[str, Rule]
    shipped: frozenset[str] = frozenset()
    root: str = ""
    suppressed: bool = False
    shared: bool = False
    coloured: bool = False
    leaving: Callable[[Callable[[], None]], object] = lambda work: None
    families: Mapping[str, str] = {}
    unread: Sequence[ReadError] = ()


class Reporter(Protocol):
    """Writes outcomes in one format."""

    def __init__(self, stream: TextIO, setting: Setting) -> None: ...

    def document(self, outcome: Outcome) -> None:
        """Write one document's findings."""

    def close(self) -> None:
        """Write what stands at the end; called once, also where nothing was linted."""


class Format(Protocol):
    """A module that is a format of output."""

    @property
    def Reporter(self) -> type[Reporter]:  # noqa: N802 (a class)
        """What writes outcomes in this format."""


def formats() -> tuple[str, ...]:
    """The names of the formats there are."""
    return tuple(modules("output/formats"))


def load(name: str) -> type[Reporter]:
    """Return the reporter of a format; its module is imported only now."""
    return cast(Format, importlib.import_module(f"{__name__}.{name}")).Reporter
