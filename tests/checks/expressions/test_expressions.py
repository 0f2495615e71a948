"""The language of assert rules: what is missing makes it undecided, work is bounded."""

from __future__ import annotations

from typing import Any

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import TooLong
from ofsted_lint.checks.expressions.evaluate import evaluate
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.nodes import ExpressionError, parse
from ofsted_lint.checks.expressions.operations import called
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.checks.expressions.type_check import check
from ofsted_lint.checks.expressions.types import fields
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.source import Source

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


def test_work_is_bounded() -> None:
    loops = "any a in paragraphs where " + "any b in [1, 2, 3, 4, 5, 6, 7, 8, 9] where " * 9 + "never"
    node = parse(loops)
    with pytest.raises(TooLong):
        evaluate(node, Scope(REPORT), Work())


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
