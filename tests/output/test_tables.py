"""Tables for spreadsheets: a mark, quoted texts, no formulas, and a row for what there is."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.output.tables import cells as table
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
FAULTY = ROOT / "examples" / "saltmarsh-2019-with-faults.txt"
CLEAN = ROOT / "examples" / "northfell-2024.txt"


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("a “b”, c", '"a “b”, c"', id="a text is quoted"),
        pytest.param('a "b"', '"a ""b"""', id="a quotation mark is doubled"),
        pytest.param("=1+1", '"\'=1+1"', id="a formula is a text"),
        pytest.param(" ＠SUM(A1)", '"\' ＠SUM(A1)"', id="also with spaces and wide signs"),
        pytest.param("a\nb\x1b[31m", '"a�b�[31m"', id="control characters are replaced"),
        pytest.param(-3, "-3", id="a number is a number"),
        pytest.param(None, "", id="what is not known is empty"),
    ],
)
def test_a_cell(value: table.Value, cell: str) -> None:
    stream = io.StringIO()
    table.row(stream, [value])
    assert stream.getvalue() == cell + "\n"


def test_check_has_a_row_for_each_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    found = rows(run(FAULTY.name, "--format", "csv")[1])
    assert [(each["document"], each["severity"], each["rule"], each["line"]) for each in found][:2] == [
        (FAULTY.name, "error", "judgement-name-official", "15"),
        (FAULTY.name, "error", "grade-vocabulary", "16"),
    ]
    assert (found[0]["safe"], found[1]["fix"], found[1]["address"]) == ("yes", "", "judgements/overall")


def test_outline_has_a_row_for_each_document(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "made.csv"
    assert run("outline", FAULTY, CLEAN, "--format", f"csv={file}")[0] == 0
    one, two = rows(file.read_text("utf-8"))
    kept = (
        "kind",
        "template",
        "council",
        "first day",
        "last day",
        "lead inspectors",
        "points to improve",
    )
    assert [two[name] for name in kept] == [
        *("ilacs", "ilacs-2023", "Northfell", "2024-10-07", "2024-10-18", "Martin Hathersage", "6"),
    ]
    assert (two["overall effectiveness"], two["overall effectiveness (code)"]) == ("Inadequate", "4")
    assert (one["overall effectiveness"], one["overall effectiveness (code)"]) == ("Satisfactory", "")
    assert (two["children in care"], two["children in care (code)"]) == ("Good", "2")
    assert (one["lines"], one["lines recognised"]) == ("52", "51")
    found = rows(run(FAULTY, "--format", "csv")[1])
    counts = Counter(each["severity"] for each in found)
    assert [int(one[name]) for name in ("errors", "warnings", "advice")] == [
        *(counts["error"], counts["warning"], counts["advice"]),
    ]


def test_trace_writes_a_file_beside_what_is_printed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    status, out, _ = run("trace", CLEAN, "--format", f"csv={file}", "--format", "console")
    assert (status, "points to improve" in out) == (0, True)
    assert {each["point"] for each in rows(file.read_text("utf-8"))} >= {"1", "6"}


@pytest.mark.parametrize("words", [["rules"], ["explain", "doubled-word"], ["outline", CLEAN], ["trace", CLEAN]])
def test_every_command_writes_files(words: list[object], run: Run, tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    assert run(*words, "--format", f"json={file}")[:2] == (0, "")
    assert file.read_text("utf-8") == run(*words, "--format", "json")[1]


def test_a_file_that_is_read_is_not_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    file.write_bytes(CLEAN.read_bytes())
    status, _, said = run("outline", file, "--format", f"csv={file}")
    assert (status, "would overwrite a file that is read" in said) == (2, True)
    assert file.read_bytes() == CLEAN.read_bytes()


def test_each_command_writes_its_table_as_parquet_with_a_description(run: Run, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="Parquet needs the extra tables")
    for words in (
        ["check", FAULTY, "--fail-on", "never"],
        ["outline", FAULTY],
        ["trace", CLEAN],
        ["compare", CLEAN, FAULTY],
    ):
        assert run(*words, "--isolated", "--format", f"parquet={tmp_path}")[:2] == (0, "")
    names = ("changes", "documents", "findings", "points")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.{ending}" for name in names for ending in ("parquet", "datapackage.json")
    )
    found = rows(run("check", FAULTY, "--isolated", "--format", "csv")[1])
    made = duckdb.read_parquet(str(tmp_path / "findings.parquet"))
    assert (made.columns, len(made)) == (list(found[0]), len(found))


def test_parquet_needs_a_folder(run: Run, tmp_path: Path) -> None:
    wrong = "ofsted-lint: command line: --format parquet needs a folder: --format parquet=DIR\n"
    assert run("outline", FAULTY, "--format", "parquet") == (2, "", wrong)
    (tmp_path / "file").write_text("mine", "utf-8")
    pytest.importorskip("duckdb", reason="Parquet needs the extra tables")
    status, _, said = run("outline", FAULTY, "--isolated", "--format", f"parquet={tmp_path / 'file'}")
    assert (status, said.count("\n"), (tmp_path / "file").read_text("utf-8")) == (2, 1, "mine")
