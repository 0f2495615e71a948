"""The command line."""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from ofsted_lint.cli import commands, overview
from ofsted_lint.cli.console import silence
from ofsted_lint.files import patterns
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.printable import printable
from ofsted_lint.version import __version__

_DEFAULT = "check"
_ASIDE = ("-h", "--help", "-V", "--version")
# The first argument of the pre-commit hooks, since pre-commit cannot put “--” between options and file names.
_HOOK = "--hook"
_RENAME = "rename the file, or write “--” before the names of files"


def entry_point() -> int:
    """Run the command line in a process of its own, and return the exit status."""
    # A run makes few reference cycles and many small values: a short run that ends
    # before the first garbage collection is a tenth faster.
    gc.set_threshold(500_000, 50, 50)
    # All memory is freed with the process; a last garbage collection at exit would
    # take as long as reading a report.
    atexit.register(gc.freeze)
    _prepare_streams()
    return main()


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


def _prepare_streams() -> None:
    """Write UTF-8 to pipes and files; on a terminal, replace characters that it cannot show by question marks.

    A closed stream is replaced by the null device.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=stream.encoding if stream.isatty() else "utf-8")


def _run(words: list[str]) -> int:
    names = commands.command_names()
    if words and words[0] in _ASIDE and os.path.lexists(words[0]):
        raise ConfigError("command line", f"{_RENAME}: “{words[0]}” is an option and also a file here")
    if not words or words[0] in ("-h", "--help"):
        overview.show(names)
        return 0 if words else 2
    if words[0] == "help" and not os.path.lexists("help"):
        return _run([*words[1:2], "--help"])
    if overview.asks_version(words):
        print(f"ofsted-lint {__version__}")
        return 0
    if words[0] not in names and len(words) > 1 and "." not in words[0] and not os.path.exists(words[0]):
        meant = did_you_mean(words[0], names)
        if meant:
            raise ConfigError("command line", f"there is no command or file “{words[0]}”{meant}")
    name = words.pop(0) if words[0] in names else _DEFAULT
    command = commands.load(name)
    parser = Parser(
        prog=f"ofsted-lint {name}", description=command.__doc__, formatter_class=_Unprinted, allow_abbrev=False
    )
    command.arguments(parser)
    parser.usage = _usage(parser)
    args = parser.parse_args(parser.checked(words))
    _no_blanks(parser, args)
    status = command.run(args)
    patterns.keep()
    _report_refused_cache()
    return status


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


# How positional arguments are shown, by how many there may be.
_SHOWN = {None: "{0}", "?": "[{0}]", "*": "[{0} ...]", "+": "{0} [{0} ...]"}


def _usage(parser: Parser) -> str:
    """Return the usage of a command on one line, without its options, which are listed below it."""
    named = [action for action in parser.actions if not action.option_strings]
    words = [_SHOWN[str(each.nargs) if each.nargs else None].format(each.metavar or each.dest) for each in named]
    return " ".join(["%(prog)s", *words, "[options]"])


class _Unprinted(argparse.HelpFormatter):
    """The formatter that argparse tries options on as they are added: a fixed width saves an expensive import."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class _Group:
    """A group of options that passes on each action that is added to it."""

    def __init__(self, group: Any, noted: Callable[[argparse.Action], argparse.Action]) -> None:
        self._group = group
        self._noted = noted

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        return self._noted(self._group.add_argument(*names, **settings))

    def add_mutually_exclusive_group(self) -> _Group:
        return _Group(self._group.add_mutually_exclusive_group(), self._noted)


class Parser(argparse.ArgumentParser):
    """A parser that reports an error in a command line on one line, with the likely intended option.

    `actions` are its options and arguments, including those of its groups.
    """

    def __init__(self, **settings: Any) -> None:
        self.actions: list[argparse.Action] = []
        self._ready = False
        super().__init__(**settings)
        self._ready = True

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        return self._noted(super().add_argument(*names, **settings))

    def add_argument_group(self, *names: Any, **settings: Any) -> Any:
        made = super().add_argument_group(*names, **settings)
        return _Group(made, self._noted) if self._ready else made

    def _noted(self, action: argparse.Action) -> argparse.Action:
        self.actions.append(action)
        return action

    def checked(self, words: list[str]) -> list[str]:
        """Return the words of a command line; `ConfigError` if an option could also be the name of a file.

        Names come from patterns, lists and hooks, and whoever adds a file chooses
        its name. After `_HOOK`, other names that begin with a hyphen are paths.
        """
        end = words.index("--") if "--" in words and not os.path.lexists("--") else len(words)
        hook = words[:1] == [_HOOK]
        made = []
        for word in words[hook:end]:
            named = word.startswith("-") and word != "-" and os.path.lexists(word)
            if named and self._is_option(word):
                raise ConfigError("command line", f"{_RENAME}: “{word}” is an option and also a file here")
            made.append(f"./{word}" if hook and os.path.lexists(word) and word.startswith("-") else word)
        return [*made, *words[end:]]

    def _is_option(self, word: str) -> bool:
        """True if a word with a hyphen at its start is, or begins with, an option or a short form of one."""
        options = [option for action in self.actions for option in action.option_strings]
        if word.startswith("--"):
            return any(option.startswith(word.partition("=")[0]) for option in options)
        return any(not option.startswith("--") and word.startswith(option) for option in options)

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown != message:
            options = [option for action in self.actions for option in action.option_strings]
            word = unknown.split()[0].split("=")[0]
            from ofsted_lint.cli.option_hints import hint  # only mistakes need it

            cure = hint(word, options)
            if os.path.lexists(word):
                cure = f"; the file of this name is “./{word}”"
            message = f"unknown option “{word}”{cure}" if word.startswith("-") else f"“{word}” was not expected"
        raise ConfigError("command line", f"{message} (see {self.prog} --help)")
