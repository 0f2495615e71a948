"""Properties of linting as a whole, over texts pieced together from reports."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import document, records, rulefile
from ofsted_lint.engine import lint
from ofsted_lint.proof import unmarked
from ofsted_lint.resources import folder
from ofsted_lint.rules import find
from ofsted_lint.source import Source
from tests.conftest import ROOT
from tests.test_grammar import FRAGMENTS

RULES = find([folder("rules")])[0]
LINES = [
    line
    for path in sorted((ROOT / "examples").glob("*.txt"))
    for line in path.read_bytes().decode().splitlines(keepends=True)
]
EXAMPLES = [unmarked(e.text)[0] for path in sorted(folder("rules").rglob("*.yaml")) for e in rulefile.examples(path)]
texts = st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=60).map(
    "".join
)


@settings(max_examples=250, deadline=None)
@given(texts, st.sampled_from(["ilacs", None]))
def test_any_text_can_be_linted_and_each_finding_lies_in_it(text: str, kind: str | None) -> None:
    source = Source("draft.txt", text)
    report = document.read(source, kind)
    assert 0 <= report.recognised <= report.lines
    assert "".join(source.slice(region.span) for region in report.regions) == text
    made = records.document(lint(report, RULES))
    for finding in made.findings:
        assert (1, 1) <= (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.end_line <= len(source.line_starts)
        assert finding.message
    assert len({(f.rule, f.fingerprint) for f in made.findings}) == len(made.findings)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EXAMPLES))
def test_line_ends_make_no_difference(text: str) -> None:
    unix, windows = (
        Counter((f.rule, f.message, f.fingerprint) for f in lint(document.read(Source("draft.txt", t)), RULES).findings)
        for t in (text, text.replace("\n", "\r\n"))
    )
    assert unix == windows


def test_an_empty_text_is_linted_too() -> None:
    assert [f.rule for f in lint(document.read(Source("draft.txt", "")), RULES).findings] == ["not-a-report"]
