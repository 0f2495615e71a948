"""Two reports of area SEND inspections compared: drafts of one, and one after the other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint import api
from ofsted_lint.source.readers import ReadError
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = ROOT / "examples" / "area-send"
DRAFT, FAULTY = EXAMPLES / "northfell-2024.txt", EXAMPLES / "northfell-2024-with-faults.txt"
ILACS = ROOT / "examples" / "northfell-2024.txt"


def compared(run: Run, old: Path, new: Path) -> dict[str, Any]:
    status, out, said = run("compare", old, new, "--format", "json")
    assert (status, said) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def test_drafts_differ_in_words_and_details(run: Run) -> None:
    made = compared(run, DRAFT, FAULTY)
    assert made["relation"] == "drafts"
    assert [(each["area"], each["change"]) for each in made["judgements"]] == [("outcome", "same")]
    assert {each["what"] for each in made["details"]} == {
        *("previous inspections", "team: Care Quality Commission", "council in the footer", "dates in the footer"),
    }
    assert (len(made["findings"]["new"]), made["findings"]["gone"]) == (11, [])


def test_a_worse_outcome_and_new_areas_for_priority_action(run: Run, tmp_path: Path) -> None:
    texts = {name: (EXAMPLES / f"{name}.txt").read_text("utf-8") for name in ("saltmarsh-2024", "merrowdale-2025")}
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(texts["saltmarsh-2024"].replace("Saltmarsh", "Northfell"), "utf-8")
    new.write_text(texts["merrowdale-2025"].replace("Merrowdale", "Northfell"), "utf-8")
    made = compared(run, old, new)
    assert (made["relation"], made["councils"]) == ("successive", "same")
    assert [(each["name"], each["change"]) for each in made["judgements"]] == [("Inspection outcome", "worse")]
    (priority,) = [each for each in made["parts"] if each["title"] == "Areas for priority action"]
    assert priority["counts"] == {"new": 3}
    assert compared(run, new, old)["judgements"][0]["change"] == "better"


def test_reports_of_two_kinds_are_not_compared(run: Run) -> None:
    why = "compare takes two documents of one kind; OLD is among reports of area SEND inspections, this among"
    said = f"ofsted-lint: {ILACS}: {why} inspection reports\n"
    assert run("compare", DRAFT, ILACS) == (2, "", said)
    with pytest.raises(ReadError, match="of one kind"):
        api.compare(api.Linter().read(DRAFT), api.Linter().read(ILACS))
