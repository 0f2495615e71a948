"""Formats of output, one module each.

A module is a `Format`: its `Reporter` is made with a stream and a `Setting`,
given each outcome as it comes, and closed at the end.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TextIO, cast

import msgspec

from ofsted_lint.files.package_data import modules
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.rules.rule import Rule
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.readers import ReadError

if TYPE_CHECKING:  # few formats are tables
    from ofsted_lint.output.tables.authorities import Authorities


class CopySetting(msgspec.Struct, frozen=True):
    """The settings of a copy of a draft.

    `least` is the mildest severity that is noted in its margin; None for the
    usual choice. `fixed`, where fixes are to be tracked changes, takes an
    outcome and a function that tells which edits are possible; it returns the
    fixed text and the ids of the findings that need no note beside their fix.
    """

    least: Severity | None = None
    fixed: Callable[[Outcome, Callable[[Edit], bool]], tuple[str, frozenset[int]]] | None = None


class Setting(msgspec.Struct, frozen=True):
    """The settings of a reporter.

    `rules` are those in force, by id; `shipped` the ids of those that are used
    as they ship, so that their measured precision applies. `root` is the folder
    that paths are relative to. With `suppressed`, suppressed findings are
    written as well and marked as such. `shared` is True if another format is
    printed to the same stream, `coloured` if the output has colour; `leaving`
    registers a function that is called at the end of a run, even a failed one.
    `families` has the family of each rule, `unread` the reasons
    why documents could not be read, complete when a run ends. `fail_on` returns
    the severity from which findings fail the document at a path, or `never`.
    `file` is the name of the file that is written, empty for standard output;
    `copy` is about copies of drafts, `say` prints a notice for the user, and
    `standard_input` is the name of what is read from there, empty if nothing is.
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
    fail_on: Callable[[str], str] = lambda path: "error"
    file: str = ""
    copy: CopySetting = CopySetting()
    say: Callable[[str], None] = lambda text: None
    standard_input: str = ""
    authorities: Authorities | None = None


class Reporter(Protocol):
    """Writes outcomes in one format."""

    def __init__(self, stream: TextIO, setting: Setting) -> None: ...

    def document(self, outcome: Outcome) -> None:
        """Write one document's findings."""

    def close(self) -> None:
        """Write the end of the output; called once, even if nothing was linted."""


class Format(Protocol):
    """A module that is a format of output."""

    @property
    def Reporter(self) -> type[Reporter]:  # noqa: N802 (a class)
        """The class that writes outcomes in this format."""


def formats() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(modules("output/formats"))


def own_file(name: str) -> bool:
    """Return True if a format always goes to a file, which it writes itself at the end."""
    return getattr(importlib.import_module(f"{__name__}.{name}"), "OWN_FILE", False)


def load(name: str) -> type[Reporter]:
    """Return the reporter of a format; its module is imported when it is needed."""
    return cast(Format, importlib.import_module(f"{__name__}.{name}")).Reporter
