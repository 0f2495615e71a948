"""Load rule files, and cache the result."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ofsted_lint.documents import kinds
from ofsted_lint.files import cache, package_data
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.generations import Generations
from ofsted_lint.files.patterns import pattern
from ofsted_lint.rules import plan
from ofsted_lint.rules.rule import Loaded

# A file that is younger, in nanoseconds, may change again without a later time: its bytes count as well.
_YOUNG = 2_000_000_000


_NAME = pattern(r"\.y.*ml$")
_EXTENDS = pattern(rb"^extends:[ '\"]*([a-z][a-z0-9-]*)", re.MULTILINE)
# The rules of the last two times that rules were asked for, by the states of their files, each as it can be run.
_kept: Generations[str, plan.Restored] = Generations()
# How much of a young file is compared, besides its time and size: more than a rule file may have.
_MOST_COMPARED = 1_000_000


class _File(NamedTuple):
    """A rule file, and its state: what differs when it has changed."""

    path: str
    state: bytes


def find(folders: Iterable[Path]) -> tuple[list[Loaded], list[ConfigError]]:
    """Return the rules of all files below these folders, by id, and what is wrong with the others.

    The rules that ship have a plan in the wheel. Of others a plan is kept as long as none of their files changes.
    """
    errors: list[ConfigError] = []
    shipped = package_data.folder("rules")
    named = list(folders)
    extended = bases(named)
    seen: set[str] = set()
    parts: list[plan.Restored] = []
    key = ""
    _kept.begin()
    if shipped in named:
        planned = _planned(shipped, seen)
        first, key = (planned, "") if planned is not None else _loaded([shipped], seen, [], "", errors)
        parts.append(first)
        plan.use(parts)
    if others := [folder for folder in named if folder != shipped]:
        base = parts[0].rules if parts else []
        parts.append(_loaded([*others, *extended], seen, base, key, errors)[0])
        plan.use(parts)
    found = [loaded for part in parts for loaded in part.rules if not extended or Path(loaded.path) not in extended]
    return sorted(_once(found, errors), key=lambda loaded: loaded.rule.id), errors


def bases(named: Iterable[Path]) -> list[Path]:
    """Return the rule files that files which are named by themselves extend, if they are near; they are not asked for.

    A file is near if it is in the same folder, or in one beside that.
    """
    todo = [path for path in named if path.is_file()]
    if not todo:
        return []
    from ofsted_lint.files import bounded  # few runs name a rule file

    there, found = set(todo), []
    while todo:
        file = todo.pop()
        with suppress(OSError, ConfigError):
            match = _EXTENDS.search(bounded.read(file, _MOST_COMPARED))
            name = f"{match[1].decode()}{file.suffix}" if match else ""
            near = [file.parent / name, *sorted(file.parent.parent.glob(f"*/{name}"))] if name else []
            base = next((path for path in near if path.is_file() and path not in there), None)
            if base is not None:
                there.add(base)
                found.append(base)
                todo.append(base)
    return found


def shipped() -> Path:
    """Return the folder of the rules that ship."""
    return package_data.folder("rules")


def _planned(folder: Path, seen: set[str]) -> plan.Restored | None:
    """The rules that ship, by the plan that was made with the wheel; None in a checkout."""
    packed = package_data.built(plan.NAME)
    if packed is None:
        return None
    part = _kept.known(str(folder))
    if part is None:
        part = _kept.now[str(folder)] = plan.restored(msgspec.msgpack.decode(packed), str(folder))
    seen.update(loaded.path for loaded in part.rules)
    return part


def _loaded(
    folders: list[Path], seen: set[str], base: list[Loaded], base_key: str, errors: list[ConfigError]
) -> tuple[plan.Restored, str]:
    """The rules below folders, and their key; they may extend those that are loaded, which have a key as well.

    Files that were all sound are not read again as long as none changes.
    """
    wrong: list[ConfigError] = []
    files = list(_files(folders, wrong, seen))
    states = (part for file in files for part in (file.path.encode("utf-8", "replace"), file.state))
    known = repr(list(kinds.KINDS.values())).encode()
    key = cache.key(known, base_key.encode(), str(len(base)).encode(), *states)
    part = None if wrong else _kept.known(key) or _revived(cache.read(plan.NAME, key))
    if part is None:
        found = _read([file.path for file in files], seen, base, wrong)
        part = plan.unplanned(found) if wrong else _kept_for_later(found, key)
    if not wrong:
        _kept.now[key] = part
    errors += wrong
    return part, key


def _kept_for_later(found: list[Loaded], key: str) -> plan.Restored:
    """Keep the plan of rules; return them as later runs will read them: that is far faster than the tables in hand."""
    made = plan.made(found, "")
    cache.write(plan.NAME, key, made)
    return plan.restored(made, "")


def _revived(kept: Any) -> plan.Restored | None:
    """The rules that an earlier run kept; None where this program cannot use them."""
    if kept is None:
        return None
    try:
        return plan.restored(kept, "")
    except plan.UNSOUND:
        return None


def sound(folder: Path) -> list[Loaded]:
    """Return the rules below a folder, by id, read from their files; the first `ConfigError` where one is not sound."""
    errors: list[ConfigError] = []
    seen: set[str] = set()
    files = [file.path for file in _files([folder], errors, seen)]
    found = sorted(_read(files, seen, [], errors), key=lambda loaded: loaded.rule.id)
    if errors:
        raise errors[0]
    return found


def _read(files: list[str], seen: Iterable[str], base: list[Loaded], errors: list[ConfigError]) -> list[Loaded]:
    from ofsted_lint.files import bounded, yaml_file
    from ofsted_lint.rules import rule_file  # brings yaml, which a run with unchanged rules does not need

    plan.record()
    found: list[Loaded] = []
    waiting: list[rule_file.Draft] = []
    for file in files:
        try:
            waiting.append(rule_file.read(Path(file), bounded.read(Path(file), yaml_file.MOST_BYTES)))
        except ConfigError as error:
            errors.append(error)
    others = {loaded.rule.id: loaded for loaded in base}
    there = {Path(file).stem for file in seen}
    while waiting:
        # A rule is loaded after the one that it extends; rules that extend each other are reported as missing.
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
    """Return each rule once; a second file for the same id is an error, unless it extends the first."""
    seen: dict[str, Loaded] = {}
    for loaded in found:
        name = loaded.rule.id
        if name in seen and loaded.rule.extends != name:
            errors.append(ConfigError(loaded.path, f"“{name}” is also in {seen[name].path}"))
            continue
        seen[name] = loaded
    return list(seen.values())


def _files(folders: Iterable[Path], errors: list[ConfigError], seen: set[str]) -> Iterator[_File]:
    """The rule files of folders, each once; a file may be named for a folder."""
    for folder in folders:
        named = [str(folder)] if folder.is_file() else sorted(_below(str(folder)), key=lambda file: file.split(os.sep))
        if not named:
            there = "the folder contains no rule file" if folder.is_dir() else "this folder of rules does not exist"
            errors.append(ConfigError(str(folder), there))
        for file in named:
            real = os.path.abspath(file)
            if real in seen:
                continue
            seen.add(real)
            try:
                found = os.stat(file)
                if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
                    errors.append(ConfigError(file, "this is not an ordinary file"))
                    continue
                yield _File(file, _state(file, found))
            except OSError as error:
                errors.append(ConfigError(file, f"cannot be read ({error.strerror})"))


def _below(folder: str) -> Iterator[str]:
    """Return the files named as rule files in a folder and those below it; links to folders are not followed."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if _NAME.search(entry.name):
                yield entry.path
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)


def _state(file: str, found: os.stat_result) -> bytes:
    """Return facts of a file that differ when it has changed; OSError where it cannot be read."""
    state = f"{found.st_mtime_ns} {found.st_size}".encode()
    if time.time_ns() - found.st_mtime_ns > _YOUNG:
        return state
    with open(file, "rb") as opened:
        return state + b" " + opened.read(_MOST_COMPARED)
