"""Files that other projects publish in their packages, fetched by the ordinary clients into a folder.

Nothing of them is kept with the project: their licences differ, and they are material, not code.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path


class MissingError(Exception):
    """A package that could not be fetched."""


def source(name: str, version: str, folder: Path) -> Path:
    """Return the unpacked source distribution of a Python package; it is fetched if it is not in the folder."""
    return _unpacked(
        folder / f"{name}-{version}",
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", name, f"{name}=={version}"],
    )


def script(name: str, version: str, folder: Path) -> Path:
    """Return an unpacked package of JavaScript; it is fetched if it is not in the folder."""
    return _unpacked(folder / f"{name}-{version}", ["npm", "pack", "--silent", f"{name}@{version}"])


def _unpacked(place: Path, command: list[str]) -> Path:
    if not place.is_dir():
        fetched = place.with_name(f"{place.name}.part")
        shutil.rmtree(fetched, ignore_errors=True)
        fetched.mkdir(parents=True)
        if shutil.which(command[0]) is None:
            raise MissingError(f"{command[0]} is not installed")
        done = subprocess.run(command, cwd=fetched, capture_output=True, text=True, check=False)
        for each in [*fetched.glob("*.tar.gz"), *fetched.glob("*.tgz")]:
            with tarfile.open(each) as archive:
                archive.extractall(fetched, filter="data")
            each.unlink()
        if done.returncode:
            raise MissingError(f"{' '.join(command)}: {done.stderr.strip().splitlines()[-1:]}")
        fetched.rename(place)
    return place


def word_files(folder: Path) -> Iterator[Path]:
    """Yield the Word files of other projects, each content once; what cannot be fetched is left out with a line."""
    seen = set()
    for fetch, name, version in WORD:
        try:
            found = sorted(_with_ending(fetch(name, version, folder), (".docx", ".docm")))
        except MissingError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        for path in found:
            data = path.read_bytes()
            if data not in seen:
                seen.add(data)
                yield path


def _with_ending(folder: Path, endings: tuple[str, ...]) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.name.lower().endswith(endings))


WORD = (
    (source, "python-docx", "1.2.0"),
    (source, "docx-editor", "0.8.2"),
    (source, "docx-revisions", "0.1.5"),
    (script, "mammoth", "1.13.0"),
    (script, "docx4js", "3.3.0"),
)
