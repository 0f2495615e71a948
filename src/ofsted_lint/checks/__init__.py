"""Kinds of checks, one module each.

A module `<kind>.py` (an underscore follows where the kind is a word of
Python's) offers:

- `Params`: the parameters that a rule gives it, a strict `msgspec.Struct`;
- `names(params)`: the names that the rule's messages may use;
- `prepare(params)`: the check, a pure function that takes a `CheckContext` and
  yields a `Hit` for each fault, or raises `NotApplicable` before the first;
- if its hits may have edits, `mends(params)`: why they cannot have any with
  these parameters, or nothing;
- if there is more to be said against parameters than that they cannot be
  prepared, `check(params, kinds)`, which raises `ParamError`: `kinds` are the
  kinds of documents that the rule holds for.

A check never parses a text and knows nothing of the rule that asked.
"""

from __future__ import annotations

import importlib
from functools import cache
from keyword import iskeyword
from types import ModuleType

from ofsted_lint.files.package_data import modules


@cache
def kind_names() -> tuple[str, ...]:
    """The kinds of checks there are."""
    return tuple(name.replace("_", "-") for name in modules("checks/kinds"))


def load(kind: str) -> ModuleType:
    """The module of a kind of check."""
    module = kind.replace("-", "_")
    return importlib.import_module(f"{__name__}.kinds.{module}{'_' if iskeyword(module) else ''}")
