"""The page of one file finds what the command line finds: the same JSON, whole, in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint import documents
from ofsted_lint.cli.main import main
from ofsted_lint.source.readers.text import decode
from tests.conftest import ROOT, report_of
from tests.make import pdfs, word
from tests.make.one_file import Page

EXAMPLES = ROOT / "examples"
# What is said of a rule on a machine that does much else.
_SLOW = re.compile("^.* took .* s\n", re.MULTILINE)
REPORT = EXAMPLES / "northfell-2024-with-faults.txt"


@pytest.fixture(scope="module")
def page(browser: Any, page_file: Path) -> Iterator[Page]:
    """The page, started once."""
    context = browser.new_context()
    there = Page(context, page_file)
    yield there
    assert there.said == []
    assert [each for each in there.asked if not each.startswith(("file:", "blob:"))] == []
    context.close()


class Both:
    """Runs a command line in the page and at a terminal."""

    def __init__(self, page: Page, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._page, self._folder, self._capsys = page, folder, capsys

    def same(self, words: Sequence[str], files: Mapping[str, bytes]) -> tuple[int, str]:
        """Run both; they must print the same and end with the same status, which are returned."""
        for name, data in files.items():
            place = self._folder / name
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(data)
        status = main(words)
        printed = self._capsys.readouterr()
        answer = self._page.run(words, files)
        said = [_SLOW.sub("", each) for each in (answer.err, printed.err)]
        assert (answer.status, answer.out, said[0]) == (status, printed.out, said[1])
        return status, printed.out


@pytest.fixture
def both(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Both:
    monkeypatch.chdir(tmp_path)
    return Both(page, tmp_path, capsys)


def test_all_examples_have_the_same_findings_outline_and_text(both: Both) -> None:
    found = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in (".txt", ".md", ".docx", ".pdf"))
    files = {path.name: path.read_bytes() for path in found}
    assert len(files) > 10
    status, _ = both.same(["check", *files, "--no-cache", "--format=json"], files)
    assert status == 1
    both.same(["outline", *files, "--format=json"], files)


@pytest.mark.parametrize("form", ["json", "html", "markdown", "csv", "concise", "sarif"])
def test_a_report_is_printed_the_same_in_each_format(both: Both, form: str) -> None:
    both.same(["check", REPORT.name, "--no-cache", f"--format={form}"], {REPORT.name: REPORT.read_bytes()})


def test_a_statement_is_compared_with_its_report(both: Both) -> None:
    statement = (EXAMPLES / "statements" / "northfell-2024-statement-with-faults.txt").read_bytes()
    files = {"statement.txt": statement, "compared/report.txt": (EXAMPLES / "northfell-2024.txt").read_bytes()}
    words = ["check", "statement.txt", "--against", "compared/report.txt", "--no-cache", "--format=json"]
    assert '"quote-not-verbatim"' in both.same(words, files)[1]


def test_two_drafts_are_compared(both: Both) -> None:
    old, new = (EXAMPLES / f"saltmarsh-2019{more}.txt" for more in ("", "-with-faults"))
    files = {"new.txt": new.read_bytes(), "compared/old.txt": old.read_bytes()}
    for form in ("json", "markdown", "console"):
        both.same(["compare", "compared/old.txt", "new.txt", f"--format={form}"], files)


def test_a_report_is_traced(both: Both) -> None:
    for form in ("json", "csv", "console"):
        both.same(["trace", REPORT.name, f"--format={form}"], {REPORT.name: REPORT.read_bytes()})


def test_word_files_and_pdfs_have_the_same_findings_and_text(both: Both) -> None:
    text = REPORT.read_text("utf-8")
    report = report_of(documents.read(decode(REPORT.name, REPORT.read_bytes())))
    files = {
        "draft.docx": word.word_of(report),
        "tagged.pdf": pdfs.tagged(text),
        "untagged.pdf": pdfs.untagged(text),
        "damaged.pdf": pdfs.tagged(text)[:3000],
        "damaged.docx": word.word_of(report)[:3000],
        "picture.pdf": pdfs.picture(),
    }
    status, printed = both.same(["check", *files, "--no-cache", "--format=json"], files)
    assert status == 2
    assert printed.count('"unread"') == 1
    for name in list(files)[:3]:
        both.same(["text", name], files)


def test_rules_of_ones_own_are_used_and_their_mistakes_are_said(both: Both, page: Page) -> None:
    made = page.run(["test", "--new", "/made/my-rule"], {}, ["/made/my-rule.yaml"]).made["/made/my-rule.yaml"]
    files = {"rules/my-rule.yaml": made, REPORT.name: REPORT.read_bytes()}
    both.same(["test", "rules/my-rule.yaml"], files)
    both.same(["check", REPORT.name, "--rules", "rules", "--no-cache", "--format=json"], files)
    wrong = {"rules/my-rule.yaml": made.replace(b"message:", b"massage:")}
    assert both.same(["test", "rules/my-rule.yaml"], wrong)[0] == 2


@pytest.mark.slow
def test_published_reports_have_the_same_findings(both: Both, shared: Path) -> None:
    reports = sorted((shared / "corpus" / "ilacs").rglob("*.pdf"))[:20]
    assert len(reports) == 20
    for pdf in reports:
        for path in (pdf, pdf.with_suffix(".layout.txt")):
            both.same(["check", path.name, "--no-cache", "--format=json"], {path.name: path.read_bytes()})
