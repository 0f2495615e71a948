"""Statements set from the wordings of `statements.yaml`, true to their report but for what is asked to be altered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sized
from datetime import date
from typing import Any, NamedTuple

from benchmarks.statement_facts import ORDINALS, Facts, Told
from ofsted_lint.documents.values.dates import MONTHS

POOLS = (
    "area",
    "headline",
    "lead",
    "grades",
    "when",
    "improve",
    "improve_first",
    "earlier_line",
    "framework",
    "more",
    "notes",
    "quote",
)
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?(-?)\}")
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?:]['’\"”]? |[.!?]\s+)(?:[-*•#>|\d.]+\s+)*['‘\"“]?$")
_WIDTH = 78


class Piece(NamedTuple):
    """What was put in: the name of the place, and where it stands in the text."""

    name: str
    of: str
    start: int
    end: int


class Set(NamedTuple):
    text: str
    pieces: tuple[Piece, ...]

    def lines(self, piece: Piece) -> tuple[int, int]:
        """The lines, as one stretch, that a piece stands on."""
        start = self.text.rfind("\n\n", 0, piece.start) + 1
        end = self.text.find("\n\n", piece.end)
        return start, len(self.text) if end < 0 else end


class Style(NamedTuple):
    """How a statement writes grades, dates and marks throughout."""

    grade: int
    dates: int
    straight: bool
    bullet: str
    person: str
    role: str
    earlier: int
    all_rows: bool
    wrapped: bool


# What a change makes of a place: the words to stand there.
Change = Callable[["Setter", str], str | None]


class Setter:
    """Sets one statement; the same dice and report give the same statement, whatever is altered in it."""

    def __init__(self, wordings: dict[str, Any], layout: dict[str, Any], facts: Facts, seed: str) -> None:
        self.wordings, self.layout, self.facts = wordings, layout, facts
        self.dice = random.Random(seed)  # noqa: S311
        self.held = bool(layout.get("held"))
        self.claims: set[str] = facts.conditions()
        self.style = self._style()
        self.used: set[str] = set()
        self.empty: frozenset[str] = frozenset()
        self.forced = ""

    def _style(self) -> Style:
        dice = self.dice
        return Style(
            dice.randrange(5),
            dice.randrange(100),
            dice.random() < 0.25 or "straight" in self.layout["name"],
            dice.choice("-•*"),
            dice.choice(self.wordings["people"]),
            dice.choice(self.wordings["roles"]),
            self.facts.periods[0][0].year - dice.randint(3, 4),
            dice.random() < 0.5,
            dice.random() < 0.2 and "Markdown" not in self.layout["name"],
        )

    def template(self) -> str:
        """The layout with a wording of each pool put in."""
        text: str = self.layout["text"]
        for _ in range(4):
            text = re.sub(rf"\{{({'|'.join(POOLS)})\}}", lambda match: self._wording(match[1]), text)
        return re.sub(r"\n{3,}", "\n\n", text)

    def _wording(self, pool: str) -> str:
        if pool in self.empty:
            return ""
        all_there = [each if isinstance(each, dict) else {"text": each} for each in self.wordings[pool]]
        there = [each for each in all_there if self._allowed(each)]
        if pool == "lead" and self.forced:
            there = [each for each in there if self.forced in each.get("when", ())]
        mine = [each for each in there if bool(each.get("held")) == self.held] or there
        return str(self.dice.choice(mine)["text"]) if mine else ""

    def _allowed(self, wording: dict[str, Any]) -> bool:
        if not wording.get("plain", True) and "Markdown" not in self.layout["name"]:
            return False
        if "{inspector}" in wording["text"] and not self.facts.inspector:
            return False
        return set(wording.get("when", ())) <= self.claims

    def set(self, template: str, altered: int = -1, change: Change | None = None) -> Set | None:
        """The statement; the place of this number says what the change makes of it (None where it cannot)."""
        out, pieces, at = "", [], 0
        for number, match in enumerate(_PLACE.finditer(template)):
            out += template[at : match.start()]
            at = match.end()
            name, of = match[1] + match[3], match[2] or ""
            words: str | None = self._put(match[1], of, out)
            if number == altered and change:
                words = change(self, words or "")
            if words is None:
                return None
            words = words.rstrip(".") if match[3] and words.endswith(".") else words
            words = self._fitted(name, words, out)
            if re.search(r"\b[Aa] \Z", out[-3:]) and words[:1] in "oiOI":
                out = out[:-1] + "n "
            pieces.append(Piece(name, of, len(out), len(out) + len(words)))
            out += words
        out += template[at:]
        return Set(self._marked(out), tuple(pieces))

    def _fitted(self, name: str, words: str, before: str) -> str:
        """Words as they stand in their place: a capital at the start of a sentence, marks in marks told apart."""
        mark = before[-1:]
        if name.startswith("q") and mark == "‘":
            words = re.sub(r"‘([^‘’]*)’(?!\w)", r"“\1”", words)
        elif name not in ("link", "dates", "dates_bare", "period") and words and _SENTENCE_START.search(before[-40:]):
            words = words[0].upper() + words[1:]
        return words

    def _marked(self, text: str) -> str:
        """A text in its style of marks, and wrapped if that is the style; no place moves."""
        if self.style.straight:
            text = text.translate(str.maketrans("‘’“”", "''\"\""))
        return "\n".join(_wrapped(line) if self.style.wrapped else line for line in text.split("\n"))

    def _put(self, name: str, of: str, before: str) -> str | None:
        facts = self.facts
        if name in ("g", "j"):
            return self.grade(facts.grades[of]) if name == "g" else self._name_of(of)
        if name == "n":
            return self.number(self.counted(of))
        if name.startswith("q"):
            return self._quotation(name, before)
        return str(getattr(self, f"_{name}")())

    def grade(self, grade: str) -> str:
        """A grade in the style of the statement."""
        short = grade.removesuffix(" to be good")
        capital = grade[0].upper() + grade[1:]
        return [grade, short, capital, short[0].upper() + short[1:], short.title()][self.style.grade]

    def _name_of(self, area: str) -> str:
        return str(self.dice.choice(self.wordings["names"][area]))

    def rows(self) -> list[str]:
        """The grades that are counted: with or without the overall one."""
        grades = self.facts.grades
        return [grade for area, grade in grades.items() if self.style.all_rows or area != "overall"]

    def counted(self, of: str) -> int:
        if of != "points":
            return self.rows().count(self.facts.all_grades)
        points: Sized = getattr(self.facts.against, "improvements", ())
        return len(points) or len(self.facts.points)

    def number(self, value: int) -> str:
        return NUMBERS[value] if value < len(NUMBERS) else str(value)

    # The places of a wording.

    def _council(self) -> str:
        return self.facts.council

    def _place(self) -> str:
        return self.facts.place

    def _total(self) -> str:
        return self.number(len(self.rows()))

    def _all(self) -> str:
        return self.grade(self.facts.all_grades)

    _most = _all

    def _dates(self) -> str:
        return dated(self.facts.periods, self.style.dates)

    def _dates_bare(self) -> str:
        return re.sub(r"^(from|on|in|over|between) ", "", dated(self.facts.periods, self.style.dates % 5))

    def _days(self) -> str:
        return without_year(self.facts.periods, self.style.dates)

    def _period(self) -> str:
        return dated_otherwise(self.facts.periods, self.style.dates)

    def _dates_on(self) -> str:
        first, last = self.facts.periods[0]
        return f"On {first.day} and {last.day} {MONTHS[first.month - 1]} {first.year}"

    def _month(self) -> str:
        return MONTHS[self.facts.periods[-1][1].month - 1]

    def _year(self) -> str:
        return str(self.facts.periods[-1][1].year)

    _printed = _year

    def _earlier(self) -> str:
        there = self.facts.against.previous_inspections
        return str(there[0].year if there else self.style.earlier)

    def _was(self) -> str:
        told = self.facts.against.earlier_grade
        return told.grade.words.removesuffix(" to be good") if told else "inadequate"

    def _next(self) -> str:
        return str(self.facts.periods[0][0].year + 3)

    def _published(self) -> str:
        day = self.facts.published
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def _inspector(self) -> str:
        return self.facts.inspector or "the lead inspector"

    def _title(self) -> str:
        return "His Majesty’s Inspector" if self.facts.periods[0][0] > date(2022, 9, 8) else "Her Majesty’s Inspector"

    def _person(self) -> str:
        return self.style.person

    def _role(self) -> str:
        return self.style.role

    def _someone(self) -> str:
        return f"{self.style.person}, {self.style.role}"

    def _link(self) -> str:
        return "https://reports.ofsted.gov.uk/provider/44/80999"

    def _ordinal(self) -> str:
        return ORDINALS[self.facts.ordinal - 1]

    def _since(self) -> str:
        return self.facts.since

    def _points(self) -> str:
        return "\n".join(f"{self.style.bullet} {point}" for point in self.facts.points[:6])

    def _point(self) -> str:
        point = min(self.facts.points, key=len, default="the quality of plans").rstrip(".")
        return point[0].lower() + point[1:]

    def _point2(self) -> str:
        point = sorted(self.facts.points, key=len)[1:2] or ["the quality of plans"]
        return point[0][0].lower() + point[0][1:].rstrip(".")

    def _quotation(self, name: str, before: str) -> str | None:
        """Words of the report, each only once; nothing that the report takes back in the next words."""
        there = [each for each in self.facts.told if each.harmless and each.text not in self.used]
        if name in ("q2", "qp"):
            there = [each for each in there if self.following(each, name == "qp")]
        if not there:
            return None
        each = self.dice.choice(there)
        self.used.add(each.text)
        words = each.text.split()
        if name == "qc":
            return " ".join(words[self.dice.randint(1, max(1, len(words) - 7)) :])
        if name == "qs":
            start = self.dice.randint(1, 3)
            return " ".join(words[start : start + self.dice.randint(5, 7)]).rstrip(",;:–. ")
        if name == "q":
            return each.text
        other = self.following(each, name == "qp")
        mark = before[-1:] if before[-1:] in '“‘"' else ""
        return (
            f"{each.text}\n\n{mark}{other.text}"
            if name == "qp" and other
            else f"{each.text} {other.text}"
            if other
            else None
        )

    def following(self, each: Told, next_passage: bool) -> Told | None:
        """The sentence after another: the next in its passage, or the first of the next."""
        texts = self.facts.told
        at = texts.index(each) + 1
        if at >= len(texts) or not texts[at].harmless:
            return None
        other = texts[at]
        if next_passage:
            return other if each.last and other.passage == each.passage + 1 and other.at == 0 else None
        return other if not each.last and each.after.startswith(other.text[:30]) else None


def _wrapped(line: str) -> str:
    """A line of prose with line ends for some of its spaces."""
    if re.match(r"\s*(?:[-*•>|#]|\d+\.|.*\t)", line):
        return line
    start = 0
    while len(line) - start > _WIDTH:
        at = line.rfind(" ", start, start + _WIDTH)
        if at < 0 or re.match(r"[-–*•#>|]|\d+\.", line[at + 1 :]):
            break
        line = line[:at] + "\n" + line[at + 1 :]
        start = at + 1
    return line


def dated(periods: tuple[tuple[date, date], ...], form: int) -> str:
    """Periods in one of the ways that people write them."""
    if len(periods) > 1:
        return " and ".join(dated((each,), 0) for each in periods)
    first, last = periods[0]
    month, other = MONTHS[first.month - 1], MONTHS[last.month - 1]
    same = first.month == last.month
    one = f"{first.day}" if same else f"{first.day} {month}"
    if same and last.toordinal() - first.toordinal() == 1:
        return ["on", "over"][form % 2] + f" {one} and {last.day} {other} {last.year}"
    forms = [
        f"from {one} to {last.day} {other} {last.year}",
        f"between {first.day} {month} and {last.day} {other} {last.year}",
        f"from {one}-{last.day} {other} {last.year}" if same else f"from {one} - {last.day} {other} {last.year}",
        f"on {one}–{last.day} {other} {last.year}" if same else f"on {one} – {last.day} {other} {last.year}",
        f"from {first.day} {month} {first.year} to {last.day} {other} {last.year}",
        f"in {other} {last.year}",
        f"from {DAYS[first.weekday()]} {one} to {DAYS[last.weekday()]} {last.day} {other} {last.year}",
        f"between {_th(first.day)} and {_th(last.day)} {other} {last.year}"
        if same
        else f"between {_th(first.day)} {month} and {_th(last.day)} {other} {last.year}",
        f"from {first.day} {month[:3]} to {last.day} {other[:3]} {last.year}",
        f"between {first:%d/%m/%Y} and {last:%d/%m/%Y}",
        f"from {month} {first.day} to {other} {last.day}, {last.year}",
        f"over {'two weeks' if (last - first).days > 6 else 'a week'} in {other} {last.year}"
        if same
        else f"between {one} and {last.day} {other} {last.year}",
    ]
    return forms[form % len(forms)]


def without_year(periods: tuple[tuple[date, date], ...], form: int) -> str:
    """The last of the periods as those write it who leave out the year."""
    first, last = periods[-1]
    month, other = MONTHS[first.month - 1], MONTHS[last.month - 1]
    one = f"{first.day}" if month == other else f"{first.day} {month}"
    forms = [
        f"between {one} and {last.day} {other}",
        f"from {month} {first.day} to {other} {last.day}",
        f"from {first.day} {month} to {last.day} {other}",
        f"on {first.day} {month} - {last.day} {other}",
        f"from {month} {first.day} to {last.day}" if month == other else f"between {one} and {last.day} {other}",
        f"between {one} and {last.day} {other} {last.year}",
    ]
    return forms[form % len(forms)]


def dated_otherwise(periods: tuple[tuple[date, date], ...], form: int) -> str:
    """The last of the periods in ways that minutes, news and letters to staff add to those of `dated`."""
    first, last = periods[-1]
    month, other, year = MONTHS[first.month - 1], MONTHS[last.month - 1], last.year
    same = first.month == last.month
    forms = [
        f"from {_th(first.day)} {month} {first.year} to {_th(last.day)} {other} {year}",
        f"between the {_th(first.day)} and the {_th(last.day)} of {other}"
        if same
        else f"between the {_th(first.day)} of {month} and the {_th(last.day)} of {other}",
        f"over the period {first.day} {month} to {last.day} {other} {year}",
        f"from {DAYS[first.weekday()]} {first.day} {month} until {DAYS[last.weekday()]} {last.day} {other}",
        f"({first.day} {month} – {last.day} {other} {year})",
        f"{month} {first.day}-{last.day}, {year}" if same else f"{month} {first.day} - {other} {last.day}, {year}",
        f"from {first.day}.{first.month}.{first.year} to {last.day}.{last.month}.{year}",
        f"during the fortnight that began on {first.day} {month} and ended on {last.day} {other}",
        f"in the second half of {other} {year}" if last.day > 20 else f"during {other} {year}",
        f"starting on {month} {first.day} and finishing on {other} {last.day}",
    ]
    return forms[form % len(forms)]


def _th(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def leaves(template: str) -> Iterator[tuple[int, str, str]]:
    """The places of a template: number, name, what it is of."""
    for number, match in enumerate(_PLACE.finditer(template)):
        yield number, match[1], match[2] or ""
