"""Copies of Word files as other programs see them: LibreOffice, python-docx, and the validator openxml-audit."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

_ANNOTATION = re.compile(rb"<office:annotation[ >]")
_COMMENT = re.compile(rb"<(?:\w+:)?comment [^>]*>")
_MINUTES = 8 * 60


class Opened(msgspec.Struct, frozen=True):
    """What other programs say of copies: lines with counts, and for each draft what is wrong."""

    lines: tuple[str, ...]
    wrong: tuple[tuple[str, ...], ...]


def opened(files: Sequence[tuple[bytes, ...]], place: Path) -> Opened:
    """Open drafts and their copies (draft, copy with comments, copy with changes) with what is installed."""
    wrong: list[list[str]] = [[] for _ in files]
    lines = [_validated(files, wrong), _by_python_docx(files, wrong), _by_libreoffice(files, wrong, place)]
    return Opened(tuple(lines), tuple(map(tuple, wrong)))


def converted(files: Mapping[str, bytes], place: Path, form: str = "docx") -> dict[str, bytes]:
    """Return files as LibreOffice writes them in a format, in one run; empty where it gives none."""
    if shutil.which("soffice") is None:
        return {}
    given, made, ending = place / "given", place / "made", form.partition(":")[0]
    given.mkdir(parents=True)
    names = {f"{at}.docx": name for at, name in enumerate(files)}
    for short, name in names.items():
        (given / short).write_bytes(files[name])
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    # A file on which it ends takes those after it along: what is missing is asked for again, by itself.
    for chosen in (list(names), None):
        left = chosen or [each for each in names if not (made / each).with_suffix(f".{ending}").is_file()]
        for several in [left] if chosen else [[each] for each in left]:
            _run([profile, "--headless", "--convert-to", form, "--outdir", made, *(given / each for each in several)])
    paths = {name: (made / short).with_suffix(f".{ending}") for short, name in names.items()}
    return {name: path.read_bytes() if path.is_file() else b"" for name, path in paths.items()}


def _run(words: Iterable[object]) -> None:
    command = ["soffice", *map(str, words)]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_MINUTES)
    except subprocess.TimeoutExpired:
        return


def comments(data: bytes) -> int:
    """Return how many comments a Word file has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each for each in archive.namelist() if re.search(r"/comments\d*\.xml\Z", each)]
        return sum(len(_COMMENT.findall(archive.read(each))) for each in names)


def _validated(files: Sequence[tuple[bytes, ...]], wrong: list[list[str]]) -> str:
    if find_spec("openxml_audit") is None:
        return "openxml-audit is not installed: the order of elements was not checked"
    faults = 0
    for at, (draft, *copies) in enumerate(files):
        before = _faults(draft)
        for copy in copies:
            new = Counter({what: count for what, count in _faults(copy).items() if what not in before})
            faults += new.total()
            wrong[at] += [f"{count} × {what}" for what, count in new.items()]
    return f"openxml-audit: {faults} faults in copies that their drafts do not have"


def _faults(data: bytes) -> Counter[str]:
    """Return the faults of a file, without the places, which differ in a copy."""
    # One validator a file: it keeps what it knows of parts by their names.
    validator: Any = import_module("openxml_audit").OpenXmlValidator(max_errors=0)
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        made = validator.validate(file.name)
    return Counter(f"{each.part_uri}: {each.description}" for each in made.errors)


def _by_python_docx(files: Sequence[tuple[bytes, ...]], wrong: list[list[str]]) -> str:
    if find_spec("docx") is None:
        return "python-docx is not installed: no copy was opened with it"
    library, count, could = import_module("docx"), 0, 0
    for at, (draft, *copies) in enumerate(files):
        try:
            library.Document(io.BytesIO(draft))
        except Exception:  # noqa: S112 (it may fail in any way; what it cannot read says nothing)
            continue
        could += 1
        for copy in copies:
            there = len(list(library.Document(io.BytesIO(copy)).comments))
            count += there
            if there != comments(copy):
                wrong[at].append(f"python-docx sees {there} of {comments(copy)} comments")
    return f"python-docx: opens both copies of {could} of {len(files)} drafts (no other draft either), {count} comments"


def _by_libreoffice(files: Sequence[tuple[bytes, ...]], wrong: list[list[str]], place: Path) -> str:
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed: no copy was opened with it"
    asked = {f"{at} {which}": data for at, each in enumerate(files) for which, data in enumerate(each)}
    made = converted(asked, place, "odt")
    count = 0
    for at, each in enumerate(files):
        draft = _annotations(made[f"{at} 0"])
        for which, copy in enumerate(each[1:], 1):
            there, more = _annotations(made[f"{at} {which}"]), comments(copy) - comments(each[0])
            count += there > 0
            if draft >= 0 and there - draft != more:
                wrong[at].append(f"LibreOffice has {there - draft} more annotations in copy {which}, not {more}")
    opened = sum(bool(each) for each in made.values())
    return f"LibreOffice: opens {opened} of {len(asked)} files; {count} copies with annotations"


def _annotations(data: bytes) -> int:
    """Return how many annotations an OpenDocument text has; -1 if there is no file."""
    if not data:
        return -1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(_ANNOTATION.findall(archive.read("content.xml")))
