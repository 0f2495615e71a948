"""Whether a report has the same findings in every form in which people hold it.

    python -m benchmarks.differential [--corpus N] [--sample N] [--printed]

Takes the examples, and N published reports (ten by default), and makes of each text Markdown, Word files and
PDFs by this project's own makers and by the programs that are installed: cairo (`pdftocairo`), `qpdf`, LibreOffice
(`soffice`), Chromium. Prints a row for each form: how many documents have the findings of their text, and which rules
differ. Differences that have a reason in `REASONS` are counted apart; any other makes the exit status 1. `--printed`
compares published PDFs with the same PDFs printed again by cairo instead; `--sample N` takes every Nth document.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from tests.make import pdfs
from tests.make.markdown import markdown_of
from tests.make.word import word_of

ROOT = Path(__file__).resolve().parent.parent
# The rules that differ for a reason; there are ten at most.
REASONS = {
    "partly-read": "it is only said of PDFs that they have no tags",
    "footer-dates-vague": "a footer is once in a Word file and on each page of a PDF, and may be cut at another place",
    "missing-space": "where a page has no space between two sentences, a PDF's producer decides whether it is there",
    "wellbeing-one-word": "a hyphen at the end of a line may belong to the word, and producers end lines elsewhere",
}
_ENOUGH = 300
# A page on which the lines of a text in layout have room.
_WIDE = pdfs.Way(box="0 -2000 2400 842")
Form = Callable[[Report, Path], Path]


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--corpus", type=int, default=10, help="how many published reports are taken")
    parser.add_argument("--sample", type=int, default=1, help="take every Nth document")
    parser.add_argument("--printed", action="store_true", help="compare all published PDFs with those printed again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        made = printed(place, args.sample) if args.printed else compared(place, args.corpus, args.sample)
    return shown(made)


def compared(place: Path, reports: int, sample: int) -> dict[str, list[Counter[str]]]:
    """Return what differs in each form, a count of rules for each document."""
    published = sorted((corpus() / "corpus" / "ilacs").rglob("*.layout.txt"))
    texts = (
        sorted((ROOT / "examples").glob("*.txt")) + published[:: max(len(published) // max(reports, 1), 1)][:reports]
    )
    found: dict[str, list[Counter[str]]] = {}
    for text in texts[::sample]:
        report = documents.read(read_file(text))
        if not isinstance(report, Report):
            continue
        for name, make in forms().items():
            found.setdefault(name, []).append(differences(text, make(report, place)))
    return found


def printed(place: Path, sample: int) -> dict[str, list[Counter[str]]]:
    """Return what differs in published PDFs that cairo printed again."""
    again = place / "again.pdf"
    found: list[Counter[str]] = []
    for path in sorted((corpus() / "corpus" / "ilacs").rglob("*.pdf"))[::sample]:
        subprocess.run(["pdftocairo", "-pdf", path, again], check=True, capture_output=True)
        found.append(differences(path, again))
    return {"printed again by cairo": found}


def differences(one: Path, other: Path) -> Counter[str]:
    """Return the rules whose findings differ between two files, and how many of their findings."""
    before, after = findings(one), findings(other)
    return Counter(rule for rule, _ in ((before - after) + (after - before)).elements())


def findings(path: Path) -> Counter[tuple[str, str]]:
    """Return the findings of a file, each as its rule and message."""
    return Counter((each.rule, each.message) for each in lint(documents.read(read_file(path)), _rules()).findings)


@cache
def _rules() -> list[Loaded]:
    return find([folder("rules")])[0]


def forms() -> dict[str, Form]:
    """Return the forms that can be made here, by their names."""
    found: dict[str, Form] = {
        "Markdown": lambda report, place: _written(place / "r.md", markdown_of(report).encode()),
        "Word": lambda report, place: _written(place / "r.docx", word_of(report)),
        "PDF, tagged": lambda report, place: _written(place / "t.pdf", pdfs.tagged(report.source.text)),
        "PDF, untagged": lambda report, place: _written(place / "u.pdf", pdfs.untagged(report.source.text, _WIDE)),
    }
    for name, way in pdfs.WAYS.items():
        if way.rotate:
            found[f"PDF, {name}"] = lambda report, place, way=way: _written(  # type: ignore[misc]
                place / "w.pdf", pdfs.tagged(report.source.text, way)
            )
    programs: dict[str, tuple[str, Form]] = {
        "PDF, printed again by cairo": ("pdftocairo", _by_cairo),
        "PDF, linearised": ("qpdf", _linearised),
        "Word, saved by LibreOffice": ("soffice", lambda report, place: _by_office(report, place, "docx")),
        "PDF, by LibreOffice": ("soffice", lambda report, place: _by_office(report, place, "pdf")),
        "PDF, by Chromium": ("chromium", _by_chromium),
    }
    return found | {name: make for name, (program, make) in programs.items() if shutil.which(program)}


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _run(place: Path, *words: str) -> None:
    subprocess.run(words, cwd=place, check=True, capture_output=True, timeout=_ENOUGH)


def _by_cairo(report: Report, place: Path) -> Path:
    _written(place / "one.pdf", pdfs.untagged(report.source.text, _WIDE))
    _run(place, "pdftocairo", "-pdf", "one.pdf", "cairo.pdf")
    return place / "cairo.pdf"


def _linearised(report: Report, place: Path) -> Path:
    _written(place / "one.pdf", pdfs.tagged(report.source.text))
    _run(place, "qpdf", "--linearize", "one.pdf", "linear.pdf")
    return place / "linear.pdf"


def _by_office(report: Report, place: Path, ending: str) -> Path:
    _written(place / "office.docx", word_of(report))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    _run(place, "soffice", profile, "--headless", "--convert-to", ending, "--outdir", "made", "office.docx")
    return place / "made" / f"office.{ending}"


def _by_chromium(report: Report, place: Path) -> Path:
    _written(place / "page.html", _web_page(markdown_of(report)).encode())
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={place}/chrome",
    )
    _run(place, "chromium", *options, "--print-to-pdf=chromium.pdf", "page.html")
    return place / "chromium.pdf"


def _web_page(markdown: str) -> str:
    """Return a page with the headings, table, points and paragraphs of a report in Markdown."""
    made = ["<!doctype html><meta charset=utf-8>"]
    for block in re.sub(r"(?s)\A---.*?-->", "", markdown).split("\n\n"):
        text = html.escape(re.sub(r"\\(?=[^\w\n])|\*\*|\s#+$", "", block.strip()))
        if text.startswith("#"):
            made.append(f"<h2>{text.lstrip('# ')}</h2>")
        elif text.startswith("|"):
            rows = [line.strip("| ").split(" | ") for line in text.split("\n") if "|:--" not in line]
            made.append("<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows))
            made.append("</table>")
        elif text.startswith("* "):
            made.append(
                "<ul>" + "".join(f"<li>{each.strip()}</li>" for each in re.split(r"(?m)^ *\* ", text)[1:]) + "</ul>"
            )
        else:
            made.append(f"<p>{text.replace(chr(92) + chr(10), '<br>')}</p>")
    return "".join(made)


def shown(made: dict[str, list[Counter[str]]]) -> int:
    """Print a row for each form, and the reasons; return 1 if a difference has none."""
    unexplained: Counter[str] = Counter()
    print(f"{'form':<48} same  for a reason  of")
    for name, found in made.items():
        other = [{rule: n for rule, n in each.items() if rule not in REASONS} for each in found]
        for each in other:
            unexplained.update(each)
        same, reasoned = (
            sum(not each for each in found),
            sum(bool(a) and not b for a, b in zip(found, other, strict=True)),
        )
        rules = Counter(rule for each in found for rule in each)
        print(f"{name:<48} {same:4}  {reasoned:12}  {len(found):2}  {', '.join(f'{r} {n}' for r, n in rules.items())}")
    for rule, why in REASONS.items():
        print(f"  {rule}: {why}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main())
