"""The record of a run, and whether a document still matches it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REGISTER = "- {document: report.txt, rule: header-footer-date, reason: As published., owner: QA}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", tmp_path / "report.txt")
    (tmp_path / ".ofsted-lint-ignore.yaml").write_text(REGISTER, "utf-8")
    return tmp_path


def test_a_record_says_how_each_rule_went(place: Path, run: Run) -> None:
    status, _, err = run("report.txt", "--record", "record.yaml", "--format", "concise")
    assert (status, err) == (1, "")
    record = yaml.safe_load((place / "record.yaml").read_text("utf-8"))
    (document,) = record["documents"]
    assert (record["schema"], str(record["date"]), record["tool"]) == (1, "2026-06-01", "ofsted-lint 0.2.0")
    assert document["path"] == "report.txt"
    assert document["sha256"] == hashlib.sha256((place / "report.txt").read_bytes()).hexdigest()
    results = document["results"]
    assert set(results) == set(record["rules"])
    assert results["para-number-duplicate"] == {
        "result": "failed",
        "findings": ["line 74: Paragraph 5 follows 5; 6 was expected."],
    }
    assert results["para-number-gap"] == {"result": "passed"}
    assert results["overall-after-2026"]["result"] == "not applicable"
    assert results["overall-after-2026"]["why"]
    assert document["suppressions"] == [
        {"rule": "header-footer-date", "address": "dates", "reason": "As published.", "owner": "QA"}
    ]


def test_a_run_can_be_repeated_to_the_byte(place: Path, run: Run) -> None:
    run("report.txt", "--record", "one.yaml")
    run("report.txt", "--record", "two.yaml")
    assert (place / "one.yaml").read_bytes() == (place / "two.yaml").read_bytes()


def test_a_document_that_matches_its_record(place: Path, run: Run) -> None:
    run("report.txt", "--record", "record.yaml")
    assert run("--verify", "record.yaml") == (0, "1 document is as it was recorded on 1 June 2026.\n", "")


def test_a_document_that_has_changed(place: Path, run: Run) -> None:
    run("report.txt", "--record", "record.yaml")
    with (place / "report.txt").open("a") as stream:
        stream.write(" ")
    status, out, _ = run("--verify", "record.yaml")
    assert (status, out) == (1, "report.txt: has changed since 1 June 2026\n")
    (place / "report.txt").unlink()
    status, out, _ = run("--verify", "record.yaml")
    assert (status, out) == (1, "report.txt: cannot be read (No such file or directory)\n")


def test_rules_that_have_changed_are_told(place: Path, run: Run) -> None:
    run("report.txt", "--record", "record.yaml")
    (place / "ofsted-lint.toml").write_text('[rule.a-or-an]\nseverity = "error"\n', "utf-8")
    status, out, _ = run("--verify", "record.yaml")
    assert status == 0
    assert out.splitlines()[-1] == "rules: 1 have changed since or are gone, 0 are new"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: 1\n", "record.yaml:1:1: the key “date” is missing"),
        ("- a\n", "record.yaml:1:1: expected keys and values, got a list"),
        ("schema: [", None),
        ("", None),
    ],
)
def test_a_file_that_is_no_record_is_told(place: Path, run: Run, text: str, said: str | None) -> None:
    (place / "record.yaml").write_text(text, "utf-8")
    status, _, err = run("--verify", "record.yaml")
    assert (status, err.count("\n")) == (2, 1)
    assert said is None or err == f"ofsted-lint: {said}\n"


def test_a_record_that_is_not_there_is_told(place: Path, run: Run) -> None:
    assert run("--verify", "none.yaml")[2] == "ofsted-lint: none.yaml: cannot be read (No such file or directory)\n"
