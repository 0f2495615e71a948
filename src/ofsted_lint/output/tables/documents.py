"""The table of documents: what each is about, its grades, how much is in it, and how many findings."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.grades import grade_of
from ofsted_lint.documents.frameworks.ilacs import SHORT, area_of
from ofsted_lint.documents.structure.outline_parts import Outline
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.output.tables import cells
from ofsted_lint.output.tables.authorities import Authority
from ofsted_lint.output.tables.table import Column, Row, Table, columns, values

AREAS = {"overall": "overall effectiveness", **SHORT}
# Ofsted's codes begin with the best grade: outstanding is 1, inadequate is 4.
_WORST_CODE = 5
_OTHER = "other"


class About(Row, frozen=True):
    """What a document is about."""

    document: Annotated[str, Meta(description="the path of the document")]
    kind: Annotated[str | None, Meta(description="the kind of the document: `ilacs`, `letter`, `jtai` and so on")]
    template: Annotated[str | None, Meta(description="the template whose grade table an inspection report has")]
    council: Annotated[str | None, Meta(description="the council, or area, named in the title")]
    title: Annotated[str | None, Meta(description="the title as printed")]
    inspected: Annotated[str | None, Meta(description="the days of the inspection or visit as printed")]
    first_day: Annotated[date | None, Meta(description="the first day of the inspection or visit")]
    last_day: Annotated[date | None, Meta(description="the last day of the inspection or visit")]
    published: Annotated[date | None, Meta(description="the day of publication, as printed or in the file’s name")]
    lead_inspectors: Annotated[str | None, Meta(description="the names of the lead inspectors, with semicolons")]


class Amounts(Row, frozen=True):
    """How much is in a document."""

    points_to_improve: Annotated[int, Meta(description="the number of points under “What needs to improve”")]
    paragraphs: Annotated[int, Meta(description="the number of paragraphs in sections")]
    errors: Annotated[int, Meta(description="the number of findings that are contradictions of fact")]
    warnings: Annotated[int, Meta(description="the number of findings that are likely slips")]
    advice: Annotated[int, Meta(description="the number of findings that are matters of judgement")]
    lines: Annotated[int, Meta(description="the number of lines that are not blank")]
    lines_recognised: Annotated[int, Meta(description="the number of those lines that are in a known part")]


class Rest(Row, frozen=True):
    """What else is known of a document."""

    words: Annotated[int, Meta(description="the number of words in the summary, the points and the paragraphs")]


class Reading(Row, frozen=True):
    """How reading a document went."""

    copies: Annotated[int | None, Meta(description="how many other files of the archive have the same bytes")]
    problem: Annotated[str | None, Meta(description="why the document could not be read; its other cells are empty")]


class Grades(msgspec.Struct, frozen=True, array_like=True):
    """The grades of the areas, as printed, and their codes."""

    printed: tuple[str | None, ...]

    @property
    def codes(self) -> tuple[int | None, ...]:
        """Ofsted's codes of the grades, None for what is no grade."""
        graded = (grade_of(each or "") for each in self.printed)
        return tuple(None if each is None else _WORST_CODE - each for each in graded)


class DocumentRow(msgspec.Struct, frozen=True, array_like=True):
    """The row of a document; a document that could not be read has nothing but its path and the problem."""

    about: About
    grades: Grades = Grades((None,) * len(AREAS))
    amounts: Amounts | None = None
    rest: Rest | None = None
    families: tuple[int, ...] = ()
    problem: str | None = None

    def values(self, authority: Authority, copies: int | None = None) -> Iterator[cells.Value]:
        """Yield the values of the row; the authority and the number of copies depend on the other documents."""
        yield from values(self.about)
        for both in zip(self.grades.printed, self.grades.codes, strict=True):
            yield from both
        yield from values(self.amounts) if self.amounts else (None,) * len(Amounts.__struct_fields__)
        yield from values(authority)
        yield from values(self.rest) if self.rest else (None,)
        yield from self.families or (None,) * (len(families()) + 1)
        yield from values(Reading(copies, self.problem))


@cache
def families() -> tuple[str, ...]:
    """Return the families of the rules that come with the program: the folders that they are in."""
    return tuple(sorted(each.name for each in os.scandir(folder("rules")) if each.is_dir()))


@cache
def table() -> Table:
    """Return the table."""
    graded = [column for name in AREAS.values() for column in _graded(name)]
    found = [_counted(name, f"the number of findings of the family `{name}`") for name in families()]
    rest = _counted(_OTHER, "the number of findings of rules that do not come with the program")
    amounts = (msgspec.structs.replace(each, optional=True) for each in (*columns(Amounts), *columns(Rest)))
    *counted, words = amounts
    all_columns = (*columns(About), *graded, *counted, *columns(Authority), words, *found, rest, *columns(Reading))
    return Table("documents", "a row for each document", all_columns)


def _counted(name: str, about: str) -> Column:
    return Column(f"findings: {name}", "integer", about, True)


def _graded(name: str) -> tuple[Column, Column]:
    code = f"the same as Ofsted’s code: 1 for outstanding, 2 good, 3 requires improvement, 4 inadequate ({name})"
    return (
        Column(name, "text", f"the grade of {name} in the table, as printed", True),
        Column(f"{name} (code)", "integer", code, True),
    )


def row(
    made: Outline, document: Document, findings: Iterable[Finding], family: Mapping[str, str], path: str = ""
) -> DocumentRow:
    """Return the row of a document that was outlined and linted; `family` has the family of each rule."""
    found = list(findings)
    dates = document.dates
    about = About(
        path or made.path,
        made.kind,
        made.template,
        made.council,
        made.title,
        made.inspection_dates.text if made.inspection_dates else None,
        dates.start if dates else None,
        dates.end if dates else None,
        document.published,
        "; ".join(each.name for each in made.lead_inspectors),
    )
    printed = {area_of(each.name): each.grade for each in made.judgements}
    severities = Counter(each.severity for each in found)
    amounts = Amounts(
        len(made.improvements),
        sum(len(each.paragraphs) for each in made.sections),
        severities[Severity.ERROR],
        severities[Severity.WARNING],
        severities[Severity.ADVICE],
        made.coverage.lines,
        made.coverage.recognised,
    )
    words = sum(len(passage.prose.text.split()) for passage in document.passages if "prose" in passage.tags)
    grades = Grades(tuple(printed.get(area) for area in AREAS))
    return DocumentRow(about, grades, amounts, Rest(words), _by_family(found, family))


def unread(path: str, problem: str) -> DocumentRow:
    """Return the row of a document that could not be read."""
    return DocumentRow(About(path, *(None,) * (len(About.__struct_fields__) - 1)), problem=problem)


def _by_family(findings: Iterable[Finding], family: Mapping[str, str]) -> tuple[int, ...]:
    """Return how many findings there are of each family, and of others."""
    known = set(families())
    counts = Counter(name if (name := family.get(each.rule, "")) in known else _OTHER for each in findings)
    return tuple(counts[name] for name in (*families(), _OTHER))
