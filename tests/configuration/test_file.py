"""The settings of a configuration file, and its mistakes in a line each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rules.test_rule_file import LONGER, PROVED, SOUND

Run = Callable[..., tuple[int, str, str]]
REPORT = "The experiences and progress of care leavers: good\n1. Support is strong.\n\n" * 2


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report and a rule of its own, which is where the linter runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    (tmp_path / "draft.txt").write_text(REPORT, "utf-8")
    return tmp_path


def found(run: Run, *words: object) -> list[str]:
    """The lines about the rule of our own."""
    out = run("draft.txt", "--format", "concise", *words)[1]
    return [line.split(": ", 1)[1] for line in out.splitlines() if "[short]" in line]


def test_a_file_names_folders_of_rules(place: Path, run: Run) -> None:
    assert found(run) == []
    (place / "ofsted-lint.toml").write_text('rules = ["mine"]\n', "utf-8")
    assert found(run) == ["warning: Only 1. [short]", "warning: Only 1. [short] (paragraph 1)"]


def test_a_file_sets_severity_and_parameters(place: Path, run: Run) -> None:
    text = 'rules = ["mine"]\n[rule.short]\nseverity = "error"\nparams.must = "count >= 1"\n'
    (place / "ofsted-lint.toml").write_text(text, "utf-8")
    assert found(run) == []
    (place / "ofsted-lint.toml").write_text(text.replace("1", "3"), "utf-8")
    assert found(run) == ["error: Only 1. [short]", "error: Only 1. [short] (paragraph 1)"]


def test_a_file_switches_a_rule_off(place: Path, run: Run) -> None:
    (place / "ofsted-lint.toml").write_text('rules = ["mine"]\n[rule.short]\nenabled = false\n', "utf-8")
    assert found(run) == []


def test_the_nearest_file_counts_and_a_pyproject_without_a_table_is_none(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "ofsted-lint.toml").write_text('rules = ["mine"]\n', "utf-8")
    inner = place / "inner"
    inner.mkdir()
    (inner / "draft.txt").write_text(REPORT, "utf-8")
    (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    monkeypatch.chdir(inner)
    assert len(found(run)) == 2
    (inner / "pyproject.toml").write_text("[tool.ofsted-lint]\n", "utf-8")
    assert found(run) == []


def test_a_file_can_be_named(place: Path, run: Run) -> None:
    (place / "other.toml").write_text('rules = ["mine"]\n', "utf-8")
    assert len(found(run, "--config", "other.toml")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule = 1", "ofsted-lint.toml:1:8: “rule”: expected keys and values, got a number"),
        ("rules = ['mine']\nruls = 1", "ofsted-lint.toml:2:1: unknown key “ruls”; did you mean “rules”?"),
        ("rules = 'mine'", "ofsted-lint.toml:1:9: “rules”: expected a list, got a text"),
        ("[rule.shot]", "ofsted-lint.toml:1:1: there is no rule “shot”; did you mean “short”?"),
        (
            "[rule.short]\nseverity = 'eror'",
            "ofsted-lint.toml:2:12: “severity”: “eror” is not known; did you mean “error”?",
        ),
        ("[rule.short]\nparms.x = 1", "ofsted-lint.toml:2:1: unknown key “parms”; did you mean “params”?"),
        ("[rule.short.params]\nmuts = 'x'", "ofsted-lint.toml:2:1: unknown key “muts”; did you mean “must”?"),
        (
            "[rule.short]\nparams = {must = 'cont > 1'}",
            "ofsted-lint.toml:2:18: unknown name “cont”; did you mean “count”?",
        ),
        ("rules = " + "9" * 5000, None),
        ("rules = [", "ofsted-lint.toml: this is not TOML: Invalid value (at end of document)"),
        (
            "rules = 1 2",
            "ofsted-lint.toml:1:11: this is not TOML: Expected newline or end of document after a statement",
        ),
        (
            "rules = ['nowhere']",
            "ofsted-lint.toml:1:10: “nowhere”: there is no folder of rules and no installed pack of that name",
        ),
    ],
)
def test_a_mistake_is_told_in_a_line(place: Path, run: Run, text: str, said: str | None) -> None:
    (place / "ofsted-lint.toml").write_text(text + "\n", "utf-8")
    status, _, err = run("draft.txt", "--format", "concise", "--rules", "mine")
    assert status == 2
    assert said is None or err.splitlines()[0].replace(f"{place}/", "") == f"ofsted-lint: {said}"


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nofsted-lint = 1", "[tool]\nofsted-lint = [1]"])
def test_a_pyproject_with_something_else_in_its_place_is_no_crash(place: Path, run: Run, text: str) -> None:
    (place / "pyproject.toml").write_text(text + "\n", "utf-8")
    status, _, err = run("draft.txt", "--rules", "mine")
    assert (status, err.count("\n")) == ((2, 1) if "[tool]" in text else (1, 0))


def test_a_file_that_is_not_there_is_told(place: Path, run: Run) -> None:
    status, _, err = run("draft.txt", "--config", "none.toml")
    assert (status, err) == (2, "ofsted-lint: none.toml: cannot be read (No such file or directory)\n")


@pytest.fixture
def pack(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with rules as pip installs it."""
    site = place / "site"
    rules = site / "saltmarsh_rules" / "rules"
    rules.mkdir(parents=True)
    (site / "saltmarsh_rules" / "__init__.py").write_text("raise SystemExit('a pack is not run')\n", "utf-8")
    (rules / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    info = site / "saltmarsh_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: saltmarsh-rules\nVersion: 1.0\n", "utf-8")
    entries = "[ofsted_lint.rules]\nsaltmarsh = saltmarsh_rules:rules\nlost = saltmarsh_rules:none\n"
    (info / "entry_points.txt").write_text(entries, "utf-8")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    return rules


