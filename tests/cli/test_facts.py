"""The facts of a report that a statement needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT, OTHER = ROOT / "examples" / "northfell-2024.txt", ROOT / "examples" / "saltmarsh-2019.txt"
JOINT = "Good, for children in care and care leavers together"
STATEMENT = ROOT / "examples" / "statements" / "northfell-2024-statement.txt"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The report of the inspection before: that of another council, with the name of this one."""
    path = tmp_path / "northfell-2019.txt"
    path.write_text(OTHER.read_text("utf-8").replace("Saltmarsh", "Northfell"), "utf-8")
    return path


def test_facts_are_those_of_the_report_in_its_order(run: Run, before: Path) -> None:
    status, out, err = run("facts", REPORT, "--previous", before, "--format", "json")
    (made,) = json.loads(out)["documents"]
    assert (status, err) == (0, "")
    assert (made["council"], made["start"], made["end"]) == ("Northfell", "2024-10-07", "2024-10-18")
    assert made["lead_inspectors"] == ["Martin Hathersage, His Majesty’s Inspector"]
    assert [row["grade"] for row in made["judgements"]] == [
        *("Requires improvement to be good", "Requires improvement to be good", "Good", "Inadequate", "Inadequate"),
    ]
    assert made["judgements"][3]["before"].endswith(", for children in care and care leavers together")
    assert len(made["improvements"]) == 6


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("console", f"The experiences and progress of care leavers: Inadequate (before: {JOINT})"),
        ("markdown", f"| The experiences and progress of care leavers | Inadequate | {JOINT} |"),
    ],
)
def test_the_grades_before_are_beside_those_of_the_report(run: Run, before: Path, form: str, said: str) -> None:
    status, out, _ = run("facts", REPORT, "--previous", before, "--format", form)
    assert status == 0
    assert said in " ".join(out.split())


def test_the_report_before_is_of_the_same_council_and_an_earlier_inspection(run: Run, before: Path) -> None:
    name = "name the report of the inspection before; this is of "
    other = "name a report of the same council; this is about Saltmarsh Borough Council, the other about Northfell"
    for report, previous, said in (
        (REPORT, REPORT, f"{name}the same inspection"),
        (before, REPORT, f"{name}a later one: change the two round"),
        (REPORT, OTHER, other),
    ):
        status, out, err = run("facts", report, "--previous", previous)
        assert (status, out, err) == (2, "", f"ofsted-lint: --previous: {previous}: {said}\n")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("console", "Inspection: 7 to 18 October 2024\n"),
        ("markdown", "| The experiences and progress of children in care | Good |\n"),
    ],
)
def test_facts_can_be_read_and_pasted(run: Run, form: str, said: str) -> None:
    status, out, _ = run("facts", REPORT, "--format", form)
    assert status == 0
    assert said in out


def test_a_text_that_is_no_report_is_refused_in_a_line(run: Run) -> None:
    said = "name one inspection report; this is none (--kind ilacs reads it as one)"
    assert run("facts", STATEMENT) == (2, "", f"ofsted-lint: {STATEMENT}: {said}\n")


def test_facts_can_be_written_to_files_that_are_not_read(run: Run, tmp_path: Path, before: Path) -> None:
    made, sheet = tmp_path / "facts.json", tmp_path / "facts.md"
    words = ("facts", REPORT, "--previous", before, "--format")
    assert run(*words, f"json={made}", "--format", f"markdown={sheet}") == (0, "", "")
    assert made.read_text("utf-8") == run(*words, "json")[1]
    assert sheet.read_text("utf-8") == run(*words, "markdown")[1]
    said = f"ofsted-lint: command line: --format {before} would overwrite a file that is read\n"
    assert run(*words, f"json={before}") == (2, "", said)


def test_facts_of_an_area_send_report_are_its_outcome_and_who_led(run: Run, tmp_path: Path) -> None:
    area = ROOT / "examples" / "area-send"
    earlier = tmp_path / "earlier.txt"
    earlier.write_text((area / "saltmarsh-2024.txt").read_text("utf-8").replace("Saltmarsh", "Northfell"), "utf-8")
    report = area / "northfell-2024.txt"
    status, out, err = run("facts", report, "--previous", earlier, "--format", "json")
    (made,) = json.loads(out)["documents"]
    assert (status, err, made["start"], len(made["improvements"])) == (0, "", "2024-10-07", 3)
    assert made["lead_inspectors"] == ["Ann Wood, Ofsted Lead inspector", "Mary Pond, CQC Lead inspector"]
    (outcome,) = made["judgements"]
    assert outcome["name"] == "Inspection outcome"
    assert ("inconsistent experiences" in outcome["grade"], "positive experiences" in outcome["before"]) == (True, True)
    said = "name a report of the same kind; this is among inspection reports"
    assert run("facts", report, "--previous", OTHER)[2] == f"ofsted-lint: --previous: {OTHER}: {said}\n"
