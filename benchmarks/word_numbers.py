"""Whether the numbers of Word files that other people made are those that LibreOffice prints.

    python -m benchmarks.word_numbers [FOLDER ...] [--fetched FOLDER]

Takes the Word files in the folders, or, without any, those that packages of other projects carry. Of each numbered
paragraph the line with its number is looked for in the text that LibreOffice saves. Prints how many are there, and each
that is not, with the reason if it is one of `REASONS`; how many files could not be read, and the memory that reading
took. Ends with 1 if a number differs for no such reason.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from benchmarks import packages, word_readers
from ofsted_lint.source.readers.word import docx
from ofsted_lint.source.readers.word.layout import Printed
from ofsted_lint.source.readers.word.story import Story

TRACKED = "LibreOffice prints and counts what was deleted or moved; here all changes are accepted"
SCRIPT = "the number has letters or figures of another script, which is read in plain figures"
TEXT = "the number is the same, and its text is not: a formula, a symbol, or words that are not in a text file"
ELSEWHERE = "a text file has no headers, footers and text boxes"
REASONS = (TRACKED, SCRIPT, TEXT, ELSEWHERE)
_CHANGES = (b"<w:del ", b"<w:moveFrom ", b"<w:moveFromRangeStart ")
_BULLETS = ("◼", "–")


class Numbered(NamedTuple):
    """A paragraph with the number that is printed before it."""

    label: str
    text: str


def numbered(data: bytes) -> list[Numbered]:
    """Return the numbered paragraphs of a file; `ValueError` if it cannot be read."""
    found: list[Numbered] = []
    plain = Story._labelled

    def labelled(story: Story, shown: Printed, properties: Any, style: str) -> Printed:
        made = plain(story, shown, properties, style)
        text = shown.stripped().text
        label = made.text.removesuffix(text).strip() if text else made.text.strip()
        if label and not label.startswith(_BULLETS):
            found.append(Numbered(label, text.partition("\n")[0]))
        return made

    with mock.patch.object(Story, "_labelled", labelled):
        docx.read("", data)
    return found


def differing(mine: Iterable[Numbered], theirs: str, data: bytes) -> Iterator[tuple[Numbered, str]]:
    """Yield the paragraphs whose line is not in the text of another program, each with the reason or nothing."""
    lines = Counter(_joined(line) for line in theirs.split("\n"))
    for each in mine:
        line = _joined(each.label + each.text)
        if lines[line]:
            lines[line] -= 1
        else:
            yield each, _reason(each, [known for known, count in lines.items() if count], data)


def _reason(each: Numbered, lines: list[str], data: bytes) -> str:
    """Return why a paragraph's line is not among these, or nothing."""
    label, text = _joined(each.label), _joined(each.text)
    others = [line.removesuffix(text) for line in lines if text and line.endswith(text)]
    if any(other and not other.isascii() for other in others):
        return SCRIPT
    if _has_changes(data):
        return TRACKED
    if not others:
        return TEXT if any(line.startswith(label) for line in lines) else ELSEWHERE
    return ""


def _has_changes(data: bytes) -> bool:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        with zipfile.ZipFile(file) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist() if name.endswith("document.xml"))
    return any(change in body for change in _CHANGES)


def _joined(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def word_files(folders: list[Path]) -> Iterator[Path]:
    """Yield the Word files in folders, each content once."""
    seen: set[bytes] = set()
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in (".docx", ".docm")):
            digest = hashlib.sha256(path.read_bytes()).digest()
            if digest not in seen:
                seen.add(digest)
                yield path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", help="where Word files are (default: those of packages)")
    parser.add_argument("--fetched", type=Path, help="where fetched packages are kept (default: a temporary folder)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        paths = word_files(args.folders) if args.folders else packages.word_files(args.fetched or place / "fetched")
        files = {str(path): path.read_bytes() for path in paths}
        mine, refused = {}, 0
        for name, data in files.items():
            try:
                mine[name] = numbered(data)
            except ValueError:
                refused += 1
        asked = {name: files[name] for name, found in mine.items() if found}
        theirs = word_readers.converted(asked, place / "office", "txt:Text")
    return shown(mine, theirs, files, refused)


def shown(mine: dict[str, list[Numbered]], theirs: dict[str, bytes], files: dict[str, bytes], refused: int) -> int:
    """Print the counts and what differs; return 1 if a number differs for no reason that is known."""
    reasons: Counter[str] = Counter()
    unread = sum(not text for text in theirs.values())
    for name, text in theirs.items():
        for each, why in differing(mine[name], text.decode("utf-8-sig", "replace"), files[name]) if text else ():
            reasons[why] += 1
            if not why:
                print(f"  {name}: {each.label} {each.text[:60]}")
    count = sum(len(mine[name]) for name, text in theirs.items() if text)
    print(f"{len(mine)} files read, {refused} refused; {unread} of {len(theirs)} with numbers not by LibreOffice")
    print(f"{count - reasons.total()} of {count} numbered paragraphs are printed alike")
    for why in (*REASONS, ""):
        print(f"  {reasons[why]}: {why or 'for no known reason'}")
    print(f"reading took {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    return int(bool(reasons[""]))


if __name__ == "__main__":
    raise SystemExit(main())
