"""The frequencies of words in published reports, and the weights that were learned from them.

`counts.tsv` has, for each stem, the number of sentences of published findings
with it and the number of reports in which it is near a weakness; and for pairs
of stems, the number of reports in which both are near one. It contains no
texts. `weights.json` has the words that mark a weakness, and the weight of each
kind of evidence. Both are made by scripts in `benchmarks/`; see `docs/echo.md`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from sys import intern

import msgspec

_HERE = Path(__file__).resolve().parent
_NONE = (0, 0, "")


class Cue(msgspec.Struct, frozen=True, omit_defaults=True):
    """The weight of a word as a sign of weakness; `marks` if it marks one by itself.

    A term that `cancels` (“without delay”) overrides the weights of its words.
    """

    weight: float
    marks: bool = False
    cancels: bool = False


class Weights(msgspec.Struct, frozen=True, eq=False):
    """The weights that were learned: `cues` by word or phrase (`variab*` is any word with this beginning).

    `length` is the weight of the logarithm of a sentence's length; `features`
    are the weights of the kinds of evidence, `base` their constant term. `topics`
    has for each state of a topic the logarithm of how much rarer it is in reports
    with an item on the topic than in others; `states` that of any topic.
    """

    cues: dict[str, Cue]
    cue_base: float
    length: float
    features: dict[str, float]
    base: float
    topics: dict[str, list[float]] = {}
    states: list[float] = []


class Table(msgspec.Struct, frozen=True, dict=True):
    """Counts over `reports` published reports with `sentences` sentences; `rows` are lines of `counts.tsv`."""

    reports: int
    sentences: int
    rows: Sequence[str]

    def rarity(self, stem: str) -> float:
        """Return how rare a stem is, as the logarithm of the inverse of its share of sentences."""
        return math.log((self.sentences + 1) / (self.spread(stem)[0] + 0.5))

    def spread(self, stem: str) -> tuple[int, float]:
        """Return the number of sentences with a stem, and the share of reports in which it is near a weakness."""
        sentences, weak, _ = self._row(stem)
        return sentences, weak / self.reports

    def together(self, one: str, other: str) -> float:
        """Return the share of reports in which two stems are together near a weakness."""
        counts = self._partners.get(one)
        if counts is None:
            counts = self._partners[one] = _pairs(self._row(one)[2])
        return counts.get(other, 0) / self.reports

    def _row(self, stem: str) -> tuple[int, int, str]:
        """Return the counts of a row and its text about partners, parsed when first needed."""
        row = self._known.get(stem)
        if row is None:
            text = _rest(self.rows, f"{stem}\t")
            parts = text.split("\t") if text else []
            row = self._known[stem] = (int(parts[0]), int(parts[1]), parts[2]) if parts else _NONE
        return row

    @cached_property
    def _known(self) -> dict[str, tuple[int, int, str]]:
        return {}

    @cached_property
    def _partners(self) -> dict[str, dict[str, int]]:
        return {}


def _pairs(text: str) -> dict[str, int]:
    """Parse the partners of a stem: `3 help plan 4 court` counts three for two of them and four for one."""
    counts: dict[str, int] = {}
    count = 0
    for part in text.split(" ") if text else ():
        if part.isdigit():
            count = int(part)
        else:
            counts[intern(part)] = count  # the same stems are partners of many
    return counts


def read_table(path: Path) -> Table:
    """Read a table from a file: comments with `#`, a line with both totals, then a row for each stem in order."""
    lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    first = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    reports, sentences = lines[first].split("\t")
    return Table(int(reports), int(sentences), lines[first + 1 :])


@cache
def shipped() -> tuple[Table, Weights]:
    """Return the table and the weights that are shipped with the program."""
    weights = msgspec.json.decode((_HERE / "weights.json").read_bytes(), type=Weights)
    return read_table(_HERE / "counts.tsv"), weights


def _rest(lines: Sequence[str], start: str) -> str | None:
    """Return what follows `start` in the first line that begins so, or None if none does; the lines are in order."""
    at = bisect_left(lines, start)
    if at < len(lines) and lines[at].startswith(start):
        return lines[at][len(start) :]
    return None
