"""Documents that are not read are called by their names; those that are read are not."""

from __future__ import annotations

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.other_documents import known_as
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

NAMED = {
    "Saltmarsh Council\nInspection of services for children in need of help and\nprotection, children looked after\n": (
        "a report of the single inspection framework (2013 to 2018)"
    ),
    "Re-inspection of services for children in need of help and protection, children looked after and care leavers\n": (
        "a report of the single inspection framework (2013 to 2018)"
    ),
    "| 2.1 Adoption performance | Good |\n": "a report of the single inspection framework (2013 to 2018)",
    "# Area SEND monitoring inspection of Saltmarsh Local Area Partnership\n": "a letter about a local area SEND"
    " inspection, or a report of a monitoring inspection",
    "Inspection of a good school: Saltmarsh Infants\n": "an inspection report on a school, college or nursery",
    "Inspection of Saltmarsh Primary School\n": "an inspection report on a school, college or nursery",
    "SC123456\nRegistered provider: Saltmarsh Homes\n": "an inspection report on a children’s home",
    "Children’s homes inspection report\n": "an inspection report on a children’s home",
    "Inspecting local authority children’s services\n": "guidance for inspectors, not a report",
}


@pytest.mark.parametrize(("text", "name"), NAMED.items(), ids=[text.splitlines()[-1][:60] for text in NAMED])
def test_one_sign_suffices(text: str, name: str) -> None:
    assert known_as(Source("text.txt", text)) == name


@pytest.mark.parametrize(
    "text",
    [
        "Inspection of Saltmarsh local authority children’s services\n",
        "Focused visit to Saltmarsh children’s services\n",
        "Social workers visit children at school. The inspection of the school was good.\n",
        "Council welcomes report on Saltmarsh Primary School\n",
    ],
    ids=["a report", "a letter", "prose", "a news item"],
)
def test_other_texts_have_no_name(text: str) -> None:
    assert known_as(Source("text.txt", text)) == ""


def test_no_example_is_called_by_another_name() -> None:
    texts = [path for path in (ROOT / "examples").rglob("*") if path.suffix in (".txt", ".md")]
    assert [path.name for path in texts if known_as(Source(path.name, path.read_text("utf-8")))] == []


def test_a_named_document_gets_one_line(shipped: list[Loaded]) -> None:
    made = documents.read(Source("report.txt", "Inspection of Saltmarsh Primary School\n\n1. Paragraph. XX\n"))
    assert [finding.rule for finding in lint(made, shipped).findings] == ["not-read"]


def test_a_kind_that_is_asked_for_is_read() -> None:
    assert documents.read(Source("report.txt", "Local Area Partnership report\n"), "ilacs").kind == "ilacs"
