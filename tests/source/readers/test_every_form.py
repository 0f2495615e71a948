"""A report has the same findings in every form in which people hold it, but for kinds of difference with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import differential
from benchmarks.report_forms import forms
from ofsted_lint import documents
from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT, report_of

pytest.importorskip("lxml")
FORMS = forms()


def test_there_are_at_most_ten_kinds_of_difference() -> None:
    assert len(differential.REASONS) + len(differential.IN_FORM) <= 10


def unexplained(text: Path, form: str, place: Path) -> list[tuple[str, str]]:
    made = FORMS[form](report_of(documents.read(read_file(text))), place)
    found = differential.differences(text, made)
    return [each for each in (found.missing + found.new).elements() if each[0] not in differential.explained(form)]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_an_example_has_the_findings_of_its_text_in_every_form(example: Path, form: str, tmp_path: Path) -> None:
    assert unexplained(example, form, tmp_path) == []
