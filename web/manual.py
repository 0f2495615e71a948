"""Write the manual page, docs/ofsted-lint.1, from the help of the commands.

    python -m web.manual

An installed package has it where `man ofsted-lint` looks.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from ofsted_lint.cli import commands, overview
from ofsted_lint.cli.parser import Parser, Unprinted

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ofsted-lint.1"
_WIDTH = 72
_FILES = (
    ("ofsted-lint.toml, pyproject.toml", "the configuration; the nearest one above a document is used"),
    (".ofsted-lint-ignore.yaml", "findings that are suppressed with a reason; ofsted-lint suppress writes it"),
)


def manual() -> str:
    """Return the manual page in the language of man(7)."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Written by web/manual.py from the help of the commands.'
    yield '.TH OFSTED-LINT 1 "" "ofsted-lint" "User Commands"'
    yield from (".SH NAME", "ofsted\\-lint \\- find contradictions in Ofsted inspection reports")
    yield from (".SH SYNOPSIS", ".B ofsted\\-lint", "[\\fICOMMAND\\fR] \\fIPATH\\fR... [\\fIoptions\\fR]")
    yield ".SH DESCRIPTION"
    yield from _described(overview.ABOUT.partition("\noptions:")[0])
    yield ".SH COMMANDS"
    yield "Without the name of a command, check is run."
    for name in commands.command_names():
        yield from _command(name)
    yield ".SH EXIT STATUS"
    yield from _filled(overview.STATUS.strip().removeprefix("exit status: "))
    yield ".SH FILES"
    for name, about in _FILES:
        yield from (".TP", f".I {_text(name)}", *_filled(about))


def _command(name: str) -> Iterator[str]:
    """Yield the part of a command: its name, its description, its arguments and options."""
    command = commands.load(name)
    parser = Parser(prog=name, formatter_class=Unprinted, add_help=False)
    command.arguments(parser)
    yield f".SS {_text(name)}"
    yield from _described(str(command.__doc__))
    for action in parser.actions:
        if action.help == argparse.SUPPRESS:
            continue
        yield from (".TP", _heading(action), *_filled(str(action.help).replace("%%", "%")))


def _heading(action: argparse.Action) -> str:
    """Return the names of an option or argument in bold, with its value in italics."""
    named = "|".join(map(str, action.choices or ())) or action.metavar or action.dest.upper()
    value = str(named) if action.nargs != 0 else ""
    if not action.option_strings:
        return f"\\fI{_text(value)}\\fR"
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in action.option_strings)
    return f"{names} \\fI{_text(value)}\\fR" if value else names


def _described(text: str) -> Iterator[str]:
    """Yield a description; lines that are indented come after their paragraph and keep their form."""
    for at, part in enumerate(re.split(r"\n\s*\n", text.strip("\n"))):
        lines = part.split("\n")
        kept = [line for line in lines if line.startswith("  ")]
        if at:  # a heading is a break by itself
            yield ".PP"
        yield from _filled(" ".join(line for line in lines if line not in kept))
        if kept:
            yield from (".EX", *map(_text, textwrap.dedent("\n".join(kept)).split("\n")), ".EE")


def _filled(text: str) -> Iterator[str]:
    """Yield a text as lines that are short enough for those who read the source."""
    yield from map(_text, textwrap.wrap(text, _WIDTH, break_on_hyphens=False))


def _text(text: str) -> str:
    """Return a text in which nothing is a request or an escape."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    PAGE.write_text(manual(), "utf-8")
