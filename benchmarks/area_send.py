"""How much of published reports of area SEND inspections the parser gets right, field by field, against their key.

    python -m benchmarks.area_send [--forms layout,plain,pdf] [--part seen|held] [--show FIELD]

Prints, for both forms of text and for the PDFs, in how many reports each field
is right, and how many are right in all. Space and kinds of quotation marks do
not count; in plain `pdftotext` text hyphens do not either, since it loses those
at line ends. Lines are compared in layout text, to which the key's lines belong.
Six reports are held back: look at the others (`seen`) while working.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import FORMS, corpus
from benchmarks.by_field import Compared, Norm, norm_of, report
from ofsted_lint import documents
from ofsted_lint.documents.area_send.model import AreaSendReport
from ofsted_lint.documents.frameworks.area_send import section_of
from ofsted_lint.documents.structure.parts import Improvement
from ofsted_lint.source.readers import read_file

# The headings by the names that the key has for them.
_KEYS = {
    "outcome": "outcome",
    "info-lap": "partnership",
    "like": "experience",
    "effective": "effective",
    "better": "better",
    "priority": "priority",
    "improve": "improvement",
    "details": "details",
    "info-insp": "inspection",
    "team": "team",
}
_LABEL = re.compile(r"Dates? of previous inspections?:? ?")
_HELD = ("wakefield", "lewisham", "newham", "sandwell", "telford", "west sussex")


def entries(folder: Path, part: str = "") -> Iterator[dict[str, Any]]:
    """The entries of the key; `part` chooses those `seen` or `held`."""
    for line in (folder / "corpus" / "area-send.truth.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        held = any(name in entry["file"] for name in _HELD)
        if not part or held == (part == "held"):
            yield entry


def compare(folder: Path, form: str, part: str = "") -> Iterator[Compared]:
    """The reports of the corpus in one form, against their key."""
    for entry in entries(folder, part):
        path = folder / "corpus" / "area-send" / (entry["file"].removesuffix(".pdf") + FORMS[form])
        norm = norm_of(form)
        document = documents.read(read_file(path))
        read = _read(document, norm, form) if isinstance(document, AreaSendReport) else {}
        yield Compared(entry["file"], form, document, read, _key(entry, norm, form))


def _read(report: AreaSendReport, norm: Norm, form: str) -> dict[str, Any]:
    """The fields of a report as they were read."""
    footer = report.footers[0] if report.footers else None
    made: dict[str, Any] = {
        "kicker": norm(report.kicker.text if report.kicker else None),
        "title": norm(report.title.prose.text if report.title else None),
        "area": norm(report.council),
        "dates": norm(report.dates.prose.text if report.dates else None),
        "start and end": [str(report.dates.start), str(report.dates.end)] if report.dates else None,
        "previous": norm(report.previous.value.text if report.previous else None),
        "outcome": report.outcome.value if report.outcome else None,
        "headings": [section_of(heading.title.text) for heading in report.headings],
        "effective": len(report.effective),
        "better": len(report.better),
        "improvements": len(report.improvements),
        "priority actions": len(report.priorities),
        "footer": norm(_of_footer(footer.prose.text)) if footer else None,
        "footer pages": sum(len(each.places) for each in report.footers),
        "Ofsted team": sorted(norm(each.prose.text) or "" for each in report.team if each.body == "Ofsted"),
        "CQC team": sorted(norm(each.prose.text) or "" for each in report.team if each.body != "Ofsted"),
        "copyright": report.copyright_year.year if report.copyright_year else None,
        "coverage": report.recognised == report.lines,
    }
    if form == "layout":
        for name in ("effective", "better", "improvements"):
            made[f"{name} lines"] = _lines(getattr(report, name))
    return made


def _lines(points: tuple[Improvement, ...]) -> list[int]:
    return [point.prose.source.position(point.prose.span.start).line for point in points]


def _of_footer(text: str) -> str:
    """The wording of a footer without its page number."""
    return re.sub(r"(20\d\d) \d{1,2}$", r"\1", text).strip()


def _key(entry: dict[str, Any], norm: Norm, form: str) -> dict[str, Any]:
    dates = entry["inspection_dates"]
    made: dict[str, Any] = {
        "kicker": norm(entry["kicker"]),
        "title": norm(entry["title"]),
        "area": norm(entry["area"]),
        "dates": norm(dates["text"]),
        "start and end": [dates["start"], dates["end"]],
        "previous": norm(_LABEL.sub("", entry["previous_text"])),
        "outcome": entry["outcome"],
        "headings": list(dict.fromkeys(_KEYS[each["key"]] for each in entry["headings"] if each["key"] in _KEYS)),
        "effective": entry["effective"]["n"],
        "better": entry["better"]["n"],
        "improvements": entry["improvements"]["n"],
        "priority actions": entry["priority_n"],
        "footer": norm(entry["footers"][0][0]),
        "footer pages": sum(count for _, count in entry["footers"]),
        "Ofsted team": sorted(norm(each) or "" for each in entry["ofsted_team"]),
        "CQC team": sorted(norm(each) or "" for each in entry["cqc_team"]),
        "copyright": int(entry["copyright"]),
        "coverage": True,
    }
    if form == "layout":
        for name in ("effective", "better", "improvements"):
            made[f"{name} lines"] = entry[name]["lines"]
    return made


def main() -> None:
    """Print the figures for the forms and the part that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--forms", default=",".join(FORMS), help="the forms, separated by commas")
    parser.add_argument("--part", default="", choices=["seen", "held"], help="only these reports")
    parser.add_argument("--show", metavar="FIELD", help="print what differs in this field (all: in every)")
    args = parser.parse_args()
    for form in args.forms.split(","):
        report(list(compare(corpus(), form, args.part)), form, "reports", args.show)


if __name__ == "__main__":
    main()
