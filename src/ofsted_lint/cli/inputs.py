"""Options that several commands share: about the documents, the configuration and the rules in force."""

from __future__ import annotations

import argparse
import re
from datetime import date

from ofsted_lint import documents
from ofsted_lint.source.readers import DEFAULT_LIMIT


def path_arguments(parser: argparse.ArgumentParser, at_least: str = "+") -> None:
    """Add the options about what to read; `at_least` is the number of paths as argparse's `nargs`."""
    parser.add_argument(
        "paths", nargs=at_least, metavar="PATH", help="a file, a folder, a pattern, or - for standard input"
    )
    reading_arguments(parser)


def reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about how documents are read."""
    config_arguments(parser)
    parser.add_argument("--force-exclude", action="store_true", help="leave out excluded files even if they are named")
    parser.add_argument(
        "--kind",
        metavar="KIND",
        help=f"the kind of the documents, if the text does not show it: {', '.join(documents.KINDS)}",
    )
    parser.add_argument("--stdin-filename", default="stdin", metavar="NAME", help="the name to show for standard input")
    max_size_argument(parser)


def max_size_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--max-size",
        type=_megabytes,
        default=DEFAULT_LIMIT,
        metavar="MB",
        help=f"refuse larger files (default {DEFAULT_LIMIT // 1_000_000})",
    )


def against_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="REPORT",
        help="the report or letter that a statement or letter is checked against; may be repeated",
    )


def authorities_argument(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--authorities",
        metavar="FILE",
        help="a list (CSV: name or number, code, region) from which tables take the codes and regions of authorities",
    )


def published_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--published",
        type=_day,
        metavar="DATE",
        help="the day on which the report was or will be published, as 2024-06-30 (else taken from the file's name)",
    )


def _day(text: str) -> date:
    written = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)  # as 30/06/2024
    try:
        return date(*map(int, written.groups()[::-1])) if written else date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2024-06-30") from None


def config_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about configuration files."""
    parser.add_argument(
        "--config", metavar="FILE", help="the configuration file (else the nearest ofsted-lint.toml or pyproject.toml)"
    )
    parser.add_argument("--isolated", action="store_true", help="read no configuration file at all")


def rule_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about which rules are in force."""
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--rules",
        action="append",
        default=[],
        metavar="NAME",
        help="a folder of rule files or an installed pack to use as well; may be repeated",
    )
    chosen = "ids of rules, patterns of ids, families (folders of rules) or all; with commas, or repeated"
    for option, metavar, text in (
        ("--select", "RULES", f"use these rules only: {chosen}"),
        ("--ignore", "RULES", "leave out these rules, named in the same ways"),
        ("--only", "RULE", "use this rule and no other, whatever is configured; may be repeated"),
    ):
        group.add_argument(option, action="append", metavar=metavar, help=text)


def _megabytes(text: str) -> int:
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not 0 < size < 10_000:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size in megabytes")
    return int(size * 1_000_000)
