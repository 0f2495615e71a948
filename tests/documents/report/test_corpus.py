"""The published reports: every field right, and what is found in them."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.accuracy import FORMS, Compared, compare
from ofsted_lint import documents
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT, report_of

SNAPSHOT = ROOT / "tests" / "snapshots" / "corpus.tsv"
ENOUGH = 0.99
# Two entries of the key have a space behind a hyphen at which the line was
# wrapped (“Multi- Agency”, “17- year-olds”); docs/corpus.md has the proof.
KEY_IN_ERROR = {"improvements": 2}


@pytest.fixture(scope="module")
def compared(shared: Path) -> list[Compared]:
    return list(compare(shared))


@pytest.fixture(scope="module")
def rules_found(compared: list[Compared], shipped: list[Loaded]) -> list[Counter[tuple[str, str]]]:
    """How often each rule, with its severity, has found something in each document."""
    return [Counter((f.rule, f.severity) for f in lint(each.report, shipped).findings) for each in compared]


@pytest.mark.parametrize("form", FORMS)
def test_each_field_is_right_in_nearly_all_reports(compared: list[Compared], form: str) -> None:
    mine = [each for each in compared if each.form == form]
    wrong = Counter(field for each in mine for field in each.wrong())
    excused = wrong - Counter(KEY_IN_ERROR if form != "plain" else {})
    assert {field: count for field, count in excused.items() if count > (1 - ENOUGH) * len(mine)} == {}


@pytest.mark.parametrize("form", FORMS)
def test_nearly_all_lines_are_recognised(compared: list[Compared], form: str) -> None:
    mine = [each.report for each in compared if each.form == form]
    assert sum(r.recognised for r in mine) / sum(r.lines for r in mine) >= 0.999


def test_snapshot(compared: list[Compared], rules_found: list[Counter[tuple[str, str]]]) -> None:
    """A line a report and form; set UPDATE_SNAPSHOTS=1 to write them anew."""
    made = "\n".join([HEAD, *map(_row, compared, rules_found)]) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(made, "utf-8")
    assert made == SNAPSHOT.read_text("utf-8")


HEAD = "report\tform\ttemplate\tgrades\tsections\tparagraphs\tpoints\tsummary\tfeet\tnotes\tfound"


def _row(each: Compared, rules_found: Counter[tuple[str, str]]) -> str:
    report = each.report
    found = Counter(rule for rule, _ in rules_found.elements())
    sizes = (report.judgements, report.sections, report.paragraphs, report.improvements)
    more = (report.summary, [place for foot in report.footers for place in foot.places], report.footnotes)
    return "\t".join(
        [
            each.name.removesuffix(".pdf").replace("/children's services inspection", ""),
            each.form,
            report.template or "-",
            *(str(len(part)) for part in (*sizes, *more)),
            ", ".join(f"{rule} {count}" for rule, count in sorted(found.items())) or "-",
        ]
    )


def test_all_forms_give_the_same_errors(compared: list[Compared], rules_found: list[Counter[tuple[str, str]]]) -> None:
    found: dict[str, dict[str, Counter[str]]] = {}
    for each, rules in zip(compared, rules_found, strict=True):
        errors = Counter(rule for rule, severity in rules.elements() if severity == "error")
        found.setdefault(each.name, {})[each.form] = errors
    assert {name: forms for name, forms in found.items() if forms["layout"] != forms["plain"]} == {}
    assert {name: forms for name, forms in found.items() if forms["layout"] != forms["pdf"]} == {}


# In layout text the mark of a note hides a phrase (“people1”).
RIGHT = {"care-experienced-hyphen": 1}


@pytest.mark.slow
def test_a_pdf_gives_what_its_layout_text_gives(compared: list[Compared], shipped: list[Loaded]) -> None:
    """All rules, those too that are off; `RIGHT` are differences in which the PDF is right (docs/corpus.md)."""
    rules = [replace(each, rule=replace(each.rule, enabled=True)) for each in shipped]
    found: dict[str, dict[str, Counter[tuple[str, str]]]] = {}
    for each in compared:
        if each.form != "plain":
            said = Counter((f.rule, f.message) for f in lint(each.report, rules).findings)
            found.setdefault(each.name, {})[each.form] = said
    only_pdf = Counter(rule for forms in found.values() for rule, _ in forms["pdf"] - forms["layout"])
    only_layout = Counter(rule for forms in found.values() for rule, _ in forms["layout"] - forms["pdf"])
    assert (only_pdf, only_layout) == (RIGHT, RIGHT)


SEEDS = {
    "cornwall-2019-report.txt": {
        "council": "Cornwall Council",
        "dates": "14 October 2019 to 18 October 2019",
        "inspectors": [("Emmy Tomsett", "Her Majesty's Inspector")],
        "grades": ["Outstanding", "Good", "Outstanding", "Outstanding"],
        "points": [3, 0, 0],
        "sections": [("good", 1, 15), ("outstanding", 16, 32), ("outstanding", 33, 47)],
        "summary": 3,
    },
    "isle-of-wight-2018-report.txt": {
        "council": "Isle of Wight Council",
        "dates": "19 November 2018 to 30 November 2018",
        "inspectors": [("Tracey Scott", "Her Majesty’s Inspector")],
        "grades": ["Good", "Good", "Good", "Good"],
        "points": [0, 0, 0, 0],
        "sections": [("Good", 1, 11), ("Good", 12, 25), ("Good", 26, 35)],
        "summary": 4,
    },
    "isles-of-scilly-2019-report.txt": {
        "council": "Council of the Isles of Scilly",
        "dates": "14 October 2019 to 18 October 2019",
        "inspectors": [("Joy Howick", "Her Majesty's Inspector")],
        "grades": ["Outstanding", "Good", "Good", "Good"],
        "points": [0, 0, 0, 0],
        "sections": [("good", 1, 10), ("good", 11, 19), ("outstanding", 20, 34)],
        "summary": 4,
    },
}


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_read_whole(shared: Path, name: str) -> None:
    report = report_of(documents.read(read_file(shared / "seeds" / name)))
    numbers = [[p.number.value for p in section.paragraphs if p.number] for section in report.sections]
    assert report.title
    assert report.title.council
    assert report.dates
    assert SEEDS[name] == {
        "council": report.title.council.text,
        "dates": report.dates.prose.text,
        "inspectors": [(i.name.text, i.title.text if i.title else None) for i in report.inspectors],
        "grades": [row.grade.prose.text for row in report.judgements if row.grade],
        "points": [len(point.items) for point in report.improvements],
        "sections": [
            (s.grade.prose.text if s.grade else None, n[0], n[-1])
            for s, n in zip(report.sections, numbers, strict=True)
        ],
        "summary": len(report.summary),
    }
    assert [number for section in numbers for number in section] == list(range(1, len(report.paragraphs) + 1))
    assert report.recognised == report.lines


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("isles-of-scilly-2019-press-release.txt", ["statement-not-compared", "ofsted-form"]),
        ("isles-of-scilly-2024-monitoring-visit-statement.txt", ["statement-not-compared"]),
    ],
)
def test_statements_are_read_as_statements(shared: Path, shipped: list[Loaded], name: str, found: list[str]) -> None:
    statement = documents.read(read_file(shared / "seeds" / name))
    assert (statement.kind, statement.recognised) == ("statement", statement.lines)
    assert [finding.rule for finding in lint(statement, shipped).findings] == found
