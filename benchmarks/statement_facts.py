"""What is true of a report or letter that statements are made about, and words of it to be quoted."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quotations import NOT, TURNS, passages
from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.sentences import sentences
from ofsted_lint.source.source import Source

ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
RI = "requires improvement to be good"
_AREAS = {
    "leaders": "leaders",
    "help-and-protection": "help",
    "in-care": "care",
    "care-leavers": "leavers",
    "in-care-and-care-leavers": "both",
    "overall": "overall",
}
_KIND_OF_COUNCIL = re.compile(
    r"^the |^(?:London|Royal) Borough of | (?:(?:County|City|Metropolitan|Borough)\s*){0,2}(?:Council)?$", re.I
)
_TURNS = re.compile(rf"\b(?:{'|'.join([*TURNS, *NOT, 'except', 'nonetheless', 'despite'])})\b", re.I)
_RUNS_ON = re.compile(r"\d\.\s|[“”\[\]…]|\.\w|^\W|\bparagraph\b")


class Told(NamedTuple):
    """A sentence of a passage, with what follows it, and whether it is the last there."""

    text: str
    passage: int
    at: int
    after: str
    last: bool

    @property
    def harmless(self) -> bool:
        """Whether the document does not turn after it, or in it."""
        return not _TURNS.search(self.after) and not _TURNS.search(self.text)


class Facts(NamedTuple):
    """What statements may say of a document; `grades` are in lower case, by the names of `statements.yaml`."""

    name: str
    against: Document
    council: str
    place: str
    periods: tuple[tuple[date, date], ...]
    published: date
    inspector: str
    grades: dict[str, str]
    points: list[str]
    told: list[Told]
    texts: list[str]
    ordinal: int = 0
    since: str = ""

    @property
    def all_grades(self) -> str:
        """The grade that most judgements have."""
        return Counter(self.grades.values()).most_common(1)[0][0]

    def conditions(self) -> set[str]:
        """Under what names of `when` the document falls."""
        values, overall = set(self.grades.values()), self.grades.get("overall", "")
        found = {
            "uniform": len(values) == 1,
            "most": len(values) > 1 and Counter(self.grades.values()).most_common(1)[0][1] > 1,
            "overall": bool(overall),
            "five": "leavers" in self.grades,
            "combined": "both" in self.grades and bool(overall),
            "better": overall in ("outstanding", "good", RI),
            "good": overall in ("outstanding", "good"),
        }
        return {name for name, holds in found.items() if holds}

    def printed(self, words: str) -> bool:
        """Whether the document has these words in one piece, as far as letters go."""
        return any(_letters(words) in each for each in self.texts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def corpus_facts(folder: Path, dice: random.Random) -> Iterator[Facts]:
    """The facts of all reports of the corpus; every fifth is held against its plain text."""
    for path in sorted((folder / "corpus" / "ilacs").rglob("*.layout.txt")):
        report = documents.read(read_file(path))
        if not isinstance(report, Report) or not report.dates or not report.council:
            continue
        against: Document = report
        if dice.random() < 0.2:
            against = documents.read(read_file(path.with_name(path.name.replace(".layout.txt", ".txt"))))
        grades = {
            _AREAS[row.area]: row.grade.prose.text.casefold() for row in report.judgements if row.area and row.grade
        }
        grades = {area: RI if grade.startswith("requires") else grade for area, grade in grades.items()}
        points = {point.prose.text for point in report.improvements} | {
            i.text for point in report.improvements for i in point.items
        }
        texts = [each.text for each in passages(path) if each.text not in points]
        yield Facts(
            f"{path.parent.name.split('_', 1)[-1]} {report.dates.start}",
            against,
            *names(report.council),
            tuple((each.start, each.end) for each in report.dates.periods if each.start and each.end),
            report.published or (report.dates.end or date.max) + timedelta(days=56),
            report.inspectors[0].name.text if report.inspectors else "",
            grades,
            [point.prose.text for point in report.improvements if not point.items],
            list(told(texts)),
            [_letters(each.prose.text) for each in against.passages],
        )


def names(council: str) -> tuple[str, str]:
    """A council's name in full, and the place alone."""
    place = _KIND_OF_COUNCIL.sub("", _KIND_OF_COUNCIL.sub("", council)).strip()
    full = re.sub(r"^the ", "", council)
    return (full if "Council" in full or "Borough of" in full else f"{place} Council"), place


def told(texts: list[str]) -> Iterator[Told]:
    """The sentences that can be quoted: whole ones without marks of their own that may be cut off."""
    for number, text in enumerate(texts):
        for start, end in sentences(text):
            words = text[start:end]
            if 8 <= len(words.split()) <= 45 and words[-1] == "." and not _RUNS_ON.search(words):
                rest = text[end:].strip()
                after = rest or next(iter(texts[number + 1 :]), "")
                yield Told(words, number, start, after[:120], not rest)


def made_letter(wordings: dict[str, Any], number: int, dice: random.Random) -> Facts:
    """A letter about a monitoring visit that nobody wrote, and its facts."""
    place = wordings["councils"][number % len(wordings["councils"])]
    inspector = dice.choice(wordings["inspectors"])
    first = date(dice.randint(2019, 2025), dice.randint(1, 12), dice.randint(2, 25))
    last = first.replace(day=first.day + 1)
    ordinal = dice.randint(2, 6)
    since = f"{MONTHS[dice.randint(0, 11)]} {first.year - 1}"
    told_there = dice.sample(wordings["sentences"], 12)
    texts = [" ".join(told_there[:4]), " ".join(told_there[4:8]), " ".join(told_there[8:])]
    text = wordings["text"].format(
        date=f"{min(first.day + 20, 28)} {MONTHS[first.month - 1]} {first.year}",
        addressee="Joan Attwater",
        salutation="Ms Attwater",
        council=f"{place} Council",
        place=place,
        dates=f"{first.day} and {last.day} {MONTHS[first.month - 1]} {first.year}",
        ordinal=ORDINALS[ordinal - 1],
        since=since,
        inspector=inspector,
        headline=texts[0],
        findings=f"{texts[1]}\n\n{texts[2]}",
    )
    against = documents.read(Source(f"letter-{number}.txt", text))
    if not isinstance(against, Letter):
        raise SystemExit(f"letter {number} is read as {against.kind}")
    return Facts(
        f"letter {number}",
        against,
        f"{place} Council",
        place,
        ((first, last),),
        last + timedelta(days=28),
        inspector,
        {},
        dice.sample(wordings["points"], 2),
        list(told(texts)),
        [_letters(each) for each in texts],
        ordinal,
        since,
    )
