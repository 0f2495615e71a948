"""Whether a report has the same findings in every form in which people hold it.

    python -m benchmarks.differential [--corpus N] [--sample N] [--printed] [--details]

Takes the examples, and N published reports (ten by default), and makes of each the forms of `report_forms`. Prints a
row for each form: how many documents have the findings of their text, and which rules differ. Differences of the kinds
in `REASONS` are counted apart; any other makes the exit status 1. `--printed` compares published PDFs with the same
PDFs printed again by cairo, and with those that LibreOffice and Chromium make of their texts; `--sample N` takes every
Nth document, `--details` prints each finding that differs.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from benchmarks.accuracy import corpus
from benchmarks.report_forms import again, forms
from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file

AGAIN = ", from its text"
ROOT = Path(__file__).resolve().parent.parent
# The kinds of difference that have a reason, each with its rules; there are ten at most.
REASONS = {
    "it is only said of PDFs that they have no tags": ["partly-read"],
    "a footer is once in a Word file and on each page of a PDF; one of a single page is on none, or cut elsewhere": [
        *("footer-dates-vague", "header-footer-council", "header-footer-date"),
    ],
    "where a page has no space between two sentences, a PDF’s producer decides whether it is there": [
        *("missing-space", "unbalanced-quote"),
    ],
    "a hyphen at the end of a line may belong to the word, and producers end lines elsewhere": [
        *("wellbeing-one-word", "hyphen-space"),
    ],
    "a mark of a note that is joined to its word hides it in a text, and is known in other forms": [
        "care-experienced-hyphen"
    ],
}


# Those of one form only: its name, the reason and the rules.
IN_FORM = {
    "text, saved by LibreOffice": (
        "paragraphs have no empty lines between them, so that a misspelt heading is text; notes are at the end",
        [
            *("footnote-note-missing", "missing-section", "judgement-name-official", "misspelt-word"),
            *("para-unnumbered", "missing-judgement", "grade-vocabulary"),
        ],
    ),
    "PDF, by LibreOffice": (
        "a note without a mark in the text is not printed",
        ["footnote-marker-missing"],
    ),
}


def explained(form: str) -> set[str]:
    """Return the rules that may differ in a form."""
    return {rule for rules in REASONS.values() for rule in rules} | set(IN_FORM.get(form, ("", []))[1])


class Differs(NamedTuple):
    """The findings in which a form of a document differs from its text: those that it lacks, and those that are new."""

    name: str
    missing: Counter[tuple[str, str]]
    new: Counter[tuple[str, str]]

    def rules(self) -> Counter[str]:
        """Return the rules whose findings differ, and how many of them."""
        return Counter(rule for rule, _ in (self.missing + self.new).elements())


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--corpus", type=int, default=10, help="how many published reports are taken")
    parser.add_argument("--sample", type=int, default=1, help="take every Nth document")
    parser.add_argument("--printed", action="store_true", help="compare all published PDFs with those printed again")
    parser.add_argument("--details", action="store_true", help="print each finding that differs")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        made = printed(place, args.sample) if args.printed else compared(place, args.corpus, args.sample)
    return shown(made, args.details)


def compared(place: Path, reports: int, sample: int) -> dict[str, list[Differs]]:
    """Return what differs in each form, for each document."""
    published = sorted((corpus() / "corpus" / "ilacs").rglob("*.layout.txt"))
    texts = (
        sorted((ROOT / "examples").glob("*.txt")) + published[:: max(len(published) // max(reports, 1), 1)][:reports]
    )
    found: dict[str, list[Differs]] = {}
    for text in texts[::sample]:
        report = documents.read(read_file(text))
        if not isinstance(report, Report):
            continue
        for name, make in forms().items():
            found.setdefault(name, []).append(differences(text, make(report, place)))
    return found


def printed(place: Path, sample: int) -> dict[str, list[Differs]]:
    """Return what differs in published PDFs that were printed again, or made again from their texts."""
    found: dict[str, list[Differs]] = {}
    made = forms()
    ways = {name: made[name] for name in ("PDF, by LibreOffice", "PDF, by Chromium") if name in made}
    for path in sorted((corpus() / "corpus" / "ilacs").rglob("*.pdf"))[::sample]:
        # The marks of notes are figures in the text of which the other forms are made.
        report = documents.read(replace(read_file(path), raised=()))
        if "PDF, printed again by cairo" in made:
            found.setdefault("printed again by cairo", []).append(differences(path, again(path, place)))
        if isinstance(report, Report):
            for name, make in ways.items():
                found.setdefault(f"{name}{AGAIN}", []).append(differences(path, make(report, place)))
    return found


def differences(one: Path, other: Path) -> Differs:
    """Return the findings in which two files differ."""
    before, after = findings(one), findings(other)
    return Differs(one.name, before - after, after - before)


def findings(path: Path) -> Counter[tuple[str, str]]:
    """Return the findings of a file, each as its rule and message."""
    return Counter((each.rule, each.message) for each in lint(documents.read(read_file(path)), _rules()).findings)


@cache
def _rules() -> list[Loaded]:
    return find([folder("rules")])[0]


def shown(made: dict[str, list[Differs]], details: bool) -> int:
    """Print a row for each form, and the reasons; return 1 if a difference has none."""
    unexplained = 0
    print(f"{'form':<48} same  for a reason   of")
    for name, found in made.items():
        known = explained(name.removesuffix(AGAIN))
        same = sum(not each.rules() for each in found)
        reasoned = sum(bool(each.rules()) and each.rules().keys() <= known for each in found)
        unexplained += len(found) - same - reasoned
        rules = sum((each.rules() for each in found), Counter[str]())
        shown = ", ".join(f"{rule} {count}" for rule, count in rules.items())
        print(f"{name:<48} {same:4}  {reasoned:12}  {len(found):3}  {shown}")
        for each in found if details else ():
            for sign, lines in (("-", each.missing), ("+", each.new)):
                for rule, message in lines.elements():
                    print("".join(("    ", each.name, ": ", "  " * (rule in known), sign, " ", rule, ": ", message)))
    for why, named in REASONS.items():
        print(f"  {', '.join(named)}: {why}")
    for name, (why, named) in IN_FORM.items():
        print(f"  {name}: {', '.join(named)}: {why}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main())
