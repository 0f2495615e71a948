"""What a report's prose says of other places and times: paragraphs, notes, months, earlier inspections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from ofsted_lint.documents.frameworks.ilacs import GRADE_WORDS, Grade, grade_of
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source

# Patterns are made when they are first needed: most runs need few of them.
_PARAGRAPH = r"[Pp]ara(?:graph|s|\.)?s? (\d{1,3})(?:(?:,| and| to| or|–|-) ?(\d{1,3}))?\b"
# A digit behind a word or its stop; a name like Foster4 has a capital.
_MARK = r"\d(?<=[a-z?.,;]\d)(?![\w%]|[.,-]\d)"
_MARKED = r"(?<!\w)[a-z]{4,}[?.,;]?\Z|improve\??\Z"
_COPYRIGHT = r"(?i:Crown copyright),? (\d{4})\b"
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)}) (?:of )?(20\d\d|19\d\d)\b")
_PREVIOUS = (
    r"(?i)\b(?:last|previous|most recent|prior) (?:full |graded |standard |ILACS |Ofsted |judgement |SIF )*inspection"
    r"(?: of [^,.;:]{1,80}?)?(?:,? which (?:took place|was)| was| took place|,)? ?(?:in|of) "
    rf"(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>20\d\d)\b"
)
_CLAIM = (
    r"\b(?P<subject>(?:[Cc]hildren[’'`]s )?[Ss]ervices\b[^,.;]{0,90}?|[Oo]verall effectiveness\b[^,.;]{0,60}?)"
    rf" (?:is|are|remains?)(?: now)? (?P<grade>{GRADE_WORDS})(?= overall|[.,;]| and\b|$)"
)
_RELATIVE = r"\b(?:that|which|who|where|when|to|if|whether)\Z|\b(?:that|which|where|whether) "
_TO = r"(?:for|to) children"
_PLACE = r"(?: here)?(?: (?:in|of|across|at) (?:the )?[A-Z][^,.;]*)?(?: (?:have|has) [^,.;]*)?\Z"
_ALL = r"children(?:,? (?:and )?(?:their )?(?:families|young people|care leavers))*"
_SERVICES = r"(?:[Cc]hildren[’'`]s )?[Ss]ervices"
_EFFECTIVENESS = r"[Oo]verall effectiveness(?: of (?:local authority |children[’'`]s )*services)?"
_CLAIMED = {
    "help-and-protection": rf"{_TO} (?:who need|in need of|needing) help and protection{_PLACE}",
    "in-care-and-care-leavers": rf"{_TO} in care and care leavers{_PLACE}",
    "in-care": rf"{_TO} in care{_PLACE}",
    "care-leavers": rf"(?:for|to) care leavers{_PLACE}",
    "overall": rf"\A(?:{_EFFECTIVENESS}|{_SERVICES})(?: (?:for|to) {_ALL})?{_PLACE}",
}


# The parts in which figures refer to notes.
MARKED = frozenset({"prose", "heading"})


class Reference(msgspec.Struct, frozen=True, eq=False):
    """A paragraph that the text refers to by number."""

    prose: Prose
    number: int
    address: str


class Mark(msgspec.Struct, frozen=True, eq=False):
    """The small figure that refers to a footnote."""

    prose: Prose
    mark: str
    address: str


class MonthMention(msgspec.Struct, frozen=True, eq=False):
    """A month with its year; `begins` is its first day, `sentence` the one that it stands in."""

    prose: Prose
    begins: date
    sentence: str
    address: str


class PreviousInspection(msgspec.Struct, frozen=True, eq=False):
    """When the last inspection is said to have been; `month` is 0 where none is printed.

    `sentence` is the one that it stands in.
    """

    prose: Prose
    year: int
    month: int
    sentence: str
    address: str


class Claim(msgspec.Struct, frozen=True, eq=False):
    """A grade that the prose gives to services of an area, or to all of them (“overall”)."""

    prose: Prose
    area: str
    grade: Grade
    address: str


class Copyright(msgspec.Struct, frozen=True, eq=False):
    """The year of the copyright line."""

    prose: Prose
    year: int
    address: str


def copyright_year(closing: Iterable[tuple[Prose, str]]) -> Copyright | None:
    """The year of the copyright line among closing paragraphs and their addresses."""
    for prose, address in closing:
        match = re.search(_COPYRIGHT, prose.text)
        if match:
            return Copyright(prose.part(*match.span(1)), int(match[1]), address)
    return None


def references(passages: Iterable[Passage]) -> Iterator[Reference]:
    """Paragraphs that are referred to by number."""
    for passage in passages:
        if "ara" not in passage.prose.text:
            continue
        for match in re.finditer(_PARAGRAPH, passage.prose.text):
            for group in (1, 2):
                if match[group]:
                    yield Reference(passage.prose.part(*match.span(group)), int(match[group]), passage.address)


def raised(source: Source, passages: Sequence[Passage]) -> Iterator[Mark]:
    """The figures that a format knows to be marks of notes, in the prose and headings that they stand behind."""
    runs = sorted((origin, number) for number, each in enumerate(passages) for origin in each.prose.origins)
    for span in source.raised:
        at = bisect_left(runs, (span.start, 0)) - 1
        passage = passages[runs[at][1]] if at >= 0 else None
        if passage and passage.tags & MARKED:
            yield Mark(reflow(source, [span], whole=True), source.words(span), passage.address)


def marks(passages: Iterable[Passage]) -> Iterator[Mark]:
    """Figures that stand as marks of notes do, where a text does not show what is raised."""
    for passage in passages:
        for match in _figures(passage.prose.text):
            yield Mark(passage.prose.part(*match.span()), match[0], passage.address)


def unmarked(text: str) -> str:
    """A text without the figures that stand as marks of notes do: the words that a PDF or Word file has of it."""
    for match in reversed(list(_figures(text))):
        text = text[: match.start()] + text[match.end() :]
    return text


def _figures(text: str) -> Iterator[re.Match[str]]:
    figure, marked = re.compile(_MARK), re.compile(_MARKED)
    return (m for m in figure.finditer(text) if marked.search(text, max(m.start() - 30, 0), m.start()))


def months(passages: Iterable[Passage]) -> Iterator[MonthMention]:
    """Months with their years."""
    for passage in passages:
        if " 20" not in passage.prose.text and " 19" not in passage.prose.text:
            continue  # most texts name no year
        for match in re.finditer(_MONTH, passage.prose.text):
            first = date(int(match[1]), MONTHS.index(match[0].split()[0]) + 1, 1)
            yield MonthMention(
                passage.prose.part(*match.span()), first, passage.sentence(match.start()), passage.address
            )


def previous(passages: Iterable[Passage]) -> Iterator[PreviousInspection]:
    """When the last inspection is said to have been."""
    for passage in passages:
        if "inspection" not in passage.folded:
            continue
        for match in re.finditer(_PREVIOUS, passage.prose.text):
            month = [name.casefold() for name in MONTHS].index(match["month"].casefold()) + 1 if match["month"] else 0
            sentence = passage.sentence(match.start())
            prose = passage.prose.part(*match.span())
            yield PreviousInspection(prose, int(match["year"]), month, sentence, passage.address)


def claims(passages: Iterable[Passage]) -> Iterator[Claim]:
    """Grades that the prose gives to services now; those for some children only are left out."""
    for passage in passages:
        for match in re.finditer(_CLAIM, passage.prose.text):
            grade, area = grade_of(match["grade"]), _claimed(match["subject"])
            if grade and area:
                yield Claim(passage.prose.part(*match.span()), area, grade, passage.address)


def _claimed(subject: str) -> str | None:
    """The area that a claim speaks of; None where it speaks of less."""
    if re.search(_RELATIVE, subject):
        return None
    return next((area for area, pattern in _CLAIMED.items() if re.search(pattern, subject)), None)
