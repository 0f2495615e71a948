"""Decide how two reports are related, and compare the details that are printed once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Literal

from ofsted_lint.comparison.reports.model import Detail, Document, Relation
from ofsted_lint.comparison.reports.parts import side
from ofsted_lint.comparison.word_diff import differences
from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.documents.mentions.note_marks import unmarked
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.values.council_names import same_council
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files.printable import path_text
from ofsted_lint.source.prose import Prose

_MOSTLY = 0.5


def document(report: OfstedDocument) -> Document:
    """Return the identity of a report: its path, template, council and inspection dates."""
    council = report.title.council.text if report.title and report.title.council else None
    dates = report.dates.prose.text if report.dates else None
    return Document(path_text(report.source.path), report.template, council, dates)


def councils(old: OfstedDocument, new: OfstedDocument) -> Literal["same", "different", "unknown"]:
    """Return whether both reports are about the same council, by the names in their titles."""
    one, two = document(old).council, document(new).council
    if not one or not two:
        return "unknown"
    return "same" if same_council(one, two) else "different"


def relation(old: OfstedDocument, new: OfstedDocument, same: int) -> tuple[Relation, str]:
    """Return whether two reports are drafts of one report or successive reports, and the reason.

    The inspection dates decide; if they are unknown or differ, reports with at
    least half of their paragraphs the same (`same` of them) are drafts.
    """
    here, there = _days(old), _days(new)
    if here and here == there:
        return "drafts", "the inspection dates are the same"
    least = min(len(old.paragraphs), len(new.paragraphs))
    drafts = same >= least * _MOSTLY
    shared = f"{same:,} of {least:,} paragraphs are the same"
    if not here or not there:
        lacking = "both reports" if not (here or there) else "the new report" if here else "the old report"
        return "drafts" if drafts else "successive", f"the inspection dates of {lacking} are not known; {shared}"
    if drafts and least:
        return "drafts", f"the inspection dates differ, but {shared}"
    later = "; the old report is the later inspection’s" if here > there else ""
    return "successive", f"inspections began on {in_words(here[0])} and on {in_words(there[0])}{later}"


def _days(report: OfstedDocument) -> tuple[date, date] | None:
    if not report.dates or not report.dates.start:
        return None
    return report.dates.start, report.dates.end or report.dates.start


def details(old: OfstedDocument, new: OfstedDocument, hyphens: bool) -> tuple[Detail, ...]:
    """Return the differing details printed once: title, dates, inspectors, names of judgements, footers."""
    here, there = _printed(old), _printed(new)
    found = []
    for what in dict.fromkeys((*here, *there)):
        for one, two in zip_longest(here.get(what, ()), there.get(what, ())):
            if not one or not two or differences(unmarked(one.text), unmarked(two.text), hyphens=hyphens):
                found.append(Detail(what, side(one) if one else None, side(two) if two else None))
    return tuple(found)


def _printed(report: OfstedDocument) -> dict[str, list[Prose]]:
    """Return the details that a report has, by their names."""
    found: dict[str, list[Prose]] = {}
    for what, prose in _details_of(report):
        if prose:
            found.setdefault(what, []).append(prose)
    return found


def _details_of(report: OfstedDocument) -> Iterator[tuple[str, Prose | None]]:
    """Yield the details of a report that are printed once, each with its name."""
    yield "title", report.title.prose if report.title else None
    yield "inspection dates", report.dates.prose if report.dates else None
    for inspector in report.inspectors:
        yield "lead inspector", inspector.prose or inspector.name
        yield "lead inspector’s title", None if inspector.prose else inspector.title
    yield from report.details
    yield "heading of the improvement items", report.improvements_heading
    for heading in report.headings:
        yield f"heading: {_name(heading.area, heading.title)}", heading.title
    for footer in report.footers:
        # The footer as a whole may include its page number.
        yield "council in the footer", footer.council
        yield "dates in the footer", footer.dates.prose if footer.dates else None


def _name(area: str | None, label: Prose) -> str:
    return SHORT.get(area or "", area or label.text)
