"""Baselines and suppression files that version 0.1.0 wrote, or that were written for it, still hold."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

DATA = ROOT / "tests" / "data" / "version-0.1.0"
WITH_FAULTS = sorted((ROOT / "examples").rglob("*with-faults.txt"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples that have faults, as they were when the files were written."""
    for path in WITH_FAULTS:
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def known() -> list[tuple[str, str, str, str]]:
    """Return what the baseline has: path, rule, address and fingerprint."""
    documents = json.loads((DATA / "known.json").read_text("utf-8"))["documents"]
    return [
        (document["path"], each["rule"], each["address"], each["fingerprint"])
        for document in documents
        for each in document["findings"]
    ]


def found(printed: str) -> list[tuple[str, str, str, str]]:
    documents: list[dict[str, Any]] = json.loads(printed)["documents"]
    return [
        (document["path"], each["rule"], each["address"], each["fingerprint"])
        for document in documents
        for each in document["findings"]
    ]


def test_each_finding_of_then_has_its_address_and_fingerprint_today(drafts: Path, run: Run) -> None:
    paths = [path.name for path in WITH_FAULTS]
    _, printed, _ = run("--isolated", "--select", "all", "--format", "json", *paths)
    assert sorted(set(known()) - set(found(printed))) == []


def test_a_baseline_of_then_knows_its_findings(drafts: Path, run: Run) -> None:
    shutil.copy(DATA / "known.json", drafts / "known.json")
    rules = ",".join(sorted({rule for _, rule, _, _ in known()}))
    paths = [path.name for path in WITH_FAULTS]
    status, printed, notices = run(
        "--isolated", "--select", rules, "--baseline", "known.json", "--format", "json", *paths
    )
    statement, report = "northfell-2024-statement-with-faults.txt", "northfell-2024-with-faults.txt"
    said = f"ofsted-lint: {statement}: a statement about an inspection; compare it with its report: "
    assert (status, found(printed)) == (0, [])
    assert notices == f"{said}ofsted-lint {statement} --against {report}\n"


def test_a_suppression_file_of_then_keeps_its_findings_quiet(drafts: Path, run: Run) -> None:
    shutil.copy(DATA / "ignore.yaml", drafts / ".ofsted-lint-ignore.yaml")
    status, printed, _ = run("northfell-2024-with-faults.txt", "--format", "json", "--isolated")
    (document,) = json.loads(printed)["documents"]
    assert (status, document["findings"], len(document["suppressed"])) == (0, [], 5)
