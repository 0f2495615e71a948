"""The kinds of checks, one module each in `kinds/`.

A module `<kind>.py` (with an underscore added if the kind is a Python keyword)
is a `CheckKind`, and may also be a `MayGiveEdits`, a `NeedsPart`, a
`Validates` and an `Explains`; it has no other public functions. Code that
several kinds share is in `shared/`. A check never parses a text and does not
know which rule uses it.
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

# A check that is ready to run: it yields a hit for each fault, or raises `NotApplicable` before the first.
Check = Callable[[CheckContext], Iterable[Hit]]
P = TypeVar("P", bound=msgspec.Struct)
_Given = TypeVar("_Given", bound=msgspec.Struct, contravariant=True)


class CheckKind(Protocol[P]):
    """The interface of a module that is a kind of check."""

    @property
    def Params(self) -> type[P]:  # noqa: N802 (a class)
        """The type of the parameters that a rule gives in `params`: a struct without unknown fields."""

    def names(self, params: P) -> frozenset[str]:
        """Return the names that messages of the rule may use in braces."""

    def prepare(self, params: P) -> Check:
        """Return the check, a pure function; raise `ParamError` if the parameters cannot be used."""


@runtime_checkable
class MayGiveEdits(Protocol[_Given]):
    """A kind of check whose hits may have edits."""

    def edits_possible(self, params: _Given) -> str:
        """Return why hits cannot have edits with these parameters, or an empty text if they can."""


@runtime_checkable
class NeedsPart(Protocol):
    """A kind of check about a part that not all kinds of documents have."""

    @property
    def NEEDS(self) -> str:  # noqa: N802 (a constant)
        """The name of the part."""


@runtime_checkable
class Validates(Protocol[_Given]):
    """A kind of check whose parameters must also fit the kinds of documents that the rule applies to."""

    def validate(self, params: _Given, kinds: Iterable[str]) -> None:
        """Raise `ParamError` if the parameters do not fit these kinds of documents."""


@runtime_checkable
class Explains(Protocol[_Given]):
    """A kind of check that can show the values by which it decided."""

    def explain(self, params: _Given, context: CheckContext) -> Iterable[str]:
        """Yield the values, a line for each part of the document that is checked."""


@cache
def kind_names() -> tuple[str, ...]:
    """Return the names of all kinds of checks, as rule files write them."""
    return tuple(name.replace("_", "-") for name in modules("checks/kinds"))


@cache
def load(kind: str) -> CheckKind[msgspec.Struct]:
    """Import the module of a kind of check."""
    module = kind.replace("-", "_")
    found = importlib.import_module(f"{__name__}.kinds.{module}{'_' if iskeyword(module) else ''}")
    return cast(CheckKind[msgspec.Struct], found)


def edits_possible(kind: CheckKind[P], params: P) -> str:
    """Return why hits of a kind cannot have edits with these parameters, or an empty text if they can."""
    if isinstance(kind, MayGiveEdits):
        return kind.edits_possible(params)
    return "this kind of check cannot fix its findings"


def explain(kind: CheckKind[P], params: P, context: CheckContext) -> Iterable[str]:
    """Return the values by which a check decides, a line for each part; none for kinds that cannot show them."""
    return kind.explain(params, context) if isinstance(kind, Explains) else ()


def validate(kind: CheckKind[P], params: P, kinds: Iterable[str]) -> None:
    """Raise `ParamError` if a rule for these kinds of documents cannot use a kind of check with its parameters."""
    if isinstance(kind, NeedsPart):
        from ofsted_lint.checks.families import ask_for  # only where rules are read from their files

        ask_for(kind.NEEDS, kinds)
    if isinstance(kind, Validates):
        kind.validate(params, kinds)
