"""write a configuration file to begin with

Writes ofsted-lint.toml in this folder: every key with a note on its
purpose, and nothing set. An existing configuration is not changed.
"""

from __future__ import annotations

import argparse
import os
from contextlib import suppress

from ofsted_lint.cli.console import Console
from ofsted_lint.configuration import file as config
from ofsted_lint.configuration import template
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Files, Setups
from ofsted_lint.files.atomic_write import written
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command has no arguments."""


def run(args: argparse.Namespace) -> int:
    name = config.NAMES[0]
    there = config.inside(os.getcwd())
    if there or os.path.lexists(name):
        path = os.path.relpath(there.path) if there and there.path else name
        raise ConfigError(path, "a configuration is there already; nothing was written")
    console = Console()
    rules = Setups(Asked(isolated=True), console.fail).here().rules
    if not rules:
        raise ConfigError(name, "there are no rules to write about; nothing was written")
    with written(name) as stream:
        stream.write(template.text(rules))
    print(f"{name} is written. It sets nothing yet: each value is commented out with “#”.")
    with suppress(ConfigError):  # a mistake in a file above this folder does not concern this one
        above = Files(Asked()).nearest(os.path.dirname(os.getcwd()))
        if above and above.path:
            path = os.path.relpath(above.path)
            print(printable(f"It counts here instead of {path}; “extend” keeps its settings."))
    print("Take the “#” away from what you want to set, then run: ofsted-lint --show-config")
    return 2 if console.failures else 0
