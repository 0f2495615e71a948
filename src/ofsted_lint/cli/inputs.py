"""What commands share: rules to load, documents to read, and what is said of failures."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from ofsted_lint import documents as document
from ofsted_lint.configuration import projects
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.files.printable import printable
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.source.discovery import Found, NothingFound, find
from ofsted_lint.source.readers import DEFAULT_LIMIT, EmptyError, ReadError, read_file, read_stream

_QUIET_SECONDS = 1.0
_STANDARD_INPUT = Found(Path("-"), False)


class Failures(msgspec.Struct):
    """What could not be done; each failure is told on standard error as it comes."""

    count: int = 0

    def tell(self, message: str) -> None:
        self.count += 1
        say(message)


def say(message: str) -> None:
    """A line for people on standard error."""
    print(printable(f"ofsted-lint: {message}"), file=sys.stderr)


def path_arguments(parser: argparse.ArgumentParser, at_least: str = "+") -> None:
    """The options about what to read; `at_least` is how many paths there must be, as argparse has it."""
    parser.add_argument(
        "paths", nargs=at_least, metavar="PATH", help="a file, a folder, a pattern, or - for standard input"
    )
    reading_arguments(parser)


def reading_arguments(parser: argparse.ArgumentParser) -> None:
    """The options about how documents are read."""
    config_arguments(parser)
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave excluded files out also where they are named"
    )
    parser.add_argument(
        "--kind",
        metavar="KIND",
        help=f"what the documents are, where that is not told from the text: {', '.join(document.KINDS)}",
    )
    parser.add_argument("--stdin-filename", default="stdin", metavar="NAME", help="the name to show for standard input")
    parser.add_argument(
        "--max-size",
        type=_megabytes,
        default=DEFAULT_LIMIT,
        metavar="MB",
        help=f"refuse larger files (default {DEFAULT_LIMIT // 1_000_000})",
    )


def published_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="the day on which the report was or will be published, as 2024-06-30 (else taken from the file's name)",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day like 2024-06-30") from None


def config_arguments(parser: argparse.ArgumentParser) -> None:
    """The options about configuration files."""
    parser.add_argument(
        "--config", metavar="FILE", help="the configuration file (else the nearest ofsted-lint.toml or pyproject.toml)"
    )
    parser.add_argument("--isolated", action="store_true", help="read no configuration file at all")


def rule_arguments(parser: argparse.ArgumentParser) -> None:
    """The options about which rules are in force."""
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--rules",
        action="append",
        default=[],
        metavar="NAME",
        help="a folder of rule files or an installed pack to use as well; may be repeated",
    )
    chosen = "ids of rules, patterns of ids, families (folders of rules) or all; with commas, or repeated"
    for option, metavar, said in (
        ("--select", "RULES", f"use these rules only: {chosen}"),
        ("--ignore", "RULES", "leave these rules out, named in the same ways"),
        ("--only", "RULE", "use this rule and no other, whatever is configured; may be repeated"),
    ):
        group.add_argument(option, action="append", metavar=metavar, help=said)


def _megabytes(text: str) -> int:
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not 0 < size < 10_000:
        raise argparse.ArgumentTypeError(f"“{text}” is no size in megabytes")
    return int(size * 1_000_000)


class Setups(projects.Setups):
    """What holds for each document of a command line; rules that are wrong are told."""

    def __init__(self, args: argparse.Namespace, failures: Failures) -> None:
        super().__init__(_asked(args), failures.tell)


def _asked(args: argparse.Namespace) -> Asked:
    """What a command line says of configuration."""
    said = {key: getattr(args, key, None) for key in ("select", "ignore", "only")}
    if said["only"] and (said["select"] or said["ignore"]):
        raise ConfigError("command line", "--only names all rules that are to be used: leave --select and --ignore out")
    chosen = {key: tuple(_split(words)) for key, words in said.items() if words}
    return Asked(
        config=getattr(args, "config", None),
        isolated=getattr(args, "isolated", False),
        rules=tuple(getattr(args, "rules", ())),
        fail_on=getattr(args, "fail_on", None),
        **chosen,
    )


def _split(words: list[str]) -> list[str]:
    """The words of an option that may be repeated and hold several with commas."""
    return [word.strip() for each in words for word in each.split(",")]


def load_rules(args: argparse.Namespace, failures: Failures) -> list[Loaded]:
    """The rules that hold in the working directory, as they are configured; what is wrong with any is told."""
    return Setups(args, failures).here().rules


def show_config(args: argparse.Namespace, failures: Failures, setups: Setups) -> int:
    """Print what is configured for each path of a command line, or for the working directory; the exit status."""
    from ofsted_lint.configuration import show as showing

    for name in args.paths or [None]:
        for line in showing.lines(setups, args.stdin_filename if name == "-" else name):
            print(printable(line))
    return 2 if failures.count else 0


def documents(args: argparse.Namespace, failures: Failures, setups: Setups | None = None) -> Iterator[Document]:
    """The documents that a command line names, one after the other.

    What is wrong in a configuration is said before the first is read. Files
    that it excludes are left out.
    """
    if args.kind:
        known("kind of document", args.kind, tuple(document.KINDS))
    found = _files(args, failures)
    files = _kept(found, args, setups or Setups(args, failures))
    if found and not files:
        say(f"{len(found):,} file(s) are excluded by the configuration; nothing else was named")
    if setups and files:
        forces = {setups.of(_name(each, args)) for each in files}
        if not any(each.rule.enabled for force in forces for each in force.rules):
            say("no rules are in force")
    return _reports(files, args, failures)


def _kept(files: list[Found], args: argparse.Namespace, setups: Setups) -> list[Found]:
    """Files without those that are excluded; one that was named is meant, unless it is said that none is."""
    return [
        each
        for each in files
        if not (each.walked or args.force_exclude) or not setups.files.excludes(_name(each, args))
    ]


def _name(found: Found, args: argparse.Namespace) -> str:
    """The name by which a document is known."""
    return args.stdin_filename if found is _STANDARD_INPUT else str(found.path)


def _reports(files: list[Found], args: argparse.Namespace, failures: Failures) -> Iterator[Document]:
    """The documents in files.

    Texts that are no report and were not named but found in a folder are left
    out; at the end it is said how many.
    """
    progress = _Progress(len(files))
    skipped = reports = 0
    for found in files:
        progress.step()
        try:
            report = _read(found, args)
        except ReadError as error:
            if found.walked and isinstance(error, EmptyError):
                skipped += 1
            else:
                failures.tell(str(error))
            continue
        if found.walked and report.kind == "unknown":
            skipped += 1
            continue
        if report.kind == "unknown":
            for note in report.notes:
                say(f"{report.source.path}: {note}")
        reports += 1
        progress.clear()
        yield report
    progress.clear()
    if skipped:
        say(f"{skipped:,} text file(s) that are not inspection reports were skipped")
        if not reports:
            failures.tell("no inspection report was found")


def _files(args: argparse.Namespace, failures: Failures) -> list[Found]:
    """The files to read, each once, in the order given."""
    files: dict[str, Found] = {}
    for name in args.paths:
        try:
            for found in [_STANDARD_INPUT] if name == "-" else find(name):
                files.setdefault(str(found.path), found)
        except NothingFound as error:
            failures.tell(str(error))
    return list(files.values())


def _read(found: Found, args: argparse.Namespace) -> Document:
    published = getattr(args, "published", None)
    if found is _STANDARD_INPUT:
        source = read_stream(sys.stdin.buffer, args.stdin_filename, args.max_size)
    else:
        source = read_file(found.path, args.max_size)
    made = document.read(source, args.kind, published)
    # What is named to be held against a report is meant as a statement about it, however it is worded.
    meant = made.kind == "unknown" and not found.walked and getattr(args, "against", None)
    return document.read(source, "statement", published) if meant else made


class _Progress:
    """How far a long run is, on standard error where a person watches it."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._start = self._told = time.monotonic()
        self._shown = False

    def step(self) -> None:
        now = time.monotonic()
        if self._total > 1 and sys.stderr.isatty() and now - self._start > _QUIET_SECONDS and now - self._told > 0.2:
            print(f"\r{self._done:,} of {self._total:,} files read", end="", file=sys.stderr, flush=True)
            self._told, self._shown = now, True
        self._done += 1

    def clear(self) -> None:
        """Take the line away, so that what is printed next begins on an empty one."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False
