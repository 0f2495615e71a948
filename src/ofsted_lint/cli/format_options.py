"""The output options: which formats are printed, and which are written to files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from ofsted_lint.cli import inputs
from ofsted_lint.cli.console import Console, silence
from ofsted_lint.cli.options import PARQUET, CheckOptions, options
from ofsted_lint.cli.overwrite_guard import Targets
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.findings.outcome import Outcome, limited
from ofsted_lint.output import colour
from ofsted_lint.output import formats as reporters

if TYPE_CHECKING:
    from ofsted_lint.output.statistics import Statistics
    from ofsted_lint.output.tables.authorities import Authorities

_STATISTICS = "statistics"
# The formats that a person opens, and what they are called.
_OPENED = {"html": "page", "accuracy": "form"}
_GITLAB_FILE = "gl-code-quality-report.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about output."""
    group = parser.add_argument_group("output")
    argument(group, reporters.formats())
    inputs.authorities_argument(group)
    group.add_argument(
        "--max-findings",
        type=_count,
        metavar="N",
        help="show at most N findings of a rule in a document, and how many more there are",
    )
    group.add_argument(
        "--statistics", action="store_true", help="print how many findings there are by rule and by document"
    )
    group.add_argument(
        "--sarif-include-suppressed", action="store_true", help="write suppressed findings to SARIF too, marked as such"
    )
    group.add_argument("--color", choices=colour.WHEN, default="auto", help="whether to print with colour")


def argument(parser: argparse._ActionsContainer, there: Iterable[str]) -> None:
    """Add the option about the output of a command that has these formats."""
    parser.add_argument(
        "--format",
        action="append",
        default=[],
        metavar="NAME[=FILE]",
        help=f"the format: {', '.join(there)}; with =FILE to a file; may be repeated",
    )


def chosen(args: argparse.Namespace, there: Iterable[str]) -> list[str]:
    """Return the formats of a command, the console if none is named; the files are none that it reads."""
    named = together(list(args.format) or ["console"], there)
    Targets(options(args), named)
    return named


def write_each(named: Iterable[str], write: Callable[[str, TextIO], None]) -> None:
    """Write each format, given as `NAME` or `NAME=FILE`, to its file or to standard output."""
    from ofsted_lint.files.atomic_write import written

    with ExitStack() as stack:
        for name in named:
            form, _, file = name.partition("=")
            if form != PARQUET:
                write(form, stack.enter_context(written(file)) if file else sys.stdout)


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of findings")
    return int(text)


def formats(asked: CheckOptions) -> list[str]:
    """Return the formats of a run as `NAME` or `NAME=FILE`: those named, else the usual ones of the environment.

    `ConfigError` if they cannot be combined.
    """
    named = list(asked.format) or _usual(asked)
    printed = [name for name in named if "=" not in name]
    if asked.prints_text and (printed or asked.statistics):
        what = "--diff" if asked.diff else "--fix of standard input"
        raise ConfigError("command line", f"{what} prints no findings; write them to a file: --format json=FILE")
    together(named, reporters.formats())
    if asked.statistics and printed:
        message = f"--statistics is printed, so formats go to files: --format {printed[0]}=FILE"
        raise ConfigError("command line", message)
    return named


def together(named: list[str], there: Iterable[str]) -> list[str]:
    """Return the named formats if `there` has them all; `ConfigError` for an unknown one, or two that are printed."""
    printed = [name for name in named if "=" not in name]
    if len(printed) > 1 and sorted(printed) != ["console", "github"]:
        raise ConfigError("command line", "only one format can be printed; write others to files: --format json=FILE")
    for name in named:
        kind, _, file = name.partition("=")
        known("format", kind, there)
        if file == "-":
            raise ConfigError("command line", f"--format {name} names no file; {kind} alone is printed")
        if not file and "=" not in name and (kind == PARQUET or reporters.own_file(kind)):
            where = "a folder: --format parquet=DIR" if kind == PARQUET else f"a file: --format {kind}=COPY.{kind}"
            raise ConfigError("command line", f"--format {kind} needs {where}")
        if name.endswith("="):
            raise ConfigError("command line", f"--format {name} names no file; {name}FILE does")
    return named


