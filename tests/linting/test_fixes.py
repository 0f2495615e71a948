"""Fixes put into texts: which are, in which order, and what is said of the others."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.findings.finding import Finding, Fix, Severity
from ofsted_lint.findings.outcome import Outcome, subject
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.fixes import apply_fixes, edited
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Place, Source, Span
from tests.linting.test_linting import RULES, texts


def outcome(text: str, *findings: Finding, encoding: str = "utf-8") -> Outcome:
    report = documents.read(Source("draft.txt", text, encoding), "ilacs")
    placed = [found for found in findings if found.place.source.text == text]
    return Outcome(subject(report), tuple(placed))


def found(rule: str, text: str, *edits: tuple[int, int, str], safe: bool = True) -> Finding:
    made = tuple(Edit(Span(start, end), new) for start, end, new in edits)
    place = Place(Source("draft.txt", text), (made[0].span,))
    return Finding(rule, Severity.ERROR, "", place, "", "", (), Fix(rule, made, safe, "" if safe else "of this"))


def applied(text: str, *findings: Finding, unsafe: bool = False, encoding: str = "utf-8") -> tuple[str, list[str]]:
    """The text when findings are fixed, and what is said of those that are not."""
    fixed = apply_fixes(
        outcome(text, *findings, encoding=encoding),
        lambda again: outcome(again, *findings, encoding=encoding),
        unsafe,
    )
    return fixed.text, [f"{skipped.finding.rule}: {skipped.why}" for skipped in fixed.skipped]


ONE = "one two three\n"
FIRST = found("a", ONE, (0, 3, "1"))
TWICE = found("a", ONE, (0, 3, "x"), (1, 2, "y"))


@pytest.mark.parametrize(
    ("findings", "after", "said"),
    [
        pytest.param([FIRST, found("b", ONE, (4, 7, "2"))], "1 2 three\n", [], id="side by side"),
        pytest.param([FIRST, found("b", ONE, (3, 7, " 2"))], "1 2 three\n", [], id="one where the other ends"),
        pytest.param([found("a", ONE, (0, 3, "1")), found("b", ONE, (0, 3, "1"))], "1 two three\n", [], id="the same"),
        pytest.param([FIRST, found("b", ONE, (2, 7, "2"))], "1 two three\n", [], id="overlapping"),
        pytest.param(
            [found("a", ONE, (0, 3, "1")), found("b", ONE, (2, 3, ""), (8, 13, "3"))],
            "1 two three\n",
            [],
            id="one of whose edits overlaps: none of them",
        ),
        pytest.param(
            [found("a", ONE, (0, 3, "1")), found("b", "1 two three\n", (2, 5, "2"))],
            "1 2 three\n",
            [],
            id="what comes out when the first is fixed",
        ),
        pytest.param([found("a", ONE, (0, 3, ""), safe=False)], ONE, ["a: it is not safe: of this"], id="not safe"),
        pytest.param([TWICE], ONE, ["a: its edits overlap each other"], id="in itself"),
        pytest.param(
            [found("a", ONE, (0, 3, "1")), found("b", "1 two three\n", (0, 1, "one"))],
            ONE,
            ["a: the fixes of a and b undo each other"],
            id="two that undo each other",
        ),
    ],
)
def test_what_is_applied(findings: list[Finding], after: str, said: list[str]) -> None:
    assert applied(ONE, *findings) == (after, said)


def test_an_unsafe_fix_is_applied_when_it_is_asked_for() -> None:
    assert applied(ONE, found("a", ONE, (0, 3, "1"), safe=False), unsafe=True) == ("1 two three\n", [])


def test_what_the_encoding_does_not_have_is_not_written() -> None:
    said = "a: “◼” cannot be written in this file's encoding (cp1252)"
    assert applied(ONE, found("a", ONE, (0, 3, "◼")), encoding="cp1252") == (ONE, [said])


def test_a_fix_that_feeds_on_itself_is_left_out() -> None:
    def again(text: str) -> Outcome:
        return outcome(text, found("a", text, (0, 0, "x")), *([found("b", text, (4, 7, "2"))] if text == ONE else []))

    fixed = apply_fixes(again(ONE), again)
    assert (fixed.text, [skipped.why for skipped in fixed.skipped]) == (
        "one 2 three\n",
        ["it does not come to an end"],
    )


PAGES = (
    "Inspection of Saltmarsh local authority children’s services\nInspection dates: 2 to 6 June 2025\n\n"
    "The experiences and progress of care leavers: good\n1. Support is good.\n2. Help is\n"
    "Inspection of Saltmarsh local authority children’s services\n2 to 6 June 2025      2\n\fstrong.\n"
)
FOOTER = PAGES.rindex("Inspection of Saltmarsh")
CROSSES = ["a: it would cross the header or footer of a page"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        pytest.param(PAGES.index("is\nInsp"), PAGES.index("strong"), CROSSES, id="over a whole footer"),
        pytest.param(PAGES.index("is\nInsp"), FOOTER + 10, CROSSES, id="into a footer"),
        pytest.param(FOOTER + 10, PAGES.index("strong"), CROSSES, id="out of a footer"),
        pytest.param(FOOTER + 14, FOOTER + 23, [], id="within a footer"),
        pytest.param(FOOTER, FOOTER + 10, [], id="from where a footer begins"),
        pytest.param(PAGES.index("2\n\f"), PAGES.index("2\n\f") + 1, [], id="to where a footer ends"),
        pytest.param(PAGES.index("good.\n2"), PAGES.index("Help"), [], id="over the end of a paragraph"),
    ],
)
def test_an_edit_does_not_cross_the_footer_of_a_page(start: int, end: int, said: list[str]) -> None:
    text, left_out = applied(PAGES, found("a", PAGES, (start, end, "other ")))
    assert (text == PAGES, left_out) == (bool(said), said)


def test_what_the_linting_holds_back_is_not_fixed() -> None:
    text = "8.   Plans for the the child.\n"
    held = outcome(text)
    assert apply_fixes(held, partial(outcome)).text == text


def linted(text: str) -> Outcome:
    return lint(documents.read(Source("draft.txt", text), "ilacs"), RULES)


@settings(max_examples=60)
@given(texts, st.booleans())
def test_fixing_twice_changes_nothing_the_second_time(text: str, unsafe: bool) -> None:
    once = apply_fixes(linted(text), linted, unsafe)
    assert apply_fixes(linted(once.text), linted, unsafe).text == once.text


@settings(max_examples=60)
@given(texts)
def test_nothing_outside_an_edit_changes(text: str) -> None:
    first = linted(text)
    fixes = [finding.fix for finding in first.findings if finding.fix]
    for fix in fixes:
        made = edited(text, fix.edits)
        kept = len(text) - sum(edit.span.end - edit.span.start for edit in fix.edits)
        assert len(made) == kept + sum(len(edit.text) for edit in fix.edits)
        at = min(edit.span.start for edit in fix.edits)
        end = max(edit.span.end for edit in fix.edits)
        assert made.startswith(text[:at])
        assert made.endswith(text[end:])
        assert made != text
