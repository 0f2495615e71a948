"""Completion in real shells: Tab is pressed in a pseudo-terminal."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

pty = pytest.importorskip("pty", reason="pseudo-terminals are needed, which this system has not")

Run = Callable[..., tuple[int, str, str]]
_PATIENCE = 10.0
_SIGNS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()>=][0-9A-Z]?|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x07\r]")
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SETUP = {
    "bash": "source ./completion; echo rea''dy",
    "zsh": "autoload -Uz compinit; compinit -u -D; source ./completion; echo rea''dy",
    "fish": "source ./completion; echo rea''dy",
}


class Terminal:
    """A shell in a pseudo-terminal, in a folder."""

    def __init__(self, shell: str, folder: Path) -> None:
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm", PS1="> ", COLUMNS="200", LINES="60")
            os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            os.execvp(START[shell][0], START[shell])  # noqa: S606 (the shell that is tested)
        self.seen, self._count = "", 0
        self.type(SETUP[shell] + "\n")
        assert self.shows("ready"), self.seen

    def type(self, keys: str) -> None:
        self.seen = ""
        os.write(self._terminal, keys.encode())

    def shows(self, wanted: str) -> bool:
        """Read until a text is on the screen; False if it does not come."""
        end = time.monotonic() + _PATIENCE
        while wanted not in self.seen and time.monotonic() < end:
            if select.select([self._terminal], [], [], 0.1)[0]:
                try:
                    data = os.read(self._terminal, 65536)
                except OSError:
                    break
                self.seen += _SIGNS.sub("", data.decode(errors="replace"))
        return wanted in self.seen

    def begin_again(self) -> None:
        """Give the line up, and wait until the shell takes another."""
        self._count += 1
        self.type(f"\x15echo aga''in{self._count}\n")
        assert self.shows(f"again{self._count}"), self.seen

    def close(self) -> None:
        os.close(self._terminal)
        os.waitpid(self._pid, 0)


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def terminal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A terminal with the completion of its shell, in a folder with reports."""
    shell = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    folder = tmp_path_factory.mktemp(shell)
    (folder / "reports").mkdir()
    shutil.copy(ROOT / "examples" / "saltmarsh-2019.txt", folder / "reports" / "saltmarsh.txt")
    words = [sys.executable, "-m", "ofsted_lint", "completion", shell]
    (folder / "completion").write_bytes(subprocess.run(words, capture_output=True, check=True).stdout)
    made = Terminal(shell, folder)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("ofsted-lint reports/salt", "reports/saltmarsh.txt", id="a file without a command"),
        pytest.param("ofsted-lint check reports/salt", "reports/saltmarsh.txt", id="a file after a command"),
        pytest.param("ofsted-lint outl", "outline", id="a command"),
        pytest.param("ofsted-lint --max-f", "--max-findings", id="an option without a command"),
        pytest.param("ofsted-lint check --max-f", "--max-findings", id="an option after a command"),
        pytest.param("ofsted-lint --format sari", "sarif", id="a format"),
        pytest.param("ofsted-lint --format=sari", "--format=sarif", id="a format after an equals sign"),
        pytest.param("ofsted-lint --fail-on warn", "warning", id="a severity"),
        pytest.param("ofsted-lint --kind statem", "statement", id="a kind of document"),
        pytest.param("ofsted-lint --only doubled-", "doubled-word", id="a rule"),
        pytest.param("ofsted-lint --select grades,doubled-w", "grades,doubled-word", id="a rule after a comma"),
        pytest.param("ofsted-lint --select numberi", "numbering", id="a family of rules"),
        pytest.param("ofsted-lint explain grade-mism", "grade-mismatch", id="a rule to explain"),
        pytest.param("ofsted-lint --baseline reports/salt", "reports/saltmarsh.txt", id="a file after an option"),
    ],
)
def test_tab_completes(terminal: Terminal, typed: str, shown: str) -> None:
    try:
        terminal.type(f"{typed}\t\t")
        assert terminal.shows(shown), terminal.seen
    finally:
        terminal.begin_again()


def test_an_unknown_shell_is_refused(run: Run) -> None:
    assert run("completion", "bsh")[2] == "ofsted-lint: command line: unknown shell “bsh”; did you mean “bash”?\n"
