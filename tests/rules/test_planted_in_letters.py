"""Faults planted in published letters: the rules that find next to none there would find them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.planted import PLANTED, tried
from ofsted_lint.rules.rule import Loaded
from tests.rules.test_rules import SHIPPED

WAYS = yaml.safe_load((PLANTED / "letters.yaml").read_text("utf-8"))
BY_ID = {each.rule.id: each for each in SHIPPED}
LETTERS = 8
FOUND = 0.75


@pytest.mark.parametrize("rule", WAYS)
def test_a_planted_fault_is_found(rule: str, shared: Path) -> None:
    count, found = tried(BY_ID[rule], WAYS[rule], most=LETTERS)
    assert (count > 0, found >= FOUND * count) == (True, True), f"{found} of {count}"


# What --against compares, and what is about monitoring visits, of which no published letters are at hand.
IN_EXAMPLES_ONLY: tuple[str, ...] = (
    "letter-previous-",
    "monitoring-",
    "letter-visit-kind",
    "letter-this-visit",
    "letter-signoff",
)
# What needs more than a part of a letter to be lost or changed.
IN_EXAMPLES_ONLY += ("visit-length", "letter-opening", "letter-inspectors-missing", "letter-headings")
IN_EXAMPLES_ONLY += ("focused-priority-action",)


def is_of_letters(loaded: Loaded) -> bool:
    return Path(loaded.path).parent.name in ("letters", "jtai")


@pytest.mark.parametrize("rule", [each.rule.id for each in SHIPPED if is_of_letters(each)])
def test_each_rule_for_letters_is_planted_or_named(rule: str) -> None:
    assert (rule in WAYS) is not rule.startswith(IN_EXAMPLES_ONLY)