def _usual(asked: CheckOptions) -> list[str]:
    """Return the formats if none is named: they depend on the other options and on the CI system."""
    if asked.prints_text or asked.statistics or asked.write_baseline:
        return []
    if os.environ.get("GITHUB_ACTIONS") and os.environ.get("GITHUB_WORKFLOW"):
        return ["console", "github"]
    return ["console", f"gitlab={_GITLAB_FILE}"] if os.environ.get("GITLAB_CI") else ["console"]


class Outputs:
    """The reporters of a run, which write its findings."""

    def __init__(
        self,
        named: list[str],
        asked: CheckOptions,
        setups: Setups,
        stack: ExitStack,
        console: Console,
        copy: reporters.CopySetting,
    ) -> None:
        self._most = asked.max_findings
        # If nothing is written to files, a run ends when the reader of its output does.
        self._goes_on = bool(asked.record or asked.write_baseline or any("=" in name for name in named))
        setting = _setting(named, asked, setups, stack, console, copy)
        # GitHub's comes first, so that later output cannot be read as commands by its runner.
        ordered = sorted(named, key=lambda name: name != "github")
        self._made: dict[str, reporters.Reporter | Statistics] = {
            name: _reporter(name, setting, stack) for name in ordered
        }
        if asked.statistics:
            from ofsted_lint.output.statistics import Statistics

            self._made[_STATISTICS] = Statistics(sys.stdout)
        if not asked.format and any(name == f"gitlab={_GITLAB_FILE}" for name in named):
            console.say(f"code quality is written to {_GITLAB_FILE}")

    def document(self, outcome: Outcome, most: int = 0) -> None:
        """Report a document; `most` is the configured number of findings of a rule to show, 0 for all."""
        shown = limited(outcome, most if self._most is None else self._most)
        for name, reporter in list(self._made.items()):
            self._attempt(name, partial(reporter.document, shown))

    def close(self, console: Console) -> None:
        """Finish all formats, GitHub's last; one that cannot be written is reported, and the others are finished."""
        for name, reporter in reversed(list(self._made.items())):
            try:
                self._attempt(name, reporter.close)
            except ConfigError as error:
                console.fail(error)

    def _attempt(self, name: str, work: Callable[[], object]) -> None:
        """Let a format write; one that is printed and no longer read is given up, if others are written to files."""
        try:
            work()
        except BrokenPipeError:
            if "=" in name or not self._goes_on:
                raise
            silence()
            self._made.pop(name, None)


def _setting(
    named: list[str],
    asked: CheckOptions,
    setups: Setups,
    stack: ExitStack,
    console: Console,
    copy: reporters.CopySetting,
) -> reporters.Setting:
    """Return the settings of the formats of a run."""
    rules = setups.rules
    return reporters.Setting(
        {name: each.rule for name, each in rules.items()},
        frozenset(name for name, each in rules.items() if each.ships),
        root(),
        asked.sarif_include_suppressed,
        sum("=" not in name for name in named) > 1,
        colour.coloured(sys.stdout, asked.color, os.environ),
        stack.callback,
        {name: Path(each.path).parent.name for name, each in rules.items()},
        console.unread,
        lambda path: setups.of(path).fail_on,
        copy=copy,
        say=console.say,
        standard_input=asked.stdin_filename if "-" in asked.paths else "",
        authorities=_authorities(asked),
    )


def _authorities(asked: CheckOptions) -> Authorities | None:
    """Return the list of authorities that a user has given; None if there is none: most runs import nothing for it."""
    if asked.authorities is None:
        return None
    from ofsted_lint.cli import table_options

    return table_options.authorities(asked)


def say_written(named: list[str], console: Console) -> None:
    """Say which page or form was written, if nothing is printed: whoever opens it should know where it is."""
    if all("=" in name for name in named):
        for form, what in _OPENED.items():
            if made := [name.partition("=")[2] for name in named if name.partition("=")[0] == form]:
                console.say(f"the {what} is written to {', '.join(made)}")


def _reporter(name: str, setting: reporters.Setting, stack: ExitStack) -> reporters.Reporter:
    """Return the reporter of `NAME` or `NAME=FILE`."""
    form, _, file = name.partition("=")
    stream = sys.stdout
    if file and not reporters.own_file(form):
        from ofsted_lint.files.atomic_write import written

        stream = stack.enter_context(written(file))
    return reporters.load(form)(stream, replace(setting, file=file))


def root() -> str:
    """Return the folder that paths are relative to for the CI system, else the working directory."""
    return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or str(Path.cwd())
