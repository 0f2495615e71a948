"""A rule, as its YAML file says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

import msgspec

from ofsted_lint.finding import Hit, Severity
from ofsted_lint.subject import Subject

Kind = Literal["ilacs", "unknown"]
Template = Literal["ilacs-2018", "ilacs-2023", "ilacs-2026"]
Check = Callable[[Subject], Iterable[Hit]]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """What a rule file holds before its examples.

    `from` and `to` are the first and the last day on which an inspection that
    the rule holds for may begin. `message` words a finding with the names
    that the kind of check gives.
    """

    id: str
    summary: str
    why: str
    check: str
    severity: Severity
    message: str
    source: str = ""
    kinds: tuple[Kind, ...] = ("ilacs",)
    templates: tuple[Template, ...] = ()
    from_: date | None = None
    to: date | None = None
    enabled: bool = True
    params: dict[str, Any] = {}


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text that proves a rule; what it must find is marked with [[ ]].

    `says` is the message of the first finding; `notes` what a reader would
    have noted of the file.
    """

    name: str
    text: str
    says: str | None = None
    notes: tuple[str, ...] = ()
    todo: bool = False


class Loaded(msgspec.Struct, frozen=True, eq=False):
    """A rule that can be run, and the file it came from."""

    rule: Rule
    path: str
    run: Check
