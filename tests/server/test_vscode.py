"""The extension for VS Code reads what is printed, and starts what there is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

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


def test_the_schema_of_the_extension_is_that_of_rule_files() -> None:
    kept = json.loads((FOLDER / "rule.schema.json").read_text("utf-8"))
    assert kept == json_schema.rule_file(), "copy docs/schema/rule.schema.json to editors/vscode"
