"""How much of the corpus the parser gets right, field by field, against its key.

    python benchmarks/accuracy.py [--show FIELD]

The key is the corpus's `truth.jsonl`. Space and kinds of quotation marks do
not count; in plain `pdftotext` text hyphens do not either, since it loses
those at line ends. Prints, for both forms of text and for the PDFs, in how many
reports each field is right.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.readers import read_file

FORMS = {"layout": ".layout.txt", "plain": ".txt", "pdf": ".pdf"}
_QUOTES = str.maketrans("‘’`“”", "'''\"\"")


def corpus() -> Path:
    """The folder of shared material: OFSTED_LINT_CORPUS, or beside the project."""
    default = Path(__file__).resolve().parent.parent.parent / "shared"
    return Path(os.environ.get("OFSTED_LINT_CORPUS", default))


class Compared(NamedTuple):
    """A report in one form: its fields as read and as the key has them."""

    name: str
    form: str
    report: Report
    read: dict[str, Any]
    key: dict[str, Any]

    def wrong(self) -> list[str]:
        return [field for field in self.key if self.read[field] != self.key[field]]


def compare(folder: Path) -> Iterator[Compared]:
    """Every report of the corpus in each form, against the key."""
    for line in (folder / "corpus" / "truth.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        for form, ending in FORMS.items():
            path = folder / "corpus" / "ilacs" / (entry["file"].removesuffix(".pdf") + ending)
            report = documents.read(read_file(path))
            norm = _loose if form == "plain" else _strict
            assert isinstance(report, Report)
            yield Compared(entry["file"], form, report, _read(report, norm), _key(entry, norm))


def _strict(text: str | None) -> str | None:
    return None if text is None else " ".join(text.translate(_QUOTES).split())


def _loose(text: str | None) -> str | None:
    return None if text is None else re.sub(r"[-\s]", "", text.translate(_QUOTES))


def _read(report: Report, norm: Any) -> dict[str, Any]:
    headings = [section.heading for section in report.sections if section.heading]
    return {
        "template": report.template,
        "title": norm(report.title.prose.text if report.title else None),
        "council": norm(report.title.council.text if report.title and report.title.council else None),
        "dates": norm(report.dates.prose.text if report.dates else None),
        "inspectors": [norm(inspector.name.text) for inspector in report.inspectors],
        "judgements": [
            (norm(row.label.text), norm(row.grade.prose.text if row.grade else None)) for row in report.judgements
        ],
        "improvements": [(norm(p.prose.text), [norm(item.text) for item in p.items]) for p in report.improvements],
        "sections": [(norm(h.title.text), norm(h.grade.prose.text if h.grade else None)) for h in headings],
        "paragraph numbers": [p.number.value for p in report.paragraphs if p.number],
        "unnumbered paragraphs": sum(p.number is None for p in report.paragraphs),
        "coverage": report.recognised == report.lines,
    }


def _key(entry: dict[str, Any], norm: Any) -> dict[str, Any]:
    points = [{"text": point, "sub": []} if isinstance(point, str) else point for point in entry["improvements"]]
    return {
        "template": entry["template"],
        "title": norm(entry["title"]),
        "council": norm(entry["council"]),
        "dates": norm(entry["inspection_dates"]),
        "inspectors": [norm(name) for name in entry["lead_inspectors"]],
        "judgements": [(norm(name), norm(grade)) for name, grade in entry["judgements"]],
        "improvements": [(norm(point["text"]), [norm(sub) for sub in point["sub"]]) for point in points],
        "sections": [(norm(s["title"]), norm(s["grade"].rstrip("."))) for s in entry["sections"]],
        "paragraph numbers": entry["paragraph_numbers"],
        "unnumbered paragraphs": 0,
        "coverage": True,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--show", metavar="FIELD", help="print what is read and what the key has where they differ")
    args = parser.parse_args()
    found = list(compare(corpus()))
    for form in FORMS:
        mine = [each for each in found if each.form == form]
        lines = sum(each.report.lines for each in mine)
        recognised = sum(each.report.recognised for each in mine)
        print(f"{form}: {len(mine)} reports; {recognised:,} of {lines:,} lines recognised ({recognised / lines:.3%})")
        for field in mine[0].key:
            wrong = [each for each in mine if field in each.wrong()]
            print(f"  {field:<22} {len(mine) - len(wrong)} right ({1 - len(wrong) / len(mine):.1%})")
            for each in wrong if args.show == field else []:
                print(f"    {each.name}\n      read {each.read[field]}\n      key  {each.key[field]}")


if __name__ == "__main__":
    main()
