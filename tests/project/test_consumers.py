"""Programs that other people wrote read the formats: they are fetched, in fixed versions, and run over the examples.

These tests need package registries; without them they are skipped and say so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples").glob("*-with-faults.txt"))
PYTHON = ("junitparser==5.0.3", "sarif-tools==3.0.5")
SCRIPTS = {
    "@microsoft/sarif-multitool": "5.7.0",
    "@umbrelladocs/rdformat-validator": "1.0.1",
    "danger-plugin-checkstyle": "0.1.1",
    "xml-js": "1.6.11",
}
CHECKSTYLE = """
const x = require('xml-js'), fs = require('fs');
const {parseCheckstyle} = require('danger-plugin-checkstyle/dist/scan/checkstyle_parser.js');
console.log(parseCheckstyle(x.xml2js(fs.readFileSync('found.xml', 'utf8')), process.cwd()).length);
"""


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with programs in Python."""
    place = tmp_path_factory.mktemp("python")
    _fetched([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place), *PYTHON], place)
    return place


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with programs in JavaScript."""
    place = tmp_path_factory.mktemp("scripts")
    names = [f"{name}@{version}" for name, version in SCRIPTS.items()]
    _fetched(["npm", "install", "--silent", "--no-audit", "--no-fund", *names], place)
    return place


def _fetched(command: list[str], place: Path) -> None:
    try:
        subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"what reads the formats could not be fetched ({type(error).__name__})")


@pytest.fixture
def found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The findings in the examples, which are written in each format to the folder of the test."""
    monkeypatch.chdir(tmp_path)
    for each in EXAMPLES:
        (tmp_path / each.name).write_bytes(each.read_bytes())
    forms = {"sarif": "found.sarif", "junit": "junit.xml", "checkstyle": "found.xml", "rdjson": "found.rdjson"}
    words = [f"--format={form}={file}" for form, file in forms.items()]
    printed = run("--isolated", *(each.name for each in EXAMPLES), "--format", "json", *words)[1]
    return [finding for each in json.loads(printed)["documents"] for finding in each["findings"]]


def _said(words: list[str], place: Path, folder: Path) -> str:
    """What a program prints that ends well; it finds its libraries in a place."""
    path = {"PYTHONPATH": str(place), "NODE_PATH": str(place / "node_modules")}
    ran = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **path}
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_junitparser_counts_the_errors_as_failures(found: list[Any], libraries: Path, tmp_path: Path) -> None:
    code = "import junitparser as j; r = j.JUnitXml.fromfile('junit.xml'); print(r.failures, r.errors)"
    failed = {each["rule"] for each in found if each["severity"] == "error"}
    failures, errors = map(int, _said([sys.executable, "-c", code], libraries, tmp_path).split())
    assert (failures >= len(failed) > 0, errors) == (True, 0)


def test_sarif_tools_count_the_findings_by_level(found: list[Any], libraries: Path, tmp_path: Path) -> None:
    out = _said([sys.executable, "-m", "sarif", "summary", "found.sarif"], libraries, tmp_path)
    for level, severity in (("error", "error"), ("warning", "warning"), ("note", "advice")):
        count = sum(each["severity"] == severity for each in found)
        assert f"{level}: {count}" in out


def test_the_validator_of_sarif_finds_no_error(found: list[Any], scripts: Path, tmp_path: Path) -> None:
    # The wrapper of the package loses what comes after a semicolon.
    tool = scripts / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    if not tool.is_file():
        pytest.skip("the validator is for Linux")
    tool.chmod(0o755)
    options = ["--rule-kind", "Sarif;Ghas", "--level", "Error", "-o", "log.sarif", "--log", "ForceOverwrite"]
    _said([str(tool), "validate", "found.sarif", *options], scripts, tmp_path)
    log = json.loads((tmp_path / "log.sarif").read_text("utf-8-sig"))
    results = [each["ruleId"] for run in log["runs"] for each in run.get("results", ())]
    assert (len(found) > 0, results) == (True, [])


def test_the_validator_of_reviewdogs_format_is_content(found: list[Any], scripts: Path, tmp_path: Path) -> None:
    tool = scripts / "node_modules" / ".bin" / "rdformat-validator"
    _said([str(tool), "--strict", "found.rdjson"], scripts, tmp_path)
    assert len(json.loads((tmp_path / "found.rdjson").read_text("utf-8"))["diagnostics"]) == len(found)


def test_danger_reads_all_findings_of_checkstyles_format(found: list[Any], scripts: Path, tmp_path: Path) -> None:
    assert int(_said(["node", "-e", CHECKSTYLE], scripts, tmp_path)) == len(found) > 0
