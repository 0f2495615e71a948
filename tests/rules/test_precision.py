"""The defaults of the rules follow what was measured on published reports."""

from __future__ import annotations

import pytest

from ofsted_lint.rules.precision import Precision, precision
from ofsted_lint.rules.rule import Loaded
from tests.rules.test_rules import SHIPPED as ALL_SHIPPED

# What holds for other documents only finds nothing in published reports.
SHIPPED = [each for each in ALL_SHIPPED if "ilacs" in each.rule.kinds]
# More than this share of published reports is too many for anything but advice.
MANY = 0.05
RIGHT = 0.9
ENOUGH_PLANTED = 20


def known(loaded: Loaded) -> tuple[Precision, int]:
    found, reports = precision(loaded.ships, loaded.rule.id)
    assert found is not None, "measure it: python -m benchmarks.precision"
    return found, reports


def verdicts(found: Precision) -> dict[str, int]:
    return found.verdicts() or {"true": 0, "false": 0, "arguable": 0}


ids = [loaded.rule.id for loaded in SHIPPED]


@pytest.mark.parametrize("loaded", SHIPPED, ids=ids)
def test_a_rule_is_measured_or_proved_on_planted_faults(loaded: Loaded) -> None:
    found, _ = known(loaded)
    assert found.measured or loaded.rule.id in UNPLANTED or (found.planted and found.planted.reports >= least(loaded))


# What cannot be planted in the text of a report, and what finds too few places for twenty.
UNPLANTED = {"encoding-guessed", "partly-read", "tracked-changes", "leftover-comments", "two-spaces"}
UNPLANTED |= {"tracked-formatting", "struck-out-words", "highlighted-words", "watermark-left"}
# What needs another number before each paragraph.
FEW_PLACES: dict[str, int] = {
    "outstanding-without-leaders": 16,
    "wellbeing-one-word": 9,
    "heading-grade-case-mixed": 7,
    "name-without-capital": 19,
}


def least(loaded: Loaded) -> int:
    return FEW_PLACES.get(loaded.rule.id, ENOUGH_PLANTED)


@pytest.mark.parametrize("loaded", [each for each in SHIPPED if each.rule.severity == "error"], ids=lambda x: x.rule.id)
def test_an_error_has_no_false_finding(loaded: Loaded) -> None:
    assert verdicts(known(loaded)[0])["false"] == 0


# Points of published reports are nearly all taken up, so that what says that one is not is mostly wrong there, and may
# say so of one report in twenty at most. What it is worth is measured on points that are not taken up: docs/echo.md.
RARE_IN_PRINT = {"improvement-not-in-findings"}


@pytest.mark.parametrize("loaded", [e for e in SHIPPED if e.rule.severity == "warning"], ids=lambda x: x.rule.id)
def test_a_warning_is_nearly_always_right(loaded: Loaded) -> None:
    said = verdicts(known(loaded)[0])
    rare = loaded.rule.id in RARE_IN_PRINT
    assert rare or said["true"] >= RIGHT * sum(said.values()) or not loaded.rule.enabled


@pytest.mark.parametrize("loaded", SHIPPED, ids=ids)
def test_what_flags_many_reports_is_advice_or_summed_up_or_off(loaded: Loaded) -> None:
    found, reports = known(loaded)
    flagged = found.reports + found.set_aside.reports
    quiet = loaded.rule.severity == "advice" or loaded.rule.once or not loaded.rule.enabled
    assert quiet or flagged <= MANY * reports
