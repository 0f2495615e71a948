"""The help of the commands: it fits a terminal of 80 columns, and the manual page says the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress

import pytest

from ofsted_lint.cli import commands
from ofsted_lint.cli.main import main
from tests.conftest import ROOT
from web import manual

Run = Callable[..., tuple[int, str, str]]
COLUMNS = 80
REPORTS = [path.name for path in sorted(ROOT.glob("examples/*.txt"))]


def wide(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) > COLUMNS]


@pytest.mark.parametrize("name", ["", *commands.command_names()], ids=lambda name: name or "all commands")
def test_the_help_fits_a_terminal(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    with suppress(SystemExit):
        main([*([name] if name else []), "--help"])
    printed = capsys.readouterr().out
    assert "usage: ofsted-lint" in printed
    assert wide(printed) == []


def test_the_rules_fit_a_terminal_and_are_a_line_each_in_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = run("rules")[1].splitlines()
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    wrapped = run("rules")[1]
    assert wide(wrapped) == []
    assert " ".join(wrapped.split()) == " ".join(" ".join(lines).split())


@pytest.mark.parametrize("name", REPORTS)
def test_an_outline_fits_a_terminal(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    assert wide(run("outline", name)[1]) == []


def test_the_manual_page_is_that_of_the_commands() -> None:
    """`python -m web.manual` writes it."""
    assert manual.PAGE.read_text("utf-8") == manual.manual()


def test_the_manual_page_is_in_order() -> None:
    if not shutil.which("mandoc"):
        pytest.skip("no mandoc, which checks manual pages (Debian package mandoc)")
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", manual.PAGE], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []
