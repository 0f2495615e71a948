"""A result for notebooks: its findings as a data frame, and as a table in HTML."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.util import find_spec
from typing import Any

from ofsted_lint.files.printable import printable
from ofsted_lint.findings.record import Finding

_LIBRARIES = ("pandas", "polars")
# The columns, as tables in CSV have them, and whether they are numbers.
_COLUMNS = {
    **dict.fromkeys(("document", "severity", "rule", "message"), False),
    **dict.fromkeys(("paragraph", "page", "line", "column", "end line", "end column"), True),
    **dict.fromkeys(("fix", "safe", "address", "fingerprint"), False),
}
_SHOWN = ("severity", "rule", "message", "paragraph", "line")


def frame(path: str, findings: Iterable[Finding], library: str | None) -> Any:
    """Return the findings in the document at a path as a data frame of one of the libraries."""
    name = library or next(filter(find_spec, _LIBRARIES), None)
    if name is None:
        raise ImportError("a data frame needs pandas or polars: pip install pandas")
    if name not in _LIBRARIES:
        raise ValueError(f"there are frames of pandas and of polars, not of “{name}”")
    rows = [_row(path, each) for each in findings]
    columns = {column: [row[column] for row in rows] for column in _COLUMNS}
    module = importlib.import_module(name)
    if name == "polars":
        types = {column: module.Int64 if number else module.String for column, number in _COLUMNS.items()}
        return module.DataFrame(columns, schema=types)
    made = {
        column: module.array(columns[column], dtype="Int64" if _COLUMNS[column] else "string") for column in columns
    }
    return module.DataFrame(made)


def _row(path: str, found: Finding) -> dict[str, str | int | None]:
    """Return the values of a finding by column."""
    return {
        "document": path,
        "severity": found.severity.value,
        "rule": found.rule,
        "message": found.message,
        "paragraph": found.paragraph,
        "page": found.page,
        "line": found.line,
        "column": found.column,
        "end line": found.end_line,
        "end column": found.end_column,
        "fix": found.fix.title if found.fix else None,
        "safe": ("yes" if found.fix.safe else "no") if found.fix else None,
        "address": found.address,
        "fingerprint": found.fingerprint,
    }


def html(path: str, kind: str, findings: Sequence[Finding]) -> str:
    """Return the findings in a document as a table in HTML, in which texts are texts."""
    count = len(findings)
    title = f"{path} ({kind}): {count:,} finding{'' if count == 1 else 's'}"
    head = "".join(f"<th>{name}</th>" for name in _SHOWN)
    rows = (_row(path, each) for each in findings)
    body = "".join(f"<tr>{''.join(_cell(row[name]) for name in _SHOWN)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if count else ""
    return f"<p>{escape(printable(title))}</p>{table}"


def _cell(value: str | int | None) -> str:
    return f'<td style="text-align: left">{escape(printable(str("" if value is None else value)))}</td>'
