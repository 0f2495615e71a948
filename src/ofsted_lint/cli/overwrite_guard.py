"""The files that a run writes: all different, and none that it reads or that was not written by this program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.configuration import file as config
from ofsted_lint.files import read_besides
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings import ignore_file

# The first characters, without white space, of the files that an option writes: only such files are overwritten.
_HEADS = {"--record": b"schema:", "--write-baseline": b'{"schema":1,"documents"'}
_SETTINGS = (*config.NAMES, ignore_file.NAME)


class Targets:
    """The files that are to be written; `ConfigError` if one of them must not be."""

    def __init__(self, options: CheckOptions, formats: list[str]) -> None:
        self._files: dict[str, str] = {}
        for option, file in _named(options, formats):
            if os.path.exists(file) and not os.path.isfile(file):
                continue  # a pipe or device can be written to; a folder cannot, which is reported on writing
            real, named = os.path.realpath(file), f"{option} {file}"
            if real in self._files:
                raise _refused(f"{self._files[real]} and {named} would write to one file")
            if os.path.basename(real) in _SETTINGS:
                raise _refused(f"{named} would overwrite a configuration file")
            if option in _HEADS and not _begins(file, _HEADS[option]):
                raise _refused(f"{named} would overwrite a file that this option did not write; name another file")
            self._files[real] = named
        self.spare(*options.paths, options.baseline, options.config, options.verify)

    def spare(self, *paths: str | Path | None) -> None:
        """Refuse to overwrite files that are read."""
        for path in paths if self._files else ():
            if path and (named := self._files.get(os.path.realpath(path))):
                raise _refused(f"{named} would overwrite a file that is read")
        for path in read_besides.noted() if self._files else ():
            self._spare_besides(os.path.realpath(path))

    def _spare_besides(self, path: str) -> None:
        """Refuse to overwrite what a configuration or an option led to: a file, or the rule files of a folder."""
        for real, named in self._files.items():
            rule = real.endswith((".yaml", ".yml")) and os.path.exists(real) and real.startswith(os.path.join(path, ""))
            # A baseline may be read and written anew.
            if (real == path or rule) and not named.startswith("--write-baseline "):
                raise _refused(f"{named} would overwrite a file that is read")


def _named(options: CheckOptions, formats: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that are to be written, each with its option."""
    yield from (("--format", name.partition("=")[2]) for name in formats if "=" in name)
    if options.record:
        yield "--record", options.record
    if options.write_baseline:
        yield "--write-baseline", options.write_baseline


def _begins(file: str, head: bytes) -> bool:
    """True if a file begins with `head`, ignoring white space, or is empty or missing."""
    try:
        with open(file, "rb") as stream:
            data = b"".join(stream.read(200).split())
    except OSError:
        return True  # it is missing, or the error is reported when it is written
    return not data or data.startswith(head)


def _refused(message: str) -> ConfigError:
    return ConfigError("command line", message)
