"""Quotations of Ofsted in a statement are in the report or letter, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.quotations import NAMES_OF_QUOTATIONS, Held, QuotationParams, check_quotations, hit_of
from ofsted_lint.comparison.quotations.search import Match
from ofsted_lint.documents.statement.quotations import Citation
from ofsted_lint.findings.finding import Hit

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(QuotationParams, frozen=True, forbid_unknown_fields=True):
    """The parameters shared by all kinds of checks of quotations."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_QUOTATIONS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check_quotations(params, _find)


def _find(citation: Citation, match: Match, held: Held) -> Hit | None:
    if match.kind not in ("altered", "absent"):
        return None
    return hit_of(citation.words, citation.address, match, held)
