"""Statements read from any text, in every format, and in time."""

from __future__ import annotations

import time
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.result import result
from ofsted_lint.linting.engine import lint
from ofsted_lint.source.readers import read_file, read_stream
from ofsted_lint.source.source import Source
from tests.checks.kinds.test_claims import FOUND, QUIET, RULES
from tests.conftest import ROOT
from tests.make.pdfs import tagged
from tests.make.word import word

EXAMPLES = ROOT / "examples"
REPORT = documents.read(read_file(EXAMPLES / "northfell-2024.txt"))
PIECES = [
    *QUIET,
    *(sentence for _, sentence in FOUND),
    *(
        "\n\n",
        "\n",
        "> ",
        "- ",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "Ofsted said: ",
        "(",
        ")",
        "…",
        "\f",
        "\t",
        "| ",
        "good ",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)


def checked(source: Source) -> Outcome:
    statement = documents.read(source, "statement")
    return lint(statement, RULES, against=chosen(statement, [REPORT]))


@settings(max_examples=150)
@given(texts)
def test_any_text_is_read_as_a_statement_and_each_finding_lies_in_it(text: str) -> None:
    source = Source("statement.txt", text)
    outcome = checked(source)
    statement = outcome.document
    assert "".join(source.slice(region.span) for region in statement.regions) == text
    for finding in result(outcome).findings:
        assert (1, 1) <= (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.end_line <= len(source.line_starts)


NASTY = [
    *(
        "Ofsted said: “good” and “it is ‘so’” ",
        "“ ‘ “a ",
        "good outstanding inadequate ",
        "leadership good, care leavers ",
    ),
    *("inspected 7 to 18 October 2024 ", "7/10/2024 ", "October 2024 visit ", "Aaa Bbb ", "Aaaaaa", "Ofsted ", ". A"),
    *("inspectors said that they ", "Children in ", "children’s services in Aaa and Bbb ", "said says ", "- good\n"),
    *(
        "“Ofsted said.\n\n",
        "Aaa and Bbb of Ccc Council ",
        "inspection led by ",
        "from rated rated ",
        "one of the four ",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", NASTY)
def test_a_long_text_of_one_thing_takes_time_in_proportion(piece: str) -> None:
    took = []
    for length in (15_000, 120_000):
        text = piece * (length // len(piece))
        start = time.process_time()
        checked(Source("statement.txt", text))
        took.append(time.process_time() - start)
    assert took[1] < 30 * took[0] + 0.5


NAMES = ["northfell-2024-statement", "northfell-2024-statement-with-faults"]


def shown(source: Source) -> list[tuple[str, str]]:
    return [(each.rule, each.message) for each in checked(source).findings]


def in_word(text: str) -> bytes:
    lines = (line for line in text.split("\n") if line)
    return word("".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["md", "docx", "pdf"])
def test_a_statement_has_the_same_findings_in_each_format(name: str, form: str) -> None:
    text = (EXAMPLES / "statements" / f"{name}.txt").read_text("utf-8")
    data = {"md": text.encode(), "docx": in_word(text), "pdf": tagged(text)}[form]
    source = read_stream(BytesIO(data), f"statement.{form}", len(data))
    assert shown(source) == shown(Source("statement.txt", text))


def test_the_example_with_faults_has_one_of_each() -> None:
    found = [rule for rule, _ in shown(read_file(EXAMPLES / "statements" / f"{NAMES[1]}.txt"))]
    assert found == [
        "improvements-omitted",
        "release-council-name",
        "release-names-mismatch",
        "release-date-mismatch",
        "grade-claim-universal",
        "grade-claim-mismatch",
        "quote-not-verbatim",
        "quote-truncated-caveat",
        "quote-spliced",
    ]


def test_the_example_without_faults_has_none() -> None:
    assert shown(read_file(EXAMPLES / "statements" / f"{NAMES[0]}.txt")) == []
