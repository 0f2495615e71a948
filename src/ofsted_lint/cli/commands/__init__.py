"""The commands, one module each: a `Command`, whose docstring is its help, the first line in the list of commands."""

from __future__ import annotations

import argparse
import importlib
from typing import Protocol, cast

from ofsted_lint.files.package_data import modules


class Command(Protocol):
    """A module that is a command of the program."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments and options of the command to its parser."""

    def run(self, args: argparse.Namespace) -> int:
        """Run the command and return the exit status."""


def command_names() -> list[str]:
    """Return the names of the commands."""
    return modules("cli/commands")


def load(name: str) -> Command:
    """Import the module of a command."""
    return cast(Command, importlib.import_module(f"{__name__}.{name}"))


def about(name: str) -> str:
    """Return the first line of a command's help."""
    return (load(name).__doc__ or "").split("\n")[0]
