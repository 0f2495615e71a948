"""The tables as other programs read them: types as in the dictionary, and no cell that calculates."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint.cli.archive.tables import TABLES
from ofsted_lint.cli.main import main
from ofsted_lint.output.tables.table import Table
from tests.conftest import ROOT
from tests.make import archive as make

PARQUET = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
POLARS = {"text": "String", "integer": "Int64", "number": "Float64", "date": "Date"}
FORMULA = '=HYPERLINK("http://nowhere.invalid","x")'
EACH = [pytest.param(table(), id=table().name) for table in TABLES]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of an archive, as CSV and Parquet; a point in it is a formula."""
    place = tmp_path_factory.mktemp("read")
    make.write(place / "archive", make.documents(ROOT / "examples"), 40)
    report = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")
    at = report.index("\n", report.index("What needs to improve")) + 1
    bullet = next(line for line in report[at:].splitlines() if line.strip())[:2]
    (place / "archive" / "formula.txt").write_text(f"{report[:at]}{bullet} {FORMULA}\n{report[at:]}", "utf-8")
    out = place / "out"
    formats = ("--format", f"parquet={out}") if _installed("duckdb") else ()
    assert main(["archive", str(place / "archive"), "--out", str(out), "--isolated", *formats]) == 0
    return out


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("table", EACH)
def test_pandas_reads_each_column_as_its_type(table: Table, tables: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="tables are read by pandas (extra dev)")
    types = {"text": "string", "integer": "Int64", "number": "Float64", "date": "string"}
    dates = [each.name for each in table.columns if each.type == "date"]
    frame = pandas.read_csv(
        tables / f"{table.name}.csv", dtype={each.name: types[each.type] for each in table.columns}, parse_dates=dates
    )
    assert list(frame.columns) == table.names
    for each in table.columns:
        if each.type == "date":
            assert str(frame[each.name].dtype).startswith("datetime64")
        if not each.optional:
            assert frame[each.name].notna().all(), each.name


@pytest.mark.parametrize("table", EACH)
def test_duckdb_and_polars_read_the_same_from_parquet(table: Table, tables: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="Parquet needs the extra tables")
    polars = pytest.importorskip("polars", reason="tables are read by polars (extra dev)")
    file = tables / f"{table.name}.parquet"
    found = duckdb.read_parquet(str(file))
    assert list(zip(found.columns, map(str, found.types), strict=True)) == [
        (each.name, PARQUET[each.type]) for each in table.columns
    ]
    frame = polars.read_parquet(file)
    assert [(name, str(of)) for name, of in frame.schema.items()] == [
        (each.name, POLARS[each.type]) for each in table.columns
    ]
    kept = [["" if value is None else str(value) for value in row] for row in frame.rows()]
    text = (tables / f"{table.name}.csv").read_text("utf-8")
    printed = [[cell.removeprefix("'") for cell in row] for row in rows(text)]
    assert kept == printed[1:]


def test_a_formula_is_a_text_in_both(tables: Path) -> None:
    texts = {row[4] for row in rows((tables / "points.csv").read_text("utf-8"))}
    assert f"'{FORMULA}" in texts
    assert not any(cell.startswith(("=", "+", "@")) for text in texts for cell in (text.lstrip(),))
    if _installed("polars") and _installed("duckdb"):
        import polars

        assert FORMULA in set(polars.read_parquet(tables / "points.parquet")["text"])


@pytest.mark.slow
def test_libreoffice_opens_the_tables_and_calculates_nothing(tables: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice (soffice)")
    # The filter of CSV: commas, quotation marks, UTF-8, from line 1; quoted cells are texts.
    form = "Text - txt - csv (StarCalc):44,34,76,1,,0,true"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for table in (each() for each in TABLES):
        words = ["--headless", "--convert-to", "fods", f"--infilter={form}", "--outdir", str(tmp_path)]
        file = tables / f"{table.name}.csv"
        subprocess.run([office, profile, *words, str(file)], check=False, capture_output=True, timeout=180)
        made = tmp_path / f"{table.name}.fods"
        if not made.exists():
            pytest.skip("LibreOffice has no Calc")
        text = made.read_text("utf-8")
        assert "table:formula" not in text
        assert [name for name in table.names if f">{name}<" not in text] == []
        if any(each.type == "integer" for each in table.columns) and len(file.read_text("utf-8").splitlines()) > 1:
            assert 'office:value-type="float"' in text


def test_frictionless_descriptions_name_files_that_are_there(tables: Path) -> None:
    package: Any = json.loads((tables / "datapackage.json").read_text("utf-8"))
    assert len(package["resources"]) in (len(TABLES), 2 * len(TABLES))
    for resource in package["resources"]:
        assert (tables / resource["path"]).is_file()
        if resource["format"] == "csv":
            head = rows((tables / resource["path"]).read_text("utf-8"))[0]
            assert [each["name"] for each in resource["schema"]["fields"]] == head
    web: Any = json.loads((tables / "csv-metadata.json").read_text("utf-8"))
    assert [each["url"] for each in web["tables"]] == [f"{table().name}.csv" for table in TABLES]
