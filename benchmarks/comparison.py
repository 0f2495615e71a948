"""Measure how well `compare` finds the differences, on the corpus.

    python -m benchmarks.comparison [--show]

Prints in how many reports a change that is planted in the layout text is
reported, and no other; in how many the PDF and the plain text are the same as
the layout text; and what it says of councils with two reports, with `--show`
each text that was taken over or carried over, and what differs by the form.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.comparison.reports.model import Change, Comparison
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings import record
from ofsted_lint.linting.compare import compare
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Source

_LAYOUT = ".layout.txt"
_WORD = re.compile(r"(?<= )[a-z]{4,}(?=[ ,])")
_NEW = "Leaders have begun a wholly different and unusual venture with sailors and bakers to feed seabirds.\n\n"
# What is done to a report, and the one kind of change that it should make.
_MEANT = {
    "a word of a paragraph": "rewritten",
    "a word of a point": "rewritten",
    "a grade": "grade",
    "a paragraph dropped": "dropped",
    "a paragraph added": "new",
    "a paragraph moved": "moved",
}


def read(source: Source) -> Report:
    found = documents.read(source)
    assert isinstance(found, Report)
    return found


def reports(folder: Path) -> list[Report]:
    """The reports of the corpus as layout text, council by council."""
    return [read(read_file(path)) for path in sorted((folder / "corpus" / "ilacs").glob(f"*/*{_LAYOUT}"))]


def changes(made: Comparison[record.Finding]) -> list[Change]:
    return [each for part in (made.improvements, *made.parts) for each in part.changes if each.change != "same"]


def told(made: Comparison[record.Finding]) -> list[str]:
    """The report of a comparison, in the words of `_MEANT`."""
    said: list[str] = [each.change for each in changes(made)]
    said += ["grade" for each in made.judgements if each.change != "same"]
    return [*said, *(each.what for each in made.details)]


def planted(report: Report, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Texts of a report in each of which one thing was changed, and what."""
    text = report.source.text
    numbered = [each for each in report.paragraphs if _whole(text, each)]
    yield "a word of a paragraph", _reworded(text, dice.choice(numbered).prose, dice)
    if report.improvements:
        yield "a word of a point", _reworded(text, dice.choice(report.improvements).prose, dice)
    grades = (row.grade.prose for row in report.judgements if row.grade)
    grade = next((each for each in grades if len(each.pieces()) == 1), None)
    if grade:
        span = grade.span
        yield "a grade", f"{text[: span.start]}{'Good' if grade.text != 'Good' else 'Inadequate'}{text[span.end :]}"
    first, *_, last = sorted(dice.sample(numbered[1:-1], 4), key=lambda each: each.prose.span.start)
    start, end = _bounds(first)
    to, between = _bounds(last)[0], _number(last) - _number(first) - 1
    head = text[:start]
    yield "a paragraph dropped", head + _shifted(report, end, len(text), -1)
    yield "a paragraph added", f"{head}{_number(first)}. {_NEW}{_shifted(report, start, len(text), 1)}"
    moved = _shifted(report, start, end, between)
    yield "a paragraph moved", f"{head}{_shifted(report, end, to, -1)}{moved}\n\n{text[to:]}"


def _shifted(report: Report, start: int, end: int, by: int) -> str:
    """A stretch of a report with the numbers of its paragraphs so much higher."""
    made, at = "", start
    for each in report.paragraphs:
        if each.number and start <= each.number.prose.span.start < end:
            span, value = each.number.prose.span, each.number.value
            made += report.source.text[at : span.start]
            made += report.source.slice(span).replace(str(value), str(value + by))
            at = span.end
    return made + report.source.text[at:end]


def _number(paragraph: Paragraph) -> int:
    assert paragraph.number
    return paragraph.number.value


def _bounds(paragraph: Paragraph) -> tuple[int, int]:
    assert paragraph.number
    return paragraph.number.prose.span.start, paragraph.prose.span.end


def _whole(text: str, paragraph: Paragraph) -> bool:
    """True if a paragraph is numbered and on one page, so that it can be taken out by its ends."""
    return bool(paragraph.number) and "\f" not in text[slice(*_bounds(paragraph))]


def _reworded(text: str, prose: Prose, dice: random.Random) -> str:
    """A text with another word for one of a prose, if it has one that is long enough."""
    found = list(_WORD.finditer(text, prose.span.start, prose.span.end))
    if not found:
        return f"{text[: prose.span.start]}Apples {text[prose.span.start :]}"
    word = dice.choice(found)
    return f"{text[: word.start()]}apples{text[word.end() :]}"


def plant(every: list[Report]) -> None:
    dice = random.Random(8)  # noqa: S311 (the same changes each time)
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    others: Counter[tuple[str, str]] = Counter()
    for report in every:
        for what, text in planted(report, dice):
            found = told(compare(report, read(Source(report.source.path, text))))
            tried[what] += 1
            right[what] += found == [_MEANT[what]]
            if found != [_MEANT[what]]:
                others[what, ", ".join(sorted(found))] += 1
    for what, count in tried.items():
        print(f"{what:<24}{right[what]:>4} of {count}")
    for (what, instead), count in others.items():
        print(f"  {count} × {what}: {instead or 'nothing'}")


def forms(every: list[Report], shown: bool) -> None:
    for ending in (".pdf", ".txt"):
        same = 0
        for report in every:
            path = Path(report.source.path.replace(_LAYOUT, ending))
            made = compare(read(read_file(path)), report)
            same += made.same
            if not made.same and shown:
                print(f"{path}: {', '.join(told(made))}")
        print(f"{ending} the same as layout text: {same} of {len(every)}")


def pairs(every: list[Report], shown: bool) -> None:
    carried = points = nearly = paragraphs = 0
    took = []
    for _, group in groupby(every, key=lambda report: Path(report.source.path).parent):
        for old, new in pairwise(sorted(group, key=_began)):
            start = time.perf_counter()
            made = compare(old, new)
            took.append(time.perf_counter() - start)
            again = [each for each in changes(made) if each.old and each.new]
            carried += sum(each.change == "carried-over" for each in again)
            nearly += sum(each.change != "carried-over" for each in again)
            points += len(old.improvements)
            paragraphs += len(old.paragraphs)
            for each in again if shown else ():
                assert each.old
                assert each.new
                print(f"{each.change} {each.likeness}\n  {each.old.text}\n  {each.new.text}")
    print(f"{len(took)} pairs of successive reports; the slowest took {max(took) * 1000:.0f} ms")
    print(f"{carried} of {points} points carried over, {nearly} of {paragraphs} paragraphs taken over, or nearly")


def _began(report: Report) -> str:
    return report.dates.start.isoformat() if report.dates and report.dates.start else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="show what differs, was taken over or carried over")
    args = parser.parse_args()
    every = reports(corpus())
    plant(every)
    forms(every, args.show)
    pairs(every, args.show)


if __name__ == "__main__":
    main()
