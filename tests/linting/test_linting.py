"""Properties of linting as a whole, over texts pieced together from reports."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.result import result
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.rule_tests import unmarked
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.source import Source
from tests.conftest import ROOT
from tests.documents.test_grammar import FRAGMENTS

RULES = find([folder("rules")])[0]
LINES = [
    line
    for path in sorted((ROOT / "examples").glob("*.txt"))
    for line in path.read_bytes().decode().splitlines(keepends=True)
]
EXAMPLES = [unmarked(e.text)[0] for path in sorted(folder("rules").rglob("*.yaml")) for e in rule_file.examples(path)]
texts = st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=60).map(
    "".join
)


@settings(max_examples=250)
@given(texts, st.sampled_from(["ilacs", None]))
def test_any_text_can_be_linted_and_each_finding_lies_in_it(text: str, kind: str | None) -> None:
    source = Source("draft.txt", text)
    report = documents.read(source, kind)
    assert 0 <= report.recognised <= report.lines
    assert "".join(source.slice(region.span) for region in report.regions) == text
    made = result(lint(report, RULES))
    for finding in made.findings:
        assert (1, 1) <= (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.end_line <= len(source.line_starts)
        assert finding.message
    assert len({(f.rule, f.fingerprint) for f in made.findings}) == len(made.findings)


@settings(max_examples=60)
@given(st.sampled_from(EXAMPLES))
def test_line_ends_make_no_difference(text: str) -> None:
    found = []
    for ending in (text, text.replace("\n", "\r\n")):
        findings = lint(documents.read(Source("draft.txt", ending), "ilacs"), RULES).findings
        found.append([(finding.rule, finding.message, finding.fingerprint) for finding in findings])
    assert found[0] == found[1]


def test_an_empty_text_is_linted_too() -> None:
    assert [f.rule for f in lint(documents.read(Source("draft.txt", "")), RULES).findings] == ["not-a-report"]


LONG = {
    "bullets": "What needs to improve?\n" + "◼ Plans and their timeliness.\n" * 2_000,
    "points and paragraphs": "What needs to improve?\n"
    + "".join(f"◼ Plans {at} for x{at}y.\n" for at in range(500))
    + "The experiences and progress of care leavers: good\n"
    + "".join(f"{at % 1000}. Plans x{at}y are clear.\n" for at in range(2_000)),
    "headings": "The experiences and progress of care leavers: good\n" * 2_000,
    "rows": "Judgement\tGrade\n" + "Overall effectiveness\tGood\n" * 2_000,
    "a label without end": "Judgement\tGrade\nOverall effectiveness\tGood\n" + "and more\n" * 4_000,
    "inspectors": "Lead inspector: " + "Ann Lee aa " * 4_000,
    "blocks": "x\n\n" * 8_000,
    "dates": "31 June 2024 " * 4_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_four_times_the_text_takes_about_four_times_as_long(text: str) -> None:
    """A quadratic loop takes sixteen times as long; the bar leaves room for a noisy machine."""

    def seconds(size: int) -> float:
        start = time.process_time()
        result(lint(documents.read(Source("draft.txt", text * size), "ilacs"), RULES))
        return time.process_time() - start

    assert any(seconds(4) < 10 * max(seconds(1), 0.02) for _ in range(4))


NUMBERED = "The experiences and progress of care leavers: good\n{a}. Advice is good.\n\n{b}. Plans are\nclear.\n"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(NUMBERED.format(a=1, b=3), "Apples.\n\n" + NUMBERED.format(a=1, b=3), id="moved lines"),
        pytest.param(NUMBERED.format(a=2, b=4), NUMBERED.format(a=5, b=7), id="renumbered"),
        pytest.param(NUMBERED.format(a=1, b=3), NUMBERED.format(a=1, b=3).replace("are\n", "are "), id="re-flowed"),
    ],
)
def test_a_fingerprint_stays_the_same(one: str, two: str) -> None:
    found = []
    for text in (one, two):
        findings = lint(documents.read(Source("draft.txt", text), "ilacs"), RULES).findings
        found.append([finding.fingerprint for finding in findings if "gap" in finding.rule][-1:])
    assert found[0] == found[1] != []
