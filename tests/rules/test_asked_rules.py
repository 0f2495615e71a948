"""Twenty rules that a head of quality assurance might ask for are written in YAML alone; tasks.md has the tasks."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import ROOT


def test_the_rules_that_were_asked_for_hold(run: Callable[..., tuple[int, str, str]]) -> None:
    folder = ROOT / "tests" / "data" / "asked_rules"
    assert run("test", folder) == (0, "40 examples: 40 passed, 0 failed\n", "")
