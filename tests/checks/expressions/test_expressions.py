"""The language of assert rules: what is missing makes it undecided, work is bounded."""

from __future__ import annotations

from typing import Any

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import TooLong
from ofsted_lint.checks.expressions.evaluate import evaluate
from ofsted_lint.checks.expressions.function import Function
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.nodes import ExpressionError, parse
from ofsted_lint.checks.expressions.operations import called
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.checks.expressions.type_check import check
from ofsted_lint.checks.expressions.types import fields
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import names
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

TEXT = """\
Inspection of Saltmarsh local authority children’s services
Inspection dates: 3 to 14 June 2024

Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
The experiences and progress of care leavers\tSatisfactory
Overall effectiveness\tRequires improvement

The experiences and progress of care leavers: good
1. Support is strong.
2. Plans are clear.
"""
REPORT = documents.read(Source("draft.txt", TEXT), "ilacs")


def value(text: str, report: Document = REPORT) -> Any:
    node = parse(text)
    check(node, dict(fields(Report)))
    return evaluate(node, Scope(report), Work())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("count(judgements) = 3", True),
        ("count(paragraphs) > 1 and count(sections) = 1", True),
        ("not (count(paragraphs) > 1)", False),
        ("dates.start = 2024-06-03 and dates.end < 2024-07-01", True),
        ("weekday(dates.start) = 'Monday'", True),
        ("template = 'ilacs-2023'", True),
        ("any row in judgements where row.grade = 'good'", True),
        ("every row in judgements has row.grade = 'good'", False),
        ("every row in judgements has row.grade.official", False),
        ("lowest([row.grade for row in judgements]) = 'requires improvement to be good'", True),
        ("count([row for row in judgements where row.grade >= 'good'])", 1),
        ("title.council = 'Saltmarsh'", True),
        ("title.council in ['Saltmarsh', 'Northfell']", True),
        ("title.council not in ['Saltmarsh', 'Northfell']", False),
        ("starts(lower(title.council), 'salt')", True),
        ("words(title.prose)", 7),
        ("summary is missing", True),
        ("judgements is present", True),
        ("(first row in judgements where row.area = 'overall') is present", True),
        ("(first row in judgements where row.area = 'in-care') is missing", True),
        ("same_council(title.council, 'Saltmarsh Borough Council')", True),
        ("'care-leavers' in areas_of(template_for(dates.start))", True),
        ("never", False),
        ("dates.end - dates.start", 11),
        ("dates.start + 11 = dates.end", True),
        ("count(judgements) * 2 + 1 - 3", 4),
        ("2 - 1 - 1", 0),
        ("says(title.prose, 'saltmarsh (local|unitary) authorit(y|ies)')", True),
        ("says(title.prose, 'marsh')", False),
        ("position('leaders', [row.area for row in judgements])", 1),
        ("(before('care-leavers', [row.area for row in judgements])) = 'leaders'", True),
        ("commonest(['a', 'b', 'b'])", "b"),
        ("count(unique(['a', 'b', 'b']))", 2),
        ("ending('Plans are clear.')", "."),
        ("beginning('Plans are clear.')", "P"),
        ("capital('Plans are clear.') and not capital('plans') and not capital('1')", True),
        ("form('(Outcome three, 12 to 14)')", "(Outcome one, # to #)"),
        ("year(dates.start) + month(dates.start)", 2030),
        ("working_days(dates.start, dates.end)", 9),
        ("any p in passages where 'good' in p.tags and says(p.prose, 'plans')", True),
        ("count([a for a in abbreviations])", 0),
    ],
)
def test_value(text: str, found: object) -> None:
    assert value(text) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("improvements_heading = 'x'", id="a part that is missing"),
        pytest.param("not (improvements_heading = 'x')", id="the opposite of what cannot be known"),
        pytest.param(
            "every row in judgements has row.grade > 'inadequate'", id="a grade that is none, among sound ones"
        ),
        pytest.param("improvements_heading = 'x' or count(sections) = 9", id="one unknown, one false"),
        pytest.param("improvements_heading = 'x' and count(sections) = 1", id="one unknown, one true"),
    ],
)
def test_what_cannot_be_known_is_undecided(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("improvements_heading = 'x' or count(sections) = 1", True),
        ("improvements_heading = 'x' and count(sections) = 9", False),
    ],
)
def test_what_is_known_anyway_is_decided(text: str, found: bool) -> None:
    assert value(text) is found


