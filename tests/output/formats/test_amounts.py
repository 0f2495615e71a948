"""Formats for other programs, held against what those programs read."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator
from msgspec.structs import replace

from ofsted_lint import documents
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.output import formats
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
SNAPSHOTS = ROOT / "tests" / "snapshots"
FORMATS = tuple(each for each in formats.formats() if not formats.own_file(each))
# What breaks careless escaping, in a name and in what is found.
HEADING = "The experiences and progress of care leavers: good\n"
NAME = "St Mary’s, 50%: £5 – 😀\n::error::x.txt"
SAID = "It’s “{found}” – 😀, 100%: [a](b) | £5\n::error::<b>`@team` &amp; \x1b[31m"
TEXT = """\
The experiences and progress of children in care: good
1. It is 😀 is £5 – 31 June 2024, 100% of ::error file=x:: us.
2. It is is <b>so</b> | and `@team` said: “it’s £5 – 50%”.
The experiences and progress of care leavers: good
3. It was the
the same [here](http://x), "&amp;".
"""


@pytest.fixture(scope="module")
def chosen(shipped: list[Loaded]) -> list[Loaded]:
    """A few rules, so that what is written can be read by a person; one says what breaks careless escaping."""
    few = [each for each in shipped if each.rule.id in ("date-impossible", "doubled-word", "section-order")]
    return [replace(e, rule=replace(e.rule, message=SAID)) if e.rule.id == "doubled-word" else e for e in few]


def outcome(chosen: list[Loaded], name: str = NAME, text: str = TEXT) -> Outcome:
    return lint(documents.read(Source(name, text), "ilacs"), chosen, Register(date(2026, 6, 1)))


def made(form: str, outcomes: list[Outcome], rules: list[Loaded], **setting: Any) -> str:
    stream = io.StringIO()
    known = {each.rule.id: each.rule for each in rules}
    reporter = formats.load(form)(stream, formats.Setting(known, frozenset(known), **setting))
    for each in outcomes:
        reporter.document(each)
    reporter.close()
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_awkward_names_and_texts_are_escaped(form: str, chosen: list[Loaded], monkeypatch: pytest.MonkeyPatch) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew, then read the difference."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    text = made(form, [outcome(chosen)], chosen)
    if form == "html":  # what is quoted of the report; the rest of a page would be no snapshot to read
        (text,) = re.findall(r'(?s)<div class="doc[^"]*">.*?\n</section>', text)
        text = re.sub(r'(?s)<details class="rule">.*?</details>\n', "", text)
    kept = SNAPSHOTS / f"awkward.{form}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.write_bytes(text.encode())
    assert text == kept.read_bytes().decode()


# --- GitHub --------------------------------------------------------------------


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) ([^:]*(?::(?!:)[^:]*)*)::(.*)", line)
        if match:
            pairs = (pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {name: _plain(value) for name, value in pairs}, _plain(match[3])))
    return found


def _plain(text: str) -> str:
    for sign, code in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def test_a_runner_reads_what_was_meant(chosen: list[Loaded]) -> None:
    found = commands(made("github", [outcome(chosen)], chosen))
    assert {each[1]["file"] for each in found} == {NAME}
    assert [(level, properties["title"], properties["line"]) for level, properties, _ in found] == [
        ("error", "date-impossible", "2"),
        ("warning", "doubled-word", "3"),
        ("warning", "doubled-word", "5"),
    ]


def test_a_range_over_two_lines_has_no_columns(chosen: list[Loaded]) -> None:
    found = {each[1]["line"]: each[1] for each in commands(made("github", [outcome(chosen)], chosen))}
    assert (found["5"]["endLine"], "col" in found["5"], "endColumn" in found["5"]) == ("6", False, False)
    assert (found["3"]["endLine"], found["3"]["col"], found["3"]["endColumn"]) == ("3", "7", "12")


def test_the_worst_come_first_ten_of_a_level_and_the_rest_is_counted(
    chosen: list[Loaded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    line = "1. It is is on 31 June 2024.\n"
    many = "The experiences and progress of care leavers: good\n" + "".join(
        line.replace("1", str(n)) for n in range(1, 16)
    )
    text = made("github", [outcome(chosen, "draft.txt", many.replace("3 June", "31 June"))], chosen)
    levels = [each[0] for each in commands(text)]
    errors = levels.count("error")
    assert levels == ["error"] * errors + ["warning"] * 10
    left = 15 - 10 + (text.count("date-impossible") - errors)
    assert (
        text.splitlines()[-1]
        == f"{left} more finding(s) are not shown as annotations; the summary of this job lists all."
    )
    written = summary.read_text("utf-8")
    assert written.startswith("before\n### ofsted-lint\n")
    assert written.count("| warning |") == 15


def test_paths_are_told_from_the_workspace(chosen: list[Loaded], tmp_path: Path) -> None:
    inside = outcome(chosen, str(tmp_path / "reports" / "draft.txt"))
    (found, *_) = commands(made("github", [inside], chosen, root=str(tmp_path)))
    assert found[1]["file"] == "reports/draft.txt"


def test_what_is_printed_beside_cannot_speak_to_the_runner(chosen: list[Loaded]) -> None:
    first, *rest = made("github", [], chosen, shared=True).splitlines()
    token = first.removeprefix("::stop-commands::")
    assert (len(token), rest) == (32, [f"::{token}::"])


# --- SARIF ---------------------------------------------------------------------

SARIF = json.loads((ROOT / "tests" / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))


def sarif(outcomes: list[Outcome], rules: list[Loaded], **setting: Any) -> Any:
    log = json.loads(made("sarif", outcomes, rules, **setting))
    faults = [f"{list(error.absolute_path)}: {error.message}" for error in Draft7Validator(SARIF).iter_errors(log)]
    assert faults == []
    return log["runs"][0]


def examples(shipped: list[Loaded]) -> list[Outcome]:
    paths = sorted((ROOT / "examples").glob("*.txt"))
    return [lint(documents.read(Source(path.name, path.read_text("utf-8"))), shipped) for path in paths]


def test_sarif_is_valid_and_has_what_github_requires(shipped: list[Loaded]) -> None:
    run = sarif(examples(shipped), shipped)
    driver = run["tool"]["driver"]
    assert (driver["name"], run["columnKind"], len(driver["rules"])) == (
        "ofsted-lint",
        "unicodeCodePoints",
        len(shipped),
    )
    for rule in driver["rules"]:
        texts = [rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"]]
        assert all(texts)
        assert max(map(len, texts[:2])) <= 1024
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
    assert len(run["results"]) > 10
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert result["message"]["text"]
        assert re.fullmatch(r"[0-9a-f]{16}:1", result["partialFingerprints"]["primaryLocationLineHash"])


def test_sarif_links_the_other_ends_from_the_message(shipped: list[Loaded]) -> None:
    results = [result for result in sarif(examples(shipped), shipped)["results"] if "relatedLocations" in result]
    assert results
    for result in results:
        for other in result["relatedLocations"]:
            assert f"]({other['id']})" in result["message"]["text"]


def test_sarif_counts_code_points_and_escapes_names(chosen: list[Loaded]) -> None:
    result = next(r for r in sarif([outcome(chosen)], chosen)["results"] if r["ruleId"] == "date-impossible")
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 20, "endLine": 2, "endColumn": 32}
    assert place["artifactLocation"] == {
        "uri": "St%20Mary%E2%80%99s%2C%2050%25%3A%20%C2%A35%20%E2%80%93%20%F0%9F%98%80%0A%3A%3Aerror%3A%3Ax.txt",
        "uriBaseId": "%SRCROOT%",
    }


def test_sarif_has_paragraph_page_address_and_whether_a_fix_is_safe(shipped: list[Loaded]) -> None:
    text = f"Some text\n\f{HEADING}\n7. Homes are are good.\n"
    rules = [each for each in shipped if each.rule.id == "doubled-word"]
    (result,) = sarif([outcome(rules, "draft.txt", text)], rules)["results"]
    assert result["properties"] == {"paragraph": 7, "page": 2}
    (logical,) = result["locations"][0]["logicalLocations"]
    assert (logical["name"], "/" in logical["fullyQualifiedName"]) == ("paragraph 7, page 2", True)
    assert [fix["properties"]["safe"] for fix in result["fixes"]] == [True]


def test_sarif_gives_a_file_outside_the_root_its_whole_address(chosen: list[Loaded], tmp_path: Path) -> None:
    run = sarif([outcome(chosen, str(tmp_path / "a b.txt"))], chosen, root=str(ROOT))
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": (tmp_path / "a b.txt").as_uri()}


def test_sarif_leaves_out_what_is_suppressed_unless_it_is_asked_for(shipped: list[Loaded]) -> None:
    rules = [each for each in shipped if each.rule.id == "doubled-word"]
    text = f"{HEADING}<!-- ofsted-lint: ignore doubled-word A name. -->\n1. Is is so.\n"
    quiet = outcome(rules, "draft.txt", text)
    assert sarif([quiet], rules)["results"] == []
    (result,) = sarif([quiet], rules, suppressed=True)["results"]
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "A name"}]


# --- XML, GitLab, reviewdog ------------------------------------------------------


def test_checkstyle_can_be_parsed_back(chosen: list[Loaded]) -> None:
    root = ElementTree.fromstring(made("checkstyle", [outcome(chosen)], chosen))
    (file,) = root
    errors = [(e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for e in file]
    assert (root.tag, file.get("name")) == ("checkstyle", NAME)
    assert errors == [
        ("2", "20", "error", "ofsted-lint.date-impossible"),
        ("3", "7", "warning", "ofsted-lint.doubled-word"),
        ("5", "11", "warning", "ofsted-lint.doubled-word"),
    ]


def test_junit_has_a_suite_for_a_document_and_a_case_for_a_rule(chosen: list[Loaded]) -> None:
    root = ElementTree.fromstring(made("junit", [outcome(chosen)], chosen))
    (suite,) = root
    cases = {case.get("name"): [child.tag for child in case] for case in suite}
    assert (suite.get("name"), suite.get("tests"), suite.get("failures"), suite.get("skipped")) == (NAME, "3", "1", "0")
    assert cases == {"date-impossible": ["failure"], "doubled-word": ["system-out"], "section-order": []}
    assert root.get("failures") == "1"


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [("never", []), ("error", ["date-impossible"]), ("advice", ["date-impossible", "doubled-word"])],
)
def test_junit_fails_from_the_failing_severity_on(fail_on: str, failures: list[str], chosen: list[Loaded]) -> None:
    text = made("junit", [outcome(chosen)], chosen, fail_on=lambda path: fail_on)
    cases = ElementTree.fromstring(text).iter("testcase")
    assert [case.get("name") for case in cases if case.find("failure") is not None] == failures


def test_junit_says_why_a_rule_does_not_apply(shipped: list[Loaded]) -> None:
    root = ElementTree.fromstring(made("junit", examples(shipped)[:1], shipped))
    why = [skipped.get("message") for skipped in root.iter("skipped")]
    assert len(why) > 10
    assert all(why)


@pytest.mark.parametrize("form", ["checkstyle", "junit"])
def test_no_character_that_xml_forbids_gets_there(form: str, chosen: list[Loaded]) -> None:
    every = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x202E, 0xFFFE, 0xFFFF]))
    text = made(
        form, [outcome(chosen, f"a{every}b.txt", TEXT.replace("is is", "is is" + every.replace("\n", "")))], chosen
    )
    ElementTree.fromstring(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ufffe\uffff]", text)


def test_gitlab_gets_what_its_documentation_asks_for(shipped: list[Loaded]) -> None:
    found = json.loads(made("gitlab", examples(shipped), shipped))
    assert len({each["fingerprint"] for each in found}) == len(found) > 10
    assert {each["severity"] for each in found} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(each["description"].startswith(each["check_name"] + ": ") for each in found)
    assert all(each["location"]["lines"]["begin"] >= 1 for each in found)
    assert json.loads(made("gitlab", [], shipped)) == []


def test_rdjson_counts_bytes(chosen: list[Loaded]) -> None:
    found = json.loads(made("rdjson", [outcome(chosen)], chosen))["diagnostics"]
    assert [each["location"]["range"] for each in found] == [
        {"start": {"line": 2, "column": 26}, "end": {"line": 2, "column": 38}},
        {"start": {"line": 3, "column": 7}, "end": {"line": 3, "column": 12}},
        {"start": {"line": 5, "column": 11}, "end": {"line": 6, "column": 4}},
    ]


def test_rdjson_suggests_only_safe_fixes_over_the_lines_of_the_finding(shipped: list[Loaded]) -> None:
    found = json.loads(made("rdjson", examples(shipped), shipped))["diagnostics"]
    suggested = [each for each in found if "suggestions" in each]
    assert suggested
    for each in suggested:
        (one,) = each["suggestions"]
        finding, change = each["location"]["range"], one["range"]
        ends = ("start", "end")
        assert [change[end]["line"] for end in ends] == [finding[end]["line"] for end in ends]
    safe = sum(finding.fix is not None and finding.fix.safe for each in examples(shipped) for finding in each.findings)
    assert len(suggested) <= safe


def test_rdjson_merges_the_edits_of_a_fix_into_its_lines(shipped: list[Loaded]) -> None:
    rules = [each for each in shipped if each.rule.id == "doubled-word"]
    text = f"{HEADING}1. Homes are are good.\n2. It was the\nthe same.\n"
    one, two = json.loads(made("rdjson", [outcome(rules, "draft.txt", text)], rules))["diagnostics"]
    assert [each["text"] for each in one["suggestions"]] == ["1. Homes are good."]
    assert [each["text"] for each in two.get("suggestions", [])] in ([], ["2. It was the\nsame."])


def test_a_comment_in_markdown_has_room(chosen: list[Loaded]) -> None:
    line = "It is is so. " * 400
    many = HEADING + "".join(f"{n}. {line}\n\n" for n in range(1, 9))
    text = made("markdown", [outcome(chosen, "draft.txt", many)], chosen)
    shown = text.count("| warning |")
    (left,) = re.findall(r"^([\d,]+) more finding\(s\) had no room here\.$", text, re.MULTILINE)
    assert len(text.encode()) <= 60_000
    assert shown + int(left.replace(",", "")) == 1000, "so many of a rule are kept, the others are counted"


# --- where a run takes place -----------------------------------------------------

FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKFLOW", "reports")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(ROOT))


@pytest.mark.usefixtures("github")
def test_in_githubs_jobs_annotations_stand_beside_the_console(run: Run) -> None:
    out = run(FAULTY)[1]
    assert [each[1]["file"] for each in commands(out)] == ["examples/northfell-2024-with-faults.txt"] * 5
    assert "5 errors in 1 of 1 document." in out


@pytest.mark.usefixtures("github")
def test_the_runner_hears_again_when_a_run_has_come_to_grief(run: Run) -> None:
    status, out, _ = run(FAULTY, "--baseline", "none.json")
    first, last = out.splitlines()
    assert (status, last) == (2, f"::{first.removeprefix('::stop-commands::')}::")


@pytest.mark.usefixtures("github")
def test_a_format_that_is_named_always_wins(run: Run) -> None:
    assert commands(run(FAULTY, "--format", "console")[1]) == []
    assert "5 errors in 1 of 1 document." not in run(FAULTY, "--format", "github")[1]


def test_in_gitlabs_jobs_a_report_is_written_beside_the_console(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_PROJECT_DIR", str(ROOT))
    _, out, err = run(FAULTY)
    assert "5 errors in 1 of 1 document." in out
    assert err == "ofsted-lint: code quality is written to gl-code-quality-report.json\n"
    found = json.loads((tmp_path / "gl-code-quality-report.json").read_text("utf-8"))
    assert {each["location"]["path"] for each in found} == {"examples/northfell-2024-with-faults.txt"}


def test_several_formats_are_written_at_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    forms = ("sarif", "junit", "checkstyle", "rdjson", "gitlab", "markdown", "json", "github")
    out = run(FAULTY, "--format", "concise", *(word for form in forms for word in ("--format", f"{form}=out.{form}")))[
        1
    ]
    assert out.count("\n") == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"out.{form}" for form in forms)
