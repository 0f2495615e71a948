"""The amount of findings: counted by rule and document, or a few of each with an honest “and more”."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
SECTION = "The experiences and progress of care leavers: good\n1. It is is so. She was was there. We are are here.\n\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(SECTION * 2, "utf-8")
    (tmp_path / "two.txt").write_text(SECTION + SECTION.replace("is is", "is"), "utf-8")
    return tmp_path


def about(out: str) -> list[str]:
    return [line.split(": ", 2)[2].split(" (paragraph")[0] for line in out.splitlines() if "[doubled-word]" in line]


def test_a_few_findings_of_a_rule_and_how_many_more(place: Path, run: Run) -> None:
    out = run("one.txt", "--format", "concise", "--max-findings", "2")[1]
    assert about(out) == [
        "Write “is” once: “is is” repeats it. [doubled-word]",
        "Write “was” once: “was was” repeats it. (And 4 more of this rule in this document.) [doubled-word]",
    ]


def test_no_more_is_said_where_all_are_shown(place: Path, run: Run) -> None:
    plain = run("one.txt", "--format", "concise")[1]
    assert run("one.txt", "--format", "concise", "--max-findings", "6")[1] == plain
    assert len(about(plain)) == 6


def test_what_is_too_much_to_keep_is_counted(place: Path, run: Run) -> None:
    (place / "one.txt").write_text(SECTION * 400, "utf-8")
    _, out, err = run("one.txt", "--format", "concise", "--select", "doubled-word")
    assert len(about(out)) == 1000
    assert about(out)[-1].split(" (p")[0].endswith("(And 200 more of this rule in this document.) [doubled-word]")
    assert "one.txt: 200 more findings of the rule “doubled-word” were only counted" in err
    few = about(run("one.txt", "--format", "concise", "--select", "doubled-word", "--max-findings", "3")[1])
    assert few[-1].split(" (p")[0].endswith("(And 1,197 more of this rule in this document.) [doubled-word]")
    counted = run("one.txt", "--statistics", "--select", "doubled-word")[1]
    assert "   1,200          1  warning   doubled-word" in counted.splitlines()


def test_what_is_not_shown_counts(place: Path, run: Run) -> None:
    text = "Inspection dates: 31 June 2024 to 31 June 2024\n" + SECTION * 2
    (place / "one.txt").write_text(text, "utf-8")
    assert run("one.txt", "--format", "concise", "--max-findings", "1")[0] == 1


def test_statistics_count_by_rule_and_by_document(place: Path, run: Run) -> None:
    out = run(".", "--statistics")[1]
    rules, documents = out.split("\n\n")
    assert rules.splitlines()[0] == "findings  documents  severity  rule"
    assert "      11          2  warning   doubled-word" in rules.splitlines()
    assert [line.split()[1:] for line in documents.splitlines()] == [
        ["warnings", "advice", "document"],
        ["6", "0", "one.txt"],
        ["5", "0", "two.txt"],
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--max-findings", "few"),
            "argument --max-findings: “few” is not a number of findings (see ofsted-lint check --help)",
        ),
        (("--max-findings", "-1"), None),
        (("--statistics", "--format", "json"), "--statistics is printed, so formats go to files: --format json=FILE"),
    ],
)
def test_what_cannot_be_is_told(place: Path, run: Run, words: tuple[str, ...], said: str | None) -> None:
    status, out, err = run("one.txt", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert said is None or err == f"ofsted-lint: command line: {said}\n"
