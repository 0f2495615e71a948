"""The page of one file finds the same in Firefox."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.cli.main import main
from ofsted_lint.source.readers.text import decode
from tests.conftest import ROOT, report_of
from tests.make import pdfs, word
from web.page import build

EXAMPLES = ROOT / "examples"
FAULTS = (EXAMPLES / "northfell-2024-with-faults.txt").read_bytes()


@pytest.mark.slow
def test_five_documents_have_the_same_findings_in_firefox(
    page_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = shutil.which("firefox") or shutil.which("firefox-esr")
    if program is None:
        pytest.skip("no Firefox: install Debian's firefox-esr")
    monkeypatch.chdir(tmp_path)
    drafts = {
        "report.txt": FAULTS,
        "other.txt": (EXAMPLES / "saltmarsh-2019-with-faults.txt").read_bytes(),
        "statement.txt": (EXAMPLES / "statements" / "northfell-2024-statement-with-faults.txt").read_bytes(),
        "draft.docx": word.word_of(report_of(documents.read(decode("report.txt", FAULTS)))),
        "report.pdf": pdfs.tagged(FAULTS.decode()),
    }
    asked, wanted = [], []
    for name, data in drafts.items():
        Path(name).write_bytes(data)
        words = ["check", name, "--no-cache", "--format=json"]
        main(words)
        wanted.append(capsys.readouterr().out)
        asked.append(json.dumps({"words": words, "name": name, "data": base64.b64encode(data).decode()}))
    packages = build.fetched(build.cache()) / "node_modules"
    command: list[str | Path] = [
        shutil.which("node") or "node",
        build.HERE / "firefox.mjs",
        packages,
        program,
        page_file.as_uri(),
    ]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-1000:]
    assert [json.loads(line) for line in done.stdout.splitlines()] == wanted
