"""Rule files to rules that can be run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint.checks.context import ParamError
from ofsted_lint.checks.expressions import nodes
from ofsted_lint.checks.terms import index as ready
from ofsted_lint.documents import kinds
from ofsted_lint.files import cache
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.rules.loading import Loaded, revived
from ofsted_lint.rules.rule import Rule


class _Kept(msgspec.Struct, frozen=True):
    """What is kept of rules that were sound: with their paths, and what was worked out for them."""

    rules: list[tuple[str, Rule]]
    expressions: dict[str, Any]
    terms: tuple[dict[str, ready.Ready], dict[str, ready.Ready]]


def find(folders: Iterable[Path]) -> tuple[list[Loaded], list[ConfigError]]:
    """The rules of all files below these folders, by id, and what is wrong with the others.

    Files that were all sound are read from the cache as long as none changes.
    """
    errors: list[ConfigError] = []
    files = list(_files(folders, errors))
    nodes.begin()
    ready.begin()
    known = repr(list(kinds.KINDS.values())).encode()
    key = cache.key(known, *(part for file, data in files for part in (str(file).encode("utf-8", "replace"), data)))
    found = _revived(cache.read("rules", key, _Kept))
    if found is None:
        found = _read(files, errors)
        if not errors:
            rules = [(loaded.path, loaded.rule) for loaded in found]
            cache.write("rules", key, _Kept(rules, nodes.parsed(), ready.prepared()))
    return sorted(_once(found, errors), key=lambda loaded: loaded.rule.id), errors


def _revived(kept: _Kept | None) -> list[Loaded] | None:
    """The rules that an earlier run kept; None where this program cannot use them."""
    if kept is None:
        return None
    try:
        nodes.remember(kept.expressions)
        ready.remember(kept.terms)
        return [revived(rule, path) for path, rule in kept.rules]
    except (ParamError, msgspec.ValidationError, ImportError, KeyError, TypeError, ValueError):
        return None


def _read(files: list[tuple[Path, bytes]], errors: list[ConfigError]) -> list[Loaded]:
    from ofsted_lint.rules import rule_file  # brings yaml, which a run with unchanged rules does not need

    found: list[Loaded] = []
    waiting: list[rule_file.Draft] = []
    for file, data in files:
        try:
            waiting.append(rule_file.read(file, data))
        except ConfigError as error:
            errors.append(error)
    others: dict[str, Loaded] = {}
    there = {file.stem for file, _ in files}
    while waiting:
        # A rule is loaded after the one that it extends; what waits for itself is told as missing.
        names = {draft.file.stem for draft in waiting}
        ready = [draft for draft in waiting if draft.extends is None]
        ready = ready or [d for d in waiting if d.extends not in names - {d.file.stem}] or waiting
        for draft in ready:
            try:
                found.append(rule_file.load(draft, others, there))
            except ConfigError as error:
                errors.append(error)
            else:
                others[found[-1].rule.id] = found[-1]
        waiting = [draft for draft in waiting if draft not in ready]
    return found


def _once(found: list[Loaded], errors: list[ConfigError]) -> list[Loaded]:
    """Each rule once. A second file for the same id is a mistake, unless it extends the first."""
    seen: dict[str, Loaded] = {}
    for loaded in found:
        name = loaded.rule.id
        if name in seen and loaded.rule.extends != name:
            errors.append(ConfigError(loaded.path, f"“{name}” is also in {seen[name].path}"))
            continue
        seen[name] = loaded
    return list(seen.values())


def _files(folders: Iterable[Path], errors: list[ConfigError]) -> Iterator[tuple[Path, bytes]]:
    """The rule files of folders with what is in them, each once; a file may stand for a folder."""
    seen: set[str] = set()
    for folder in folders:
        named = [folder] if folder.is_file() else sorted(folder.rglob("*.y*ml"))
        if not named:
            there = "the folder holds no rule file" if folder.is_dir() else "there is no such folder of rules"
            errors.append(ConfigError(str(folder), there))
        for file in named:
            real = os.path.abspath(file)
            if real in seen:
                continue
            seen.add(real)
            try:
                if not stat.S_ISREG(file.stat().st_mode) and not file.is_dir():
                    errors.append(ConfigError(str(file), "this is not an ordinary file"))
                    continue
                yield file, file.read_bytes()
            except OSError as error:
                errors.append(ConfigError(str(file), f"cannot be read ({error.strerror})"))
