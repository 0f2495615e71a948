"""The command line: exit status, what is read, and what is said of mistakes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.source.readers import endings
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
CLEAN = ROOT / "examples" / "northfell-2024.txt"
FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param([CLEAN], 0, id="nothing found"),
        pytest.param([FAULTY], 1, id="errors found"),
        pytest.param([FAULTY, "--fail-on", "never"], 0, id="never fail"),
        pytest.param(["check", FAULTY, "--fail-on", "advice"], 1, id="fail on advice"),
        pytest.param([CLEAN, FAULTY], 1, id="one of two"),
        pytest.param([CLEAN, "no-such-file.txt"], 2, id="a missing file"),
        pytest.param([], 2, id="no words at all"),
        pytest.param(["--help"], 0, id="help"),
        pytest.param(["--version"], 0, id="version"),
    ],
)
def test_exit_status(run: Run, words: list[object], status: int) -> None:
    assert run(*words)[0] == status


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--formt", "json", "x"], "command line: unknown option “--formt”; did you mean “--format”?"),
        (["--format", "jsn", "x"], "command line: unknown format “jsn”; did you mean “json”?"),
        (["--fail-on", "errors", "x"], "command line: unknown severity “errors”; did you mean “error”?"),
        (["--max-size", "much", "x"], "command line: argument --max-size: “much” is not a size in megabytes"),
        (
            ["explain", "grade-mismach"],
            "command line: there is no rule “grade-mismach”; did you mean “grade-mismatch”?",
        ),
        (["test", "grade-mismach"], "there is no rule or file “grade-mismach”; did you mean “grade-mismatch”?"),
        (
            ["--no-cache", "facts", "x"],
            "command line: put the command first: ofsted-lint facts … (there is no file of this name)",
        ),
        (["outlin", "x"], "command line: there is no command or file “outlin”; did you mean “outline”?"),
        (["rules", "foo"], "command line: there is no rule and no family of rules “foo”"),
        (["no-such-file.txt"], "no-such-file.txt: no such file or folder"),
        (["none-*.txt"], "none-*.txt: no file matches this pattern"),
        (["rules", "--rules", "nowhere"], "nowhere: there is no folder of rules and no installed pack of that name"),
        (
            [".", "--format", "json=/no/such/folder/x"],
            "/no/such/folder/x: cannot be written (No such file or directory)",
        ),
    ],
)
def test_a_mistake_gets_one_line(run: Run, words: list[str], said: str) -> None:
    status, _, err = run(*words)
    assert status == 2
    assert err.split("\n")[0].startswith(f"ofsted-lint: {said}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", b"\x00\x01\x02", "this is a binary file, not text"),
        ("odd.txt", b"\x81\x8d\n", "line 1 contains bytes that are neither UTF-8 nor Windows-1252"),
        ("large.txt", b"word " * 300_000, "larger than 1 MB (--max-size sets the limit)"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_linted(
    run: Run, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    status, out, err = run(tmp_path / name, FAULTY, "--format", "concise", "--max-size", "1")
    assert (status, err) == (2, f"ofsted-lint: {tmp_path / name}: {said}\n")
    assert out.count("\n") == 6
    assert out.endswith(f"{tmp_path / name}:1:1: error: {said} [unread]\n")


def test_folders_are_walked_and_other_texts_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "drafts" / ".hidden").mkdir(parents=True)
    (tmp_path / "drafts" / "report.txt").write_bytes(FAULTY.read_bytes())
    (tmp_path / "drafts" / ".hidden" / "report.txt").write_bytes(FAULTY.read_bytes())
    (tmp_path / "requirements.txt").write_text("lark\n", "utf-8")
    status, out, err = run(tmp_path, "--format", "json")
    assert [document["path"] for document in json.loads(out)["documents"]] == [str(tmp_path / "drafts" / "report.txt")]
    assert (status, err) == (1, "ofsted-lint: 1 text file(s) that are not inspection reports were skipped\n")


def test_a_text_that_is_no_report_gets_one_advice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("lark\nrich\n", "utf-8")
    status, out, _ = run(tmp_path / "requirements.txt", "--format", "json")
    found = json.loads(out)["documents"][0]
    assert status == 0
    assert [(f["rule"], f["severity"]) for f in found["findings"]] == [("not-a-report", "advice")]
    assert (found["kind"], found["coverage"]) == ("unknown", {"lines": 2, "recognised": 0})


def test_an_empty_folder_is_a_mistake(run: Run, tmp_path: Path) -> None:
    there = ", ".join(sorted(endings()))
    said = f"ofsted-lint: {tmp_path}: the folder contains no file of a supported type ({there})\n"
    assert run(tmp_path) == (2, "Nothing was read.\n", said)


def test_a_folder_without_reports_is_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "PEARS.TXT").write_text("pears\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    assert run(tmp_path) == (
        2,
        "Nothing was read.\n",
        (
            "ofsted-lint: 2 text file(s) that are not inspection reports were skipped\n"
            f"ofsted-lint: {tmp_path}: no inspection report was found\n"
        ),
    )


def test_a_rule_that_is_switched_off_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "silent.yaml").write_text(
        "id: silent\nsummary: x\nwhy: x\ncheck: assert\nseverity: error\nmessage: Found.\nenabled: false\n"
        "params: {must: never, flag: opening}\n"
        "---\nexamples: [{name: a, text: '[[x]]'}, {name: b, text: ''}]\n",
        "utf-8",
    )
    status, out, _ = run(CLEAN, "--rules", tmp_path, "--format", "json")
    assert status == 0
    assert {"rule": "silent", "why": "it is switched off"} in json.loads(out)["documents"][0]["rules"]["not_applicable"]


def test_a_rule_that_is_switched_off_is_proved_all_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "silent.yaml").write_text(
        "id: silent\nsummary: x\nwhy: x\ncheck: assert\nseverity: error\nmessage: Found.\nenabled: false\n"
        "params: {each: section in sections, must: never, flag: section.heading}\n---\nexamples:\n"
        "  - {name: one, text: '[[The experiences and progress of care leavers: good]]'}\n"
        "  - {name: none, text: 'Pears.'}\n",
        "utf-8",
    )
    assert run("test", tmp_path) == (0, "2 examples: 2 passed, 0 failed\n", "")


def test_patterns_and_repeats(run: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(CLEAN.read_bytes())
    _, out, _ = run(tmp_path / "b.txt", tmp_path / "*.txt", "--format", "json")
    assert [Path(d["path"]).name for d in json.loads(out)["documents"]] == ["b.txt", "a.txt"]


def test_standard_input_has_the_name_that_it_is_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FAULTY.read_bytes()), encoding="utf-8"))
    status, out, _ = run("-", "--stdin-filename", "draft.txt", "--format", "concise")
    assert status == 1
    assert {line.split(":")[0] for line in out.splitlines()} == {"draft.txt"}


def test_several_formats_at_once(run: Run, tmp_path: Path) -> None:
    _, out, _ = run(FAULTY, "--format", "concise", "--format", f"json={tmp_path / 'found.json'}")
    written = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert len(written["documents"][0]["findings"]) == out.count("\n") == 5


def test_two_formats_cannot_both_be_printed(run: Run) -> None:
    status, _, err = run(FAULTY, "--format", "json", "--format", "concise")
    assert (status, err.count("\n")) == (2, 1)
    assert "only one format can be printed; write others to files: --format json=FILE" in err


def test_a_file_is_written_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "found.json"
    target.write_text("old", "utf-8")

    def broken(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("ofsted_lint.output.formats.json.Reporter.document", broken)
    with pytest.raises(RuntimeError):
        run(FAULTY, "--format", f"json={target}")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("found.json", "old")]


def test_json_is_as_the_contract_has_it(run: Run) -> None:
    _, out, _ = run(FAULTY, "--format", "json")
    made = json.loads(out)
    (found,) = made["documents"]
    finding = found["findings"][1]
    assert list(made) == ["schema", "tool", "documents", "unread"]
    assert made["unread"] == []
    assert list(found) == ["path", "kind", "template", "coverage", "findings", "rules", "suppressed", "known"]
    assert {key: finding[key] for key in finding if key not in ("fingerprint", "message", "related")} == {
        "rule": "limiting-practice",
        "severity": "error",
        "line": 22,
        "column": 45,
        "end_line": 22,
        "end_column": 76,
        "page": 1,
        "paragraph": None,
        "address": "judgements/overall",
        "fix": None,
    }
    assert [(r["line"], r["message"]) for r in finding["related"]] == [(19, "this judgement limits it")]
    assert set(found["rules"]) == {"passed", "failed", "not_applicable"}
    assert {
        "rule": "overall-after-2026",
        "why": ("it applies to inspections from 1 April 2026; this one began on 7 October 2024"),
    } in found["rules"]["not_applicable"]


def test_an_extra_folder_of_rules_is_in_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "no-sections.yaml").write_text(
        "id: no-sections\nsummary: There is a section.\nwhy: To show a rule.\ncheck: assert\nseverity: advice\n"
        "message: Here is one.\nparams: {each: section in sections, must: never, flag: section.heading}\n"
        "---\nexamples: [{name: a, text: '[[x]]'}, {name: b, text: ''}]\n",
        "utf-8",
    )
    _, out, _ = run(CLEAN, "--rules", tmp_path, "--format", "concise")
    assert out.count("[no-sections]") == 4


def test_without_the_rules_folder_nothing_is_found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_lint.configuration.projects.folder", lambda name: tmp_path)
    status, out, err = run(FAULTY)
    assert (status, out, err) == (0, "Nothing found in 1 document.\n", "ofsted-lint: no rules are in force\n")


def test_outline_json_is_as_the_contract_has_it(run: Run) -> None:
    _, out, _ = run("outline", CLEAN, "--format", "json")
    (found,) = json.loads(out)["documents"]
    assert found["title"] == "Inspection of Northfell local authority children’s services"
    assert found["council"] == "Northfell"
    assert found["inspection_dates"] == {"text": "7 to 18 October 2024", "start": "2024-10-07", "end": "2024-10-18"}
    assert [inspector["title"] for inspector in found["lead_inspectors"]] == ["His Majesty’s Inspector"]
    assert [list(row) for row in found["judgements"]] == [["name", "grade", "line"]] * 5
    assert [list(point) for point in found["improvements"]][:1] == [["text", "line", "items"]]
    assert [list(section) for section in found["sections"]] == [["title", "grade", "line", "paragraphs"]] * 4
    assert list(found["sections"][0]["paragraphs"][0]) == ["number", "text", "line", "page"]
    assert found["coverage"]["lines"] == found["coverage"]["recognised"]
    assert found["unrecognised"] == []


def test_outline_without_a_document_is_still_json(run: Run) -> None:
    status, out, _ = run("outline", "no-such-file.txt", "--format", "json")
    assert (status, json.loads(out)) == (2, {"schema": 1, "documents": []})


def test_rules_and_explain_are_as_the_contract_has_them(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json")[1])
    explained = json.loads(run("explain", "grade-mismatch", "--format", "json")[1])
    keys = ["id", "summary", "why", "source", "severity", "check", "kinds", "enabled", "precision"]
    keys += ["params", "fix"]
    assert (listed["schema"], [list(rule) for rule in listed["rules"]][:1]) == (1, [keys])
    assert list(explained) == [*keys, "examples"]
    assert {example["name"] for example in explained["examples"]} >= {"a heading without a colon"}


def test_the_shipped_rules_prove_themselves(run: Run) -> None:
    status, out, _ = run("test")
    assert status == 0
    assert out.endswith(" passed, 0 failed\n")


def test_a_rule_that_fails_its_examples_says_how(run: Run, tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(
        "id: short\nsummary: x\nwhy: x\ncheck: assert\nseverity: advice\nmessage: Found.\n"
        "params: {each: section in sections, must: never, flag: section.heading}\n---\nexamples:\n"
        "  - {name: wrong, text: 'The experiences and progress of care leavers: [[good]]'}\n"
        "  - {name: quiet, text: 'Apples.'}\n",
        "utf-8",
    )
    status, out, _ = run("test", tmp_path)
    assert status == 1
    assert out == (
        "FAILED short: wrong\n"
        "  missing: line 1, “good”, should be found\n"
        "  noisy: line 1, “The experiences and progress of care leavers: good”, should not be found\n"
        "  section (line 1): must is false\n"
        "2 examples: 1 passed, 1 failed\n"
    )


def test_text_prints_lines_as_findings_count_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(b"one\r\n\x0ctwo\x1b[31m\nthree")
    assert run("text", tmp_path / "draft.txt")[1] == "1  one\n2   two\ufffd[31m\n3  three\n"


def test_json_lists_the_documents_that_could_not_be_read(run: Run, tmp_path: Path) -> None:
    missing, empty = tmp_path / "missing.txt", tmp_path / "empty.txt"
    empty.write_bytes(b"")
    status, out, err = run(FAULTY, missing, empty, "--format", "json")
    made = json.loads(out)
    assert (status, len(made["documents"])) == (2, 1)
    assert made["unread"] == [
        {"path": str(missing), "why": "no such file or folder"},
        {"path": str(empty), "why": "the file is empty"},
    ]
    assert f"{missing}: no such file or folder\n" in err
