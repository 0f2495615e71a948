"""Every format as users see it, as snapshots; nothing in a report can harm a terminal."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from ofsted_lint import documents
from ofsted_lint.findings import record
from ofsted_lint.linting.engine import lint
from ofsted_lint.output import formats
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT
from tests.make.layout import laid_out

SNAPSHOTS = ROOT / "tests" / "snapshots"
# The others are compared with what reads them, in test_amounts.py.
READ_BY_PEOPLE = ("concise", "console", "json", "markdown")
EXAMPLES = ("saltmarsh-2019-with-faults", "northfell-2024-with-faults", "merrowdale-2026")


def written(form: str, source: Source, shipped: list[Loaded]) -> str:
    stream = io.StringIO()
    reporter = formats.load(form)(stream, formats.Setting({each.rule.id: each.rule for each in shipped}))
    reporter.document(lint(documents.read(source), shipped))
    reporter.close()
    return stream.getvalue()


def without_lists_of_rules(made: str, shipped: list[Loaded]) -> str:
    """Return JSON to read, without the lists that hold every rule, so that a new rule changes no snapshot."""
    whole = json.loads(made)
    for each in whole["documents"]:
        found, told = {finding["rule"] for finding in each["findings"]}, each["rules"]
        passed, unused = told.pop("passed"), [rule["rule"] for rule in told.pop("not_applicable")]
        # Every rule of the catalogue is in one list and once.
        assert sorted([*passed, *unused, *told["failed"]]) == sorted(rule.rule.id for rule in shipped)
        # A rule whose findings give way to those of another one has none.
        givers = {each.rule.id: set(each.rule.instead_of) for each in shipped}
        assert {rule for rule in told["failed"] if not any(rule in givers[other] for other in found)} <= found
        assert found <= set(told["failed"])
    return f"{laid_out(whole)}\n"


@pytest.mark.parametrize("form", READ_BY_PEOPLE)
@pytest.mark.parametrize("name", EXAMPLES)
def test_snapshot(form: str, name: str, shipped: list[Loaded]) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew, then read the difference."""
    source = Source(f"examples/{name}.txt", (ROOT / "examples" / f"{name}.txt").read_bytes().decode())
    made = written(form, source, shipped)
    if form == "json":
        made = without_lists_of_rules(made, shipped)
    kept = SNAPSHOTS / f"{name}.{form}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.write_bytes(made.encode())
    assert made == kept.read_bytes().decode()


HOSTILE = (
    "Inspection of Salt\x1b]0;pwned\x07marsh local authority children’s services\n"
    "Inspection dates: 31 June\x1b[31m 2024 to 31 June 2024\n"
    "\nJudgement\tGrade\nThe experiences and progress of care leavers\tGood\n\nWhat needs to improve?\n"
    "Lead inspector: Ann \u202eLee, Her Majesty’s Inspector\n"
)


@pytest.mark.parametrize("form", [each for each in formats.formats() if not formats.own_file(each)])
def test_control_characters_never_reach_a_terminal(form: str, shipped: list[Loaded]) -> None:
    made = written(form, Source("draft\x1b[31m.txt", HOSTILE), shipped)
    assert "31 June" in made
    assert not set(made) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("a" * 70 + " 31 June 2024", id="the fault at the end of a line as wide as the page"),
        pytest.param("word " * 400 + "31 June 2024 " + "word " * 400, id="far inside a long line"),
        pytest.param("漢字 " * 60 + "31 June 2024", id="behind wide characters"),
        pytest.param("31 June 2024 " + "x" * 500, id="at the start of a long line"),
    ],
)
def test_the_fault_is_in_view_and_underlined(line: str, shipped: list[Loaded]) -> None:
    text = f"The experiences and progress of care leavers: good\n1. {line}\nThe end.\n"
    stream = io.StringIO()
    reporter = formats.load("console")(stream, formats.Setting({each.rule.id: each.rule for each in shipped}))
    outcome = lint(documents.read(Source("draft.txt", text), "ilacs"), shipped)
    found = tuple(finding for finding in outcome.findings if finding.rule == "date-impossible")
    reporter.document(replace(outcome, findings=found))
    lines = stream.getvalue().split("\n")
    at = next(i for i, each in enumerate(lines) if "31 June 2024" in each and each.startswith(" 2 |"))
    from rich.cells import cell_len

    start = cell_len(lines[at][: lines[at].index("31 June 2024")])
    assert lines[at + 1] == " " * 3 + "|" + " " * (start - 4) + "^" * len("31 June 2024")
    assert all(cell_len(each) <= 80 for each in lines)


def test_a_page_is_named_where_it_is_known(shipped: list[Loaded]) -> None:
    path = ROOT / "examples" / "northfell-2024-with-faults.txt"
    made = written("concise", Source("report.txt", path.read_bytes().decode()), shipped)
    assert made.split("\n")[2].startswith("report.txt:74:1: error: ")
    assert made.split("\n")[2].endswith(" [para-number-duplicate] (paragraph 5, page 3)")


@pytest.mark.parametrize(
    "path", [pytest.param("C:/a draft/re:port 2.txt", id="with spaces and colons"), pytest.param("r.txt", id="plain")]
)
def test_problem_matchers_take_every_line_of_concise(path: str, shipped: list[Loaded]) -> None:
    guide = (ROOT / "docs" / "ci.md").read_text("utf-8")
    block = guide.split("## Editors and problem matchers")[1].split("```json\n")[1].split("```")[0]
    text = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_bytes().decode()
    lines = written("concise", Source(path, text), shipped).splitlines()
    found = [re.search(json.loads(block)["pattern"]["regexp"], line) for line in lines]
    assert [match and (match[1], match[2], match[4], match[6]) for match in found] == [
        (path, "5", "error", "inspector-title-date"),
        (path, "22", "error", "limiting-practice"),
        (path, "74", "error", "para-number-duplicate"),
        (path, "95", "error", "header-footer-council"),
        (path, "136", "error", "header-footer-date"),
    ]
    usual = r"^(.*):(\d+):(\d+):\s+(?:fatal\s+)?(warning|error|note):\s+(.*)$"
    assert all(re.match(usual, line) for line in lines)


def test_a_finding_has_the_printed_number_of_its_paragraph(shipped: list[Loaded]) -> None:
    text = (
        "The experiences and progress of care leavers: good\n\n7. Plans are are clear. They help children to move\n"
        "on on well.\n\f   They are are good.\n\nThese are are homes.\n\nThe end end\n"
    )
    outcome = lint(documents.read(Source("draft.txt", text), "ilacs"), shipped)
    found = [each for each in outcome.findings if each.rule == "doubled-word"]
    assert [(record.finding(each).paragraph, each.beside) for each in found] == [
        (7, "paragraph 7, page 1"),
        (7, "paragraph 7, page 1"),
        (7, "paragraph 7, page 2"),
        (None, "page 2"),
        (None, "page 2"),
    ]


def test_snapshots_are_short_enough_to_read() -> None:
    sizes = {path.name: path.read_text("utf-8").count("\n") for path in Path(SNAPSHOTS).glob("*.txt")}
    # JSON is laid out with one part a line.
    assert {name: size for name, size in sizes.items() if size > (250 if ".json." in name else 90)} == {}