def test_quotation_marks_and_apostrophes_are_alike() -> None:
    assert value('title.prose = "Inspection of Saltmarsh local authority children\'s services"') is True


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dates.start + dates.end", "this is a date; a number was expected"),
        ("1 + 'a'", "this is a text; a number was expected"),
        ("dates.start - 1 = 1", "a date cannot be compared with a number"),
        ("says(title.prose, title.council)", "a term in quotation marks was expected"),
        (
            "says(title.prose, 'a|b')",
            "“|” in “a|b” is not allowed here: choices are written (one|other), without brackets inside",
        ),
        ("before(1, 2)", "this is a number; a list was expected"),
        ("lowest(judgements)", "“lowest” cannot order a part (judgement)"),
        ("year('2024')", "this is a text; a date was expected"),
        ("count(judgements, 1)", "“count” takes 1 value(s), not 2"),
    ],
)
def test_a_wrong_type_is_told(text: str, said: str) -> None:
    with pytest.raises(ExpressionError) as error:
        check(parse(text), dict(fields(Report)))
    assert error.value.message == said


def test_a_day_beyond_all_calendars_is_undecided() -> None:
    assert value("dates.start + 999999999") is None


def test_a_number_beyond_all_documents_is_undecided() -> None:
    assert value("999999999 * 999999999") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("highest(unique([row.grade for row in judgements])) = 'good'", True),
        ("any n in unique([1, 2, 2]) where n > 1", True),
        ("commonest(unique([1, 2])) = 1", True),
        ("count(unique([[row.grade for row in judgements] for section in sections]))", 1),
    ],
)
def test_a_list_without_repeats_is_a_list_of_the_same(text: str, found: object) -> None:
    assert value(text) == found


def test_reading_long_texts_is_work_too() -> None:
    text = TEXT.replace("Support is strong.", "word " * 20_000)
    report = documents.read(Source("long.txt", text), "ilacs")
    many = "any a in paragraphs where " + "any b in [1, 2, 3, 4, 5, 6, 7, 8, 9] where " * 3
    with pytest.raises(TooLong):
        evaluate(parse(many + "contains(a.prose, 'x')"), Scope(report), Work())


def test_a_long_text_is_work_before_it_is_made() -> None:
    work = Work()
    with pytest.raises(TooLong):
        called("replaced", work, "e" * 100_000, "e", "e" * 100_000)
    assert called("replaced", Work(), "a fee", "e", "oo") == "a foooo"


@pytest.mark.parametrize("loop", ["any b in {0} where {1}", "(first b in {0} where {1}) is present"])
def test_work_is_bounded(loop: str) -> None:
    text = "never"
    for _ in range(9):
        text = loop.format("[1, 2, 3, 4, 5, 6, 7, 8, 9]", text)
    with pytest.raises(TooLong):
        evaluate(parse(text), Scope(REPORT), Work())


@pytest.mark.parametrize("text", ["(" * 200 + "true" + ")" * 200, "a." * 20_000 + "a"])
def test_a_long_expression_is_read(text: str) -> None:
    assert parse(text).op in ("true", "path")


def test_a_deeply_nested_expression_is_refused() -> None:
    with pytest.raises(ExpressionError, match="nested too deeply"):
        parse("not (" * 2_000 + "true" + ")" * 2_000)


def test_no_field_leads_out_of_the_document() -> None:
    for text in ("source.text", "title.prose.source", "title.__class__", "title._x", "regions.x"):
        with pytest.raises(ExpressionError):
            check(parse(text), dict(fields(Report)))


