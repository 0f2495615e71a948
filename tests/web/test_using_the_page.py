"""The page of one file as people use it: by mouse, by keyboard, on any screen, and when things go wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint import documents
from ofsted_lint.source.readers import endings
from ofsted_lint.source.readers.text import decode
from tests.conftest import ROOT, report_of
from tests.make import pdfs, word
from tests.make.browser import lacking
from tests.make.one_file import Page
from web.page import build

EXAMPLES = ROOT / "examples"
FAULTS = (EXAMPLES / "northfell-2024-with-faults.txt").read_bytes()
CLEAN = (EXAMPLES / "northfell-2024.txt").read_bytes()
STATEMENT = (EXAMPLES / "statements" / "northfell-2024-statement-with-faults.txt").read_bytes()


@pytest.fixture(scope="module")
def page(browser: Any, page_file: Path) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=False)
    yield Page(context, page_file)
    context.close()


@pytest.fixture(autouse=True)
def _anew(page: Page) -> Iterator[None]:
    """Begin each test without documents, and end it without a word in the console."""
    page.tab.eval_on_selector_all("details", "all => all.forEach(each => { each.open = false; })")
    while page.tab.locator("ul.files button").count():
        page.tab.eval_on_selector("ul.files button", "each => each.click()")
    page.tab.eval_on_selector("#clear", "each => each.click()")
    page.said.clear()
    yield
    page.tab.eval_on_selector("body", "each => { each.dataset.seconds = 60; }")
    assert [line for line in page.said if "sandbox" not in line] == []


def words_of_report() -> bytes:
    return word.word_of(report_of(documents.read(decode("report.txt", FAULTS))))


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button that saves, and return the name and content of the file."""
    with page.tab.expect_download() as waiting:
        page.tab.get_by_role("button", name=button, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_chosen_report_is_checked_and_shown(page: Page) -> None:
    page.choose("drafts", {"report.txt": FAULTS})
    assert page.wait("Done") == "Done: 5 errors in 1 document."
    frame = page.tab.frame_locator("#page")
    title = " ".join(frame.locator("h1").inner_text().split())
    assert title == "Inspection of Northfell local authority children’s services"
    assert frame.locator(".note").count() == 5
    assert page.tab.evaluate("document.activeElement.id") == "result"


def test_a_file_of_settings_is_used_and_is_no_document(page: Page) -> None:
    page.choose(
        "drafts", {"report.txt": FAULTS, "ofsted-lint.toml": b'[rule.limiting-practice]\nseverity = "advice"\n'}
    )
    assert page.wait("Done") == "Done: 4 errors, 1 advice in 1 document."
    page.choose("drafts", {"ofsted-lint.toml": b"[rule.limiting-practice]\nseverity = 1\n"})
    page.wait("No document could be checked.")
    assert page.tab.locator("#said").inner_text().startswith("ofsted-lint.toml:2:")


def test_everything_can_be_saved(page: Page) -> None:
    page.choose("drafts", {"report.txt": FAULTS})
    page.wait("Done")
    made = dict(saved(page, f"Save: {kind}") for kind in ("Page", "Markdown", "CSV", "JSON"))
    assert list(made) == [f"report.findings.{ending}" for ending in ("html", "md", "csv", "json")]
    assert made["report.findings.html"].startswith(b"<!doctype html>")
    assert len(json.loads(made["report.findings.json"])["documents"][0]["findings"]) == 5
    assert made["report.findings.csv"].count(b"\n") == 6


def test_word_and_pdf_drafts_are_saved_with_their_findings(page: Page) -> None:
    draft = words_of_report()
    page.choose("drafts", {"draft.docx": draft})
    page.wait("Done")
    name, copy = saved(page, "Save: Word copy with comments")
    assert (name, copy[:4], b"word/comments.xml" in copy) == ("draft.checked.docx", b"PK\x03\x04", True)
    page.tab.click("#clear")
    report = pdfs.tagged(FAULTS.decode())
    page.choose("drafts", {"report.pdf": report})
    page.wait("Done")
    name, copy = saved(page, "Save: PDF copy with notes")
    assert (name, copy.startswith(report), copy.count(b"/Highlight") > 0) == ("report.checked.pdf", True, True)


def test_several_documents_become_an_index(page: Page) -> None:
    page.choose("drafts", {"a.txt": FAULTS, "b.txt": CLEAN, "c.pdf": b"%PDF-1.7 broken"})
    assert page.wait("Done") == "Done: 5 errors in 2 documents."
    assert page.tab.inner_text("#said").startswith("c.pdf: ")
    frame = page.tab.frame_locator("#page")
    rows = frame.locator("tbody").all_inner_texts()
    assert ["a.txt" in rows[0], "b.txt" in rows[1]] == [True, True]


def test_files_are_dropped_and_rules_among_them_are_known(page: Page) -> None:
    rule = page.run(["test", "--new", "/made/r"], {}, ["/made/r.yaml"]).made["/made/r.yaml"].decode()
    page.tab.evaluate(
        """([draft, rule]) => {
          const data = new DataTransfer();
          data.items.add(new File([draft], "report.txt"));
          data.items.add(new File([rule], "r.yaml"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [FAULTS.decode(), rule],
    )
    page.wait("Done")
    names = {zone: page.tab.locator(f"[data-list={zone}] span").all_text_contents() for zone in ("drafts", "rules")}
    assert names == {"drafts": ["report.txt"], "rules": ["r.yaml"]}


def test_a_folder_is_dropped_with_the_documents_in_it(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "drafts of this week"
    (folder / "older").mkdir(parents=True)
    (folder / "report.txt").write_bytes(FAULTS)
    (folder / "older" / "report.txt").write_bytes(CLEAN)
    (folder / "picture.png").write_bytes(b"no document")
    session = page.tab.context.new_cdp_session(page.tab)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 300, "y": 300, "data": data})
    assert page.wait("Done") == "Done: 5 errors in 2 documents."
    names = page.tab.locator("[data-list=drafts] span").all_text_contents()
    assert names == ["report.txt", "report (2).txt"]


def test_the_endings_that_are_taken_out_of_a_folder_are_those_that_are_read() -> None:
    script = (build.HERE / "page.js").read_text("utf-8")
    found = re.search(r"const DOCUMENT = /\\\.\((.+)\)\$/i;", script)
    assert found
    assert {f".{each}" for each in found[1].split("|")} == set(endings())


def test_a_file_that_is_chosen_again_is_there_once_and_a_new_version_of_it_twice(page: Page) -> None:
    page.choose("drafts", {"report.txt": FAULTS})
    page.wait("Done: 5 errors in 1")
    page.choose("drafts", {"report.txt": FAULTS, "other.txt": CLEAN})
    page.wait("Done: 5 errors in 2")
    page.choose("drafts", {"report.txt": CLEAN})
    page.wait("Done: 5 errors in 3")
    names = page.tab.locator("[data-list=drafts] span").all_text_contents()
    assert names == ["report.txt", "other.txt", "report (2).txt"]


def test_what_cannot_be_read_is_named_and_the_others_are_checked(page: Page) -> None:
    page.choose("drafts", {"large.txt": b"x" * 20_000_001, "report.txt": FAULTS})
    page.wait("Done: 5 errors in 1")
    assert page.tab.inner_text("#said") == ("large.txt: it is larger than 20 MB, which no report is; it was left out.")
    page.tab.click("#clear")
    page.choose("drafts", {"large.txt": b"x" * 20_000_001})
    page.wait("No document could be checked.")


def test_a_long_name_leaves_room_for_its_button(page: Page) -> None:
    page.tab.set_viewport_size({"width": 360, "height": 900})
    page.choose("drafts", {f"{'a long name of a draft ' * 5}.txt": CLEAN, "b.txt": CLEAN})
    page.wait("Done")
    heights = page.tab.eval_on_selector_all(".files button", "all => all.map(each => each.offsetHeight)")
    assert heights[0] == heights[1]


def test_a_document_that_is_removed_is_in_no_result(page: Page) -> None:
    page.choose("drafts", {"report.txt": FAULTS, "other.txt": CLEAN})
    page.wait("Done: 5 errors in 2")
    page.tab.get_by_role("button", name="Remove report.txt").click()
    page.wait("Done: nothing was found in 1")
    page.tab.get_by_role("button", name="Remove other.txt").click()
    page.wait("The document was removed.")
    assert not page.tab.is_visible("#result")


def test_what_is_cleared_while_it_is_checked_is_not_shown(page: Page) -> None:
    page.choose("drafts", {f"{number}.txt": FAULTS for number in range(4)})
    page.wait("Checking")
    page.tab.click("#clear")
    page.run(["check", "--version"], {})  # after what was asked for before
    assert (page.tab.inner_text("#state"), page.tab.is_visible("#result")) == ("All documents were removed.", False)


def test_what_is_missing_is_said(page: Page) -> None:
    page.choose("against", {"report.txt": CLEAN})
    page.wait("Now choose the document to check.")
    page.choose("drafts", {"a.txt": FAULTS, "b.txt": FAULTS})
    page.tab.check("input[value=compare]")
    page.wait("Done: a.txt, compared with report.txt.")
    assert page.tab.inner_text("#said") == "b.txt: it was left out, since two documents are compared."
    page.tab.click("#clear")
    assert page.tab.is_checked("input[value=against]")


def test_a_statement_is_checked_against_its_report(page: Page) -> None:
    page.choose("against", {"report.txt": CLEAN})
    page.choose("drafts", {"statement.txt": STATEMENT})
    page.wait("Done")
    found = json.loads(saved(page, "Save: JSON")[1])["documents"][0]["findings"]
    assert {"quote-not-verbatim", "grade-claim-mismatch"} <= {each["rule"] for each in found}


def test_two_drafts_are_compared(page: Page) -> None:
    page.choose("against", {"old.txt": CLEAN})
    page.tab.check("input[value=compare]")
    page.choose("drafts", {"new.txt": FAULTS})
    assert page.wait("Done") == "Done: new.txt, compared with old.txt."
    assert page.tab.inner_text("#text").startswith("old: compared/old.txt")
    assert saved(page, "Save: Markdown")[0] == "comparison.md"


def test_improvement_items_are_traced(page: Page) -> None:
    page.choose("drafts", {"report.txt": FAULTS})
    page.wait("Done")
    page.tab.get_by_role("button", name="Improvement items and their support").click()
    page.tab.wait_for_selector("#text:not([hidden])")
    assert not page.tab.is_visible("#page")
    assert "paragraph" in page.tab.inner_text("#text")
    assert saved(page, "Save: CSV of this")[0] == "report.trace.csv"
    page.tab.get_by_role("button", name="The document").click()
    assert page.tab.is_visible("#page")


def test_pasted_text_and_examples_are_checked(page: Page) -> None:
    page.tab.click("#paste summary")
    page.tab.fill("#pasted", CLEAN.decode())
    page.tab.click("#check-pasted")
    assert page.wait("Done") == "Done: nothing was found in 1 document."
    page.tab.click("#more summary")
    page.tab.get_by_role("button", name="saltmarsh-2019-with-faults.txt").click()
    page.wait("Done: 4 errors, 2 warnings")


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.tab.focus("#drafts")
    reached = []
    while (
        at := page.tab.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    ) not in reached:
        reached.append(at)
        page.tab.keyboard.press("Tab")
    assert reached[:4] == ["drafts", "against", "Paste text instead", "Examples, and rules of your own"]
    page.tab.focus("#paste summary")
    page.tab.keyboard.press("Enter")
    page.tab.keyboard.press("Tab")
    page.tab.keyboard.type("A note about nothing.")
    page.tab.keyboard.press("Tab")
    page.tab.keyboard.press("Enter")
    page.wait("Done")
    assert page.tab.evaluate("document.activeElement.id") == "result"
    page.tab.keyboard.press("Tab")
    assert page.tab.evaluate("document.activeElement.textContent") == "Save: Page"


def test_a_document_that_takes_too_long_is_ended_and_the_others_are_checked(page: Page) -> None:
    page.tab.eval_on_selector("body", "each => { each.dataset.seconds = 0.05; }")
    page.choose("drafts", {"slow.txt": FAULTS})
    assert page.wait("No document") == "No document could be checked."
    assert page.tab.inner_text("#said") == (
        "slow.txt: it takes too long; no document needs more than some seconds; it was ended."
    )
    page.tab.eval_on_selector("body", "each => { each.dataset.seconds = 60; }")
    page.tab.click("#clear")
    page.choose("drafts", {"report.txt": FAULTS})  # by a new worker
    page.wait("Done: 5 errors")


def test_the_page_goes_on_while_a_document_is_checked(page: Page) -> None:
    page.tab.evaluate("""() => {
      window.longest = 0;
      let last = performance.now();
      window.beat = setInterval(() => {
        window.longest = Math.max(window.longest, performance.now() - last);
        last = performance.now();
      }, 20);
    }""")
    page.choose("drafts", {f"{number}.txt": FAULTS for number in range(8)})
    page.wait("Checking")
    page.wait("Done")
    assert page.tab.evaluate("(clearInterval(window.beat), window.longest)") < 3000  # a check takes longer in all


def test_the_rule_bench_says_what_the_command_says(page: Page) -> None:
    page.tab.click("#bench summary")
    page.tab.wait_for_selector("#rule-result:not(:empty)")
    begun = page.tab.input_value("#rule")
    said = page.run(["test", "rules/my-rule.yaml"], {"rules/my-rule.yaml": begun.encode()})
    assert (
        page.tab.inner_text("#rule-result") == re.sub("^ofsted-lint: ", "", f"{said.out}{said.err}", flags=re.M).strip()
    )
    page.tab.fill("#rule", begun.replace("message:", "massage:"))
    page.tab.wait_for_selector("#rule-place:not([hidden])")
    line = begun[: begun.index("message:")].count("\n") + 1
    assert page.tab.inner_text("#rule-place") == f"Go to line {line}"
    page.tab.click("#rule-place")
    chosen = page.tab.evaluate("(box => box.value.slice(box.selectionStart, box.selectionEnd))(document.activeElement)")
    assert chosen.startswith("massage")


def test_hostile_names_and_texts_are_shown_as_they_are(page: Page) -> None:
    name = "<img src=x onerror=alert(1)>.txt"
    page.choose("drafts", {name: b"<script>alert(1)</script>\n" + FAULTS})
    page.wait("Done")
    assert page.tab.locator("[data-list=drafts] span").all_text_contents() == [name]
    assert page.tab.locator("img, #page >> nth=1").count() == 0


def _states(page: Page) -> Iterator[str]:
    """Bring the page into one state after another."""
    page.tab.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    page.tab.wait_for_selector("#rule-result:not(:empty)")
    yield "at the start, all open"
    page.choose("drafts", {"report.txt": FAULTS})
    page.wait("Done")
    yield "findings"
    page.tab.get_by_role("button", name="Improvement items and their support").click()
    page.tab.wait_for_selector("#text:not([hidden])")
    yield "trace"
    page.choose("drafts", {"other.txt": CLEAN, "broken.pdf": b"%PDF-1.7"})
    page.wait("Done")
    yield "an index, and a document that cannot be read"
    page.choose("against", {"old.txt": CLEAN})
    page.tab.check("input[value=compare]")
    page.wait("Done: report.txt, compared")
    yield "a comparison"


@pytest.fixture(scope="module")
def tools(page_file: Path) -> Path:
    """The folder of the packages that pages are checked with, which are fetched when a page is built."""
    folder = build.fetched(build.cache())
    if not (folder / "node_modules" / "axe-core").is_dir():
        lacking("no axe-core and no html-validate: they are fetched when the page is built")
    return folder / "node_modules"


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (1600, "dark")], ids=["a narrow light screen", "a wide dark screen"]
)
def test_axe_and_html_validate_find_nothing_in_any_state(
    page: Page, tools: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    page.tab.set_viewport_size({"width": width, "height": 900})
    page.tab.emulate_media(color_scheme=scheme)
    axe = (tools / "axe-core" / "axe.min.js").read_text("utf-8")
    told = []
    for at, state in enumerate(_states(page)):
        told += [(state, *each) for each in _violations(page.tab, axe)]
        if page.tab.is_visible("#page"):
            told += [(f"{state}, in its frame", *each) for each in _violations(_frame(page), axe)]
        assert page.tab.evaluate("document.documentElement.scrollWidth") <= width, state
        (tmp_path / f"{at}.html").write_text(page.tab.content(), "utf-8")
    assert told == []
    validate = tools / "html-validate" / "bin" / "html-validate.mjs"
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": _RULES}), "utf-8")
    command: list[str | Path] = [
        shutil.which("node") or "node",
        validate,
        "--config",
        config,
        *sorted(tmp_path.glob("*.html")),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


def _frame(page: Page) -> Any:
    """The frame of the findings, when it is loaded."""
    page.tab.frame_locator("#page").locator("h1").first.wait_for()
    return page.tab.query_selector("#page").content_frame()


def _violations(where: Any, axe: str) -> Iterator[tuple[str, list[str]]]:
    where.evaluate(axe)
    found = where.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    yield from ((each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"])


# What a browser writes when it is asked for the text of a page, and lengths that suit search engines.
_RULES = {
    "attr-quotes": "off",
    "doctype-style": "off",
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
}
