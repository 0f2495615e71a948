"""The figures of an archive: documents counted by year, region, kind, theme and rule, each with its filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.output.tables.documents import DocumentRow
from ofsted_lint.output.tables.findings import FindingRow
from ofsted_lint.rules.rule import Rule

# Ofsted's codes of the grades, with their words, the best first.
CODES = {str(5 - grade): grade.words for grade in sorted(Grade, reverse=True)}
NONE = "-"
_MOST_RULES, _MOST_TOPICS = 40, 60


class Cell(msgspec.Struct, frozen=True):
    """A figure, the filter that lists its documents, and its share of the largest, from 0 to 100."""

    count: int
    filter: str
    share: float = 0.0


class Line(msgspec.Struct, frozen=True):
    """A row of figures."""

    name: str
    cells: list[Cell]
    about: str = ""
    beside: str = ""


class Figures:
    """Counts documents."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self.severities: Counter[str] = Counter()
        self._grades: Counter[tuple[str, str, str]] = Counter()
        self._kinds: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()
        self._having: Counter[str] = Counter()
        self._worst: dict[str, str] = {}
        self._points: Counter[str] = Counter()
        self._named: Counter[str] = Counter()

    def document(self, row: DocumentRow, codes: str, region: str, found: Sequence[FindingRow]) -> None:
        """Count a document that was read, by the codes of its grades, its region and its findings."""
        year = str(row.about.first_day.year) if row.about.first_day else ""
        self._kinds[row.about.kind or ""] += 1
        if codes[0] != NONE:
            self._grades[year, region, codes[0]] += 1
        rules = Counter(each.rule for each in found)
        self._findings.update(rules)
        self._having.update(rules.keys())
        self.severities.update(each.severity for each in found)
        self._worst.update({each.rule: each.severity for each in found})

    def topics(self, points: Iterable[str]) -> None:
        """Count the topics of a document, each as often as its points name it."""
        named = Counter(points)
        self._points.update(named)
        self._named.update(named.keys())

    def by_year(self) -> Iterator[Line]:
        """Yield the grades for overall effectiveness in each year."""
        for year in sorted({year for year, _, _ in self._grades}):
            total = sum(count for (other, _, _), count in self._grades.items() if other == year)
            yield Line(year or "no date", [self._graded(code, total, year=year) for code in CODES])

    def by_region(self) -> Iterator[Line]:
        """Yield the grades for overall effectiveness in each region, if regions are known."""
        known = sorted({region for _, region, _ in self._grades})
        for region in known if any(known) else ():
            total = sum(count for (_, other, _), count in self._grades.items() if other == region)
            yield Line(region or "not in the list", [self._graded(code, total, region=region) for code in CODES])

    def _graded(self, code: str, total: int, year: str | None = None, region: str | None = None) -> Cell:
        count = sum(
            found
            for (at, place, graded), found in self._grades.items()
            if graded == code and year in (None, at) and region in (None, place)
        )
        where = f"&year={quote(year or 'none')}" if year is not None else f"&region={quote(region or 'none')}"
        return Cell(count, f"grade={code}{where}", round(100 * count / max(total, 1), 1))

    def by_kind(self) -> Iterator[Line]:
        """Yield how many documents there are of each kind."""
        most = max(self._kinds.values(), default=1)
        for kind, count in self._kinds.most_common():
            yield Line(kind, [Cell(count, f"kind={quote(kind)}", 100 * count / most)])

    def by_topic(self) -> Iterator[Line]:
        """Yield how many points, and documents, name each topic."""
        most = max(self._points.values(), default=1)
        for topic, count in self._points.most_common(_MOST_TOPICS):
            where = f"topic={quote(topic)}"
            yield Line(topic, [Cell(count, where, 100 * count / most), Cell(self._named[topic], where)])

    def by_rule(self) -> Iterator[Line]:
        """Yield the rules with the most findings."""
        most = max(self._findings.values(), default=1)
        for rule, count in self._findings.most_common(_MOST_RULES):
            where = f"rule={quote(rule)}"
            about = self._rules[rule].summary if rule in self._rules else ""
            yield Line(
                rule,
                [Cell(count, where, 100 * count / most), Cell(self._having[rule], where)],
                about,
                self._worst[rule],
            )
