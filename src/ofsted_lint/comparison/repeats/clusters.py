"""Group the paragraphs of many documents by their words, in a file, so that memory does not grow with their number.

A paragraph joins the first one before it that is nearly the same, or is the
first of a group itself. Each is only compared with those that it shares
numbers with (`signature`), so the work grows with the number of paragraphs.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz

# From this likeness on, from 0 to 1, two paragraphs count as nearly the same; and so many numbers they share at least.
ALIKE = 0.85
_SHARED = 2
# Of paragraphs that share numbers with very many others, the nearest are looked at.
_MOST_LOOKED_AT = 8
_TABLES = (
    "CREATE TABLE band (number INTEGER PRIMARY KEY, first INTEGER NOT NULL)",
    "CREATE TABLE first (id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
    "CREATE TABLE member (first INTEGER, document INTEGER, place INTEGER, likeness REAL)",
    "CREATE TABLE about (document INTEGER PRIMARY KEY, council INTEGER NOT NULL)",
)
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -24000", "locking_mode = EXCLUSIVE")
_GROUPS = (
    "SELECT first, count(DISTINCT council), count(DISTINCT document) FROM member JOIN about USING (document) "
    "GROUP BY first HAVING count(DISTINCT council) > 1 ORDER BY 2 DESC, 3 DESC, first"
)
_MEMBERS = "SELECT document, place, likeness FROM member WHERE first = ? ORDER BY document, place"
# The number of parameters that every version of SQLite takes.
_MOST_AT_ONCE = 900


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph: its words as `signature.words` has them, with spaces, and the numbers of its signature."""

    text: str
    bands: tuple[int, ...]


class Group(msgspec.Struct, frozen=True):
    """A text that documents about several councils share: each has its number, its place there and the likeness."""

    councils: int
    documents: int
    members: tuple[tuple[int, int, float], ...]


class Clusters:
    """Groups of paragraphs, kept in a file that is new; `close` it at the end."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        for each in _SETTINGS:
            self._database.execute(f"PRAGMA {each}").fetchall()
        for each in _TABLES:
            self._database.execute(each)
        self._database.execute("BEGIN")
        self._next = 0

    def add(self, document: int, paragraphs: Sequence[Paragraph]) -> None:
        """Add the paragraphs of a document, given by its number."""
        known = self._known({band for each in paragraphs for band in each.bands})
        members = []
        for place, each in enumerate(paragraphs):
            first, likeness = self._nearest(each, known)
            if first is None:
                first, likeness = self._begun(each, known), 1.0
            members.append((first, document, place, likeness))
        self._database.executemany("INSERT INTO member VALUES (?, ?, ?, ?)", members)

    def _known(self, bands: set[int]) -> dict[int, int]:
        """Return the firsts of groups by those numbers that they have."""
        found: dict[int, int] = {}
        listed = list(bands)
        for at in range(0, len(listed), _MOST_AT_ONCE):
            part = listed[at : at + _MOST_AT_ONCE]
            query = f"SELECT number, first FROM band WHERE number IN ({','.join('?' * len(part))})"  # noqa: S608
            found.update(self._database.execute(query, part))
        return found

    def _nearest(self, paragraph: Paragraph, known: dict[int, int]) -> tuple[int | None, float]:
        """Return the first of the group that a paragraph belongs to, and how alike they are; None if there is none."""
        shared = Counter(known[band] for band in paragraph.bands if band in known)
        for first, count in shared.most_common(_MOST_LOOKED_AT):
            if count < _SHARED:
                break
            (other,) = self._database.execute("SELECT words FROM first WHERE id = ?", (first,)).fetchone()
            likeness = fuzz.ratio(paragraph.text, other, score_cutoff=ALIKE * 100) / 100
            if likeness >= ALIKE:
                return first, round(likeness, 3)
        return None, 0.0

    def _begun(self, paragraph: Paragraph, known: dict[int, int]) -> int:
        """Begin a group with a paragraph."""
        self._next += 1
        plain = paragraph.text.encode("utf-8", "replace").decode()
        self._database.execute("INSERT INTO first VALUES (?, ?)", (self._next, plain))
        new = [(band, self._next) for band in paragraph.bands if band not in known]
        self._database.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", new)
        known.update(new)
        return self._next

    def groups(self, councils: Mapping[int, int]) -> Iterator[Group]:
        """Yield the texts that documents about several councils share, the most spread first.

        `councils` has the number of the council that each document is about.
        """
        self._database.executemany("INSERT INTO about VALUES (?, ?)", councils.items())
        self._database.execute("CREATE INDEX member_first ON member (first)")
        for first, about, documents in self._database.execute(_GROUPS).fetchall():
            yield Group(about, documents, tuple(self._members(first)))

    def _members(self, first: int) -> Iterable[tuple[int, int, float]]:
        return self._database.execute(_MEMBERS, (first,))

    def close(self) -> None:
        """Close the file."""
        self._database.close()