def test_an_installed_pack_is_used_by_its_name_and_not_run(pack: Path, run: Run) -> None:
    assert len(found(run, "--rules", "saltmarsh")) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("saltmash", "there is no folder of rules and no installed pack of that name; did you mean “saltmarsh”?"),
        ("lost", "the installed pack says that its rules are in “saltmarsh_rules:none”, which is not there"),
    ],
)
def test_a_pack_that_is_not_there_is_told(pack: Path, run: Run, name: str, said: str) -> None:
    status, _, err = run("draft.txt", "--rules", name)
    assert (status, err) == (2, f"ofsted-lint: {name}: {said}\n")


def test_a_pack_comes_before_a_folder_of_its_name(pack: Path, place: Path, run: Run) -> None:
    (place / "saltmarsh").mkdir()
    assert len(found(run, "--rules", "saltmarsh")) == 2
    (place / "ofsted-lint.toml").write_text('rules = ["saltmarsh"]\n', "utf-8")
    assert len(found(run)) == 2
    status, _, err = run("draft.txt", "--rules", "./saltmarsh", "--isolated")
    assert (status, err) == (2, "ofsted-lint: saltmarsh: the folder contains no rule file\n")


@pytest.mark.parametrize(
    "entries",
    [b"[console_scripts]\nfoo\n", b"\xff\xfe[x]\ny = z\n", b"foo\n", b"[ofsted_lint.rules]\nfoo\n"],
    ids=["a line without a value", "bytes that are no text", "a line without a group", "a pack without a value"],
)
def test_a_damaged_package_is_named_where_a_pack_is_missing_and_does_not_matter_else(
    pack: Path, place: Path, run: Run, entries: bytes
) -> None:
    info = place / "site" / "other-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_bytes(entries)
    assert len(found(run, "--rules", "saltmarsh")) == 2
    status, _, err = run("draft.txt", "--rules", "nowhere")
    assert (status, err.count("\n")) == (2, 1)
    assert err.startswith("ofsted-lint: nowhere: there is no folder of rules and no installed pack of that name")


@pytest.mark.parametrize(
    "value",
    ["saltmarsh_rules:../../..", "saltmarsh_rules:/etc", "saltmarsh_rules:rules...", "..:x", ":", "__main__:rules"],
)
def test_a_pack_does_not_leave_its_package(pack: Path, place: Path, run: Run, value: str) -> None:
    info = place / "site" / "saltmarsh_rules-1.0.dist-info"
    (info / "entry_points.txt").write_text(f"[ofsted_lint.rules]\nup = {value}\n", "utf-8")
    said = f"the installed pack says that its rules are in “{value}”, which is not there"
    assert run("draft.txt", "--rules", "up")[::2] == (2, f"ofsted-lint: up: {said}\n")


def test_two_packs_of_one_name_are_refused(pack: Path, place: Path, run: Run) -> None:
    info = place / "site" / "another-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: Another\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[ofsted_lint.rules]\nsaltmarsh = another:rules\n", "utf-8")
    status, _, err = run("draft.txt", "--rules", "saltmarsh")
    said = "keep one of the packages another, saltmarsh-rules: each has a pack of this name"
    assert (status, err) == (2, f"ofsted-lint: saltmarsh: {said}\n")


def test_a_pack_extends_rules_of_another_folder(pack: Path, run: Run) -> None:
    (pack / "short.yaml").unlink()
    (pack / "longer.yaml").write_text(LONGER, "utf-8")
    out = run("draft.txt", "--rules", "mine", "--rules", "saltmarsh", "--format", "concise")[1]
    assert out.count("[longer]") == 2
