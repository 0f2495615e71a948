"""`ofsted-lint trace`: each point with the paragraphs that take it up, and what is left over on both sides."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT = "examples/northfell-2024.txt"


def test_json_is_as_the_contract_has_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status, out, err = run("trace", REPORT, "--format", "json")
    made = json.loads(out)
    (document,) = made["documents"]
    assert (status, err, made["schema"], list(document)) == (
        0,
        "",
        1,
        ["path", "improvements", "weaknesses_without_point"],
    )
    first = document["improvements"][0]
    assert {key: first[key] for key in ("text", "line", "verdict")} == {
        "text": "The allocation of personal advisers to care leavers at the age of 18.",
        "line": 31,
        "verdict": "supported",
    }
    echo = first["paragraphs"][0]
    assert {"number", "line", "section", "grade", "strength", "found", "missing"} <= set(echo)
    assert (echo["number"], echo["grade"], 0 < echo["strength"] <= 1) == (8, "inadequate", True)


def test_every_line_fits_eighty_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for example in sorted(Path("examples").glob("*.txt")):
        assert [line for line in run("trace", example)[1].splitlines() if len(line) > 80] == []


def test_a_point_that_nothing_takes_up_shows_what_comes_nearest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = run("trace", "examples/saltmarsh-2019-with-faults.txt")[1].splitlines()
    at = next(at for at, line in enumerate(out) if "unaccompanied children" in line)
    following = out[at:][: out[at:].index("")]
    assert "    not taken up; nearest to it:" in following
    assert sum(line.startswith("    paragraph ") for line in following) == 3


def test_csv_has_a_row_for_each_point_and_paragraph(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    rows = list(csv.DictReader(io.StringIO(run("trace", REPORT, "--format", "csv")[1].removeprefix("\ufeff"))))
    assert {row["point"] for row in rows if row["verdict"] != "weakness without a point"} == {
        str(n) for n in range(1, 7)
    }
    assert rows[0]["paragraph"] == "8"
    assert rows[0]["section"] == "The experiences and progress of care leavers"


@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_is_a_formula(sign: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    text = (
        (ROOT / REPORT).read_text("utf-8").replace("Pathway plans, so that", f"{sign}cmd|' /C calc'!A0 plans, so that")
    )
    path.write_text(text, "utf-8")
    cells = [cell for row in csv.reader(io.StringIO(run("trace", path, "--format", "csv")[1])) for cell in row]
    assert f"'{sign}cmd" in " ".join(cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_text_that_is_no_report_has_nothing_to_trace(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pears.txt"
    path.write_text("pears\n", "utf-8")
    status, out, _ = run("trace", path, "--format", "json")
    assert (status, json.loads(out)) == (0, {"schema": 1, "documents": []})


def test_a_format_that_is_not_known_is_told(run: Run) -> None:
    status, out, err = run("trace", REPORT, "--format", "cvs")
    assert (status, out, err) == (2, "", "ofsted-lint: command line: unknown format “cvs”; did you mean “csv”?\n")
