"""The parser of a command's options: mistakes are reported on one line, and no file name is taken for an option."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import Any, NoReturn

from ofsted_lint.files.errors import ConfigError

# The first argument of the pre-commit hooks, since pre-commit cannot put “--” between options and file names.
_HOOK = "--hook"
RENAME = "rename the file, or write “--” before the names of files"


class Unprinted(argparse.HelpFormatter):
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
                raise ConfigError("command line", f"{RENAME}: “{word}” is an option and also a file here")
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
        from ofsted_lint.cli.option_hints import hint, plain  # only mistakes need it

        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown != message:
            options = [option for action in self.actions for option in action.option_strings]
            word = unknown.split()[0].split("=")[0]
            cure = hint(word, options)
            if os.path.lexists(word):
                cure = f"; the file of this name is “./{word}”"
            message = f"unknown option “{word}”{cure}" if word.startswith("-") else f"“{word}” was not expected"
        raise ConfigError("command line", f"{plain(message)} (see {self.prog} --help)")
