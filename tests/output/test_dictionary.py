"""The dictionary of tables, and their descriptions for programs, are made of the types of their rows."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ofsted_lint.cli.archive.tables import TABLES
from ofsted_lint.output.tables import described, documents
from ofsted_lint.output.tables.table import Column, Table
from tests.conftest import ROOT

DICTIONARY = ROOT / "docs" / "tables.md"
START, END = "<!-- the columns, from the types -->\n", "<!-- end -->"
WRITTEN = {
    "documents": "`archive`, `outline`",
    "findings": "`archive`, `check`",
    "points": "`archive`, `trace`",
    "changes": "`archive`, `compare`",
}


def part(table: Table) -> str:
    """The part of the dictionary about a table."""
    lines = [f"## {table.name}\n", f"{table.about.capitalize()}. Written by {WRITTEN.get(table.name, '`archive`')}.\n"]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [
        f"| `{each.name}` | {each.type}{', may be missing' if each.optional else ''} | {each.about} |"
        for each in table.columns
    ]
    return "\n".join(lines) + "\n\n"


def test_the_dictionary_is_made_of_the_types() -> None:
    """Set UPDATE_SNAPSHOTS=1 to write it anew."""
    text = DICTIONARY.read_text("utf-8")
    kept = text[text.index(START) + len(START) : text.index(END)]
    made = "\n" + "".join(part(table()) for table in TABLES)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        DICTIONARY.write_text(text.replace(START + kept, START + made), "utf-8")
        return
    assert kept == made


def test_each_column_has_a_name_of_its_own_and_a_meaning() -> None:
    for table in TABLES:
        names = table().names
        assert len(set(names)) == len(names)
        assert all(each.about for each in table().columns)


def test_a_column_says_its_type_and_whether_it_may_be_missing() -> None:
    first = {each.name: each for each in documents.table().columns}
    assert first["document"] == Column("document", "text", "the path of the document", False)
    assert (first["first day"].type, first["first day"].optional) == ("date", True)
    assert (first["children in care (code)"].type, first["Ofsted number"].type) == ("integer", "integer")


@pytest.mark.parametrize("forms", [["csv"], ["parquet"], ["csv", "parquet"]])
def test_the_descriptions_name_files_columns_and_types(forms: list[str], tmp_path: Path) -> None:
    described.write(tmp_path, [documents.table()], forms)
    package = json.loads((tmp_path / described.PACKAGE).read_text("utf-8"))
    assert [each["path"] for each in package["resources"]] == [f"documents.{form}" for form in forms]
    fields = package["resources"][0]["schema"]["fields"]
    assert [each["name"] for each in fields] == documents.table().names
    assert {each["type"] for each in fields} == {"string", "integer", "date"}
    assert (tmp_path / described.CSVW).exists() == ("csv" in forms)
