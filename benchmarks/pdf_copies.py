"""Whether copies of PDFs are right: made from published documents, and opened by three other programs.

    python -m benchmarks.pdf_copies [--files N]

Of each copy it is checked that it begins with the bytes of the original, that the reader's text is the same, that
every highlight is on the words of its finding (by PDFium, which is asked for the words inside its rectangles), that a
copy of the copy has the same bytes, and that pypdfium2, pypdf and poppler open it, with as many notes as findings.
Prints counts, how many bytes a note takes and the processor time that copies take beyond the check. Ends with 1 if
anything is wrong.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Severity
from ofsted_lint.linting.engine import lint
from ofsted_lint.output.copies import pdf
from ofsted_lint.output.copies.notes import Note, chosen, notes
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.original import letters
from ofsted_lint.source.readers import ReadError, read_file, source_of
from ofsted_lint.source.source import AUTHOR, Source

FOLDERS = ("ilacs", "letters", "area-send", "jtai")


class Copied(msgspec.Struct, frozen=True):
    """A PDF, its copy, and what was measured."""

    path: Path
    noted: tuple[Note, ...]
    on_words: int
    grown: int
    check: float
    copying: float
    wrong: tuple[str, ...]


@cache
def _rules() -> list[Loaded]:
    return find([folder("rules")])[0]


def copied(path: Path) -> Copied | None:
    """Copy a PDF and check the copy; None if it is none, or nothing is found in it."""
    try:
        source = read_file(path)
    except ReadError:
        return None
    if source.form != "pdf":
        return None
    data, start = path.read_bytes(), _spent()
    outcome = lint(documents.read(read_file(path)), _rules())
    check, start = _spent() - start, _spent()
    kept, _ = chosen(outcome.findings, Severity.ADVICE)
    made = tuple(notes(outcome, kept, {each.rule.id: each.rule for each in _rules()}))
    if not made:
        return None
    copy = pdf.noted(data, source, made)
    spent = _spent() - start
    again = source_of(str(path), copy)
    checks = {
        "the original does not come first": copy.startswith(data),
        "the text is another": again.text == source.text,
        "a copy of the copy has other bytes": pdf.noted(copy, again, made) == copy,
        "there are more or fewer notes": all(count == len(made) for count in _counts(copy)),
        "poppler cannot read it": _poppler(copy) == _poppler(data),
    }
    wrong = tuple(what for what, right in checks.items() if not right)
    return Copied(path, made, sum(_on_words(copy, source, made)), len(copy) - len(data), check, spent, wrong)


def _spent() -> float:
    """Return the processor seconds of this process and of those that have ended, and of the reader of PDFs."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime + _child()


def _child() -> float:
    """Return the processor seconds of the process that reads PDFs, where the system tells them."""
    from ofsted_lint.source.readers.pdf.process import READER

    child: Any = READER._child
    try:
        fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
    except (AttributeError, OSError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def _counts(copy: bytes) -> Iterator[int]:
    """Yield how many notes by this program pypdf and pypdfium2 see."""
    reader: Any = import_module("pypdf").PdfReader(io.BytesIO(copy))
    there = (each.get_object() for page in reader.pages for each in page.get("/Annots", ()))
    yield sum(each.get("/T") == AUTHOR for each in there)
    yield sum(1 for _ in _highlights(copy))


def _highlights(copy: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield the page, the key and the words inside the rectangles of each note, as PDFium sees them."""
    raw: Any = import_module("pypdfium2.raw")
    document = pypdfium2.PdfDocument(copy)
    for number in range(len(document)):
        page: Any = document[number]
        text = page.get_textpage()
        for at in range(raw.FPDFPage_GetAnnotCount(page)):
            note = raw.FPDFPage_GetAnnot(page, at)
            if _value(raw, note, b"T") == AUTHOR:
                yield number + 1, _value(raw, note, b"NM"), "".join(_inside(raw, note, text))
            raw.FPDFPage_CloseAnnot(note)
        text.close()
        page.close()
    document.close()


def _value(raw: Any, note: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (raw.FPDF_WCHAR * length)()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _inside(raw: Any, note: Any, text: Any) -> Iterator[str]:
    """Yield the words inside each rectangle of a highlight."""
    corners = raw.FS_QUADPOINTSF()
    for at in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        raw.FPDFAnnot_GetAttachmentPoints(note, at, corners)
        yield text.get_text_bounded(corners.x3, corners.y3, corners.x2, corners.y2)


def _on_words(copy: bytes, source: Source, made: tuple[Note, ...]) -> Iterator[bool]:
    """Yield for each note whether its highlight is on its page, and the words in it are those of the finding."""
    there: dict[tuple[int, str], list[str]] = {}
    for page, key, words in _highlights(copy):
        there.setdefault((page, key), []).append(letters(words))
    for each in made:
        wanted = letters(source.slice(each.span))
        found = there.get((source.page(each.span.start) or 1, each.key), [])
        yield any(wanted and wanted in words for words in found)


def _poppler(data: bytes) -> str | None:
    """Return the text that poppler reads; None if it is not installed."""
    if shutil.which("pdftotext") is None:
        return None
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["pdftotext", file.name, "-"], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") if not done.returncode else f"status {done.returncode}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=60, help="how many copies are made (default: 60)")
    args = parser.parse_args()
    paths = [each for name in FOLDERS for each in sorted((corpus() / "corpus" / name).rglob("*.pdf"))]
    step = max(len(paths) * 3 // (args.files * 4), 1)
    done: list[Copied] = []
    for path in paths[::step]:
        made = copied(path) if len(done) < args.files else None
        if made:
            done.append(made)
    count, on_words = sum(len(each.noted) for each in done), sum(each.on_words for each in done)
    grown, check, spent = (sum(values) for values in zip(*((e.grown, e.check, e.copying) for e in done), strict=True))
    print(f"{len(done)} PDFs, {count} notes: {on_words} on their words ({on_words / count:.2%})")
    print(f"{grown / count:,.0f} bytes a note; the most in a file {max(e.grown / len(e.noted) for e in done):,.0f}")
    print(f"CPU: check {check / len(done) * 1000:.0f} ms a file, copy {spent / len(done) * 1000:.0f} ms beyond it")
    print("the text by poppler is that of the original" if shutil.which("pdftotext") else "poppler is not installed")
    for each in done:
        for what in each.wrong:
            print(f"WRONG {each.path.name}: {what}")
        if each.on_words < len(each.noted):
            print(f"{each.path.name}: {len(each.noted) - each.on_words} notes not on their words")
    wrong = sum(bool(each.wrong) for each in done)
    print(f"{wrong} copies wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
