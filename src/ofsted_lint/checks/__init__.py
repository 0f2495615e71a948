"""Kinds of checks, one module each in `kinds/`.

A module `<kind>.py` (an underscore follows where the kind is a word of
Python's) is a `CheckKind`, and may be a `MayGiveEdits` and a `Validates` as
well; it has no other public functions. Code that several kinds share is in
`shared/`. A check never parses a text and knows nothing of the rule that asked.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache
from keyword import iskeyword
from typing import Protocol, TypeVar, cast, runtime_checkable

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.files.package_data import modules
from ofsted_lint.findings.finding import Hit

# A check, ready to run: it yields a hit for each fault, or raises `NotApplicable` before the first.
Check = Callable[[CheckContext], Iterable[Hit]]
P = TypeVar("P", bound=msgspec.Struct)
_Given = TypeVar("_Given", bound=msgspec.Struct, contravariant=True)


class CheckKind(Protocol[P]):
    """A module that is a kind of check."""

    @property
    def Params(self) -> type[P]:  # noqa: N802 (a class)
        """The parameters that a rule gives it: a strict struct."""

    def names(self, params: P) -> frozenset[str]:
        """Return the names that the rule's messages may use."""

    def prepare(self, params: P) -> Check:
        """Return the check, a pure function; raise `ParamError` where there can be none."""


@runtime_checkable
class MayGiveEdits(Protocol[_Given]):
    """A kind of check whose hits may have edits."""

    def edits_possible(self, params: _Given) -> str:
        """Return why hits cannot have edits with these parameters; nothing where they can."""


@runtime_checkable
class Validates(Protocol[_Given]):
    """A kind of check with more to say against parameters than that they cannot be prepared."""

    def validate(self, params: _Given, kinds: Iterable[str]) -> None:
        """Raise `ParamError` where parameters do not fit these kinds of documents."""


@cache
def kind_names() -> tuple[str, ...]:
    """The kinds of checks there are."""
    return tuple(name.replace("_", "-") for name in modules("checks/kinds"))


def load(kind: str) -> CheckKind[msgspec.Struct]:
    """Import the module of a kind of check."""
    module = kind.replace("-", "_")
    found = importlib.import_module(f"{__name__}.kinds.{module}{'_' if iskeyword(module) else ''}")
    return cast(CheckKind[msgspec.Struct], found)


def edits_possible(kind: CheckKind[P], params: P) -> str:
    """Return why hits of a kind cannot have edits with these parameters; nothing where they can."""
    if isinstance(kind, MayGiveEdits):
        return kind.edits_possible(params)
    return "this kind of check cannot mend what it finds"


def validate(kind: CheckKind[P], params: P, kinds: Iterable[str]) -> None:
    """Raise `ParamError` where parameters do not fit these kinds of documents, if the kind of check can say so."""
    if isinstance(kind, Validates):
        kind.validate(params, kinds)
