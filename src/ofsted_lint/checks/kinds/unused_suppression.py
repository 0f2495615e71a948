"""Each suppression suppresses at least one finding.

A rule of this kind needs `suppressions`: it runs after all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.suppressions import NAMES_OF_SUPPRESSIONS, check
from ofsted_lint.findings.finding import Hit


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_SUPPRESSIONS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check("unused")
