"""What is at the ends of a report's pages: footers of any length, closing matter parted by a page, notes after it."""

from __future__ import annotations

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.readers.text import decode
from tests.conftest import report_of

REPORT = """Inspection of Northfell local authority children’s services

Inspection dates: {dates}

Children are safe.

What needs to improve?1

◼ The quality of records.

The experiences and progress of children in care: good

1. Homes are safe.

Inspection of Northfell local authority children’s services{foot}
\f2. Visits are on time.{more}

The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects.

If you would like a copy of this document, please write to us at Ofsted or email:
\fenquiries@example.org.

© Crown copyright 2024
{end}"""


def read(dates: str = "3 to 14 June 2024", foot: str = "", end: str = "") -> Report:
    more = " Staff know them well." * (150 * bool(end))  # only a long text has something after it
    text = REPORT.format(dates=dates, foot=foot, more=more, end=end)
    return report_of(documents.read(decode("report.txt", text.encode())))


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("", id="the title alone"),
        pytest.param("\n3 to 14 June 2024", id="the dates below it"),
        pytest.param(" 30 September to 11 October 2024 and 13 to 16 January\n2025", id="two visits beside it"),
        pytest.param("\n30 September to 11 October 2024 and 13 to 16 January 2025", id="two visits below it"),
        pytest.param("\nJune 2024", id="a month below it"),
        pytest.param("\nJune 2024 2", id="a month and the number of the page"),
    ],
)
def test_a_footer_is_no_text(foot: str) -> None:
    report = read(foot=foot)
    assert [each.prose.text for each in report.sections[0].paragraphs] == ["Homes are safe.", "Visits are on time."]
    assert [each.prose.text for each in report.footers] == [
        f"Inspection of Northfell local authority children’s services{foot}".replace("\n", " ")
    ]
    assert report.unrecognised == ()


def test_closing_matter_goes_on_after_a_page_ends_with_a_colon() -> None:
    assert [each.prose.text for each in read().closing][1:] == [
        "If you would like a copy of this document, please write to us at Ofsted or email: enquiries@example.org.",
        "© Crown copyright 2024",
    ]


@pytest.mark.parametrize("before", ["", "Inspection of Northfell local authority children’s services\n\n"])
def test_a_note_on_the_page_after_the_report_is_kept(before: str) -> None:
    report = read(end=f"\f{before}1\nThe Act of 2017.\n")
    assert [(each.mark, each.prose.text) for each in report.footnotes] == [("1", "The Act of 2017.")]
    assert (report.unrecognised, report.source.notes) == ((), ())
