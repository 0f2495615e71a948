"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from ofsted_lint.cli import commands
from ofsted_lint.cli.console import silence
from ofsted_lint.cli.parser import RENAME, Parser, Unprinted
from ofsted_lint.files import patterns
from ofsted_lint.files.errors import TOO_MUCH, ConfigError, did_you_mean, too_much
from ofsted_lint.files.printable import printable
from ofsted_lint.linting import budget
from ofsted_lint.version import __version__

_DEFAULT = "check"
_ASIDE = ("-h", "--help", "-V", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; the settings of the process are not changed."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _flushed(_run(words))
    except ConfigError as error:
        return _fail(str(error))
    except BrokenPipeError:
        silence()
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except TOO_MUCH as error:
        budget.end()
        return _fail(f"the run was stopped: {too_much(error)}")
    except KeyboardInterrupt:
        return 130


def _flushed(status: int) -> int:
    """Write what is left for standard output; return the status of the run, whether or not anybody reads it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    return status


def _fail(message: str) -> int:
    """Print an error on one line and return the exit status 2."""
    with suppress(OSError):  # there is nowhere else to report it
        print(printable(f"ofsted-lint: {message}"), file=sys.stderr)
    return 2


def _run(words: list[str]) -> int:
    names = commands.command_names()
    if words and words[0] in _ASIDE and os.path.lexists(words[0]):
        raise ConfigError("command line", f"{RENAME}: “{words[0]}” is an option and also a file here")
    if not words or words[0] in ("-h", "--help"):
        from ofsted_lint.cli import overview

        overview.show(names)
        return 0 if words else 2
    if words[0] == "help" and not os.path.lexists("help"):
        return _run([*words[1:2], "--help"])
    if _asks_version(words):
        print(f"ofsted-lint {__version__}")
        return 0
    named = words[0] not in names and "." not in words[0] and not words[0].startswith("-")
    if named and len(words) > 1 and not os.path.exists(words[0]):
        meant = did_you_mean(words[0], names)
        if meant:
            raise ConfigError("command line", f"there is no command or file “{words[0]}”{meant}")
    name = words.pop(0) if words[0] in names else _DEFAULT
    command = commands.load(name)
    parser = Parser(
        prog=f"ofsted-lint {name}", description=command.__doc__, formatter_class=Unprinted, allow_abbrev=False
    )
    command.arguments(parser)
    parser.usage = _usage(parser)
    args = parser.parse_args(parser.checked(words))
    _no_blanks(parser, args)
    if command_given := _command_among(args, names):
        raise ConfigError(
            "command line", f"put the command first: ofsted-lint {command_given} … (there is no file of this name)"
        )
    status = command.run(args)
    patterns.keep()
    _report_refused_cache()
    return status


def _asks_version(words: list[str]) -> bool:
    """True if a command line asks for the version, as an option at its start or end, or as a word by itself."""
    if words == ["version"]:
        return not os.path.lexists("version")
    return words[0] in ("-V", "--version") or (len(words) == 2 and words[1] == "--version")


def _report_refused_cache() -> None:
    """Report once that the cache folder was not used, if it cannot be trusted."""
    from ofsted_lint.files import cache  # nearly every command has imported it by now

    if why := cache.refused():
        with suppress(OSError):
            print(printable(f"ofsted-lint: {why}"), file=sys.stderr)


def _no_blanks(parser: Parser, args: argparse.Namespace) -> None:
    """Refuse an empty argument: it comes from an unset shell variable, and must not mean the working directory."""
    for action in parser.actions:
        value = getattr(args, action.dest, None)
        if "" in (value if isinstance(value, list) else [value]):
            name = action.option_strings[-1] if action.option_strings else str(action.metavar)
            raise ConfigError("command line", f"{name} is empty; name something, or leave it out")


def _command_among(args: argparse.Namespace, names: list[str]) -> str | None:
    """Return the first path that is no file and has the name of a command: it comes after an option."""
    paths = getattr(args, "paths", None) or ()
    return next((path for path in paths if path in names and not os.path.lexists(path)), None)


# How positional arguments are shown, by how many there may be.
_SHOWN = {None: "{0}", "?": "[{0}]", "*": "[{0} ...]", "+": "{0} [{0} ...]"}


def _usage(parser: Parser) -> str:
    """Return the usage of a command on one line, without its options, which are listed below it."""
    named = [action for action in parser.actions if not action.option_strings]
    words = [_SHOWN[str(each.nargs) if each.nargs else None].format(each.metavar or each.dest) for each in named]
    return " ".join(["%(prog)s", *words, "[options]"])
