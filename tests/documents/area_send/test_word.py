"""Reports of area SEND inspections as Word files: the outline and the findings are those of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.area_send.model import AreaSendReport
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT
from tests.make import agreement, area_send

pytest.importorskip("lxml", reason="Word files are read with lxml")
EXAMPLES = sorted((ROOT / "examples" / "area-send").glob("*.txt"))
_EACH = 5


def agrees(path: Path, rules: list[Loaded]) -> None:
    text = documents.read(read_file(path))
    assert isinstance(text, AreaSendReport)
    word = agreement.read(area_send.word_of(text), "report.docx")
    assert agreement.structure(word) == agreement.structure(text)
    assert agreement.findings(word, rules) == agreement.findings(text, rules)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_the_same_in_word(path: Path, shipped: list[Loaded]) -> None:
    agrees(path, shipped)


def test_published_reports_are_the_same_in_word(shared: Path, shipped: list[Loaded]) -> None:
    for path in sorted((shared / "corpus" / "area-send").rglob("*.layout.txt"))[::_EACH]:
        agrees(path, shipped)
