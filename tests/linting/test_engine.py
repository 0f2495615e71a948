"""Rules run over a document: what they need, how they are summed up, and those that take too long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import CheckContext
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Hit
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded, Rule
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

RULE = """\
id: jargon
summary: Jargon stands in a finding.
why: Readers are parents.
check: existence
severity: advice
message: "“{found}” is jargon."
MORE
params:
  terms: [robust]
---
examples:
  - {name: jargon, text: "1. [[Robust]] plans.", published: 2024-06-30}
  - {name: none, text: "1. Plans."}
"""
TEXT = "1. Plans are robust.\n\n2. Oversight is robust.\n\n3. Staff are robust.\n"


def linted(folder: Path, more: str, text: str = TEXT, published: date | None = None) -> Outcome:
    (folder / "jargon.yaml").write_text(RULE.replace("MORE", more), "utf-8")
    loaded, errors = find([folder])
    assert errors == []
    return lint(documents.read(Source("draft.txt", text), "ilacs", published), loaded)


def test_findings_can_be_put_together(tmp_path: Path) -> None:
    (finding,) = linted(tmp_path, "once: true").findings
    assert finding.message == "“robust” is jargon. (3 such in this document.)"
    assert [(other.note, other.place.span.start) for other in finding.related] == [("here too", 38), ("here too", 60)]


def test_one_finding_alone_says_nothing_of_others(tmp_path: Path) -> None:
    (finding,) = linted(tmp_path, "once: true", "1. Plans are robust.\n").findings
    assert (finding.message, finding.related) == ("“robust” is jargon.", ())


@pytest.mark.parametrize(
    ("more", "published", "why"),
    [
        (
            "needs: [published]",
            None,
            "it depends on the date of publication, which is not known (--published gives it)",
        ),
        ("needs: [published]", date(2024, 6, 30), None),
        ("needs: [hyphens]", None, None),
        ("in: x", None, None),
    ],
)
def test_what_a_rule_needs(tmp_path: Path, more: str, published: date | None, why: str | None) -> None:
    outcome = linted(tmp_path, more.replace("in: x", ""), published=published)
    assert outcome.not_applicable == ((("jargon", why),) if why else ())
    assert len(outcome.findings) == (0 if why else 3)


def test_lost_hyphens_switch_a_rule_off_and_that_is_said(tmp_path: Path) -> None:
    lines = "Plans are robust and the work of many teams is going on in the\n" * 80
    outcome = linted(tmp_path, "needs: [hyphens]", f"1. {lines}\f\n2. More.\n")
    assert outcome.not_applicable == (
        ("jargon", "the hyphens at line ends are lost in this text (pdftotext -layout keeps them)"),
    )


def slow(context: CheckContext) -> Iterator[Hit]:
    end = time.thread_time() + 1.05
    while time.thread_time() < end:
        sum(range(10_000))
    yield from ()


def test_a_rule_that_takes_too_long_is_named_with_its_time(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = Rule(id="slow", summary="x", why="x", check="existence", severity="advice", message="x")  # type: ignore[arg-type]
    loaded = Loaded(rule, "slow.yaml", slow)
    outcome = lint(documents.read(Source("draft.txt", TEXT), "ilacs"), [loaded])
    assert [(name, 1 <= seconds < 3) for name, seconds in outcome.slow] == [("slow", True)]
    monkeypatch.setattr("ofsted_lint.rules.catalogue.find", lambda _: ([loaded], []))
    path = ROOT / "examples" / "northfell-2024.txt"
    assert f"{path}: the rule “slow” took 1." in run(path, "--format", "concise")[2]


@pytest.mark.parametrize(
    ("error", "why"),
    [
        pytest.param(MemoryError(), "it was stopped: there is too little memory for it", id="memory"),
        pytest.param(RecursionError(), "it was stopped: it is nested too deeply", id="depth"),
    ],
)
def test_a_rule_for_which_a_document_is_too_much_prevents_no_other(
    error: Exception, why: str, shipped: list[Loaded]
) -> None:
    def fail(context: CheckContext) -> Iterator[Hit]:
        raise error
        yield

    rule = Rule(id="greedy", summary="x", why="x", check="existence", severity="advice", message="x")  # type: ignore[arg-type]
    others = [each for each in shipped if each.rule.id == "doubled-word"]
    report = documents.read(Source("draft.txt", "1. Plans are are robust.\n"), "ilacs")
    outcome = lint(report, [Loaded(rule, "greedy.yaml", fail), *others])
    assert outcome.not_applicable == (("greedy", why),)
    assert [each.rule for each in outcome.findings] == ["doubled-word"]


UNDECIDED = "it has no part that this rule can check"
STOPPED = "it needs too much work on this document and was stopped"


@pytest.mark.parametrize(
    ("must", "why"),
    [
        pytest.param(f"any a in passages where {'any b in passages where ' * 6} never", STOPPED, id="work without end"),
        pytest.param(
            f"any a in passages where {'any b in passages where ' * 3} contains(a.prose, b.prose + 1)",
            None,
            id="a wrong type deep inside",
        ),
        pytest.param(f"{'999999999 * ' * 30} 1 > count(passages)", UNDECIDED, id="numbers beyond reason"),
    ],
)
def test_a_hostile_rule_is_refused_or_ends(tmp_path: Path, must: str, why: str | None) -> None:
    (tmp_path / "hostile.yaml").write_text(
        "id: hostile\nsummary: x\nwhy: x\ncheck: assert\nseverity: error\nmessage: x\n"
        f'params: {{must: "{must}", flag: opening}}\n---\n'
        "examples: [{name: a, text: '[[x]]'}, {name: b, text: ''}]\n",
        "utf-8",
    )
    loaded, errors = find([tmp_path])
    report = documents.read(Source("draft.txt", (ROOT / "examples" / "northfell-2024.txt").read_bytes().decode()))
    outcome = lint(report, loaded)
    assert outcome.not_applicable == ((("hostile", why),) if why else ())
    assert len(errors) == (0 if loaded else 1)


def test_what_is_held_back_is_in_another_outcome_and_the_first_stays_as_it_is(shipped: list[Loaded]) -> None:
    path = ROOT / "examples" / "northfell-2024-with-faults.txt"
    first = lint(documents.read(Source(str(path), path.read_text("utf-8"))), shipped)
    before = (first.findings, first.held_back)
    one, two, *others = first.findings
    second = first.hold_back("baseline", lambda finding: finding is one)
    third = second.hold_back("not of this change", lambda finding: finding is two)
    assert (first.findings, first.held_back) == before
    assert third.findings == tuple(others)
    assert [(each.finding, each.reason) for each in third.held_back] == [(one, "baseline"), (two, "not of this change")]
    assert [each.finding for each in third.held("baseline")] == [one]


def test_rules_find_the_same_after_others_were_loaded(tmp_path: Path) -> None:
    """A program that lints for days loads other rules between two documents."""
    shipped, _ = find([folder("rules")])
    text = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8").replace("pre-proceedings", "pre proceedings")
    found = []
    for name in ("one", "two", "three", "four"):
        outcome = lint(documents.read(Source("draft.txt", text)), shipped)
        found.append([finding.rule for finding in outcome.findings])
        other = RULE.replace("MORE", "").replace("robust]", f"robust, {name}]")
        (tmp_path / name).mkdir()
        (tmp_path / name / "jargon.yaml").write_text(other, "utf-8")
        find([tmp_path / name])
    assert found == [["hyphen-fixed-terms"]] * 4
