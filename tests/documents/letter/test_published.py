"""Published letters about visits and joint inspections: every field right in every form, and what is found in them."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.accuracy import FORMS
from benchmarks.by_field import Compared
from benchmarks.letters import compare
from ofsted_lint import documents
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT

SNAPSHOT = ROOT / "tests" / "snapshots" / "published-letters.tsv"
HEAD = "letter\tform\tkind\tdays\tinspectors\tsections\tparagraphs\tpoints\tpriority\tnotes\tlost lines\tfound"
FAMILIES = ("letters", "jtai")
ENOUGH = 0.99
# In one letter of each family and form a field may differ: the key leaves out a heading within the findings, a PDF
# was made with its words in another order.
EXCUSED = 1


@pytest.fixture(scope="module")
def compared(shared: Path) -> dict[tuple[str, str], list[Compared]]:
    return {(family, form): list(compare(shared, family, form)) for family in FAMILIES for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("family", FAMILIES)
def test_each_field_is_right_in_nearly_all_letters(
    compared: dict[tuple[str, str], list[Compared]], family: str, form: str
) -> None:
    mine = compared[family, form]
    wrong = Counter(field for each in mine for field in each.wrong())
    assert {field: count for field, count in wrong.items() if count > max(EXCUSED, (1 - ENOUGH) * len(mine))} == {}


def test_snapshot(compared: dict[tuple[str, str], list[Compared]], shipped: list[Loaded]) -> None:
    """A line a letter and form; set UPDATE_SNAPSHOTS=1 to write them anew."""
    rows = (_row(each, shipped) for found in compared.values() for each in found)
    made = "\n".join([HEAD, *rows]) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(made, "utf-8")
    assert made == SNAPSHOT.read_text("utf-8")


def _row(each: Compared, shipped: list[Loaded]) -> str:
    made = each.document
    found = Counter(finding.rule for finding in lint(made, shipped).findings)
    parts = "inspectors", "sections", "paragraphs", "improvements", "priorities", "footnotes"
    return "\t".join(
        [
            each.name.removesuffix(".pdf").replace("/children's services focused visit", ""),
            each.form,
            made.kind,
            f"{made.dates.start} to {made.dates.end}" if made.dates else "-",
            *(str(len(getattr(made, part, ()))) for part in parts),
            str(made.lines - made.recognised),
            ", ".join(f"{rule} {count}" for rule, count in sorted(found.items())) or "-",
        ]
    )


@pytest.mark.parametrize("family", ["sif"])
def test_documents_of_other_families_are_called_by_their_names(shared: Path, family: str) -> None:
    read = [documents.read(read_file(path)) for path in sorted((shared / "corpus" / family).rglob("*.layout.txt"))]
    assert {each.kind for each in read} == {"unknown"}
    assert all(each.known_as for each in read)
