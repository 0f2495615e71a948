"""How much of published letters the parser gets right, field by field, against their key.

    python -m benchmarks.letters [--family letters|jtai] [--forms layout,plain,pdf] [--part seen|held] [--show FIELD]

Prints, for both forms of text and for the PDFs, in how many letters each field
is right, and how many are right in all. Space and kinds of quotation marks do
not count; in plain `pdftotext` text hyphens do not either, since it loses those
at line ends. Every fourth letter, by the hash of its name, is held back: look at
the others (`seen`) while working, and at those (`held`) at the end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import FORMS, corpus
from benchmarks.by_field import Compared, Norm, norm_of, report
from ofsted_lint import documents
from ofsted_lint.documents.jtai.model import JtaiLetter
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.source.readers import read_file


def is_held(name: str) -> bool:
    """True for every fourth letter, by the hash of its name."""
    return hashlib.sha256(name.encode()).digest()[0] % 4 == 0


def entries(folder: Path, family: str, part: str = "") -> Iterator[dict[str, Any]]:
    """The entries of the key; `part` chooses those `seen` or `held`."""
    for line in (folder / "corpus" / f"{family}.truth.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if not part or is_held(entry["file"]) == (part == "held"):
            yield entry


def compare(folder: Path, family: str, form: str, part: str = "") -> Iterator[Compared]:
    """The letters of a family in the corpus in one form, against their key."""
    for entry in entries(folder, family, part):
        path = folder / "corpus" / family / (entry["file"].removesuffix(".pdf") + FORMS[form])
        norm = norm_of(form)
        document = documents.read(read_file(path))
        read, key = {}, _key(entry, norm) if family == "letters" else _jtai_key(entry, norm)
        if isinstance(document, Letter):
            read = read_fields(document, norm)
        elif isinstance(document, JtaiLetter):
            read = _read_jtai(document, norm)
        yield Compared(entry["file"], form, document, read, key)


def _unmarked(heading: str) -> str:
    """A heading without the mark of a footnote, which is not a part of its words in a PDF."""
    return heading.rstrip(" 0123456789")


def read_fields(letter: Letter, norm: Norm) -> dict[str, Any]:
    """The fields of a letter as they were read."""
    headings = [(h.prose.span.start, h.prose.text) for h in letter.headings]
    if letter.improvements_heading:
        headings.append((letter.improvements_heading.span.start, letter.improvements_heading.text))
    signed, to = letter.signed, letter.addressee
    return {
        "title": norm(letter.title.prose.text if letter.title else None),
        "council": norm(letter.council),
        "letter date": norm(letter.letter_date.prose.text if letter.letter_date else None),
        "addressee": norm(to.name.text if to and to.name else None),
        "salutation": norm(letter.salutation.prose.text if letter.salutation else None),
        "dates": norm(letter.dates.prose.text if letter.dates else None),
        "inspectors": [norm(inspector.name.text) for inspector in letter.inspectors],
        "headings": [norm(_unmarked(text)) for _, text in sorted(headings)],
        "improvements": len(letter.improvements),
        "priority actions": len(letter.priorities),
        "signed": norm(signed.name.text if signed and signed.name else None),
        "signed as": norm(signed.title.text if signed and signed.title else None),
        "coverage": letter.recognised == letter.lines,
    }


def _key(entry: dict[str, Any], norm: Norm) -> dict[str, Any]:
    return {
        "title": norm(entry["title"]),
        "council": norm(entry["council"]),
        "letter date": norm(entry["letter_date"]),
        "addressee": norm(entry["addressee"]),
        "salutation": norm(entry["salutation"]),
        "dates": norm(entry["visit_dates"]["text"]),
        "inspectors": [norm(name) for name in entry["inspectors"]],
        "headings": [norm(_unmarked(heading["text"])) for heading in entry["headings"]],
        "improvements": entry["improvements"]["n"] if entry["improvements"] else 0,
        "priority actions": entry["priority_action"]["n"] if entry["priority_action"] else 0,
        "signed": norm(entry["signed_name"]),
        "signed as": norm(entry["signed_title"]),
        "coverage": True,
    }


def _read_jtai(letter: JtaiLetter, norm: Norm) -> dict[str, Any]:
    return {
        "template": letter.template,
        "title": norm(letter.title.prose.text if letter.title else None),
        "area": norm(letter.council),
        "letter date": norm(letter.letter_date.prose.text if letter.letter_date else None),
        "salutation": norm(letter.salutation.prose.text.rstrip(",") if letter.salutation else None),
        "dates": norm(letter.dates.prose.text if letter.dates else None),
        "headings": [norm(_unmarked(heading.prose.text)) for heading in letter.headings],
        "strengths": len(letter.strengths),
        "improvements": len(letter.improvements),
        "priority actions": len(letter.priorities),
        "due": norm(letter.due.prose.text if letter.due else None),
        "signatories": len(letter.signatories) > 0,
        "coverage": letter.recognised == letter.lines,
    }


def _jtai_key(entry: dict[str, Any], norm: Norm) -> dict[str, Any]:
    return {
        "template": entry["template"],
        "title": norm(entry["title"]),
        "area": norm(entry["area"]),
        "letter date": norm(entry["letter_date"]),
        "salutation": norm(entry["salutation"].rstrip(",")),
        "dates": norm(entry["inspection_dates"]["text"]),
        "headings": [norm(_unmarked(heading["text"])) for heading in entry["headings"]],
        "strengths": entry["strengths"]["n"] if entry["strengths"] else 0,
        "improvements": entry["improvements"]["n"] if entry["improvements"] else 0,
        "priority actions": entry["priority_action"]["n"] if entry["priority_action"] else 0,
        "due": norm(next(iter(entry["statement_due"]), None)),
        "signatories": True,
        "coverage": True,
    }


def main() -> None:
    """Print the figures for the forms and the part that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--family", default="letters", choices=["letters", "jtai"])
    parser.add_argument("--forms", default=",".join(FORMS), help="the forms, separated by commas")
    parser.add_argument("--part", default="", choices=["seen", "held"], help="only these letters")
    parser.add_argument("--show", metavar="FIELD", help="print what differs in this field (all: in every)")
    args = parser.parse_args()
    for form in args.forms.split(","):
        report(list(compare(corpus(), args.family, form, args.part)), form, "letters", args.show)


if __name__ == "__main__":
    main()
