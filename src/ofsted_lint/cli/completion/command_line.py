"""The command line as values that can be completed: commands, their options, and what may follow each."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from ofsted_lint import documents
from ofsted_lint.cli import commands
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.findings.finding import Severity
from ofsted_lint.output import formats

DEFAULT = "check"
SHELLS = ("bash", "zsh", "fish")
_FILES = ("FILE", "PATH", "OLD", "NEW", "REPORT", "ID")
_LISTS = ("RULE", "RULES")


class Values(msgspec.Struct, frozen=True):
    """What may be typed: words, of which `listed` takes several with commas; names of files; or anything."""

    words: tuple[str, ...] = ()
    files: bool = False
    listed: bool = False


class Option(msgspec.Struct, frozen=True):
    """An option with its names; `takes` is None if no value follows it."""

    names: tuple[str, ...]
    about: str
    takes: Values | None


class Command(msgspec.Struct, frozen=True):
    """A command, its options, and what may be given without an option."""

    name: str
    about: str
    options: tuple[Option, ...]
    takes: Values


def command_line() -> list[Command]:
    """Return all commands; the rules are those that ship."""
    rules = Setups(Asked(isolated=True)).here().rules
    families = {Path(each.path).parent.name for each in rules}
    words = _words(tuple(sorted({each.rule.id for each in rules})), tuple(sorted(families)))
    return [_command(name, words) for name in commands.command_names()]


def _words(rules: tuple[str, ...], families: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the words that may be typed for each name of a value in the help."""
    severities = tuple(Severity)
    return {
        "RULE": rules,
        "RULES": ("all", *families, *rules),
        "SEVERITY": (*severities, "never"),
        "KIND": tuple(documents.KINDS),
        "SHELL": SHELLS,
        "WHAT": ("rule", "config", "register"),
        "COMMAND": tuple(commands.command_names()),
    }


def _command(name: str, words: dict[str, tuple[str, ...]]) -> Command:
    parser = argparse.ArgumentParser(prog=name)
    module = commands.load(name)
    module.arguments(parser)
    own = getattr(module, "FORMATS", formats.formats())
    options, takes = [], Values()
    for action in parser._actions:
        values = _values(action, {**words, "NAME[=FILE]": own})
        if action.option_strings:
            about = " ".join((action.help or "").split()).replace("%%", "%")
            options.append(Option(tuple(action.option_strings), about, None if action.nargs == 0 else values))
        else:
            takes = Values(takes.words + values.words, takes.files or values.files, takes.listed or values.listed)
    return Command(name, commands.about(name), tuple(options), takes)


def _values(action: argparse.Action, words: dict[str, tuple[str, ...]]) -> Values:
    """Return what may be typed for an option or argument: by its choices, else by its name in the help."""
    if action.choices:
        return Values(tuple(map(str, action.choices)))
    named = str(action.metavar)
    files = named in _FILES or action.dest in ("rules", "stdin_filename")
    return Values(words.get(named, ()), files, named in _LISTS and bool(action.option_strings))


def together(commands: list[Command]) -> dict[Values, list[str]]:
    """Return the options that a value follows, each quoted after its command, by what that value may be."""
    found: dict[Values, list[str]] = {}
    for each in commands:
        for option in each.options:
            if option.takes is not None:
                found.setdefault(option.takes, []).extend(f'"{each.name} {name}"' for name in option.names)
    return found
