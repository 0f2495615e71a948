"""What words mean in published reports: a table of counts, and the few weights learned with it.

`counts.tsv` says of each stem in how many sentences of published findings it
stands and in how many reports beside a weakness, and of two stems in how many
reports they stand together beside one. It has no texts. `weights.json` has
the words that mark a weakness and how each kind of evidence weighs. Both are
made by scripts in `benchmarks/`; `docs/echo.md` says of what.
"""

from __future__ import annotations

import math
from functools import cache, cached_property
from pathlib import Path

import msgspec

_HERE = Path(__file__).resolve().parent
_NONE = (0, 0, "")


class Cue(msgspec.Struct, frozen=True, omit_defaults=True):
    """How much a word says that something is not right; whether it marks a weakness by itself.

    One that `cancels` (“without delay”) takes away what its words say alone.
    """

    weight: float
    marks: bool = False
    cancels: bool = False


class Weights(msgspec.Struct, frozen=True, eq=False):
    """What was learned: `cues` by word or phrase (`variab*` is any word that begins so), the rest by name.

    `length` is what each word of a sentence, as a logarithm, takes from its
    cues; `features` are the weights of evidence, `base` what they begin with.
    """

    cues: dict[str, Cue]
    cue_base: float
    length: float
    features: dict[str, float]
    base: float


class Table(msgspec.Struct, frozen=True, dict=True):
    """Counts over `reports` published reports with `sentences` sentences."""

    reports: int
    sentences: int
    rows: dict[str, str]

    def rarity(self, stem: str) -> float:
        """How rare a stem is: the logarithm of one in how many sentences has it."""
        return math.log((self.sentences + 1) / (self.spread(stem)[0] + 0.5))

    def spread(self, stem: str) -> tuple[int, float]:
        """In how many sentences a stem stands, and in which share of reports beside a weakness."""
        sentences, weak, _ = self._row(stem)
        return sentences, weak / self.reports

    def together(self, one: str, other: str) -> float:
        """In which share of reports two stems stand together beside a weakness."""
        counts = self._partners.get(one)
        if counts is None:
            counts = self._partners[one] = _pairs(self._row(one)[2])
        return counts.get(other, 0) / self.reports

    def _row(self, stem: str) -> tuple[int, int, str]:
        """A row's counts and what it says of partners; read when it is asked for."""
        row = self._known.get(stem)
        if row is None:
            text = self.rows.get(stem)
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
    """The partners of a stem: `3 help plan 4 court` counts three for two of them and four for one."""
    counts: dict[str, int] = {}
    count = 0
    for part in text.split(" ") if text else ():
        if part.isdigit():
            count = int(part)
        else:
            counts[part] = count
    return counts


def read_table(path: Path) -> Table:
    """The table in a file: a line with both totals, then a row a stem; lines with `#` are notes."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    reports, sentences = lines[0].split("\t")
    return Table(int(reports), int(sentences), dict(line.split("\t", 1) for line in lines[1:]))


@cache
def shipped() -> tuple[Table, Weights]:
    """The table and the weights of this installation."""
    weights = msgspec.json.decode((_HERE / "weights.json").read_bytes(), type=Weights)
    return read_table(_HERE / "counts.tsv"), weights
