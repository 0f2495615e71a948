"""Word files of sixty shapes of numbering have the numbers that another word processor prints."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from ofsted_lint.source.readers import read_stream
from tests.make.numbering import SHAPES, file

pytest.importorskip("lxml")
# Where LibreOffice differs, and ours is right: the reason of each.
OTHERWISE = {
    "a lower level that starts anew": "a list’s own start counts each time that the level begins again (17.9.26)",
    "the form decimalEnclosedParen": "LibreOffice has no such form, and writes figures",
    "the form decimalEnclosedFullstop": "LibreOffice has no such form, and writes figures",
}


def joined(text: str) -> str:
    return "".join(text.split())


def test_there_are_sixty_shapes() -> None:
    assert len(SHAPES) >= 60
    assert set(OTHERWISE) <= set(SHAPES)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_numbers_of_every_shape(tmp_path: Path) -> None:
    names = {name: tmp_path / f"shape{at}.docx" for at, name in enumerate(SHAPES)}
    for name, path in names.items():
        path.write_bytes(file(SHAPES[name]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*convert, *map(str, names.values())], check=True, capture_output=True, timeout=300)
    theirs = {name: joined(path.with_suffix(".txt").read_text("utf-8-sig")) for name, path in names.items()}
    ours = {name: joined(read_stream(io.BytesIO(path.read_bytes()), path.name).text) for name, path in names.items()}
    differs = {name: (ours[name], theirs[name]) for name in SHAPES if ours[name] != theirs[name]}
    assert differs.keys() == OTHERWISE.keys(), differs
