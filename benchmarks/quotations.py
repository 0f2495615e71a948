"""Measure how surely kinds of quotation of a report are distinguished: true ones, altered, spliced and shortened ones.

    python -m benchmarks.quotations [--reports N] [--show KIND]

Takes quotations from the reports of the corpus, sets them as people do who
copy and retype (other marks and dashes, wraps, lost hyphens), alters some, and
looks them up in the report, read from either form of its text. Prints how many
of each kind are told and found in their place, how likely quotations of other
reports seem, and what it costs.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.comparison.quotations.caveats import among, following, hidden, turn
from ofsted_lint.comparison.quotations.search import Book, Match
from ofsted_lint.comparison.quotations.stream import Passage
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.sentences import sentences

TURNS = ["however", "but", "although", "though", "yet", "nevertheless", "while", "whilst", "not all", "too many"]
NOT = ["not", "no", "few", "too", "never"]
_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NEGATED = re.compile(r"\b(is|are|was|were|has|have|do|does|can|will)\b(?! not)")


class Case(NamedTuple):
    """A quotation, the passages that it is of, and what must be told of it."""

    kind: str
    text: str
    passages: frozenset[int]
    told: Callable[[Book, Match], bool]


class Report(NamedTuple):
    name: str
    passages: list[Passage]
    book: Book


def reports(folder: Path, dice: random.Random, most: int) -> Iterator[Report]:
    """Reports, each with a book of one form of its text and passages of the other, where these are the same ones."""
    paths = sorted((folder / "corpus" / "ilacs").rglob("*.layout.txt"))
    for path in dice.sample(paths, min(most, len(paths))):
        layout = passages(path)
        plain = passages(path.with_name(path.name.replace(".layout.txt", ".txt")))
        book = plain if len(plain) == len(layout) and dice.random() < 0.5 else layout
        yield Report(f"{path.parent.name}: {path.name}", layout, Book(book))


def passages(path: Path) -> list[Passage]:
    """The sentences of the inspectors in a report; paragraphs of one part follow each other."""
    read = [each for each in documents.read(read_file(path)).passages if "prose" in each.tags]
    before = [None, *(each.tags for each in read)]
    return [Passage(each.prose.text, each.tags == tags) for each, tags in zip(read, before, strict=False)]


def exact(_: Book, match: Match) -> bool:
    return match.kind == "exact"


def inexact(_: Book, match: Match) -> bool:
    return match.kind != "exact"


def spliced(_: Book, match: Match) -> bool:
    return match.kind == "spliced"


def turned(book: Book, match: Match) -> bool:
    rest = following(book, match)
    return bool(rest and turn(rest, TURNS))


def hiding(book: Book, match: Match) -> bool:
    return any(turn(rest, TURNS) or (rest.continues and among(rest, NOT)) for rest in hidden(book, match))


class Maker:
    """Makes quotations of a report."""

    def __init__(self, report: Report, other: Report, dice: random.Random) -> None:
        self.report, self.other, self.dice = report, other, dice
        self.read = {at: cut(each.text) for at, each in enumerate(report.passages)}
        self.read = {at: there for at, there in self.read.items() if there}

    def some(self) -> tuple[str, int]:
        """One to three sentences of a passage."""
        at = self.dice.choice(list(self.read))
        text = self.report.passages[at].text
        spans = list(sentences(text))
        first = self.dice.randrange(len(spans))
        start, end = spans[first][0], spans[min(first + self.dice.randrange(3), len(spans) - 1)][1]
        return text[start:end], at

    def cases(self) -> Iterator[Case]:
        for kind in (*TRUE, *ALTERED):
            for _ in range(3):
                made = self.dice_cases(kind)
                if made:
                    yield made

    def dice_cases(self, kind: str) -> Case | None:
        for _ in range(40):
            made = (TRUE | ALTERED)[kind](self)
            if made:
                text, places, told = made
                return Case(kind, settled(text, self.dice), frozenset(places), told)
        return None


Made = tuple[str, Sequence[int], Callable[[Book, Match], bool]]


def cut(text: str) -> list[str]:
    """The sentences of a text that are long enough to be quoted."""
    return [text[start:end] for start, end in sentences(text) if len(text[start:end].split()) >= 5]


def settled(text: str, dice: random.Random) -> str:
    """A text as somebody sets it who copies or retypes it."""
    if dice.random() < 0.5:
        text = text.translate(str.maketrans("‘’“”–", "''\"\"-"))
    if dice.random() < 0.3:
        text = re.sub(r"(?<!\w)'|'(?!\w)", '"', text).replace("–", "—")
    if dice.random() < 0.3:
        text = re.sub(r"(?<=[a-z])-(?=[a-z])", dice.choice(["", "- ", "‑", "-\n"]), text)
    if dice.random() < 0.4:
        width = dice.randint(30, 90)
        text = re.sub(rf"(.{{{width},}}?) ", r"\1\n", text)
    if dice.random() < 0.3:
        text = text.replace(" ", "\u00a0", 2)
    if dice.random() < 0.3:
        text = text.rstrip(".") + dice.choice([",", "", "!"])
    return text


def true(maker: Maker) -> Made:
    text, at = maker.some()
    return text, [at], exact


def middle(maker: Maker) -> Made | None:
    text, at = maker.some()
    split = text.split()
    if len(split) < 12:
        return None
    start = maker.dice.randrange(1, len(split) - 8)
    part = " ".join(split[start : start + maker.dice.randint(4, 30)])
    return part[0].upper() + part[1:], [at], exact


def capital(maker: Maker) -> Made | None:
    text, at = maker.some()
    return (f"[{text[0].swapcase()}]{text[1:]}", [at], exact) if text[:2].isalpha() else None


def across(maker: Maker) -> Made | None:
    at = maker.dice.choice(list(maker.read))
    if at + 1 not in maker.read or not maker.report.book.passages[at + 1].follows:
        return None
    one, two = maker.report.passages[at].text, maker.read[at + 1][0]
    start, end = list(sentences(one))[-1]
    if not maker.report.passages[at + 1].text.startswith(two):
        return None
    return one[start:end] + maker.dice.choice(["\n\n", " ", "\n\n“"]) + two, [at, at + 1], exact


def shortened(maker: Maker) -> Made | None:
    text, at = maker.some()
    split = text.split()
    if len(split) < 14:
        return None
    start = maker.dice.randrange(4, len(split) - 8)
    mark = maker.dice.choice(["…", "...", "[…]", "[...]", ". . ."])
    return " ".join([*split[:start], mark, *split[start + maker.dice.randint(1, 4) :]]), [at], exact


def named(maker: Maker) -> Made | None:
    text, at = maker.some()
    if not re.search(r"\b[Tt]hey\b", text):
        return None
    return re.sub(r"\b[Tt]hey\b", "[the inspectors]", text, count=1), [at], exact


def worded(change: Callable[[list[str], int, random.Random], list[str] | None]) -> Callable[[Maker], Made | None]:
    """Quotations in which one word is changed, not the first or last."""

    def made(maker: Maker) -> Made | None:
        text, at = maker.some()
        split = text.split()
        if len(split) < 6:
            return None
        new = change(split, maker.dice.randrange(1, len(split) - 1), maker.dice)
        return (" ".join(new), [at], inexact) if new and new != split else None

    return made


def replaced(split: list[str], at: int, dice: random.Random) -> list[str]:
    return [
        *split[:at],
        dice.choice(["good", "strong", "most", "some", "improving", "the", "workers"]),
        *split[at + 1 :],
    ]


def dropped(split: list[str], at: int, _: random.Random) -> list[str] | None:
    alone = re.fullmatch(r"[A-Za-z’']+", split[at])
    return [*split[:at], *split[at + 1 :]] if alone and split[at] not in (split[at - 1], split[at + 1]) else None


def added(split: list[str], at: int, dice: random.Random) -> list[str]:
    return [*split[:at], dice.choice(["very", "all", "highly", "always", "most", "well"]), *split[at:]]


def several(split: list[str], _: int, dice: random.Random) -> list[str]:
    return [replaced(["", word, ""], 1, dice)[1] if dice.random() < 0.2 else word for word in split]


def number(split: list[str], _: int, dice: random.Random) -> list[str] | None:
    places = [at for at, word in enumerate(split) if word in _NUMBERS or re.fullmatch(r"\d{1,4}%?", word)]
    if not places:
        return None
    at = dice.choice(places)
    word = split[at]
    new = dice.choice(_NUMBERS) if word in _NUMBERS else str(int(word.rstrip("%")) + 1) + "%" * word.endswith("%")
    return [*split[:at], new, *split[at + 1 :]]


def negated(split: list[str], _: int, dice: random.Random) -> list[str] | None:
    if "not" in split[1:-1]:
        at = split.index("not", 1)
        return [*split[:at], *split[at + 1 :]]
    text = _NEGATED.sub(r"\1 not", " ".join(split), count=1)
    return text.split()


def joined(maker: Maker) -> Made | None:
    one, two = maker.dice.sample(list(maker.read), 2)
    first, second = maker.dice.choice(maker.read[one]), maker.dice.choice(maker.read[two])
    if any(first + " " + second in each.text for each in maker.report.passages):
        return None
    if two == one + 1 and first == maker.read[one][-1] and second == maker.read[two][0]:
        return None
    return f"{first} {second}", [one, two], spliced


def joined_and_replaced(maker: Maker) -> Made | None:
    made = joined(maker)
    if not made:
        return None
    text, places, _ = made
    split = text.split()
    return " ".join(replaced(split, len(split) // 3, maker.dice)), places, inexact


def skipped(maker: Maker) -> Made | None:
    """Two sentences of a paragraph without the one between."""
    at = maker.dice.choice(list(maker.read))
    there = maker.read[at]
    if len(there) < 3:
        return None
    first = maker.dice.randrange(len(there) - 2)
    return f"{there[first]} {there[first + 2]}", [at], spliced


def before_turn(maker: Maker) -> Made | None:
    """A quotation that stops before a clause or sentence that turns."""
    at = maker.dice.choice(list(maker.read))
    text = maker.report.passages[at].text
    match = maker.dice.choice(list(re.finditer(r"[.,;] (?=(?:however|but|although)\b)", text, re.I)) or [None])
    if not match:
        return None
    start = next((start for start, end in sentences(text) if start <= match.start() < end), 0)
    part = text[start : match.start()]
    return (part, [at], turned) if len(part.split()) >= 4 else None


def hides(maker: Maker) -> Made | None:
    """A quotation whose ellipsis hides a negation."""
    text, at = maker.some()
    split = text.split()
    places = [here for here, word in enumerate(split) if word == "not" and 4 <= here < len(split) - 5]
    if not places:
        return None
    here = places[0]
    return " ".join([*split[:here], "…", *split[here + 1 :]]), [at], hiding


def foreign(maker: Maker) -> Made | None:
    """A sentence of another report that this one does not have."""
    there = maker.dice.choice([each for each in maker.other.passages if cut(each.text)])
    text = maker.dice.choice(cut(there.text))
    return None if any(text in each.text for each in maker.report.passages) else (text, [], inexact)


TRUE: dict[str, Callable[[Maker], Made | None]] = {
    "true": true,
    "begins or ends in a sentence": middle,
    "[T]he": capital,
    "over two paragraphs": across,
    "with an ellipsis": shortened,
    "[the inspectors] for they": named,
}
ALTERED: dict[str, Callable[[Maker], Made | None]] = {
    "a word for another": worded(replaced),
    "a word dropped": worded(dropped),
    "a word added": worded(added),
    "every fifth word": worded(several),
    "a number swapped": worded(number),
    "a negation": worded(negated),
    "spliced": joined,
    "spliced and a word for another": joined_and_replaced,
    "a sentence left out": skipped,
    "cut before a turn": before_turn,
    "an ellipsis that hides “not”": hides,
    "of another report": foreign,
}


def in_place(case: Case, match: Match) -> bool:
    """True if what is said to be closest is of the passages that the quotation is of."""
    there = {stretch.passage for part in match.parts for stretch in part.there}
    if case.kind.startswith("spliced") or not case.passages:
        return case.passages <= there
    return bool(there & case.passages)


class Looked(NamedTuple):
    """A quotation that was looked up: whether it was told for what it is, and its place found."""

    report: str
    case: Case
    match: Match
    told: bool
    placed: bool


def looked(folder: Path, most: int) -> Iterator[Looked]:
    """Three quotations of each kind from each of so many reports, each looked up in its report."""
    dice = random.Random(8)  # noqa: S311
    read = list(reports(folder, dice, most))
    for report, other in zip(read, [*read[1:], *read[:1]], strict=True):
        for case in Maker(report, other, dice).cases():
            match = report.book.look(case.text)
            yield Looked(report.name, case, match, case.told(report.book, match), in_place(case, match))


def share(found: Sequence[Looked], kinds: Collection[str]) -> tuple[float, float]:
    """The share of the quotations of some kinds that is distinguished, and that has its place."""
    mine = [each for each in found if each.case.kind in kinds]
    return sum(each.told for each in mine) / len(mine), sum(each.placed for each in mine) / len(mine)


def show(found: Sequence[Looked]) -> None:
    count = Counter(each.case.kind for each in found)
    print(f"{len({each.report for each in found})} reports, {len(found)} quotations")
    for title, kinds in (("untouched", TRUE), ("altered", ALTERED)):
        for name, some in ((title, list(kinds)), *((f"  {kind}", [kind]) for kind in kinds if count[kind])):
            told, placed = share(found, some)
            number = sum(count[kind] for kind in some)
            print(f"{name:<34}{number:5}  told {told:7.2%}  in its place {placed:7.2%}")
    for kind, foreign in (("altered", False), ("of another report", True)):
        inexact = (each for each in found if each.match.kind in ("altered", "absent"))
        values = sorted(each.match.likeness for each in inexact if (not each.case.passages) == foreign)
        shares = (f"{share}%: {values[share * (len(values) - 1) // 100]:.2f}" for share in (0, 1, 10, 50, 90, 99, 100))
        print(f"likeness, {kind}: {'  '.join(shares)}")


def cost(folder: Path) -> None:
    """Measure what 60 quotations of 5,000 words cost against a report of 60 pages, the book made anew."""
    dice = random.Random(8)  # noqa: S311
    paths = sorted((folder / "corpus" / "ilacs").rglob("*.layout.txt"))
    there: list[Passage] = []
    while sum(len(each.text.split()) for each in there) < 40_000:
        there += passages(dice.choice(paths))
    texts = [each.text for each in there if len(each.text.split()) > 90]
    quoted = [" ".join(dice.choice(texts).split()[:83]) for _ in range(60)]
    altered = [" ".join(replaced(each.split(), 40, dice)) for each in quoted]
    print("60 quotations of 5,000 words against 40,000 words, milliseconds of CPU:")
    for name, quotations in {
        "the book alone": quoted[:1],
        "all exact": quoted,
        "ten altered": quoted[10:] + altered[:10],
        "all altered": altered,
    }.items():
        times = []
        for _ in range(7):
            gc.collect()
            start = time.process_time()
            book = Book(there)
            for each in quotations:
                book.look(each)
            times.append((time.process_time() - start) * 1000)
        print(f"  {name:<20} {median(times):6.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=60, help="how many reports to take quotations from")
    parser.add_argument("--show", metavar="KIND", help="print those of a kind that are not told or not in their place")
    args = parser.parse_args()
    found = list(looked(corpus(), args.reports))
    for each in found:
        if each.case.kind == args.show and not (each.told and each.placed):
            print(f"{each.report}: {each.case.text!r}\n  {each.match}")
    show(found)
    cost(corpus())


if __name__ == "__main__":
    main()
