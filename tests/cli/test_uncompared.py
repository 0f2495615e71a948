"""Statements without their report: nothing is compared, and that is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
RIGHT = "ofsted-lint statement.txt --against report.txt"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", "report.txt")
    shutil.copy(ROOT / "examples" / "saltmarsh-2019.txt", "other.txt")
    shutil.copy(ROOT / "examples" / "statements" / "northfell-2024-statement.txt", "statement.txt")


def test_a_statement_alone_is_a_warning_that_does_not_fail(run: Run) -> None:
    status, out, err = run("statement.txt", "--only", "statement-not-compared", "--format", "concise")
    assert (status, err) == (0, "")
    assert out == (
        "statement.txt:1:1: warning: Give the report that this statement is about (ofsted-lint STATEMENT --against "
        "REPORT); none of its grades, dates and quotations were compared. [statement-not-compared]\n"
    )


def test_the_report_beside_it_gives_the_command(run: Run) -> None:
    _, _, err = run("other.txt", "statement.txt", "report.txt", "--only", "grade-mismatch")
    assert err == f"ofsted-lint: statement.txt: a statement about an inspection; compare it with its report: {RIGHT}\n"


def test_the_report_of_another_council_gives_none(run: Run) -> None:
    assert run("statement.txt", "other.txt", "--only", "grade-mismatch")[2] == ""


def test_with_its_report_nothing_is_said(run: Run) -> None:
    words = ("--against", "report.txt", "--only", "statement-not-compared", "--format", "concise")
    assert run("statement.txt", *words) == (0, "", "")


def test_statement_and_report_changed_round(run: Run) -> None:
    said = f"statement.txt: this is a statement; give the report that it is about: {RIGHT}"
    assert run("report.txt", "--against", "statement.txt") == (2, "", f"ofsted-lint: --against: {said}\n")
