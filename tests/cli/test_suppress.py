"""Suppressing a rule by a command, so that nobody needs to know the suppression file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
NAME = ".ofsted-lint-ignore.yaml"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", tmp_path / "report.txt")
    monkeypatch.chdir(tmp_path)
    return "report.txt"


def test_a_suppressed_rule_is_quiet_with_its_reason(run: Run, report: str) -> None:
    named = ["--reason", "as: “published”", "--owner", "A. Marsh", "--until", "2099-03-31"]
    said = run("suppress", report, "para-number-duplicate", *named)
    assert said == (0, f"{NAME}: para-number-duplicate is suppressed in report.txt\n", "")
    (document,) = json.loads(run(report, "--only", "para-number-duplicate", "--format", "json")[1])["documents"]
    assert document["findings"] == []
    assert [(each["rule"], each["reason"]) for each in document["suppressed"]] == [
        ("para-number-duplicate", "as: “published”")
    ]


def test_entries_are_added_to_those_that_are_there(run: Run, report: str) -> None:
    run("suppress", report, "doubled-word", "--reason", "a name")
    run("suppress", report, "para-number-duplicate", "--reason", "as published")
    assert Path(NAME).read_text("utf-8") == (
        '- document: "report.txt"\n  rule: "doubled-word"\n  reason: "a name"\n\n'
        '- document: "report.txt"\n  rule: "para-number-duplicate"\n  reason: "as published"\n'
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone.txt", "doubled-word", "--reason", "a name"], "gone.txt: there is no such file"),
        (["report.txt", "doubled-words", "--reason", "a name"],
         "command line: there is no rule “doubled-words”; did you mean “doubled-word”?"),
        (["report.txt", "doubled-word", "--reason", " "],
         "--reason: it is empty: give the reason for which the rule is suppressed"),
        (["report.txt", "doubled-word", "--reason", "a name", "--until", "soon"],
         "--until: “soon” is not a day like 2027-03-31"),
    ],
    ids=["no such file", "no such rule", "no reason", "no day"],
)  # fmt: skip
def test_a_mistake_is_one_line_and_nothing_is_written(run: Run, report: str, words: list[str], said: str) -> None:
    assert run("suppress", *words) == (2, "", f"ofsted-lint: {said}\n")
    assert not Path(NAME).exists()
