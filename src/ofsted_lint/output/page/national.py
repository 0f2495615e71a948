"""The page of a whole archive: outcomes, successive inspections, themes, rules, shared texts, and all documents.

What is counted is in the page as tables; the documents are data, which the
page's script lists, so that a figure can show those that it counts.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TextIO
from urllib.parse import quote

import msgspec

from ofsted_lint.files.printable import encoded, escaped
from ofsted_lint.output.page import shell
from ofsted_lint.output.page.figures import CODES, NONE, Figures
from ofsted_lint.output.summary import counted
from ofsted_lint.output.tables import files
from ofsted_lint.output.tables.authorities import Authority
from ofsted_lint.output.tables.changes import ChangeRow
from ofsted_lint.output.tables.documents import DocumentRow
from ofsted_lint.output.tables.findings import FindingRow
from ofsted_lint.output.tables.points import PointRow
from ofsted_lint.output.tables.repeats import RepeatRow
from ofsted_lint.rules.rule import Rule

# The place of the data in the page.
_MARK = "{the data of the page}"
_MOST_TEXTS = 100
_STEPS = {"better": "better", "worse": "worse", "same": "the same"}
_OVERALL = "Overall effectiveness"


class Read(Protocol):
    """What is known of a document."""

    @property
    def state(self) -> str: ...

    @property
    def row(self) -> DocumentRow: ...

    @property
    def findings(self) -> Sequence[FindingRow]: ...

    @property
    def points(self) -> Sequence[PointRow]: ...


class Names:
    """Numbers names, so that each is in the data once."""

    def __init__(self) -> None:
        self.listed: list[str] = []
        self._at: dict[str, int] = {}

    def of(self, name: str) -> int:
        """Return the number of a name."""
        if name not in self._at:
            self._at[name] = len(self.listed)
            self.listed.append(name)
        return self._at[name]


class Step(msgspec.Struct, frozen=True):
    """Two successive reports of a council: the grades, whether the second is better, and the points carried over."""

    council: str
    old: int
    new: int
    grades: tuple[str, str]
    change: str


class National:
    """Takes the rows of an archive while they are written, and writes the page."""

    def __init__(self, rules: Mapping[str, Rule], base: str, title: str) -> None:
        self._base, self._title = base, title
        self._figures = Figures(rules)
        self._councils, self._regions, self._kinds, self._fired, self._topics = (Names() for _ in range(5))
        self._documents: list[bytes] = []
        self._at: dict[str, int] = {}
        self._states: Counter[str] = Counter()
        self._steps: list[Step] = []
        self._carried: Counter[tuple[int, int]] = Counter()
        self._texts: list[tuple[str, int, int]] = []
        self._shared: dict[int, list[int]] = {}

    def document(self, made: Read, authority: Authority, copies: int) -> None:
        """Take a document; one that has no row in the tables is only counted."""
        self._states[made.state] += 1
        if made.state not in (files.READ, files.UNREAD):
            return
        about, amounts, region = made.row.about, made.row.amounts, authority.region or ""
        self._at[about.document] = len(self._documents)
        codes = "".join(str(code or NONE) for code in made.row.grades.codes)
        points = list(_topics(made.points))
        if amounts:
            self._figures.document(made.row, codes, region, made.findings)
            self._figures.topics(points)
        values = (
            about.document,
            self._councils.of(about.council or ""),
            self._regions.of(region),
            self._kinds.of(about.kind or ""),
            int(about.first_day.strftime("%Y%m%d")) if about.first_day else 0,
            codes,
            *((amounts.errors, amounts.warnings, amounts.advice) if amounts else (0, 0, 0)),
            [self._fired.of(rule) for rule in dict.fromkeys(each.rule for each in made.findings)],
            [self._topics.of(topic) for topic in dict.fromkeys(points)],
            made.row.problem or "",
        )
        self._documents.append(msgspec.json.encode(values))

    def change(self, row: ChangeRow) -> None:
        """Take a row of successive reports."""
        old, new = self._at.get(row.old_document), self._at.get(row.new_document)
        if old is None or new is None:
            return
        if row.what == "grade" and row.name == _OVERALL:
            grades = (row.old_text or "", row.new_text or "")
            self._steps.append(Step(row.council or "", old, new, grades, row.change))
        elif row.what == "point to improve" and row.change == "carried-over":
            self._carried[old, new] += 1

    def repeat(self, row: RepeatRow) -> None:
        """Take a row of a shared text."""
        if row.text > _MOST_TEXTS:
            return
        if row.text > len(self._texts):
            self._texts.append((row.words, row.councils, row.documents))
        self._shared.setdefault(self._at[row.document], []).append(row.text)

    def write(self, stream: TextIO) -> None:
        """Write the page."""
        page = shell.rendered(
            "national",
            "national",
            title=self._title,
            read=self._states[files.READ],
            unread=self._states[files.UNREAD],
            counted=counted(self._figures.severities) or "Nothing was found",
            codes=CODES,
            years=list(self._figures.by_year()),
            regions=list(self._figures.by_region()),
            kinds=sorted(name for name in self._kinds.listed if name),
            families=list(self._figures.by_kind()),
            steps=self._step_counts(),
            topics=list(self._figures.by_topic()),
            rules=list(self._figures.by_rule()),
            texts=[(at, *each) for at, each in enumerate(self._texts, 1)],
            mark=_MARK,
        )
        head, _, tail = page.partition(_MARK)
        stream.write(head)
        for part in self._data():
            stream.write(part)
        stream.write(tail)

    def _data(self) -> Iterator[str]:
        """Yield the data of the page as JSON that no reader of HTML takes for markup."""
        steps = [
            (each.council, each.old, each.new, *each.grades, each.change, self._carried[each.old, each.new])
            for each in self._steps
        ]
        known = {
            "base": self._base,
            "councils": self._councils.listed,
            "regions": self._regions.listed,
            "kinds": self._kinds.listed,
            "rules": self._fired.listed,
            "topics": self._topics.listed,
            "steps": steps,
            "shared": self._shared,
        }
        yield _harmless(encoded(known))[:-1] + ',"documents":['
        for at, each in enumerate(self._documents):
            yield ("," if at else "") + _harmless(escaped(each.decode()))
        yield "]}"

    def _step_counts(self) -> list[tuple[str, int, str]]:
        counts = Counter(each.change for each in self._steps)
        return [(words, counts[change], change) for change, words in _STEPS.items() if counts[change]]


def _topics(points: Iterable[PointRow]) -> Iterator[str]:
    """Yield the topics of each point, which may have several rows."""
    for topics in {each.point: each.topics for each in points if each.point is not None and each.topics}.values():
        yield from topics.split("; ")


def base(folder: str, out: str) -> str:
    """Return the address of the folder of an archive from a page in another folder."""
    try:
        relative = os.path.relpath(folder, out)
    except ValueError:  # on another drive
        return ""
    return "/".join(quote(part, errors="replace") for part in relative.split(os.sep)) + "/"


def _harmless(json: str) -> str:
    return json.replace("<", "\\u003c")
