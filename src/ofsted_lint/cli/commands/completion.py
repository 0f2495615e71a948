"""print a script that completes this command in a shell

For bash: ofsted-lint completion bash > ~/.local/share/bash-completion/completions/ofsted-lint
For zsh:  ofsted-lint completion zsh > a file _ofsted-lint in a folder of $fpath
For fish: ofsted-lint completion fish > ~/.config/fish/completions/ofsted-lint.fish
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from ofsted_lint.cli import commands
from ofsted_lint.files.errors import ConfigError, known

_SHELLS = ("bash", "zsh", "fish")
_FILES = ("FILE", "PATH")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", help=f"one of {', '.join(_SHELLS)}")


def run(args: argparse.Namespace) -> int:
    known("shell", args.shell, _SHELLS)
    try:
        import shtab  # an optional dependency, not needed to check a report
    except ImportError:
        raise ConfigError("completion", "this needs shtab: pip install 'ofsted-lint[completion]'") from None
    made: str = shtab.complete(_parser(shtab.FILE), args.shell)
    # A report may be named without a command.
    sys.stdout.write(made.replace("complete -o filenames", "complete -o default -o filenames"))
    return 0


def _parser(file: Any) -> argparse.ArgumentParser:
    """Return the whole command line as one parser."""
    parser = argparse.ArgumentParser(prog="ofsted-lint")
    added = parser.add_subparsers()
    for name in commands.command_names():
        about = commands.about(name)
        one = added.add_parser(name, help=about, description=about)
        commands.load(name).arguments(one)
        for action in one._actions:
            if action.metavar in _FILES:
                action.complete = file  # type: ignore[attr-defined]
    return parser
