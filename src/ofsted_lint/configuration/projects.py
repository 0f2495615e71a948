"""Find the configuration of each of many documents; each file is read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.configuration import file as config
from ofsted_lint.configuration.in_force import Asked, Force, Setup, fits, left_out
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.package_data import folder
from ofsted_lint.rules import catalogue
from ofsted_lint.rules.rule import Loaded

if TYPE_CHECKING:
    from ofsted_lint.files.path_patterns import Glob

_COMMAND_LINE = "command line"


class Files:
    """Finds the configuration file of each document; each file is read once."""

    def __init__(self, asked: Asked) -> None:
        if asked.isolated and asked.config is not None:
            raise ConfigError(_COMMAND_LINE, "--isolated reads no configuration file: leave --config out")
        self._named = config.File() if asked.isolated else None
        if asked.config is not None:
            self._named = config.named(Path(asked.config))
        self._known: dict[str, config.File | None] = {}
        self._nothing = config.File()
        self._left_out: dict[config.File, list[Glob]] = {}

    def of(self, document: str) -> config.File:
        """Return the configuration file nearest to a document or folder, else that nearest to the working directory."""
        if self._named is not None:
            return self._named
        place = os.path.abspath(document)
        folder = place if os.path.isdir(place) else os.path.dirname(place)
        return self.nearest(folder) or self.nearest(os.getcwd()) or self._nothing

    def excludes(self, document: str) -> bool:
        """True if a document's configuration excludes it, or what it is a link to."""
        source = self.of(document).source("exclude")
        if source is None:
            return False
        if source not in self._left_out:
            self._left_out[source] = left_out(source)
        return any(fits(self._left_out[source], source, each) for each in (document, os.path.realpath(document)))

    def respects_gitignore(self, document: str) -> bool:
        """True unless a document's configuration says that files which git ignores are read."""
        source = self.of(document).source("respect_gitignore")
        return source is None or source.config.respect_gitignore is not False

    def nearest(self, folder: str) -> config.File | None:
        """Return the configuration file in a folder or the nearest one above it; None if there is none."""
        passed: list[str] = []
        found: config.File | None = None
        while folder not in self._known:
            passed.append(folder)
            found = config.inside(folder)
            above = os.path.dirname(folder)
            if found or above == folder:
                break
            folder = above
        else:
            found = self._known[folder]
        self._known.update(dict.fromkeys(passed, found))
        return found


def refuse(error: ConfigError) -> None:
    """Raise an error, so that nothing is done after it."""
    raise error


class Setups:
    """The rules and settings in force for each document; the rules of a configuration are loaded once.

    `tell` receives each error of a rule or a folder of rules; if it does not
    raise the error, the other rules are used.
    """

    def __init__(self, asked: Asked, tell: Callable[[ConfigError], None] = refuse) -> None:
        self.asked = asked
        self.files = Files(asked)
        # All rules in force for any document, by id.
        self.rules: dict[str, Loaded] = {}
        self._forces: set[Force] = set()
        self._tell = tell
        self._reported: set[str] = set()
        self._loaded: dict[tuple[Path, ...], list[Loaded]] = {}
        self._setups: dict[config.File, Setup] = {}

    def of(self, document: str) -> Force:
        """Return the rules and settings for a document; `ConfigError` if its configuration is wrong."""
        file = self.files.of(document)
        if file not in self._setups:
            self._setups[file] = Setup(file, self._load(file), self.asked)
        force = self._setups[file].force(document)
        if force not in self._forces:
            self._forces.add(force)
            self.rules = {each.rule.id: each for each in force.rules} | self.rules
        return force

    def excludes(self, document: str) -> bool:
        """True if a document's configuration excludes it."""
        return self.files.excludes(document)

    def respects_gitignore(self, document: str) -> bool:
        """True unless a document's configuration says that files which git ignores are read."""
        return self.files.respects_gitignore(document)

    def here(self) -> Force:
        """Return the rules and settings for the working directory."""
        return self.of(os.getcwd())

    def _load(self, file: config.File) -> list[Loaded]:
        """Return the rules of a configuration; each error is reported once."""
        folders = tuple(self._folders(file))
        if folders not in self._loaded:
            self._loaded[folders], errors = catalogue.find(folders)
            for wrong in errors:
                self._report(wrong)
        return self._loaded[folders]

    def _folders(self, file: config.File) -> Iterator[Path]:
        """Yield the folders of rules: the shipped one, those of a configuration, and those of the command line."""
        shipped = folder("rules")
        if any(name.endswith(".yaml") for _, _, names in os.walk(shipped) for name in names):
            yield shipped
        if not file.folders and not self.asked.rules:
            return
        from ofsted_lint.rules import packs  # few runs use other rules

        for at, name in enumerate(file.folders):
            try:
                yield packs.folder(name)
            except ConfigError as error:
                source = file.source("rules") or file
                self._report(source.refuse(f"“{name}”: {error.message}", ("rules", at)))
        # Whoever names a folder wants its rules: nothing is done without them.
        yield from map(packs.folder, self.asked.rules)

    def _report(self, error: ConfigError) -> None:
        """Report an error, once for all configurations."""
        if str(error) not in self._reported:
            self._reported.add(str(error))
            self._tell(error)
