"""`ofsted-lint test --new` begins a rule file that works as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.linting.rule_tests import run_examples
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule_file import examples

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", ["short-section", "my-rules/short-section", "my-rules/2-words.yaml"])
def test_a_new_rule_works_as_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(name.removesuffix(".yaml") + ".yaml")
    next_step = f"{path} is a rule that works: change it to what you need, then run: ofsted-lint test {path}\n"
    assert run("test", "--new", name) == (0, next_step, "")
    loaded, errors = find([path])
    assert errors == []
    assert [(each.rule.id, each.rule.check) for each in loaded] == [(path.stem, "existence")]
    assert [verdict.faults for verdict in run_examples(loaded[0])] == [[], []]
    assert run("test", path)[1] == "2 examples: 2 passed, 0 failed\n"


def test_the_quiet_example_is_quiet_for_the_exception_alone(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "short-section.yaml"
    run("test", "--new", tmp_path / "short-section")
    assert ["[[" in example.text for example in examples(path)] == [False, True]
    path.write_text(path.read_text("utf-8").replace("- going forward to adoption", "- in due course"), "utf-8")
    assert [bool(verdict.faults) for verdict in run_examples(find([path])[0][0])] == [True, False]


def test_what_is_there_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "short-section.yaml"
    path.write_text("id: short-section\n", "utf-8")
    said = f"ofsted-lint: {path}: this file already exists; nothing was written\n"
    assert run("test", "--new", tmp_path / "short-section") == (2, "", said)
    assert path.read_text("utf-8") == "id: short-section\n"


@pytest.mark.parametrize("name", ["Short-Section", "short section", "short_section", "-short", "short-", "a.b", ".."])
def test_a_name_that_is_none_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = "use lower-case letters, digits and hyphens, as in “short-section”"
    said = f"ofsted-lint: command line: “{name}” is not a rule name: {wanted}\n"
    assert run("test", f"--new={name}") == (2, "", said)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pears").write_text("pears", "utf-8")
    status, out, err = run("test", "--new", tmp_path / "pears" / "short-section")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "cannot be written" in err


def test_a_rule_to_test_does_not_go_with_a_new_one(run: Run, tmp_path: Path) -> None:
    status, _, err = run("test", "--new", tmp_path / "short-section", "other")
    assert (status, err) == (
        2,
        "ofsted-lint: command line: --new begins one rule file and tests none: leave “other” out\n",
    )
