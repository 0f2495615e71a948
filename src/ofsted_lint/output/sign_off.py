"""The sign-off record of a run for a quality assurance file: writing, reading and comparing it.

A record names each document and each rule in force with its hash, and the
result of each rule: passed, failed (with the findings), not applicable (with
the reason); and the suppressed findings, with reason and owner.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files import bounded, typed
from ofsted_lint.files.atomic_write import written
from ofsted_lint.files.printable import path_text, printable
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.rules.rule import Rule
from ofsted_lint.version import __version__

_MOST_BYTES = 16 * 1024 * 1024


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The result of a rule: `passed`, `failed` with findings, or `not applicable` with the reason."""

    result: str
    findings: tuple[str, ...] = ()
    why: str = ""


_PASSED = Result("passed")


class Quiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A suppressed finding."""

    rule: str
    address: str
    reason: str
    owner: str = ""
    until: date | None = None


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A document of a record; its path is relative to the record's folder."""

    path: str
    sha256: str
    kind: str
    results: dict[str, Result]
    suppressions: tuple[Quiet, ...] = ()
    known: int = 0


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record file: the date of the run, the program, the rules with their hashes, the documents."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    date: date
    tool: str
    rules: dict[str, str]
    documents: tuple[Signed, ...]


def signed(outcome: Outcome, path: Path) -> Signed:
    """Return the results of the rules on a document, for a record at `path`."""
    results = dict.fromkeys(outcome.passed, _PASSED)
    results |= {rule: _not_applicable(why) for rule, why in outcome.not_applicable}
    found: dict[str, list[str]] = {rule: [] for rule in outcome.failed}
    for each in outcome.findings:
        line = each.place.source.position(each.place.span.start).line
        found.setdefault(each.rule, []).append(printable(f"line {line}: {each.message}"))
    results |= {rule: Result("failed", tuple(lines)) for rule, lines in found.items()}
    quiet = (Quiet(finding.rule, finding.address, by.reason, by.owner, by.until) for finding, by in outcome.suppressed)
    source = outcome.source
    name = path_text(_beside(source.path, path.parent)).replace(os.sep, "/")
    ordered = dict(sorted(results.items()))
    return Signed(name, source.sha256, outcome.kind, ordered, tuple(quiet), len(outcome.held("baseline")))


@lru_cache(1000)  # many rules of many documents have the same reason
def _not_applicable(why: str) -> Result:
    return Result("not applicable", why=why)


def _beside(path: str, folder: Path) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return path


def write(path: Path, day: date, rules: Mapping[str, Rule], documents: Iterable[Signed]) -> None:
    """Write a record; two equal runs give the same file."""
    from ofsted_lint.files import yaml_file  # most runs write none

    hashes = {name: digest(rule) for name, rule in sorted(rules.items())}
    record = Record(1, day, f"ofsted-lint {__version__}", hashes, ())
    with written(str(path)) as stream:
        head = msgspec.to_builtins(record, builtin_types=(date,))
        del head["documents"]
        yaml_file.write(head, stream)
        # One document at a time: as YAML it needs much more memory.
        empty = True
        for each in documents:
            stream.write("documents:\n" if empty else "")
            yaml_file.write([msgspec.to_builtins(each, builtin_types=(date,))], stream)
            empty = False
        if empty:
            yaml_file.write({"documents": []}, stream)


def digest(rule: Rule) -> str:
    """Return a short hash of a rule as it is in force."""
    return hashlib.sha256(msgspec.json.encode(rule, order="sorted")).hexdigest()[:16]


def read(path: Path) -> Record:
    """Return the record in a file; `ConfigError` if it is not a record."""
    from ofsted_lint.files import yaml_file

    data = bounded.read(path, _MOST_BYTES)
    plain = next(yaml_file.documents(str(path), data, _MOST_BYTES), None)
    return typed.convert(plain, Record, str(path), lambda way, key: yaml_file.position(data, 0, way, key))


def _hash(path: Path) -> str:
    """Return the hash of an ordinary file; `OSError` for any other, since a device may never end."""
    if (os.path.exists(path) and not path.is_file()) or "\0" in str(path):
        raise OSError(0, "this is not an ordinary file")
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def differences(record: Record, path: Path, rules: Mapping[str, Rule]) -> Iterator[tuple[str, bool]]:
    """Yield a message for each difference from a record, with True if it is a changed document."""
    for signed in record.documents:
        try:
            same = _hash(path.parent / signed.path) == signed.sha256
        except OSError as error:
            yield f"{signed.path}: cannot be read ({error.strerror})", True
            continue
        if not same:
            yield f"{signed.path}: has changed since {in_words(record.date)}", True
    if record.tool != f"ofsted-lint {__version__}":
        yield f"the record is by {record.tool}; this is ofsted-lint {__version__}", False
    hashes = {name: digest(rule) for name, rule in rules.items()}
    changed = [name for name in record.rules if hashes.get(name) != record.rules[name]]
    if changed or hashes.keys() - record.rules.keys():
        new = len(hashes.keys() - record.rules.keys())
        yield f"rules: {len(changed):,} have changed since or are gone, {new:,} are new", False
