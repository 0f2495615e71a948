"""Whether findings depend on what they should not: order of paths, encodings, line ends, widths of lines, page breaks.

    python -m benchmarks.metamorphic [--every 10] [--form layout]

Each published report is changed in a way that changes nothing for a reader, and linted again. For each way the number
of reports with other findings is printed, and each finding that came or went with its rule, so that one can explain it.
Paragraphs are wrapped anew within themselves; page breaks go to the next gap between paragraphs.
"""

from __future__ import annotations

import argparse
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import ofsted_lint as ol
from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.source.readers import source_of

Bytes = Callable[[str], bytes]
Known = Counter[tuple[str, str]]


def wrapped(text: str, width: int) -> str:
    """Return a report with its numbered paragraphs wrapped at another width."""
    made = text
    for paragraph in reversed(documents.read(source_of("a.txt", text.encode())).paragraphs):
        pieces = list(paragraph.prose.pieces())
        if paragraph.number is None or not pieces:
            continue
        start, end = pieces[0].start, pieces[-1].end
        there = made[start:end]
        if "\f" not in there and "\n\n" not in there:
            lines = textwrap.wrap(paragraph.prose.text, width, break_long_words=False, break_on_hyphens=False)
            made = made[:start] + "\n".join(lines) + made[end:]
    return made


def pages_moved(text: str) -> str:
    """Return a report in which the last paragraph of a page, if it ends there, is the first of the next.

    The footer, which is the last block of a page, stays where it is.
    """
    pages = text.split("\f")
    for at, page in enumerate(pages[:-1]):
        blocks = page.split("\n\n")
        if len(blocks) > 3 and blocks[-2].rstrip().endswith((".", ":")):
            last = blocks.pop(-2)
            pages[at], pages[at + 1] = "\n\n".join(blocks), f"{last}\n\n{pages[at + 1]}"
    return "\f".join(pages)


WAYS: dict[str, Bytes] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of old Macs": lambda text: text.replace("\n", "\r").encode(),
    "line ends mixed": lambda text: text.replace("\n\n", "\r\n\n").encode(),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16, little end first": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "accents apart (NFD)": lambda text: unicodedata.normalize("NFD", text).encode(),
    "blanks at line ends": lambda text: text.replace("\n", "  \n").encode(),
    "wrapped at 60": lambda text: wrapped(text, 60).encode(),
    "wrapped at 80": lambda text: wrapped(text, 80).encode(),
    "wrapped at 100": lambda text: wrapped(text, 100).encode(),
    "page breaks moved": lambda text: pages_moved(text).encode(),
    "page breaks taken out": lambda text: text.replace("\f", "").encode(),
}


def found(linter: ol.Linter, data: bytes) -> Known:
    """Return the findings of a document: their rules and fingerprints, which no line number is part of."""
    return Counter((each.rule, each.fingerprint) for each in linter.lint(linter.read(data, name="a.txt")).findings)


def order_matters(paths: list[Path]) -> bool:
    """Return whether findings depend on the order in which paths are given."""
    ways: list[dict[str, Known]] = []
    for order in (paths, paths[::-1]):
        results = ol.Linter(isolated=True).lint_paths(order)
        made = (each for each in results if not isinstance(each, ol.ReadError))
        ways.append({each.path: Counter((one.rule, one.fingerprint) for one in each.findings) for each in made})
    return ways[0] != ways[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--every", type=int, default=10, help="take each so-manieth report")
    parser.add_argument("--form", choices=("layout", "plain"), default="layout")
    args = parser.parse_args()
    texts = sorted((corpus() / "corpus" / "ilacs").rglob("*.txt"))
    paths = [path for path in texts if path.name.endswith(".layout.txt") == (args.form == "layout")][:: args.every]
    linter = ol.Linter(isolated=True)
    other: Counter[str] = Counter()
    listed: dict[str, list[str]] = {name: [] for name in WAYS}
    total = 0
    for path in paths:
        text = path.read_text("utf-8").replace("\r\n", "\n")
        before = found(linter, text.encode())
        total += before.total()
        for name, way in WAYS.items():
            now = found(linter, way(text))
            differences = [
                f"{sign}{rule}" for sign, more in (("+", now - before), ("-", before - now)) for rule, _ in more
            ]
            other[name] += bool(differences)
            listed[name] += [f"{path.parent.name}/{path.name[:40]}: {' '.join(differences)}"] * bool(differences)
    print(f"{len(paths)} reports ({args.form} text) with {total} findings")
    print(f"  {'order of paths':<26} {'other findings' if order_matters(paths) else 'the same findings'}")
    for name in WAYS:
        print(f"  {name:<26} other findings in {other[name]:>3}")
        for line in listed[name]:
            print(f"      {line}")


if __name__ == "__main__":
    main()
