"""Compare two reports, with the findings of the linter in both or in only one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ofsted_lint.comparison.reports.compare import compare_texts
from ofsted_lint.comparison.reports.model import Comparison, Findings, Still
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.findings import record
from ofsted_lint.findings.baseline import Known, same
from ofsted_lint.findings.finding import Finding

_FIGURES = re.compile(r"\d+")


def compare(
    old: OfstedDocument, new: OfstedDocument, found_old: Sequence[Finding] = (), found_new: Sequence[Finding] = ()
) -> Comparison[record.Finding]:
    """Return all differences between two reports, including those between the given findings."""
    made, addresses = compare_texts(old, new)
    return replace(made, findings=findings(found_old, found_new, addresses))


def findings(old: Sequence[Finding], new: Sequence[Finding], addresses: Mapping[str, str]) -> Findings[record.Finding]:
    """Pair findings by their fingerprints, else by equal messages about paired texts.

    `addresses` maps the address of each old text to that of its counterpart.
    """
    prints = {each.fingerprint: each for each in old}
    known = same(list(new), [Known(each.rule, each.address, each.fingerprint, each.message) for each in old])
    pairs = [(prints[known[id(each)]], each) for each in new if id(each) in known]
    pairs += _alike(_without(old, [one for one, _ in pairs]), _without(new, [two for _, two in pairs]), addresses)
    gone, come = _without(old, [one for one, _ in pairs]), _without(new, [two for _, two in pairs])
    still = sorted(pairs, key=lambda pair: (pair[1].place.span.start, pair[1].rule))
    return Findings(
        tuple(record.finding(each) for each in come),
        tuple(record.finding(each) for each in gone),
        tuple(Still(record.finding(one), record.finding(two)) for one, two in still),
    )


def _without(found: Sequence[Finding], those: Sequence[Finding]) -> list[Finding]:
    left_out = {id(each) for each in those}
    return [each for each in found if id(each) not in left_out]


def _alike(old: list[Finding], new: list[Finding], addresses: Mapping[str, str]) -> list[tuple[Finding, Finding]]:
    """Pair findings about paired texts whose messages are equal except for figures."""
    left: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for each in old:
        left[_key(each, addresses.get(each.address, each.address))].append(each)
    return [(left[key].pop(0), each) for each in new if left.get(key := _key(each, each.address))]


def _key(found: Finding, address: str) -> tuple[str, str, str]:
    return found.rule, address, _FIGURES.sub("", found.message)
