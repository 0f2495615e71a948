"""Mistakes that people make, and the line that says what to write instead."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.source.readers import pdf
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
RULE = """\
id: own
summary: A thing is wrong.
why: It is.
severity: error
check: {check}
message: wrong
params: {params}
---
examples: [{{name: one, text: "[[abc]]"}}, {{name: two, text: d}}]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", tmp_path / "report.txt")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("raport.txt", "did you mean “report.txt”?"),
        ("https://example.org/report.pdf", "download it first"),
        ("report.txt --formt json", "did you mean “--format”?"),
        ("report.txt --format jason", "did you mean “json”?"),
        ("report.txt --format pages", "there are accuracy, checkstyle,"),
        ("report.txt --select grade", "did you mean “grades”?"),
        ("report.txt --only grades", "--select grades chooses it"),
        ("explain grades", "its rules are grade-capitalisation,"),
        ("rules grade", "did you mean “grades”?"),
        ("report.txt --fail-on warnings", "did you mean “warning”?"),
        ("report.txt --published 30/6/24", "is not a date like 2024-06-30"),
        ("report.txt --html", "write --format html"),
        ("report.txt -o out.html", "--format NAME=FILE writes a file"),
        ("report.txt --rules nofolder", "nofolder"),
    ],
)
def test_a_mistake_on_the_command_line(place: Path, run: Run, words: str, cure: str) -> None:
    status, _, said = run(*words.split())
    assert (status, cure in said, said.count("\n")) == (2, True, 1), said


def test_a_day_may_be_written_as_in_a_letter(place: Path, run: Run) -> None:
    assert run("report.txt", "--published", "25/11/2024")[0] == run("report.txt", "--published", "2024-11-25")[0] == 0


def test_a_family_of_rules_can_be_listed(place: Path, run: Run) -> None:
    out = run("rules", "grades")[1]
    assert "grade-mismatch" in out
    assert "doubled-word" not in out


def test_fix_and_diff_together_say_that_nothing_is_written(place: Path, run: Run) -> None:
    said = run("report.txt", "--fix", "--diff")[2]
    assert said == "ofsted-lint: --diff shows what --fix would change; nothing is written\n"


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        (
            "id: own\nsummary: A colon: here\n",
            "put the text in quotation marks: a colon and a space",
        ),
        ("id: own\nsummary: @all\n", "put the text in quotation marks: it cannot begin with “@”"),
        ("id: own\nparams:\n\tterms: [a]\n", "use spaces, not tabs, at the start of a line"),
        ("id: own\n\tsummary: A rule.\n", "use spaces, not tabs, at the start of a line"),
        ('id: own\nsummary: "A thing\nwhy: so\n', "close the quotation mark that begins above"),
        ("id: own\nparams: [a, b\nwhy: so\n", "close the bracket that begins above"),
        ("id: own\nsummary\nwhy: so\n", "write a colon and a space after the key above"),
        ("id: own\nparams:\n  a: 1\n b: 2\n", "begin this line as far right as those above"),
        ("id: own\nexamples: []\n", "put a line “---” above “examples”"),
        (RULE.format(check="existence", params="{terms: [abc]}").replace("error", "off"), "set “enabled” to false"),
        (RULE.format(check="assert", params='{flag: title, must: "count(sections) == 4"}'), "write “=” once"),
        (RULE.format(check="assert", params='{flag: title, must: "true && true"}'), "write “and”"),
        (RULE.format(check="assert", params='{flag: title, must: "length(sections) = 4"}'), "write “count”"),
        (
            RULE.format(check="assert", params='{flag: title, must: "sections.paragraphs = 4"}'),
            "is a name by itself",
        ),
    ],
)
def test_a_mistake_in_a_rule_file(place: Path, run: Run, text: str, cure: str) -> None:
    (place / "own.yaml").write_text(text, "utf-8")
    status, _, said = run("test", "own.yaml")
    assert (status, cure in said, said.count("\n")) == (2, True, 1), said


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ('[rule.doubled-word]\nseverity = "off"\n', "to switch a rule off, set “enabled” to false"),
        (
            "[rules.doubled-word]\nenabled = false\n",
            "“rules”: expected a list, got keys and values; did you mean “rule”?",
        ),
    ],
)
def test_a_mistake_in_a_configuration(place: Path, run: Run, text: str, cure: str) -> None:
    (place / "ofsted-lint.toml").write_text(text, "utf-8")
    assert cure in run("report.txt")[2]


def test_a_mistake_in_a_register(place: Path, run: Run) -> None:
    (place / ".ofsted-lint-ignore.yaml").write_text("- rule: doubled-word\n  reason: a name: so\n", "utf-8")
    assert ".ofsted-lint-ignore.yaml:2:17: put the text in quotation marks" in run("report.txt")[2]


def test_an_extra_that_is_lacking_is_one_line_for_all_files_of_a_kind(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    for number in range(60):
        (place / f"{number:02}.pdf").write_bytes(b"%PDF-1.7\n")
    status, out, said = run(".", "--format", "json")
    why = "reading PDFs needs an extra: pip install 'ofsted-lint[pdf]'"
    assert (status, said) == (
        2, f"ofsted-lint: 00.pdf: {why}\nofsted-lint: 59 more files could not be read: {why}\n"
    )  # fmt: skip
    unread = json.loads(out)["unread"]
    assert [(each["path"], each["why"]) for each in unread] == [(f"{number:02}.pdf", why) for number in range(60)]
