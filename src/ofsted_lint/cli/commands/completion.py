"""print a script that completes this command in a shell

It completes commands, options, names of files, and the values of options:
formats, severities, kinds, rules and families of rules. A shell finds it in:

  bash  ~/.local/share/bash-completion/completions/ofsted-lint
  zsh   a file _ofsted-lint in a folder of $fpath
  fish  ~/.config/fish/completions/ofsted-lint.fish

examples:
  ofsted-lint completion fish > ~/.config/fish/completions/ofsted-lint.fish
"""

from __future__ import annotations

import argparse
import importlib
import sys

from ofsted_lint.cli.completion.command_line import SHELLS, command_line
from ofsted_lint.files.errors import known


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", help=f"one of {', '.join(SHELLS)}")


def run(args: argparse.Namespace) -> int:
    known("shell", args.shell, SHELLS)
    shell = importlib.import_module(f"ofsted_lint.cli.completion.{args.shell}")
    sys.stdout.write(shell.script(command_line()))
    return 0
