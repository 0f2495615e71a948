"""The page in a real browser: opened, filtered, walked through, ticked off, printed, and held against hostile text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.pages import written as page
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.rules.rule import Loaded
from tests.make.browser import lacking, launched
from tests.make.pages import outcome
from tests.output.page.test_page import EXAMPLES, HOSTILE, WEAK, many


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless browser."""
    with launched() as found:
        yield found


class Opened:
    """A page in a browser, and what it said and asked for."""

    def __init__(self, context: Any, file: Path) -> None:
        self.context, self.file = context, file
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def _dismiss(self, dialog: Any) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def again(self) -> None:
        """Load the page anew, once the browser has written what it keeps, which it does a moment later."""
        self.page.wait_for_timeout(500)
        self.page.reload()

    def notes(self) -> list[str]:
        """The numbers of the notes that can be seen."""
        found: list[str] = self.page.eval_on_selector_all(
            ".note", "all => all.filter(each => each.checkVisibility()).map(each => each.dataset.n)"
        )
        return found

    def lit(self) -> list[str]:
        """The texts that are highlighted."""
        found: list[str] = self.page.eval_on_selector_all(".m.lit", "all => all.map(each => each.textContent)")
        return found


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Any, shipped: list[Loaded], tmp_path: Path) -> Iterator[Open]:
    """Opens the page of some outcomes; at the end nothing must have been said and nothing asked for but the page."""
    pages: list[Opened] = []

    def open_(*outcomes: Outcome, width: int = 1200, **wishes: Any) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(page(list(outcomes), shipped), "utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **wishes)
        pages.append(Opened(context, file))
        return pages[-1]

    yield open_
    for each in pages:
        each.context.close()
        assert (each.said, set(each.asked)) == ([], {each.file.as_uri()})


@pytest.fixture
def northfell(shipped: list[Loaded]) -> Outcome:
    return outcome(EXAMPLES[1], shipped)


@pytest.fixture
def saltmarsh(shipped: list[Loaded]) -> Outcome:
    return outcome(EXAMPLES[0], shipped)


# --- reading ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 400, 800, 1000, 1600])
def test_nothing_is_wider_than_the_window(opened: Open, saltmarsh: Outcome, width: int) -> None:
    there = opened(saltmarsh, width=width)
    assert there.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_wide_screen_a_note_stands_beside_its_place_and_none_lies_on_another(
    opened: Open, northfell: Outcome
) -> None:
    there = opened(northfell)
    there.page.wait_for_function("document.querySelector('.laid .note').style.top")
    notes = [there.page.locator(f"#f{n}").bounding_box() for n in range(1, 6)]
    marks = [there.page.locator(f"#m{n}").bounding_box() for n in range(1, 6)]
    text = there.page.locator("#b1 .text").bounding_box()
    assert all(note["x"] >= text["x"] + text["width"] for note in notes)
    assert all(0 <= mark["y"] + 30 - note["y"] <= 60 for note, mark in zip(notes[2:], marks[2:], strict=True))
    assert all(one["y"] + one["height"] <= two["y"] for one, two in pairwise(notes))


def test_on_a_narrow_screen_a_note_stands_below_its_paragraph(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell, width=400)
    note, mark = (there.page.locator(each).bounding_box() for each in ("#f3", "#m3"))
    assert 0 < note["y"] - mark["y"] < 300


def test_everything_can_be_read_without_script(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell, java_script_enabled=False)
    assert there.page.locator(".note").count() == 5
    assert there.page.locator("#f5 .said").is_visible()
    assert not there.page.locator(".bar").is_visible()
    assert not there.page.locator(".tick").first.is_visible()


def test_the_rule_opens_with_a_click(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell)
    why = there.page.locator("#f2 .rule p").nth(1)
    assert not why.is_visible()
    there.page.locator("#f2 .rule summary").click()
    assert why.is_visible()


# --- both ends ----------------------------------------------------------------------------


def test_both_ends_of_a_contradiction_light_up_together(opened: Open, saltmarsh: Outcome) -> None:
    there = opened(saltmarsh)
    there.page.locator("#f4").hover()
    assert there.lit() == ["Requires improvement to be good", "good"]
    there.page.locator("h1").hover()
    assert there.lit() == []
    there.page.locator("#o4-1").focus()
    assert there.lit() == ["Requires improvement to be good", "good"]


def test_links_lead_from_one_end_to_the_other_and_back(opened: Open, saltmarsh: Outcome) -> None:
    there = opened(saltmarsh)
    there.page.locator("#f4 .ends a").click()
    assert there.page.url.endswith("#o4-1")
    there.page.locator("h1").hover(force=True)
    assert there.lit() == ["Requires improvement to be good", "good"]
    there.page.locator("#o4-1").click()
    assert there.page.url.endswith("#f4")


# --- working with it --------------------------------------------------------------------------


def test_findings_are_filtered_by_severity_and_rule(opened: Open, saltmarsh: Outcome) -> None:
    there = opened(saltmarsh)
    assert there.notes() == list("123456")
    there.page.get_by_label("error").first.uncheck()
    assert there.notes() == list("36")
    assert there.page.locator("#m1").is_hidden()
    there.page.get_by_label("error").first.check()
    there.page.get_by_label("Rule").select_option("grade-mismatch")
    assert there.notes() == ["4"]
    assert there.page.locator(".bar output").inner_text() == "1 shown"


def test_keys_walk_from_finding_to_finding(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell)
    visited = []
    for key in "nnjpnnnn":
        there.page.keyboard.press(key)
        visited.append(there.page.evaluate("document.activeElement.dataset.n"))
    assert visited == list("12323451")
    assert there.page.locator(".bar output").inner_text() == "1 of 5"


def test_keys_can_be_switched_off(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell)
    there.page.get_by_label("keys").uncheck()
    there.page.keyboard.press("n")
    assert there.page.evaluate("document.activeElement.dataset.n ?? null") is None


def test_what_is_ticked_off_is_kept_for_the_file_and_no_other(
    opened: Open, northfell: Outcome, shipped: list[Loaded]
) -> None:
    there = opened(northfell)
    there.page.locator("#f2 .tick input").check()
    there.page.keyboard.press("n")
    there.page.keyboard.press("x")
    there.again()
    ticked = "all => all.map(each => each.checked)"
    assert there.page.eval_on_selector_all(".tick input", ticked) == [True, True, False, False, False]
    there.page.get_by_label("hide reviewed").check()
    assert there.notes() == list("345")
    there.file.write_text(page([outcome(EXAMPLES[2], shipped)], shipped), "utf-8")
    there.page.reload()
    assert not any(there.page.eval_on_selector_all(".tick input", ticked))


def test_without_storage_the_page_works_all_the_same(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell)
    there.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    there.page.reload()
    there.page.locator("#f1 .tick input").check()
    assert there.page.locator("#f1").get_attribute("class") == "note error done"


def test_the_command_that_suppresses_is_copied(opened: Open, northfell: Outcome) -> None:
    there = opened(northfell, permissions=["clipboard-read", "clipboard-write"])
    there.page.locator("#f1 .quiet summary").click()
    there.page.locator("#f1 .copy").click()
    there.page.get_by_text("Copied").wait_for()
    copied = there.page.evaluate("navigator.clipboard.readText()")
    named = r"northfell-2024-with-faults\.txt inspector-title-date --fingerprint [0-9a-f]{16} --reason\n"
    assert re.fullmatch(f"ofsted-lint suppress {named}", copied)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_until_it_is_switched(opened: Open, northfell: Outcome, scheme: str) -> None:
    there = opened(northfell, color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = "rgb(253, 252, 249)", "rgb(23, 24, 27)"
    assert there.page.evaluate(ground) == (light if scheme == "light" else dark)
    there.page.locator(".theme").click()
    assert there.page.evaluate(ground) == light
    there.page.locator(".theme").click()
    there.again()
    assert there.page.evaluate(ground) == dark


def test_a_point_of_the_picture_shows_the_closest_sentences(opened: Open, saltmarsh: Outcome) -> None:
    there = opened(saltmarsh)
    there.page.locator(".points a").nth(1).focus()
    assert "“" in there.page.locator(".status").inner_text()
    chosen = "all => all.map(each => each.dataset.p + (each.classList.contains('on') ? '*' : ''))"
    assert [each for each in there.page.eval_on_selector_all(".bands path", chosen) if "*" in each] == ["2*"]
    there.page.locator(".lines .row a").nth(1).focus()
    assert "Item 2, paragraph 3: " in there.page.locator(".status").inner_text()


# --- many documents -------------------------------------------------------------------------------


def test_the_index_is_sorted_and_sieved(opened: Open, shipped: list[Loaded]) -> None:
    there = opened(*many(shipped, 25))
    shown = "all => all.filter(each => each.checkVisibility()).map(each => each.rows[0].cells[0].innerText.trim())"

    def names() -> list[str]:
        found = there.page.eval_on_selector_all(".documents tbody", shown)
        return [each.split()[0] for each in found]

    there.page.get_by_role("button", name="Warnings").click()
    assert names()[:2] == ["reports/24.txt", "reports/23.txt"]
    there.page.get_by_role("button", name="Warnings").click()
    assert names()[:2] == ["reports/0.txt", "reports/1.txt"]
    there.page.get_by_label("With").select_option("none")
    assert names() == ["reports/0.txt"]
    there.page.get_by_label("With").select_option("")
    there.page.get_by_role("searchbox").fill("reports/2 doubled")
    assert names() == [f"reports/{n}.txt" for n in (2, 20, 21, 22, 23, 24)]


def test_from_the_index_to_a_document_and_back(opened: Open, shipped: list[Loaded]) -> None:
    there = opened(*(outcome(name, shipped) for name in EXAMPLES))
    assert not there.page.locator(".report").first.is_visible()
    there.page.locator(".documents a").nth(1).click()
    assert there.page.locator("h1:visible").inner_text().startswith("Inspection of Northfell")
    there.page.keyboard.press("n")
    assert there.page.evaluate("document.activeElement.id") == "d2-f1"
    there.page.get_by_role("link", name="All documents").click()
    assert there.page.locator("h1:visible").inner_text() == "3 documents checked"


# --- print, safety, access -------------------------------------------------------------------------


def test_it_prints_on_a4_with_findings_as_notes(opened: Open, northfell: Outcome, tmp_path: Path) -> None:
    from ofsted_lint.source.readers import read_file

    there = opened(northfell)
    there.page.locator("#f3 .tick input").check()
    printed = tmp_path / "page.pdf"
    there.page.pdf(path=str(printed), prefer_css_page_size=True)
    text = " ".join(read_file(printed, 10_000_000).text.split())
    assert "Paragraph 5 follows 5; 6 was expected." in text
    assert "Closest sentence" in text
    assert "Suppress this finding" not in text
    assert "Reviewed" not in text
    assert b"/MediaBox [0 0 594.95" in printed.read_bytes() or b"/MediaBox [0 0 595" in printed.read_bytes()


def test_hostile_text_does_nothing(opened: Open, shipped: list[Loaded]) -> None:
    there = opened(outcome("<img src=x onerror=alert(9)>\u202e", shipped, HOSTILE))
    assert there.page.locator("img, iframe, .doc script").count() == 0
    assert there.page.eval_on_selector_all("a", "all => all.filter(each => each.protocol !== 'file:').length") == 0
    assert "<script>alert(1)</script>marsh" in there.page.locator("h1").inner_text()
    assert there.page.evaluate("getComputedStyle(document.querySelector('.doc')).display") == "block"


@pytest.fixture(scope="module")
def axe() -> str:
    """The script that checks a page's accessibility."""
    file = os.environ.get("OFSTED_LINT_AXE")
    if not file or not Path(file).is_file():
        lacking("no axe-core: set OFSTED_LINT_AXE to axe.min.js of the npm package axe-core")
    return Path(str(file)).read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1200])
def test_axe_finds_nothing(opened: Open, shipped: list[Loaded], axe: str, scheme: str, width: int) -> None:
    one = [outcome(EXAMPLES[0], shipped)]
    for outcomes, anchor in (
        (one, ""),
        ([outcome("weak", shipped, WEAK)], ""),
        ([outcome("note", shipped, "Dear all,\nthe cake is here.\n")], ""),
        ([*one, outcome(EXAMPLES[2], shipped)], ""),
        ([*one, outcome(EXAMPLES[2], shipped)], "#d2-report"),
    ):
        there = opened(*outcomes, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        there.page.goto(there.file.as_uri() + anchor)
        there.page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
        there.page.evaluate(axe)
        found = there.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]]
        assert told == []
        there.asked[:] = [there.file.as_uri()]
