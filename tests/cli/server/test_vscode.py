"""The extension for VS Code reads what is printed, and starts what there is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.cli import commands
from ofsted_lint.configuration import json_schema
from tests.conftest import ROOT

FOLDER = ROOT / "editors" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text("utf-8"))


def test_the_problem_matcher_reads_each_line_of_the_concise_format(run: Callable[..., tuple[int, str, str]]) -> None:
    (matcher,) = PACKAGE["contributes"]["problemMatchers"]
    pattern = re.compile(matcher["pattern"]["regexp"])
    faulty = ROOT / "examples" / "northfell-2024-with-faults.txt"
    made = json.loads(run(faulty, "--format", "json")[1])["documents"][0]["findings"]
    lines = run(faulty, "--format", "concise")[1].splitlines()
    found = [pattern.fullmatch(line) for line in lines]
    assert [match and match.groups() for match in found] == [
        (str(faulty), str(each["line"]), str(each["column"]), each["severity"], each["message"], each["rule"])
        for each in made
    ]


def test_the_extension_starts_a_command_that_there_is() -> None:
    command = PACKAGE["contributes"]["configuration"]["properties"]["ofsted-lint.command"]["default"]
    assert command == ["ofsted-lint", "server"]
    assert "server" in commands.command_names()


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_the_extension_is_packed_with_the_schema_of_rule_files(tmp_path: Path) -> None:
    folder = tmp_path / "editors" / "vscode"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "docs").mkdir()
    shutil.copytree(ROOT / "docs" / "schema", tmp_path / "docs" / "schema")
    shutil.copy(ROOT / "LICENSE", tmp_path)
    before = PACKAGE["scripts"]["vscode:prepublish"]
    subprocess.run(before.split(), cwd=folder, check=True)
    assert json.loads((folder / "rule.schema.json").read_text("utf-8")) == json_schema.rule_file()
    assert {"rule.schema.json", "LICENSE"} <= set(PACKAGE["files"])
