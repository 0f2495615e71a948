"""The page of one file, `ofsted-lint.html`: built where it is missing or out of date, and driven in a browser."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.make.browser import lacking
from web.page import build

# How long a page may take to build, and to start.
_SECONDS = 600
_START = 120
_BUILT = build.HERE / "dist" / "ofsted-lint.html"
# Runs a command line in the page; files come and go as base64, which is what evaluation can carry.
_RUN = """async ([words, files, made]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const packed = (data) => btoa(Array.from(data, (each) => String.fromCharCode(each)).join(""));
  const given = Object.fromEntries(Object.entries(files).map(([name, data]) => [name, bytes(data)]));
  const answer = await ofstedLint.run({ words, files: given, made });
  const came = Object.entries(answer.made).map(([name, data]) => [name, packed(data)]);
  return { ...answer, made: Object.fromEntries(came) };
}"""


class Answer:
    """What a run in the page has printed and written."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self.status: int = plain["status"]
        self.out: str = plain["out"]
        self.err: str = plain["err"]
        self.made = {name: base64.b64decode(data) for name, data in plain["made"].items()}


def page_file() -> Path:
    """The page; it is built unless the one that is there, or that OFSTED_LINT_PAGE names, is of these sources."""
    named = os.environ.get("OFSTED_LINT_PAGE")
    file = Path(named) if named else _BUILT
    if named or _is_new(file):
        return file
    if not (shutil.which("node") and shutil.which("npm")):
        lacking("no page: it is built with Node and npm (version 20 or newer), which are not installed")
    _build()
    return file


def _is_new(file: Path) -> bool:
    return file.is_file() and f'content="{build.sources()}"'.encode() in file.read_bytes()[:4000]


def _build() -> None:
    """Build the page in one of the processes that test; the others wait."""
    _BUILT.parent.mkdir(exist_ok=True)
    lock = _BUILT.with_suffix(".lock")
    end = time.monotonic() + _SECONDS
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > end:
                lock.unlink(missing_ok=True)
            time.sleep(1)
    try:
        if not _is_new(_BUILT):
            command = [sys.executable, "-m", "web.page"]
            done = subprocess.run(command, cwd=build.ROOT, capture_output=True, text=True)
            if done.returncode:
                lacking(f"no page: it could not be built: {done.stderr[-300:]}")
    finally:
        lock.unlink(missing_ok=True)


class Page:
    """The page in a browser, started, and what it said and asked for."""

    def __init__(self, context: Any, file: Path) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.tab = context.new_page()
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.goto(file.as_uri())
        self.wait("Ready")

    def wait(self, start: str) -> str:
        """Wait until the line about the page's state begins so, and return it."""
        # Scripts of a page with this policy cannot be evaluated from text, so the state is read again and again.
        end = time.monotonic() + _START
        while not (text := str(self.tab.inner_text("#state"))).startswith(start):
            assert time.monotonic() < end, text
            self.tab.wait_for_timeout(50)
        return text

    def run(self, words: Sequence[str], files: Mapping[str, bytes], made: Iterable[str] = ()) -> Answer:
        """Run a command line on files in the page."""
        given = {name: base64.b64encode(data).decode() for name, data in files.items()}
        return Answer(self.tab.evaluate(_RUN, [list(words), given, list(made)]))

    def choose(self, zone: str, files: Mapping[str, bytes]) -> None:
        """Choose files as a person does."""
        chosen = [{"name": name, "mimeType": "", "buffer": data} for name, data in files.items()]
        self.tab.set_input_files(f"#{zone}", chosen)
