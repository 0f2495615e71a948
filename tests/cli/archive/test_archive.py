"""An archive: the tables, what is read again and what is not, failures, copies, and where nothing is written."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint.cli.archive import work
from ofsted_lint.cli.archive.work import Answer, Piece, Setting
from ofsted_lint.files.store import Store
from tests.conftest import ROOT
from tests.make import archive as make

Run = Callable[..., tuple[int, str, str]]
Rows = list[dict[str, str]]
EXAMPLES = ROOT / "examples"
FAULTY = EXAMPLES / "northfell-2024-with-faults.txt"
TABLES = ("documents", "findings", "points", "changes", "repeats", "files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of six files: reports of three years, two files with the same bytes, a damaged one, a text."""
    made = tmp_path / "archive"
    for number, name in (("80998_northfell", "northfell-2024"), ("80999_saltmarsh", "saltmarsh-2019")):
        (made / number).mkdir(parents=True)
        shutil.copy(EXAMPLES / f"{name}.txt", made / number)
    later = (EXAMPLES / "northfell-2024.txt").read_text("utf-8").replace("2024", "2020")
    (made / "80998_northfell" / "earlier.txt").write_text(later, "utf-8")
    shutil.copy(EXAMPLES / "northfell-2024.txt", made / "copy.txt")
    (made / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    (made / "notes.txt").write_text("Buy milk.\n", "utf-8")
    return made


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that are read, in the process of the test."""
    names: list[str] = []
    done = work.read

    def noted(setting: Setting, pieces: Sequence[Piece]) -> list[Answer]:
        names.extend(each.path for each in pieces)
        return done(setting, pieces)

    monkeypatch.setattr(work, "read", noted)
    monkeypatch.setattr("ofsted_lint.linting.executors.Processes", InThis)
    return names


class InThis:
    """A pool that does the work in this process, when it is submitted."""

    def __init__(self, width: int) -> None:
        self.width = width

    def submit(self, work: Callable[[Any], Any], argument: object) -> Any:
        from concurrent.futures import Future

        made: Future[Any] = Future()
        made.set_result(work(argument))
        return made

    def alive(self) -> bool:
        return True

    def close(self) -> None:
        """Do nothing."""


def rows(out: Path, name: str) -> Rows:
    return list(csv.DictReader(io.StringIO((out / f"{name}.csv").read_text("utf-8-sig"))))


def tables(out: Path) -> dict[str, str]:
    return {name: (out / f"{name}.csv").read_text("utf-8") for name in TABLES}


def test_every_file_is_in_a_table_and_every_document_in_one_row(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    status, said, _ = run("archive", folder, "--out", out, "--isolated")
    assert (status, said.splitlines()[0]) == (0, "3 documents known, 5 files read in this run")
    assert [(each["file"], each["state"], each["document"]) for each in rows(out, "files")] == [
        ("copy.txt", "read", "copy.txt"),
        ("damaged.pdf", "not read", "damaged.pdf"),
        ("notes.txt", "no report", ""),
        ("80998_northfell/earlier.txt", "read", "80998_northfell/earlier.txt"),
        ("80998_northfell/northfell-2024.txt", "copy", "copy.txt"),
        ("80999_saltmarsh/saltmarsh-2019.txt", "read", "80999_saltmarsh/saltmarsh-2019.txt"),
    ]
    found = [
        (each["document"], each["Ofsted number"], each["first day"], each["copies"]) for each in rows(out, "documents")
    ]
    assert found == [
        ("copy.txt", "", "2024-10-07", "1"),
        ("damaged.pdf", "", "", "0"),
        ("80998_northfell/earlier.txt", "80998", "2020-10-07", "0"),
        ("80999_saltmarsh/saltmarsh-2019.txt", "80999", "2019-05-13", "0"),
    ]
    problems = [each["problem"] for each in rows(out, "documents") if each["problem"]]
    assert len(problems) == 1
    assert "PDF" in problems[0]


def test_the_counts_of_a_document_are_those_of_its_findings(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "archive", tmp_path / "out"
    folder.mkdir()
    shutil.copy(FAULTY, folder)
    run("archive", folder, "--out", out, "--isolated")
    (document,), findings = rows(out, "documents"), rows(out, "findings")
    severities, families = (Counter(each[name] for each in findings) for name in ("severity", "family"))
    assert {name: int(document[name]) for name in ("errors", "warnings", "advice")} == {
        "errors": severities["error"],
        "warnings": severities["warning"],
        "advice": severities["advice"],
    }
    counted = {
        name.removeprefix("findings: "): int(of) for name, of in document.items() if name.startswith("findings: ")
    }
    assert {name: of for name, of in counted.items() if of} == dict(families)
    assert int(document["words"]) > 500


def test_the_rows_are_those_of_the_other_commands(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "archive", tmp_path / "out"
    folder.mkdir()
    shutil.copy(FAULTY, folder)
    run("archive", folder, "--out", out, "--isolated")
    monkeypatch.chdir(folder)
    printed = {
        "findings": run("check", FAULTY.name, "--isolated", "--format", "csv")[1],
        "points": run("trace", FAULTY.name, "--isolated", "--format", "csv")[1],
        "documents": run("outline", FAULTY.name, "--isolated", "--format", "csv")[1].replace(',,""\n', ',0,""\n'),
    }
    assert {name: list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))) for name, text in printed.items()} == {
        "findings": rows(out, "findings"),
        "points": rows(out, "points"),
        "documents": [{**each, "copies": ""} for each in rows(out, "documents")],
    }


def test_successive_reports_of_a_council_are_compared(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("archive", folder, "--out", out, "--isolated")
    made = rows(out, "changes")
    assert {(each["old document"], each["new document"]) for each in made} == {
        ("80998_northfell/earlier.txt", "copy.txt")
    }
    assert Counter(each["what"] for each in made)["grade"] == 5


def test_reports_of_different_kinds_about_one_area_are_not_compared(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = (EXAMPLES / "area-send" / "northfell-2024.txt").read_text("utf-8")
    for year in ("2024", "2020"):
        (folder / "80998_northfell" / f"area-{year}.txt").write_text(report.replace("2024", year), "utf-8")
    run("archive", folder, "--out", out, "--isolated")
    assert {(each["old document"], each["new document"]) for each in rows(out, "changes")} == {
        ("80998_northfell/earlier.txt", "copy.txt"),
        ("80998_northfell/area-2020.txt", "80998_northfell/area-2024.txt"),
    }


def test_a_run_reads_what_has_changed_and_nothing_else(
    run: Run, folder: Path, tmp_path: Path, read_again: list[str]
) -> None:
    out = tmp_path / "out"
    run("archive", folder, "--out", out, "--isolated")
    assert len(read_again) == 5
    before = tables(out)
    read_again.clear()
    assert run("archive", folder, "--out", out, "--isolated")[0] == 0
    assert (read_again, tables(out)) == ([], before)
    changed = folder / "80999_saltmarsh" / "saltmarsh-2019.txt"
    changed.write_text(changed.read_text("utf-8") + "\nMore.\n", "utf-8")
    run("archive", folder, "--out", out, "--isolated")
    assert read_again == ["80999_saltmarsh/saltmarsh-2019.txt"]
    read_again.clear()
    run("archive", folder, "--out", out, "--isolated", "--select", "grades")
    assert len(read_again) == 5
    (folder / "damaged.pdf").unlink()
    run("archive", folder, "--out", out, "--isolated", "--select", "grades")
    assert "damaged.pdf" not in {each["document"] for each in rows(out, "documents")}


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_several_processes_write_the_same_tables_as_one(jobs: str, run: Run, tmp_path: Path) -> None:
    one, several = tmp_path / "one", tmp_path / "several"
    assert run("archive", EXAMPLES, "--out", one, "--isolated")[0] == 0
    assert run("archive", EXAMPLES, "--out", several, "--isolated", "--jobs", jobs)[0] == 0
    assert tables(one) == tables(several)


REFUSED = [
    pytest.param(
        "archive/tables", "this is inside the archive; name a folder outside archive", id="inside the archive"
    ),
    pytest.param("archive", "this is inside the archive; name a folder outside archive", id="the archive itself"),
    pytest.param(".", "this holds the archive; name a folder of its own", id="around the archive"),
    pytest.param("file", "this is a file; name a folder", id="a file"),
    pytest.param("other", "this folder holds files that no run of archive has written; name another", id="other files"),
]


@pytest.mark.parametrize(("out", "why"), REFUSED)
def test_a_folder_that_is_not_to_be_written_to_is_refused_in_a_line(
    out: str, why: str, run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run("archive", "archive", "--out", out, "--isolated") == (2, "", f"ofsted-lint: --out: {out}: {why}\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_with_the_tables_of_another_archive_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("archive", folder, "--out", out, "--isolated")
    before = tables(out)
    status, _, said = run("archive", EXAMPLES, "--out", out, "--isolated")
    assert (status, said) == (
        2,
        f"ofsted-lint: --out: {out}: this holds the tables of another archive, {folder}; name another folder\n",
    )
    assert tables(out) == before


def test_a_folder_that_another_run_writes_to_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Store(out / "results.db") as store:
        store.note("folder", os.fsencode(folder).hex())
        status, _, said = run("archive", folder, "--out", out, "--isolated")
    assert (status, said.count("\n"), "another run is using this folder" in said) == (2, 1, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(["none"], "none: no such folder", id="a folder that is not there"),
        pytest.param(["copy.txt"], "copy.txt: this is a file; archive takes a folder", id="a file"),
        pytest.param(["archive", "--format", "csv=x"], "archive has --format parquet=DIR", id="another format"),
        pytest.param(["archive", "--executor", "dusk=x"], "did you mean “dask”?", id="an executor with a slip"),
        pytest.param(["archive", "--executor", "dask"], "dask=tcp://HOST:8786", id="a cluster without an address"),
        pytest.param(["archive", "--authorities", "copy.txt"], "must name the columns", id="a list that is none"),
    ],
)
def test_a_mistake_is_one_line(
    words: list[str], why: str, run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(folder / "copy.txt", tmp_path)
    status, printed, said = run("archive", *words, "--out", "out", "--isolated")
    assert (status, printed, said.count("\n"), why in said) == (2, "", 1, True)


def test_a_folder_with_nothing_to_read_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "picture.png").write_bytes(b"no document")
    status, printed, said = run("archive", tmp_path / "archive", "--out", tmp_path / "out", "--isolated")
    assert (status, printed, said.count("\n")) == (2, "", 1)
    assert "the folder contains no file of a supported type" in said


def test_a_list_gives_codes_and_regions_and_nothing_is_made_up(run: Run, folder: Path, tmp_path: Path) -> None:
    out, listed = tmp_path / "out", tmp_path / "authorities.csv"
    listed.write_text("name,number,code,region\nNorthfell Council,,X1,North\nElsewhere,80999,X2,South\n", "utf-8")
    run("archive", folder, "--out", out, "--isolated", "--authorities", listed)
    assert [(each["document"], each["authority code"], each["region"]) for each in rows(out, "documents")] == [
        ("copy.txt", "X1", "North"),
        ("damaged.pdf", "", ""),
        ("80998_northfell/earlier.txt", "X1", "North"),
        ("80999_saltmarsh/saltmarsh-2019.txt", "X2", "South"),
    ]


def test_the_maker_of_archives_makes_different_files(tmp_path: Path) -> None:
    of = make.documents(EXAMPLES)
    make.write(tmp_path / "made", of, len(of) * 3)
    made = make.documents(tmp_path / "made")
    assert (len(made), len({each.read_bytes() for each in made})) == (len(of) * 3, len(of) * 3)
