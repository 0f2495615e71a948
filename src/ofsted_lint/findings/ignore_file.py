"""The suppression file next to published reports, which cannot carry comments.

`.ofsted-lint-ignore.yaml` is a list of entries: `document` (a path relative to
the file, or a pattern of paths), `rule`, `reason`; to suppress only some of the
rule's findings, `address` (of a part, as in the JSON output) or `fingerprint`;
and `owner` and `until` if they are known.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ofsted_lint.files import read_besides
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.findings.suppressions import ALL, Suppression
from ofsted_lint.source.source import Place, Source

if TYPE_CHECKING:
    from ofsted_lint.files import typed

NAME = ".ofsted-lint-ignore.yaml"
_MOST_BYTES = 4 * 1024 * 1024


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry of the file."""

    document: Annotated[str, Meta(min_length=1, description="the report, as a path from this file, or a pattern")]
    rule: Annotated[str, Meta(min_length=1, description="the rule to suppress, or all")]
    reason: Annotated[str, Meta(min_length=1, description="why")]
    address: Annotated[str, Meta(description="the part with the finding, as in the JSON output")] = ""
    fingerprint: Annotated[str, Meta(description="the one finding to suppress")] = ""
    owner: Annotated[str, Meta(description="who decided it")] = ""
    until: Annotated[date | None, Meta(description="the last day on which it applies")] = None


class Register(msgspec.Struct, frozen=True, eq=False):
    """The suppression file as read: its entries, each with its place in the file."""

    path: Path
    entries: tuple[tuple[Entry, Place], ...]

    def about(self, document: Path) -> list[Suppression]:
        """Return the suppressions that apply to a document."""
        name = _relative(document, self.path.parent)
        return [_suppression(entry, place) for entry, place in self.entries if _applies_to(entry.document, name)]

    def lost(self) -> list[str]:
        """Return a message for each document in the entries that does not exist."""
        folder = self.path.parent
        names = dict.fromkeys(entry.document for entry, _ in self.entries)
        lost = [name for name in names if not _is_pattern(name) and not os.path.exists(folder / name)]
        there = sorted(os.listdir(folder)) if lost else []
        return [f"{self.path}: there is no document “{name}”{did_you_mean(name, there)}" for name in lost]


def nearest(folder: Path) -> Path | None:
    """Return the suppression file of a folder: in the folder itself, else in the nearest one above."""
    found = (above / NAME for above in (folder, *folder.parents))
    # A broken link was intended as a suppression file, so it is read, and the error is reported.
    path = next((path for path in found if os.path.lexists(path)), None)
    here = Path.cwd()
    return path.relative_to(here) if path and path.is_relative_to(here) else path


def read(path: Path, rules: set[str], renamed: Mapping[str, str] = MappingProxyType({})) -> Register:
    """Read the entries of a file; raise `ConfigError` if it cannot be used.

    `rules` are the known rules, `renamed` the names that some of them had before.
    """
    from ofsted_lint.files import bounded, typed, yaml_file  # most runs have no such file

    if os.path.exists(path) and not path.is_file():
        raise ConfigError(str(path), "this is not an ordinary file")
    read_besides.note(str(path))
    data = bounded.read(path, _MOST_BYTES)
    plain, *more = [*yaml_file.documents(str(path), data, _MOST_BYTES)] or [None]
    if any(each is not None for each in more):
        raise ConfigError(str(path), "this has a second list after a line “---”; put all entries in one list")

    def locate(way: typed.Way, key: str | None) -> typed.Position:
        return yaml_file.position(data, 0, way, key)

    written = typed.convert([] if plain is None else plain, list[Entry], str(path), locate)
    entries = [replace(entry, rule=renamed[entry.rule]) if entry.rule in renamed else entry for entry in written]
    for at, entry in enumerate(entries):
        if entry.rule != ALL and entry.rule not in rules:
            hint = did_you_mean(entry.rule, rules)
            raise ConfigError(str(path), f"there is no rule “{entry.rule}”{hint}", *locate((at, "rule"), None))
    text, starts = yaml_file.items(data) if entries else ("", [])
    source = Source(str(path), text)
    places = (Place(source, (source.line_span(source.position(start).line),)) for start in starts)
    return Register(path, tuple(zip(entries, places, strict=True)))


def _suppression(entry: Entry, place: Place) -> Suppression:
    return Suppression(
        entry.rule,
        entry.reason,
        place,
        entry.until,
        entry.owner,
        address=entry.address,
        fingerprint=entry.fingerprint,
    )


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _is_pattern(name: str) -> bool:
    return any(sign in name for sign in "*?[")


def _applies_to(pattern: str, name: str) -> bool:
    return os.path.normpath(pattern) == name or (_is_pattern(pattern) and fnmatchcase(name, pattern))
