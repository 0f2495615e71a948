"""The facts of a report that a statement needs."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT, BEFORE = ROOT / "examples" / "northfell-2024.txt", ROOT / "examples" / "saltmarsh-2019.txt"
STATEMENT = ROOT / "examples" / "statements" / "northfell-2024-statement.txt"


def test_facts_are_those_of_the_report_in_its_order(run: Run) -> None:
    status, out, err = run("facts", REPORT, "--previous", BEFORE, "--format", "json")
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
