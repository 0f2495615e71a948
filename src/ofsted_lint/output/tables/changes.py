"""The table of what differs between two reports: grades, points to improve, reused paragraphs and other details."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.comparison.reports.model import Comparison, Side
from ofsted_lint.findings.record import Finding
from ofsted_lint.output.tables.table import Row, Table, columns


class ChangeRow(Row, frozen=True):
    """A text or a grade of one report, and its counterpart in the other."""

    council: Annotated[str | None, Meta(description="the council that the new report is about")]
    old_document: Annotated[str, Meta(description="the path of the old report")]
    new_document: Annotated[str, Meta(description="the path of the new report")]
    old_inspected: Annotated[str | None, Meta(description="the days of the old inspection as printed")]
    new_inspected: Annotated[str | None, Meta(description="the days of the new inspection as printed")]
    relation: Annotated[str, Meta(description="`drafts` of one report, or `successive` reports")]
    what: Annotated[str, Meta(description="`grade`, `grade in the heading`, `point to improve`, `text` or `detail`")]
    name: Annotated[str, Meta(description="the judgement, the part or the detail")]
    change: Annotated[
        str,
        Meta(
            description="grades: `better`, `worse`, `same`, `other`, `new`, `gone`; texts: `carried-over`, `moved`, "
            "`rewritten`, `split`, `merged`, `new`, `dropped`; details: `changed`"
        ),
    ]
    old_text: Annotated[str | None, Meta(description="the text in the old report")]
    old_line: Annotated[int | None, Meta(description="its line there")]
    new_text: Annotated[str | None, Meta(description="the text in the new report")]
    new_line: Annotated[int | None, Meta(description="its line there")]
    likeness: Annotated[float | None, Meta(description="how alike the texts are, from 0 to 1")]


TABLE = Table("changes", "a row for each difference between two reports", tuple(columns(ChangeRow)))
_WHERE = {"table": "grade", "heading": "grade in the heading"}


def rows(made: Comparison[Finding], old: str = "", new: str = "") -> Iterator[ChangeRow]:
    """Yield the rows of a comparison; `old` and `new` are the paths, if other than those of the documents."""

    def row(
        what: str, name: str, change: str, sides: tuple[Side | None, Side | None], likeness: float | None = None
    ) -> ChangeRow:
        before, after = sides
        return ChangeRow(
            made.new.council or made.old.council,
            old or made.old.path,
            new or made.new.path,
            made.old.dates,
            made.new.dates,
            made.relation,
            what,
            name,
            change,
            before.text if before else None,
            before.line if before else None,
            after.text if after else None,
            after.line if after else None,
            likeness,
        )

    for each in made.judgements:
        yield row(_WHERE[each.where], each.name, each.change, (each.old, each.new))
    for part, what in ((made.improvements, "point to improve"), *((part, "text") for part in made.parts)):
        for text in part.changes:
            if text.change != "same":
                yield row(what, part.title, text.change, (text.old, text.new), round(text.likeness, 3))
    for detail in made.details:
        yield row("detail", detail.what, "changed", (detail.old, detail.new))
