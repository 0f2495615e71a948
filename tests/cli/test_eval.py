"""An expression is tried on a document before it goes into a rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT = ROOT / "examples" / "northfell-2024.txt"
STATEMENT = ROOT / "examples" / "statements" / "northfell-2024-statement.txt"


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        pytest.param("count(paragraphs)", "13 (a number)\n", id="a number has no place"),
        pytest.param(
            "title.prose",
            "“Inspection of Northfell local authority children’s services” (a text)  northfell-2024.txt:1:1\n"
            "it is in: any, front, title\n",
            id="a text has a place and the parts to look in",
        ),
        pytest.param("footnotes", "0 (a list of: a part (footnote))\n", id="an empty list"),
        pytest.param("published", "undecided (a date): there is no “published” here\n", id="what is missing is named"),
        pytest.param(
            "working_days(dates.end, published) < 40",
            "undecided (true or false): there is no “published” here\n",
            id="so is what makes a condition undecided",
        ),
        pytest.param("[p.number for p in summary]", "0 (a list of: a number)\n", id="missing items are left out"),
        pytest.param(
            "weekday(dates.start)", "“Monday” (a text: a day of the week)\n", id="a text that is one of a few"
        ),
    ],
)
def test_a_value_is_printed_with_its_type_and_place(
    run: Run, monkeypatch: pytest.MonkeyPatch, expression: str, printed: str
) -> None:
    monkeypatch.chdir(REPORT.parent)
    assert run("eval", expression, REPORT.name) == (0, printed, "")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("sectoins", "expression:1:1: unknown name “sectoins”; did you mean “sections”?"),
        ("count(sections) == 2", "expression:1:18: “=” was not expected here; write “=” once"),
        ("", "command line: EXPRESSION is empty; name something, or leave it out"),
    ],
)
def test_a_wrong_expression_is_one_line(run: Run, expression: str, said: str) -> None:
    assert run("eval", expression, REPORT) == (2, "", f"ofsted-lint: {said}\n")


def test_a_file_that_is_no_report_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("The library opens at nine.\n", "utf-8")
    said = "this is no report, letter or statement (--kind ilacs reads it as a report)"
    assert run("eval", "title", tmp_path / "news.txt") == (2, "", f"ofsted-lint: {tmp_path / 'news.txt'}: {said}\n")
    missing = tmp_path / "none.txt"
    assert run("eval", "title", missing) == (2, "", f"ofsted-lint: {missing}: no such file or folder\n")


def test_a_statement_is_compared_with_its_report(run: Run) -> None:
    status, out, _ = run("eval", "report.title.council", STATEMENT, "--against", REPORT)
    assert (status, out.partition("  ")[0]) == (0, "“Northfell” (a text)")


def test_the_value_as_json_has_what_is_printed(run: Run) -> None:
    _, out, _ = run("eval", "first row in judgements where row.area = 'overall'", REPORT, "--format", "json")
    made = json.loads(out)
    (item,) = made.pop("items")
    assert made == {
        "schema": 1,
        "path": str(REPORT),
        "type": "a part (judgement)",
        "undecided": False,
        "missing": [],
    }
    assert (item["value"], item["parts"]["grade"], item["place"]["line"]) == (
        "“Overall effectiveness”",
        "Inadequate",
        22,
    )


def test_the_value_can_be_written_to_a_file_that_is_not_read(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "value.json"
    assert run("eval", "title", REPORT, "--format", f"json={made}") == (0, "", "")
    assert made.read_text("utf-8") == run("eval", "title", REPORT, "--format", "json")[1]
    status, out, said = run("eval", "title", STATEMENT, "--against", REPORT, "--format", f"json={REPORT}")
    assert (status, out, "would overwrite a file that is read" in said) == (2, "", True)
