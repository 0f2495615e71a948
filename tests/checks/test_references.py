"""The references that documents are compared with: which of those given, and the message if there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.documents.document import Document
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT = """\
Inspection of {council} local authority children’s services
Inspection dates: {dates}
Lead inspector: Ann Lee, His Majesty’s Inspector
Judgement	Grade
The impact of leaders on social work practice with children and families	Good
Overall effectiveness	Good

The impact of leaders on social work practice with children and families: good
1. Leaders know their services.
"""
NEWS = """\
Ofsted inspected {council}’s children’s services.

{council} Council is glad that they were rated Good overall. There is more to do, and we will do it.

https://files.ofsted.gov.uk/v1/file/50000000
"""


def report(council: str = "Northfell", dates: str = "3 to 14 June 2024", path: str = "report.txt") -> Document:
    made = documents.read(Source(path, REPORT.format(council=council, dates=dates)))
    assert made.kind == "ilacs"
    return made


def news(council: str = "Northfell") -> Document:
    made = documents.read(Source("news.txt", NEWS.format(council=council)))
    assert made.kind == "statement"
    return made


def test_of_several_reports_the_latest_counts_and_the_one_before_it_is_the_earlier() -> None:
    old, new, oldest = report(dates="4 to 8 March 2019"), report(), report(dates="5 to 9 May 2018")
    against = chosen(news(), [old, new, oldest, report("Saltmarsh")])
    assert (against.report, against.earlier, against.letter, against.another) == (new, old, None, None)


def test_a_dated_statement_is_held_against_what_was_before_it() -> None:
    old, new = report(dates="4 to 8 March 2019"), report()
    dated = documents.read(Source("news.txt", "News\n\n2 May 2019\n\n" + NEWS.format(council="Northfell")), "statement")
    assert chosen(dated, [old, new]).report is old
    assert chosen(dated, [new]).report is new


def test_what_is_about_another_council_is_set_apart() -> None:
    other = report("Saltmarsh")
    assert (chosen(news(), [other]).another, chosen(news(), [other]).report) == (other, None)
    assert chosen(news(), []).another is None


def test_a_report_is_not_held_against_itself() -> None:
    same = report()
    assert not chosen(same, [same]).given


@pytest.mark.parametrize(
    ("text", "another"),
    [
        pytest.param("Northfell Council is glad.", False, id="the council"),
        pytest.param("The people of Northfell are glad.", False, id="its place"),
        pytest.param("Saltmarsh Council is glad.", True, id="another council"),
        pytest.param("Saltmarsh Council of Saltmarsh met Northfell Police.", True, id="named in passing"),
        pytest.param("The Council is glad.", False, id="no name"),
        pytest.param("The Chairman of Council and the Chief Executive of the Council are glad.", False, id="offices"),
        pytest.param("Write to news@saltmarsh.gov.uk.", True, id="an address of another council"),
        pytest.param("Write to news@northfell.gov.uk.", False, id="an address of the council"),
        pytest.param("Write to news@nfell.gov.uk.", False, id="letters of its name"),
        pytest.param("See www.gov.uk and files.ofsted.gov.uk.", False, id="addresses of no council"),
    ],
)
def test_another_council_is_told_by_names_and_addresses(text: str, another: bool) -> None:
    made = documents.read(Source("news.txt", text), "statement")
    assert made.is_about_another(report().council) is another


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news.txt").write_text(NEWS.format(council="Northfell"), "utf-8")
    (tmp_path / "report.txt").write_text(REPORT.format(council="Northfell", dates="3 to 14 June 2024"), "utf-8")
    (tmp_path / "other.txt").write_text(REPORT.format(council="Saltmarsh", dates="3 to 14 June 2024"), "utf-8")
    (tmp_path / "novel.txt").write_text("It was the best of times.\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_statement_that_is_true_to_its_report_passes(place: Path, run: Run) -> None:
    assert run("news.txt", "--against", "report.txt", "--format", "concise") == (0, "", "")


def test_an_end_in_another_file_has_its_path(place: Path, run: Run) -> None:
    (place / "news.txt").write_text(NEWS.format(council="Northfell").replace("Good", "Outstanding"), "utf-8")
    status, out, err = run("news.txt", "--against", "report.txt", "--format", "json")
    found = json.loads(out)["documents"][0]["findings"]
    assert (status, err) == (1, "")
    assert [(each["line"], [(end["path"], end["line"]) for end in each["related"]]) for each in found] == [
        (3, [("report.txt", 6)])
    ]


def test_one_finding_says_that_it_is_another_council(place: Path, run: Run) -> None:
    (place / "news.txt").write_text(NEWS.format(council="Northfell").replace("Good", "Outstanding"), "utf-8")
    status, out, _ = run("news.txt", "--against", "other.txt", "--format", "concise")
    assert status == 1
    assert out == (
        "news.txt:1:1: error: This is not about the council of the report that it is compared with; "
        "nothing was checked against it. [against-another-council]\n"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone.txt", "--against: gone.txt: no such file or folder"),
        ("novel.txt", "--against: novel.txt: no inspection report and no letter about a visit"),
        (
            "news.txt",
            (
                "--against: news.txt: this is a statement; give the report that it is about: "
                "ofsted-lint news.txt --against REPORT"
            ),
        ),
        ("empty.txt", "--against: empty.txt: the file is empty"),
        ("*.docx", "--against: *.docx: no file matches this pattern"),
    ],
)
def test_what_cannot_be_held_against_is_told_in_a_line(name: str, said: str, place: Path, run: Run) -> None:
    assert run("news.txt", "--against", name) == (2, "", f"ofsted-lint: {said}\n")


def test_a_file_of_a_folder_that_cannot_be_read_is_passed_over_and_told(place: Path, run: Run) -> None:
    (place / "folder" / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (place / "report.txt").rename(place / "folder" / "report.txt")
    status, out, err = run("news.txt", "--against", "folder", "--format", "concise")
    assert (status, out) == (0, "")
    assert err.startswith("ofsted-lint: --against: folder/a.pdf: ")
    assert err.count("\n") == 1


def test_an_unknown_kind_of_document_is_told(place: Path, run: Run) -> None:
    status, out, err = run("news.txt", "--kind", "statment")
    assert (status, out) == (2, "")
    assert err == "ofsted-lint: command line: unknown kind of document “statment”; did you mean “statement”?\n"


def test_the_kind_can_be_said(place: Path, run: Run) -> None:
    out = run("outline", "novel.txt", "--kind", "statement", "--format", "json")[1]
    assert json.loads(out)["documents"][0]["kind"] == "statement"


def test_the_seeds_are_held_against_their_reports(shared: Path, run: Run) -> None:
    seeds = shared / "seeds"
    found = run(
        seeds / "isles-of-scilly-2019-press-release.txt",
        "--against",
        seeds / "isles-of-scilly-2019-report.txt",
        "--format",
        "concise",
    )[1]
    assert [line.rsplit("[", 1)[1].split(" (")[0] for line in found.splitlines()] == [
        "improvements-omitted]",
        "grade-claim-universal]",
        "ofsted-form]",
    ]
    visit = seeds / "isles-of-scilly-2024-monitoring-visit-statement.txt"
    (report,) = (shared / "corpus" / "ilacs" / "80455_isles of scilly").glob("*2023.pdf")
    out = run(visit, "--against", report, "--format", "json")[1]
    partial = [each for each in json.loads(out)["documents"][0]["findings"] if each["severity"] == "warning"]
    assert [(each["line"], len(each["related"])) for each in partial] == [(1, 2)]


def test_the_examples_are_where_the_tests_look() -> None:
    assert [path.name for path in sorted((ROOT / "examples").glob("*.txt"))] == [
        "merrowdale-2026-with-faults.txt",
        "merrowdale-2026.txt",
        "northfell-2024-with-faults.txt",
        "northfell-2024.txt",
        "saltmarsh-2019-with-faults.txt",
        "saltmarsh-2019.txt",
    ]


def test_what_is_held_against_a_report_is_read_as_a_statement_whatever_it_says(place: Path, run: Run) -> None:
    (place / "note.txt").write_text("Rated Outstanding overall! Well done, Northfell.\n", "utf-8")
    assert run("note.txt", "--against", "report.txt", "--format", "concise")[0] == 1
    assert json.loads(run("outline", "note.txt", "--format", "json")[1])["documents"][0]["kind"] == "unknown"
