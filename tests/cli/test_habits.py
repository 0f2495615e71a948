"""What users of other linters type: it works, or the answer says what does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.version import __version__
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
FAULTY = ROOT / "examples" / "saltmarsh-2019-with-faults.txt"


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (["--exit-zero"], "--fail-on never always ends with 0"),
        (["--quiet"], "--min-severity error shows errors only"),
        (["-q"], "--min-severity error shows errors only"),
        (["--max-warnings", "0"], "--fail-on warning fails for warnings too"),
        (["-o", "page.html"], "--format NAME=FILE writes a file, as --format html=page.html"),
        (["--output-file=page.html"], "--format NAME=FILE writes a file, as --format html=page.html"),
        (["--output-format", "json"], "write --format NAME"),
        (["--html"], "write --format html, or --format html=FILE to write a file"),
        (["--forma", "json"], "did you mean “--format”?"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_an_option_of_other_linters_is_answered(run: Run, words: list[str], cure: str) -> None:
    option = words[0].split("=")[0]
    said = f"ofsted-lint: command line: unknown option “{option}”; {cure} (see ofsted-lint check --help)\n"
    assert run(FAULTY, *words) == (2, "", said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--watch=1"], "“--watch” takes no value"),
        (["--format"], "“--format” needs a value"),
        (["--color", "blue"], "unknown value “blue”; there are auto, always, never"),
        (["--max-findings", "few"], "argument --max-findings: “few” is not a number of findings"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_an_option_with_a_wrong_value_is_answered(run: Run, words: list[str], said: str) -> None:
    assert run(FAULTY, *words) == (2, "", f"ofsted-lint: command line: {said} (see ofsted-lint check --help)\n")


@pytest.mark.parametrize("words", [["version"], ["check", "--version"], ["--version"], ["-V"]], ids=" ".join)
def test_the_version_is_printed_however_it_is_asked_for(run: Run, words: list[str]) -> None:
    assert run(*words) == (0, f"ofsted-lint {__version__}\n", "")


def test_help_of_a_command(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("help")[1].startswith("usage: ofsted-lint [COMMAND]")
    with pytest.raises(SystemExit):
        run("help", "trace")
    assert capsys.readouterr().out.startswith("usage: ofsted-lint trace")


def test_errors_only(run: Run) -> None:
    every = json.loads(run(FAULTY, "--format", "json")[1])["documents"][0]["findings"]
    status, out, _ = run(FAULTY, "--format", "json", "--min-severity", "error", "--fail-on", "advice")
    errors = json.loads(out)["documents"][0]["findings"]
    assert errors == [each for each in every if each["severity"] == "error"]
    assert (status, 0 < len(errors) < len(every)) == (1, True)
    assert "Not shown: " in run(FAULTY, "--min-severity", "error")[1]


def test_a_reader_that_stops_early_loses_no_file(tmp_path: Path) -> None:
    words = ["--format", "json", "--format", "sarif=x.sarif", *map(str, sorted((ROOT / "examples").glob("*.txt")))]
    ran = subprocess.Popen(
        [sys.executable, "-m", "ofsted_lint", *words],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert ran.stdout
    assert ran.stdout.read(10) == b'{"schema":'
    ran.stdout.close()
    assert ran.stderr
    assert (ran.stderr.read(), ran.wait()) == (b"", 1)
    assert len(json.loads((tmp_path / "x.sarif").read_text("utf-8"))["runs"][0]["results"]) > 10
