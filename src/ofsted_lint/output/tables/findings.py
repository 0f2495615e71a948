"""The table of findings: a row for each."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ofsted_lint.findings import record
from ofsted_lint.findings.finding import Finding
from ofsted_lint.output.tables import cells
from ofsted_lint.output.tables.authorities import Authority
from ofsted_lint.output.tables.table import Row, Table, columns, values


class FindingRow(Row, frozen=True):
    """A finding."""

    document: Annotated[str, Meta(description="the path of the document")]
    severity: Annotated[str, Meta(description="`error`, `warning` or `advice`")]
    rule: Annotated[str, Meta(description="the id of the rule; `unread` if the document could not be read")]
    message: Annotated[str, Meta(description="what was found")]
    paragraph: Annotated[int | None, Meta(description="the report’s own number of the paragraph")] = None
    page: Annotated[int | None, Meta(description="the page, in a PDF")] = None
    line: Annotated[int | None, Meta(description="the line on which it begins, from 1")] = None
    column: Annotated[int | None, Meta(description="the column at which it begins, from 1")] = None
    end_line: Annotated[int | None, Meta(description="the line on which it ends")] = None
    end_column: Annotated[int | None, Meta(description="the column after its last character")] = None
    related_places: Annotated[str | None, Meta(description="the other ends of a contradiction, with semicolons")] = None
    fix: Annotated[str | None, Meta(description="what would be changed, if there is a fix")] = None
    safe: Annotated[str | None, Meta(description="`yes` if the fix needs no review, else `no`")] = None
    address: Annotated[str | None, Meta(description="its place in the document’s structure")] = None
    fingerprint: Annotated[str | None, Meta(description="stays the same when the text is re-flowed")] = None
    family: Annotated[str | None, Meta(description="the family of the rule")] = None


TABLE = Table("findings", "a row for each finding", (*columns(FindingRow), *columns(Authority)))


def row(found: Finding, path: str, family: str | None) -> FindingRow:
    """Return the row of a finding in the document at a path."""
    made = record.finding(found)
    ends = "; ".join(f"{other.path or path}:{other.line}: {other.message}" for other in made.related)
    return FindingRow(
        path,
        found.severity.value,
        made.rule,
        made.message,
        made.paragraph,
        made.page,
        *(made.line, made.column, made.end_line, made.end_column),
        ends,
        made.fix.title if made.fix else "",
        ("yes" if made.fix.safe else "no") if made.fix else "",
        made.address,
        made.fingerprint,
        family,
    )


def values_of(found: FindingRow, authority: Authority) -> tuple[cells.Value, ...]:
    """Return the values of a row."""
    return (*values(found), *values(authority))
