"""The fault of each rule with a safe fix planted in published reports: the fix changes nothing but the fault."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.planted import faulted, texts, ways
from benchmarks.safe_fixes import fixed
from ofsted_lint import documents
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source, Span
from tests.rules.test_rules import SHIPPED

# So many for each rule, others for each: all together take about a minute.
REPORTS = 20
# The layout text of a report is that of a PDF, whose spaces the rule leaves alone.
UNPLANTED = {"two-spaces"}
WAYS = ways()
SAFE = [
    replace(each, rule=replace(each.rule, enabled=True)) for each in SHIPPED if each.rule.fix and each.rule.fix.safe
]
PLANTED = [each for each in SAFE if each.rule.id in WAYS]


def faulty(rule: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name of a report, its text and the text with a fault of a rule, in an order that names do not make."""
    made = 0
    reports = texts(WAYS[rule][0].get("of", "ilacs"))
    for path, text in sorted(reports, key=lambda each: sha256(f"{rule} {Path(each[0]).name}".encode()).digest()):
        found = faulted(WAYS[rule][made % len(WAYS[rule])], path, text)
        if found:
            made += 1
            yield found


def same(text: str, other: str) -> int:
    """Return how many characters two texts have in common at the start."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(text), len(other)))


def words_changed(text: str, other: str) -> Span:
    """Return the place of the words of a text that the other text does not have."""
    start = same(text, other)
    end = len(text) - same(text[start:][::-1], other[start:][::-1])
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def mended(loaded: Loaded, name: str, text: str) -> str:
    """Return a text with the safe fixes of one rule."""
    return fixed(documents.read(Source(name, text)), [loaded]).text


def only_within(words: Span, text: str, after: str) -> bool:
    """True if all before and after these words of a text is in the other text as it was."""
    start, end = text[: words.start], text[words.end :]
    return after.startswith(start) and after.endswith(end) and len(after) >= len(start) + len(end)


@pytest.mark.slow
@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("loaded", PLANTED, ids=[each.rule.id for each in PLANTED])
def test_a_safe_fix_changes_nothing_but_the_planted_words(loaded: Loaded) -> None:
    fixes = 0
    for name, text, planted in islice(faulty(loaded.rule.id), REPORTS):
        after = mended(loaded, name, planted)
        # Paragraphs are renumbered to the end of the report: what it was before the fault is right at any length.
        right = after == text or only_within(words_changed(planted, text), planted, after)
        own_faults = not right and mended(loaded, name, text) != text
        assert right or own_faults, f"{Path(name).name}: {words_changed(planted, after)} changed"
        fixes += right and after != planted
    assert fixes


def test_the_fault_of_each_rule_with_a_safe_fix_is_planted() -> None:
    assert {each.rule.id for each in SAFE} - WAYS.keys() == UNPLANTED
