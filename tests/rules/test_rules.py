"""The rules' own examples, and what holds for all rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ofsted_lint import checks, documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.rule_tests import ExampleResult, run_examples
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

SHIPPED, ERRORS = find([folder("rules")])
VERDICTS = [verdict for loaded in SHIPPED for verdict in run_examples(loaded)]


@pytest.mark.parametrize("verdict", VERDICTS, ids=[f"{v.rule}: {v.example}" for v in VERDICTS])
def test_example(verdict: ExampleResult) -> None:
    assert verdict.faults == []


def test_all_rule_files_load() -> None:
    assert ERRORS == []
    assert len(SHIPPED) == len(list(folder("rules").rglob("*.yaml")))


@pytest.mark.parametrize("loaded", SHIPPED, ids=[loaded.rule.id for loaded in SHIPPED])
def test_a_rule_has_a_flagged_and_a_quiet_example(loaded: Loaded) -> None:
    marked = ["[[" in example.text for example in rule_file.examples(Path(loaded.path))]
    assert set(marked) == {True, False}


def test_every_kind_of_check_is_used() -> None:
    assert {loaded.rule.check for loaded in SHIPPED} == set(checks.kind_names())


def test_no_rule_is_named_in_the_program() -> None:
    # An option may have the name of a rule: it begins with hyphens.
    ids = {loaded.rule.id: re.compile(rf"(?<!--)\b{loaded.rule.id}\b") for loaded in SHIPPED}
    named = [
        (path.name, name)
        for path in (ROOT / "src").rglob("*.py")
        for text in [path.read_text("utf-8")]
        for name, word in ids.items()
        if name in text and word.search(text)
    ]
    assert named == []


def test_a_new_rule_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "short-section.yaml").write_text(
        """\
id: short-section
summary: A section has fewer than two paragraphs.
why: One finding is no basis for a judgement.
check: assert
severity: warning
message: "This section has {count} paragraph(s)."
params:
  each: section in sections
  let: {count: count(section.paragraphs)}
  must: count >= 2
  flag: section.heading
---
examples:
  - name: one paragraph
    text: |
      [[The experiences and progress of care leavers: good]]
      1. Support is strong.
  - name: two paragraphs
    text: |
      The experiences and progress of care leavers: good
      1. Support is strong.
      2. Plans are clear.
""",
        "utf-8",
    )
    loaded, errors = find([tmp_path])
    assert errors == []
    assert [verdict.faults for verdict in run_examples(loaded[0])] == [[], []]


def test_without_rules_there_is_nothing_to_find(tmp_path: Path) -> None:
    text = "Judgement\tGrade\nOverall effectiveness\tSatisfactory\n"
    report = documents.read(Source("draft.txt", text), "ilacs")
    assert lint(report, find([tmp_path])[0]).findings == ()
    assert lint(report, SHIPPED).findings != ()


def test_findings_do_not_depend_on_the_order_of_rules() -> None:
    text = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_bytes().decode()
    report = documents.read(Source("draft.txt", text))
    there = [(f.rule, f.message) for f in lint(report, SHIPPED).findings]
    back = [(f.rule, f.message) for f in lint(report, SHIPPED[::-1]).findings]
    assert there == back
