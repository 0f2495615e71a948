"""The record of a run for a quality assurance file, and whether a document still matches it.

A record names each document with its hash, the rules with theirs, and for each
rule how it went: passed, failed (with what was found), not applicable (and
why), suppressed (with the reason and whose it is).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ofsted_lint import __version__, strict
from ofsted_lint.engine import Outcome
from ofsted_lint.errors import ConfigError
from ofsted_lint.records import path_text
from ofsted_lint.rule import Loaded, Rule
from ofsted_lint.writing import written

_MOST_BYTES = 16 * 1024 * 1024


class Quiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that was kept quiet."""

    rule: str
    address: str
    reason: str
    owner: str
    until: date | None


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a rule went: `passed`, `failed` or `not applicable`; then what it found, or why not."""

    result: str
    findings: tuple[str, ...] = ()
    why: str = ""


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document of a record."""

    path: str
    sha256: str
    kind: str
    rules: dict[str, Result]
    suppressions: tuple[Quiet, ...] = ()


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"rules_sha256": "rules-sha256"}):
    """What a record file holds. `date` is that of the run."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    tool: str
    date: date
    rules_sha256: str
    documents: tuple[Signed, ...]


def signed(outcome: Outcome) -> Signed:
    """How the rules went on a document."""
    results = {rule: Result("passed") for rule in outcome.passed}
    results |= {rule: Result("not applicable", why=why) for rule, why in outcome.not_applicable}
    for rule in outcome.failed:
        said = tuple(f"line {_line(found)}: {found.message}" for found in outcome.findings if found.rule == rule)
        results[rule] = Result("failed", said)
    quiet = tuple(
        Quiet(each.finding.rule, each.finding.address, each.by.reason, each.by.owner, each.by.until)
        for each in outcome.suppressed
    )
    source = outcome.document.source
    return Signed(path_text(source.path), digest(source.text), outcome.document.kind, dict(sorted(results.items())), quiet)


def _line(found: Any) -> int:
    line: int = found.place.source.position(found.place.span.start).line
    return line


def digest(text: str) -> str:
    """The hash of a document's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def rules_digest(rules: Iterable[Loaded | Rule]) -> str:
    """A hash of rules as they were in force, whatever order they come in."""
    plain = [each.rule if isinstance(each, Loaded) else each for each in rules]
    made = msgspec.json.encode(sorted((rule.id, msgspec.to_builtins(rule)) for rule in plain), order="sorted")
    return hashlib.sha256(made).hexdigest()
