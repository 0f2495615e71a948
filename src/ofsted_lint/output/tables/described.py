"""What is in a folder of tables, for programs: a Frictionless data package, and CSV on the Web for those in CSV."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint.output.tables.table import Column, Table, Type
from ofsted_lint.version import __version__

PACKAGE, CSVW = "datapackage.json", "csv-metadata.json"
_FRICTIONLESS: dict[Type, str] = {"text": "string", "integer": "integer", "number": "number", "date": "date"}
_ENDINGS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write(folder: Path, tables: Iterable[Table], forms: Iterable[str], name: str = PACKAGE) -> None:
    """Write the descriptions of tables in these forms (`csv`, `parquet`) to their folder; the package has this name."""
    listed, chosen = list(tables), list(forms)
    _write(folder / name, package(listed, chosen))
    if "csv" in chosen:
        _write(folder / CSVW, csvw(listed))


def _write(file: Path, value: dict[str, Any]) -> None:
    file.write_bytes(msgspec.json.format(msgspec.json.encode(value)) + b"\n")


def package(tables: Iterable[Table], forms: Iterable[str]) -> dict[str, Any]:
    """Return a Frictionless data package of the tables in each of the forms."""
    resources = [_resource(table, form) for form in forms for table in tables]
    return {"profile": "tabular-data-package", "name": "ofsted-lint", "version": __version__, "resources": resources}


def _resource(table: Table, form: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": table.name if form == "csv" else f"{table.name}-{form}",
        "path": f"{table.name}.{form}",
        "profile": "tabular-data-resource",
        "description": table.about,
        "format": form,
        "mediatype": _ENDINGS[form],
        "schema": {"fields": [_field(each) for each in table.columns], "missingValues": [""]},
    }
    return made | ({"encoding": "utf-8"} if form == "csv" else {})


def _field(column: Column) -> dict[str, Any]:
    required = {} if column.optional else {"constraints": {"required": True}}
    return {"name": column.name, "type": _FRICTIONLESS[column.type], "description": column.about, **required}


def csvw(tables: Iterable[Table]) -> dict[str, Any]:
    """Return the metadata of the tables in CSV, as “CSV on the Web” has them."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"'},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.about,
                "tableSchema": {"columns": [_column(each) for each in table.columns]},
            }
            for table in tables
        ],
    }


def _column(column: Column) -> dict[str, Any]:
    datatype = "string" if column.type == "text" else column.type
    return {
        "titles": column.name,
        "name": "".join(each if each.isalnum() else "_" for each in column.name),
        "datatype": datatype,
        "required": not column.optional,
        "dc:description": column.about,
    }
