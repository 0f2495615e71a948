"""Make the portable folder of this system, try it, and pack it.

    python -m portable.build --out FOLDER

Run it with a Python in which the program is installed from its wheel with the extras `docx`, `html` and `pdf`, and
PyInstaller. The folder needs no Python; it is for systems like the one that it was made on.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ofsted_lint import documents, lint
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.readers.text import decode
from ofsted_lint.version import __version__
from tests.make import pdfs, word

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_REPORT = ROOT / "examples" / "northfell-2024-with-faults.txt"
_CARRIED = ("jinja2", "lark", "lxml", "markupsafe", "msgspec", "pypdf", "pypdfium2", "pyyaml", "rapidfuzz", "rich")


def main() -> int:
    """Make, try and pack the folder, and say where it is."""
    parser = argparse.ArgumentParser(description="make the portable folder of this system")
    parser.add_argument("--out", required=True, help="the folder to write to")
    out = Path(parser.parse_args().out).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", "--clean"]
        command += [f"--distpath={out}", f"--workpath={scratch}", str(HERE / "ofsted-lint.spec")]
        subprocess.run(command, check=True, cwd=HERE)
    folder = out / "ofsted-lint"
    for name in (HERE / "READ-ME.txt", ROOT / "LICENSE", ROOT / "NOTICE"):
        shutil.copy(name, folder)
    _licences(folder / "licences")
    tried(folder)
    stem = f"ofsted-lint-{__version__}-{platform.system().lower()}-{platform.machine().lower()}"
    archive = shutil.make_archive(str(out / stem), "zip", out, "ofsted-lint")
    size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    print(f"{archive}: {Path(archive).stat().st_size / 1e6:.0f} MB, unpacked {size / 1e6:.0f} MB; it works")
    return 0


def _licences(folder: Path) -> None:
    """Copy the licences of the packages that are in the folder."""
    for package in _CARRIED:
        for file in importlib.metadata.files(package) or ():
            if re.search(r"\.dist-info/.*(licen[cs]e|notice|copying)", str(file), re.IGNORECASE):
                target = folder / package / Path(str(file)).name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(Path(str(file.locate())), target)


def tried(folder: Path) -> None:
    """Try the program of a folder on a text, a Word file and a PDF, and write a page; AssertionError if one fails."""
    program = folder / ("ofsted-lint.exe" if sys.platform == "win32" else "ofsted-lint")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        _write_drafts(place)
        version = _printed(program, place, 0, "--version")
        assert version.split() == ["ofsted-lint", __version__], version
        known = {each.rule for each in lint(_REPORT).findings}
        assert known, "the example with faults"
        for draft in ("draft.txt", "draft.docx", "draft.pdf"):
            printed = _printed(program, place, 1, draft, "--no-cache", "--format=json", "--format=html=page.html")
            (document,) = json.loads(printed)["documents"]
            found = {each["rule"] for each in document["findings"]}
            assert found & known, (draft, found)
            if draft == "draft.txt":
                assert found == known, found
            assert "</html>" in (place / "page.html").read_text("utf-8")
        _printed(program, place, 1, "draft.txt", "draft.pdf", "--no-cache", "--jobs=2", "--format=concise")
        assert "examples" in _printed(program, place, 0, "test"), "the rules' examples"


def _write_drafts(place: Path) -> None:
    """Write one draft in three forms."""
    data = _REPORT.read_bytes()
    report = documents.read(decode("draft.txt", data))
    assert isinstance(report, Report)
    (place / "draft.txt").write_bytes(data)
    (place / "draft.docx").write_bytes(word.word_of(report))
    (place / "draft.pdf").write_bytes(pdfs.tagged(data.decode("utf-8")))


def _printed(program: Path, place: Path, status: int, *words: str) -> str:
    """Run the program, which must end with a status; return what it printed."""
    done = subprocess.run([program, *words], cwd=place, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == status, (words, done.returncode, done.stderr[-2000:])
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
