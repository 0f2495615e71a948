"""A rule that got a new name is found by its old one, with a notice, and its findings stay the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
RULE = """\
id: {id}
summary: A finding contains “going forward”.
why: It does not say when.
check: existence
severity: warning
message: "“{{found}}” does not say when."
{more}params:
  terms: [going forward]
---
examples:
  - name: a date says when
    text: "The experiences and progress of care leavers: good\\n1. Advisers will visit from May.\\n"
  - name: words that do not say when
    text: "The experiences and progress of care leavers: good\\n1. Advisers will visit [[going forward]].\\n"
"""
TEXT = "The experiences and progress of care leavers: good\n{comment}1. Advisers will visit going forward.\n"
SAID = "write “vague-time” instead of “going-forward”: the rule was renamed, and its old name will be removed"


@pytest.fixture
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the rule under its new name, and a report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    text = RULE.format(id="vague-time", more="formerly: [going-forward]\n")
    (tmp_path / "own" / "vague-time.yaml").write_text(text, "utf-8")
    (tmp_path / "report.txt").write_text(TEXT.format(comment=""), "utf-8")
    return tmp_path


def found(printed: str) -> list[tuple[str, str]]:
    return [(each["rule"], each["fingerprint"]) for each in json.loads(printed)["documents"][0]["findings"]]


CHECK = ("check", "report.txt", "--kind", "ilacs", "--rules", "own", "--format", "json")


@pytest.mark.parametrize("option", ["--select", "--only"])
def test_an_option_may_have_the_old_name(run: Run, renamed: Path, option: str) -> None:
    _, out, error = run(*CHECK, option, "going-forward")
    assert [rule for rule, _ in found(out)] == ["vague-time"]
    assert error == f"ofsted-lint: {SAID}\n"
    assert run(*CHECK, option, "vague-time")[2] == ""


def test_the_old_name_leaves_it_out(run: Run, renamed: Path) -> None:
    _, out, error = run(*CHECK, "--select", "vague-time", "--ignore", "going-forward")
    assert (found(out), error) == ([], f"ofsted-lint: {SAID}\nofsted-lint: no rules are in force\n")


def test_a_configuration_may_have_the_old_name(run: Run, renamed: Path) -> None:
    config = 'rules = ["own"]\nselect = ["going-forward"]\n[rule.going-forward]\nseverity = "error"\n'
    (renamed / "ofsted-lint.toml").write_text(config, "utf-8")
    status, out, error = run("check", "report.txt", "--kind", "ilacs", "--format", "json")
    assert (status, [rule for rule, _ in found(out)], error) == (1, ["vague-time"], f"ofsted-lint: {SAID}\n")


def test_a_comment_and_a_suppression_file_may_have_the_old_name(run: Run, renamed: Path) -> None:
    comment = "<!-- ofsted-lint: ignore going-forward: the plan is dated elsewhere -->\n"
    (renamed / "report.txt").write_text(TEXT.format(comment=comment), "utf-8")
    assert found(run(*CHECK, "--select", "vague-time")[1]) == []
    (renamed / "report.txt").write_text(TEXT.format(comment=""), "utf-8")
    entry = "- document: report.txt\n  rule: going-forward\n  reason: the plan is dated elsewhere\n"
    (renamed / ".ofsted-lint-ignore.yaml").write_text(entry, "utf-8")
    assert found(run(*CHECK, "--select", "vague-time")[1]) == []


@pytest.mark.parametrize("command", ["explain", "test"])
def test_a_command_may_have_the_old_name(run: Run, renamed: Path, command: str) -> None:
    more = ("--rules", "own") if command == "explain" else ("own",)
    status, _, error = run(command, "going-forward", *more)
    assert (status, error) == (0, f"ofsted-lint: {SAID}\n")


def test_fingerprints_stay_and_so_do_baselines(run: Run, renamed: Path) -> None:
    (now,) = found(run(*CHECK, "--select", "vague-time")[1])
    (renamed / "old").mkdir()
    (renamed / "old" / "going-forward.yaml").write_text(RULE.format(id="going-forward", more=""), "utf-8")
    (before,) = found(run(*CHECK[:4], "--rules", "old", "--format", "json", "--select", "going-forward")[1])
    assert (before, now) == (("going-forward", now[1]), ("vague-time", before[1]))
