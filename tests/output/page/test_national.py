"""The page of an archive: its figures, their documents, hostile texts, and its size for twenty thousand documents."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ofsted_lint.output.page import national
from ofsted_lint.output.page.national import National
from ofsted_lint.output.tables import files
from ofsted_lint.output.tables.authorities import Authority
from ofsted_lint.output.tables.changes import ChangeRow
from ofsted_lint.output.tables.documents import About, Amounts, DocumentRow, Grades, unread
from ofsted_lint.output.tables.findings import FindingRow
from ofsted_lint.output.tables.points import PointRow
from ofsted_lint.output.tables.repeats import RepeatRow
from tests.output.page.test_browser import axe as axe
from tests.output.page.test_browser import browser as browser

GRADES = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate", None)
HOSTILE = "</script><script>alert(1)</script>\x1b[31m"


class Made(msgspec.Struct, frozen=True):
    """What is known of a document."""

    state: str
    row: DocumentRow
    findings: tuple[FindingRow, ...] = ()
    points: tuple[PointRow, ...] = ()


def document(at: int, council: str = "") -> Made:
    """The document of this number: one of five grades, of six years, with two findings and a point."""
    path = f"{80000 + at % 150}_council-{at % 150}/a report with a name of usual length - {at}.pdf"
    day = date(2018 + at % 6, 1 + at % 12, 1 + at % 28)
    about = About(path, "ilacs", None, council or f"Council {at % 150}", None, None, day, None, None, None)
    grades = Grades((GRADES[at % 5], *(None,) * 5))
    found = tuple(FindingRow(path, "warning", f"rule-{(at + step) % 90}", "A message.") for step in range(at % 9))
    point = PointRow(path, 1, 1, "taken up", "A point.", topics=f"topic {at % 40}; topic {at % 7}")
    return Made(files.READ, DocumentRow(about, grades, Amounts(3, 40, 0, len(found), 0, 300, 300)), found, (point,))


def page(documents: int, more: Callable[[National], None] = lambda made: None) -> str:
    made = National({}, "../archive/", "archive")
    for at in range(documents):
        made.document(document(at), Authority(80000 + at % 150, None, f"Region {at % 9}"), 0)
    more(made)
    stream = io.StringIO()
    made.write(stream)
    return stream.getvalue()


def data(text: str) -> Any:
    return json.loads(text.partition('id="data">')[2].partition("</script>")[0])


def test_the_figures_are_those_of_the_documents() -> None:
    text = page(60)
    assert "<h1>60 documents read</h1>" in text
    for year in range(2018, 2024):
        graded = [at for at in range(60) if 2018 + at % 6 == year and at % 5 == 1]
        assert f'<a href="#grade=2&amp;year={year}">{len(graded)}</a>' in text
    assert '<a href="#topic=topic%203">' in text
    assert len(data(text)["documents"]) == 60


def test_a_document_that_could_not_be_read_is_listed_with_the_reason() -> None:
    def lost(made: National) -> None:
        made.document(Made(files.UNREAD, unread("a/damaged.pdf", "it is damaged")), Authority(None, None, None), 0)
        made.document(Made(files.OTHER, unread("notes.txt", "it is no report")), Authority(None, None, None), 0)

    text = page(2, lost)
    assert '<a href="#state=unread">1 could not be read</a>' in text
    assert [each[0] for each in data(text)["documents"]][2:] == ["a/damaged.pdf"]
    assert data(text)["documents"][2][-1] == "it is damaged"


def test_successive_inspections_have_their_grades_and_points() -> None:
    first, second = document(1).row.about.document, document(151).row.about.document

    def changed(made: National) -> None:
        about = ("Council 1", first, second, None, None, "successive")
        name = "Overall effectiveness"
        made.change(ChangeRow(*about, "grade", name, "better", "Good", 1, "Outstanding", 1, None))
        made.change(ChangeRow(*about, "point to improve", "", "carried-over", "a", 1, "a", 1, 1.0))

    text = page(160, changed)
    assert data(text)["steps"] == [["Council 1", 1, 151, "Good", "Outstanding", "better", 1]]
    assert '<a href="#step=better">1 better</a>' in text


def test_hostile_texts_are_texts() -> None:
    def hostile(made: National) -> None:
        made.document(document(7, HOSTILE), Authority(None, None, HOSTILE), 0)
        path = document(0).row.about.document
        made.repeat(RepeatRow(1, 2, 2, path, HOSTILE, None, 1, None, 1.0, HOSTILE))

    text = page(3, hostile)
    assert text.count("<script") == 2
    assert "\x1b" not in text
    assert HOSTILE.replace("\x1b", "\ufffd") in {each.replace("\x1b", "\ufffd") for each in data(text)["councils"]}


def test_a_page_without_documents_says_so() -> None:
    assert "<h1>0 documents read</h1>" in page(0)


def test_the_address_of_a_document_leads_from_the_page_to_it() -> None:
    assert national.base("/a/reports and more", "/a/tables/of it") == "../../reports%20and%20more/"


@pytest.mark.slow
def test_a_page_of_twenty_thousand_documents_is_small() -> None:
    assert len(page(20_000).encode()) < 15_000_000


def test_the_page_works_in_a_browser(browser: Any, tmp_path: Path) -> None:
    """It asks for nothing, says nothing, and each figure lists as many documents as it says."""
    file = tmp_path / "index.html"
    file.write_text(page(300), "utf-8")
    tab = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    links = tab.evaluate(
        "[...document.querySelectorAll('.figures a')].map(a => [a.getAttribute('href'), a.textContent])"
    )
    figures = [(href, int(text.replace(",", ""))) for href, text in links if "grade=" in href or "kind=" in href]
    assert len(figures) > 20
    for href, count in figures:
        tab.evaluate("address => { location.hash = address; }", href)
        shown = "document.querySelector('.sieve output').textContent"
        tab.wait_for_function(f"{shown} === '{count} of 300'")
    tab.evaluate("document.querySelector('.sieve').reset()")
    tab.wait_for_function("document.querySelector('.sieve output').textContent === '300 of 300'")
    tab.click(".documents2 th:nth-child(6) button")
    first = tab.evaluate("document.querySelector('.documents2 tbody tr td:nth-child(6)').textContent")
    tab.click(".documents2 th:nth-child(6) button")
    last = tab.evaluate("document.querySelector('.documents2 tbody tr td:nth-child(6)').textContent")
    assert (first, last) == ("0", "8")
    tab.fill(".sieve [name=words]", "council-7/")
    assert tab.evaluate("document.querySelector('.sieve output').textContent") == "2 of 300"
    link = tab.evaluate("document.querySelector('.documents2 tbody a').getAttribute('href')")
    assert re.fullmatch(r"\.\./archive/80007_council-7/a%20report%20with.*\.pdf", link)
    tab.pdf(path=str(tmp_path / "printed.pdf"))
    tab.close()
    assert (said, asked) == ([], [file.as_uri()])


def _everything(made: National) -> None:
    """A document that was not read, one that is no report, two reports of a council, and a text that is shared."""
    made.document(Made(files.UNREAD, unread("a/damaged.pdf", "it is damaged")), Authority(None, None, None), 0)
    made.document(Made(files.OTHER, unread("notes.txt", "it is no report")), Authority(None, None, None), 0)
    about = ("Council 1", document(1).row.about.document, document(151).row.about.document, None, None, "successive")
    name = "Overall effectiveness"
    made.change(ChangeRow(*about, "grade", name, "better", "Good", 1, "Outstanding", 1, None))
    for at in range(2):
        path = document(at).row.about.document
        made.repeat(RepeatRow(1, 2, 2, path, f"Council {at}", None, 1, None, 1.0, "A text that both have. " * 9))


# What is shown: all, documents of a figure, the successive reports, those that share a text, one document, and none.
STATES = ("", "#grade=2&year=2019", "#step=better", "#text=1", "#state=unread", "#grade=9")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1024])
def test_axe_finds_nothing_in_any_state(browser: Any, axe: str, tmp_path: Path, width: int, scheme: str) -> None:
    file = tmp_path / "index.html"
    file.write_text(page(300, _everything), "utf-8")
    size = {"width": width, "height": 900}
    context = browser.new_context(bypass_csp=True, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(file.as_uri())
    told = []
    for state in STATES:
        tab.evaluate("address => { location.hash = address; }", state)
        tab.wait_for_timeout(100)
        tab.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
        tab.evaluate(axe)
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told += [
            (state, each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found["violations"]
        ]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, state
    context.close()
    assert told == []
