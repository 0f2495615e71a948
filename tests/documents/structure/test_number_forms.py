"""Points to improve are read whatever form their numbers have."""

from __future__ import annotations

import pytest

from ofsted_lint import documents
from ofsted_lint.source.readers.text import decode
from tests.conftest import report_of

REPORT = """Inspection of Northfell local authority children’s services

Inspection dates: 3 to 14 June 2024

Children are safe.

What needs to improve?

{} The quality of records.

{} The timeliness of visits.

{} Access to dental checks.

The experiences and progress of children in care: good

1. Homes are safe.

2. Visits are on time.
"""
WORDS = ["The quality of records.", "The timeliness of visits.", "Access to dental checks."]


def points(*numbers: str) -> list[str]:
    report = report_of(documents.read(decode("report.txt", REPORT.format(*numbers).encode())))
    assert [each.number and each.number.value for each in report.sections[0].paragraphs] == [1, 2]
    return [each.prose.text for each in report.improvements]


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param("1. 2. 3.", id="figures with full stops"),
        pytest.param("1) 2) 3)", id="brackets"),
        pytest.param("(1) (2) (3)", id="figures in brackets"),
        pytest.param("a) b) c)", id="letters"),
        pytest.param("i. ii. iii.", id="Roman numbers"),
        pytest.param("1st 2nd 3rd", id="ordinal numbers"),
        pytest.param("① ② ③", id="figures in circles"),
        pytest.param("❶ ❷ ❸", id="white figures in circles"),
        pytest.param("⒈ ⒉ ⒊", id="figures with a full stop in one character"),
        pytest.param("1\ufe0f\u20e3 2\ufe0f\u20e3 3\ufe0f\u20e3", id="keys"),
    ],
)
def test_points_with_numbers_in_any_form(numbers: str) -> None:
    assert points(*numbers.split()) == WORDS


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(["1)", "3)", "2)"], id="numbers that do not count on"),
        pytest.param(["(4)", "(5)", "(6)"], id="numbers that do not begin with 1"),
        pytest.param(["", "", ""], id="no numbers"),
    ],
)
def test_other_text_is_no_list_of_points(numbers: list[str]) -> None:
    assert points(*numbers) == []
