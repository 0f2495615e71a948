"""What is altered in a statement: each kind with the places that it is for and the rules that must find it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from benchmarks.quotations import TURNS, negated, number
from benchmarks.statement_facts import ORDINALS, RI, Told
from benchmarks.statement_setting import NUMBERS, Change, Setter, dated, dated_otherwise, without_year
from ofsted_lint.documents.values.dates import MONTHS

ALL_GRADES = ["outstanding", "good", RI, "inadequate"]
_TURN = re.compile(rf", (?:{'|'.join(TURNS[:4])})\b")
_WITHOUT_DAYS = (5, 11)


class Alteration(NamedTuple):
    """`places` are the names in the template that it is for, `rules` those of which one must find it.

    `prepare` readies a setter before anything is set and says whether it can be
    done at all; without a change nothing but that is altered.
    """

    rules: tuple[str, ...]
    places: tuple[str, ...]
    change: Change | None
    prepare: Callable[[Setter], bool] = lambda _: True


def worded(change: Callable[[list[str], int, random.Random], list[str] | None]) -> Change:
    """A quotation with one of its words changed, so that the report does not have it."""

    def changed(setter: Setter, words: str) -> str | None:
        for _ in range(30):
            split = words.split()
            if len(split) < 4:
                return None
            new = change(split, setter.dice.randrange(1, len(split) - 1), setter.dice)
            if new and new != split and not setter.facts.printed(" ".join(new)):
                return " ".join(new)
        return None

    return changed


def replaced(split: list[str], at: int, dice: random.Random) -> list[str]:
    other = dice.choice(["good", "strong", "most", "some", "improving", "the", "workers", "always", "rarely", "better"])
    return [*split[:at], other, *split[at + 1 :]]


def dropped(split: list[str], at: int, _: random.Random) -> list[str] | None:
    return [*split[:at], *split[at + 1 :]] if re.fullmatch(r"[A-Za-z]+", split[at]) else None


def added(split: list[str], at: int, dice: random.Random) -> list[str]:
    return [*split[:at], dice.choice(["very", "all", "highly", "always", "most", "well"]), *split[at:]]


def chosen(setter: Setter, fit: Callable[[Told], bool]) -> Told | None:
    there = [each for each in setter.facts.told if fit(each)]
    return setter.dice.choice(there) if there else None


def numbered(setter: Setter, _: str) -> str | None:
    each = chosen(setter, lambda told: bool(re.search(rf"\b(?:{'|'.join(NUMBERS[2:10])}|\d{{1,4}})\b", told.text)))
    return worded(number)(setter, each.text) if each else None


def spliced(setter: Setter, _: str) -> str | None:
    one, two = setter.dice.sample(setter.facts.told, 2)
    return f"{one.text} {two.text}" if two.passage > one.passage + 1 else None


def cut_short(setter: Setter, _: str) -> str | None:
    """A sentence before one that turns, or what stands before a clause that does."""

    def turns(told: Told) -> bool:
        first = re.match(r"\w+", told.after)
        return bool(first and first[0].lower() in TURNS[:4]) or bool(_TURN.search(told.text, 40))

    each = chosen(setter, turns)
    if not each:
        return None
    clause = _TURN.search(each.text, 40)
    return each.text[: clause.start()] + "." if clause else each.text


def of_another(setter: Setter, _: str) -> str | None:
    other = setter.dice.choice(FOREIGN).text
    return None if setter.facts.printed(other) else other


# Sentences of other reports; filled when the reports are read.
FOREIGN: list[Told] = []


def grade(setter: Setter, words: str) -> str:
    """Another grade than the one that stands there."""
    was = words.casefold().removesuffix(" to be good")
    return setter.grade(setter.dice.choice([each for each in ALL_GRADES if not each.startswith(was)]))


def counted(setter: Setter, words: str) -> str:
    others = [each for each in NUMBERS[1 : len(setter.rows()) + 1] if each != words]
    return setter.dice.choice(others)


def moved(what: str) -> Change:
    """Dates with another day, month or year."""

    def changed(setter: Setter, words: str) -> str | None:
        first, last = setter.facts.periods[-1]
        if what == "month" and setter.facts.published.month == last.month % 12 + 1:
            return None  # an inspection may be called by the month of its report
        form = setter.style.dates % 12
        if words in (MONTHS[last.month - 1], str(last.year)):
            return (
                {"month": MONTHS[last.month % 12], "year": str(last.year - 1)}.get(what)
                if len(words) == 4 or what == "month"
                else None
            )
        if len(setter.facts.periods) > 1 or (
            what == "day"
            and words not in (setter._days(), setter._period())
            and form in _WITHOUT_DAYS
            and not words[:1].isdigit()
        ):
            return None
        if what == "day":
            by = setter.dice.choice([-2, -1, 1, 2])
            new = (shifted(first, by), last) if setter.dice.random() < 0.5 else (first, shifted(last, by))
            if (new[0] == first and new[1] == last) or new[0] >= new[1]:
                return None
        else:
            new = (_other(first, what), _other(last, what))
        if words == setter._period():
            return _altered_period(setter, new, what)
        bare = words == setter._dates_bare()
        if words == setter._days():
            return None if what == "year" else without_year((new,), setter.style.dates)
        text = dated((new,), setter.style.dates % 5 if bare else setter.style.dates)
        return re.sub(r"^(from|on|in|over|between) ", "", text) if bare else text

    return changed


def _altered_period(setter: Setter, new: tuple[date, date], what: str) -> str | None:
    """A period with other dates; None if it does not print what was changed."""
    text = dated_otherwise((new,), setter.style.dates)
    return text if text != setter._period() and (what != "year" or re.search(r"20\d\d", text)) else None


def shifted(day: date, by: int) -> date:
    """A day so many days on, in the same month; the day itself where that is not possible."""
    return day.replace(day=day.day + by) if 1 <= day.day + by <= 28 else day


def _other(day: date, what: str) -> date:
    if what == "year":
        return day.replace(year=day.year - 1, day=min(day.day, 28))
    return day.replace(month=day.month % 12 + 1, day=min(day.day, 28))


def points_counted(setter: Setter, words: str) -> str | None:
    """Another number of points to improve."""
    there = setter.counted("points")
    return setter.number(there + setter.dice.choice([-2, -1, 1, 2])) if there > 2 else None


def counted_otherwise(setter: Setter, words: str) -> str:
    return setter.dice.choice([each for each in ORDINALS[:6] if each != words.casefold()])


FORMAL = ["Council", "Borough", "County", "London", "Royal", "Metropolitan", "North", "South", "East", "West"]
_ASKED = re.compile(r"development|we need|work on|have to do|what is left|hard to read|next steps", re.I)


def misspelt(setter: Setter, words: str) -> str | None:
    """A name with a letter lost, doubled or swapped in one of its longer words."""
    long = [match for match in re.finditer(r"[A-Z][a-zé]{4,}", words) if match[0] not in FORMAL]
    if not long:
        return None
    word = setter.dice.choice(long)
    at = setter.dice.randrange(word.start() + 1, word.end() - 1)
    new = setter.dice.choice(
        [
            words[:at] + words[at + 1 :],
            words[:at] + words[at] + words[at:],
            words[:at] + words[at + 1] + words[at] + words[at + 2 :],
        ]
    )
    return new if new != words else None


def renamed(setter: Setter, words: str) -> str | None:
    """Another first name, or a misspelt one."""
    first, _, rest = words.partition(" ")
    if not rest or words.startswith("the "):
        return None
    if setter.dice.random() < 0.3:
        return setter.dice.choice([each for each in ("Rowena", "Marcus", "Elspeth") if each != first]) + " " + rest
    return misspelt(setter, words)


def silent(setter: Setter) -> bool:
    if _ASKED.search(setter.layout["text"]):
        return False  # what the layout itself says of them is not left out
    setter.empty = frozenset({"improve"})
    told = [each for each in setter.facts.told if not any(_echoes(each.text, point) for point in setter.facts.points)]
    setter.facts = setter.facts._replace(told=told)
    return len(setter.facts.points) > 1 and not setter.facts.ordinal


def _echoes(text: str, point: str) -> bool:
    """Whether a sentence has a third of the longer words of a point, or says itself what should be better."""
    asked, there = (set(re.findall(r"\w{5,}", each.casefold())) for each in (point, text))
    return 3 * len(asked & there) > len(asked) or bool(re.search(r"\bimprove|\bmore to do", text))


def universal(setter: Setter) -> bool:
    setter.claims = setter.claims | {"uniform"}
    setter.forced = "uniform"
    return len(set(setter.facts.grades.values())) > 1


def overall(setter: Setter) -> bool:
    if "overall" in setter.facts.grades or len(set(setter.facts.grades.values())) < 2:
        return False
    setter.facts = setter.facts._replace(grades={**setter.facts.grades, "overall": setter.facts.all_grades})
    setter.claims = setter.claims | {"overall"} - {"most"}
    setter.forced = "overall"
    return True


QUOTED = ("quote-not-verbatim",)
QUOTATIONS = ("q", "q2", "qc", "qs")
DATED = ("release-date-mismatch", "release-visit-mismatch")
ALTERED: dict[str, Alteration] = {
    "a word for another": Alteration(QUOTED, QUOTATIONS, worded(replaced)),
    "a word dropped": Alteration(QUOTED, QUOTATIONS, worded(dropped)),
    "a word added": Alteration(QUOTED, QUOTATIONS, worded(added)),
    "a quotation negated": Alteration(QUOTED, ("q", "q2"), worded(negated)),
    "a number in a quotation": Alteration(QUOTED, ("q",), numbered),
    "a quotation of another report": Alteration(QUOTED, ("q",), of_another),
    "spliced": Alteration(("quote-spliced",), ("q", "q2"), spliced),
    "cut before a turn": Alteration(("quote-truncated-caveat",), ("q",), cut_short),
    "a grade": Alteration(("grade-claim-mismatch",), ("g",), grade),
    "a grade for all": Alteration(("grade-claim-universal", "grade-claim-mismatch"), ("all",), grade),
    "all claimed, and it is not so": Alteration(("grade-claim-universal",), ("all",), None, universal),
    "a count": Alteration(("grade-claim-count",), ("n:most",), counted),
    "a count of points": Alteration(("points-count-mismatch",), ("n:points",), points_counted),
    "overall claimed after 2026": Alteration(("overall-claim-after-2026",), ("g:overall",), None, overall),
    "a day": Alteration(DATED, ("dates", "dates_bare", "days", "period"), moved("day")),
    "a month": Alteration(DATED, ("dates", "dates_bare", "days", "period", "month"), moved("month")),
    "a year": Alteration(DATED, ("dates", "dates_bare", "period", "year"), moved("year")),
    "an ordinal": Alteration(("release-visit-ordinal",), ("ordinal",), counted_otherwise),
    "an inspector’s name": Alteration(("release-names-mismatch",), ("inspector",), renamed),
    "the council’s name": Alteration(("release-council-name",), ("council", "place"), misspelt),
    "points to improve left out": Alteration(("improvements-omitted",), (), None, silent),
}