def test_every_function_says_what_it_is_for() -> None:
    assert [name for name, function in FUNCTIONS.items() if not function.about] == []


EXAMPLE = documents.read(Source("northfell.txt", (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")))


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_example_of_a_function_is_true(function: Function) -> None:
    name = function.call.partition("(")[0]
    assert FUNCTIONS[name] is function
    assert function.call.count(",") + 1 == len(function.takes)
    assert f"{name}(" in function.example
    assert value(function.example, EXAMPLE) is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("beginning(nth(2, [p.prose for p in paragraphs]))", "P"),
        ("nth(9, [p.prose for p in paragraphs])", None),
        ("nth(0, [p.prose for p in paragraphs])", None),
        ("nth(3 / 2, [p.prose for p in paragraphs])", None),
        ("last row in [1, 2, 3] where row < 3", 2),
        ("first row in [1, 2, 3]", 1),
        ("last row in [1, 2, 3]", 3),
        ("sum([words(p.prose) for p in paragraphs])", 6),
        ("sum([words(p.prose) for p in paragraphs]) / count(paragraphs)", 3),
        ("7 / 2", 3.5),
        ("7 / 2 * 2 = 7", True),
        ("1 / 0", None),
        ("count(paragraphs) >= 0.5 * count(judgements)", True),
        ("last w in words('Help is early.')", "early"),
        ("count(words('Help is early.'))", 3),
        ("'HELP' in words('Help is early.')", False),
        ("words('Help is early.') + 1", 4),
        ("(first last in [1, 2] where last > 1) = 2", True),
        ("any p in paragraphs where mentions(p.prose, 'SUPPORT')", True),
        ("any p in paragraphs where names(p.prose, 'support')", False),
        ("'good' in [row.grade for row in judgements]", True),
    ],
)
def test_items_sums_and_quotients(text: str, found: object) -> None:
    assert value(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("count(sections) == 1", "“=” was not expected here; write “=” once"),
        ("length(sections)", "unknown function “length”; write “count”"),
        ("length(title.prose)", "unknown function “length”; write “words”, the number of words of a text"),
        ("count(title.prose)", "this is a text; a list was expected; write “words”"),
        ("first(sections)", "“(” was not expected here; write “first x in list”"),
        ("sections[0]", "“[” was not expected here; write “nth(1, list)” for an item of a list"),
        ("count(sections) ≥ 1", "“≥” means nothing here; write “>=”"),
        ("summary is empty", "“empty” was not expected here; write “is missing”"),
        (
            "title is not missing",
            "“not” was not expected here; write “is present”, or put “not” before the whole condition",
        ),
        ("true AND true", "“A” means nothing here; write “and”: words of the language have no capitals"),
        ("contains(title.prose, nth(1, grades))", "this is a grade; a text was expected: write words_of(…)"),
        ("sum(summary)", "“sum” needs a list of numbers; a part (paragraph) is none"),
        ("dates.start / 2", "this is a date; a number was expected"),
        ("kind = 'reprot'", f"“reprot” is not a kind of document; it may be {', '.join(names())}"),
        ("weekday(dates.start) = 'monday'", "“monday” is not a day of the week; did you mean “Monday”?"),
        ("template in ['ilacs-2032']", "“ilacs-2032” is not a template; did you mean “ilacs-2026”?"),
        ("official_name('leader') is present", "“leader” is not an area; did you mean “leaders”?"),
        (
            "any section in sections where section.area = 'care leavers'",
            "“care leavers” is not an area; did you mean “care-leavers”?",
        ),
        ("any p in passages where 'sumary' in p.tags", "“sumary” is not a part to look in; did you mean “summary”?"),
    ],
)
def test_a_mistake_is_told_with_its_cure(text: str, said: str) -> None:
    with pytest.raises(ExpressionError) as error:
        check(parse(text), dict(fields(Report)))
    assert error.value.message == said
