"""The findings that a change is responsible for: those that it caused, or whose places it touched.

Most findings concern two places, and a change of one line can make another
line wrong that was not changed. So a finding belongs to a change if its own
place or any related one is on changed lines, or if the document before the
change did not have it; therefore that version is linted as well.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path

from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings import git
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.source.readers import DEFAULT_LIMIT, ReadError, read_stream
from ofsted_lint.source.source import Source

# The time of a comparison grows with the pairs of equal lines: of many, those that are frequent are left out.
_MANY_PAIRS = 50_000
_MOST_PAIRS = 500_000


class Base:
    """A version in git with which documents are compared."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._here: git.Tree | None = None
        self._trees: dict[Path, git.Tree] = {}

    def part(self, outcome: Outcome, lint: Callable[[Document], Outcome]) -> Outcome:
        """Return an outcome without the findings that a change is not responsible for, which are held back.


        `lint` is for the version before the change. Raises `ConfigError` if git does
        not know the version, or cannot return its content.
        """
        source = outcome.source
        before = self._before(Path(source.path), outcome)
        if before is None:
            return outcome
        known = {finding.fingerprint for finding in lint(before).findings}
        lines = changed(before.source.text, source.text)
        return outcome.hold_back(
            "not of this change", lambda finding: finding.fingerprint in known and not touched(finding, lines)
        )

    def _before(self, path: Path, now: Outcome) -> Document | None:
        """Return the document before the change; None if there was none, or it cannot be read."""
        folder = Path(os.path.abspath(path)).parent
        if not folder.is_dir():
            return None
        data = self._tree(folder, path).before(path)
        if data is None:
            return None
        try:
            source = read_stream(io.BytesIO(data), str(path), DEFAULT_LIMIT)
        except ReadError:
            return None
        return documents.again(source, now.document)

    def _tree(self, folder: Path, path: Path) -> git.Tree:
        """Return the working tree of a document: the one in which the run began, else that of its folder.

        Folders inside the first are never opened as trees of their own, since
        their content may come from strangers.
        """
        with suppress(ConfigError):  # a run may begin outside any tree
            self._here = self._here or git.opened(Path.cwd(), self._revision)
        if self._here and self._here.holds(path):
            return self._here
        if folder not in self._trees:
            self._trees[folder] = git.opened(folder, self._revision)
        return self._trees[folder]


def changed(before: str, now: str) -> set[int]:
    """Return the lines, from 1, in which a text differs from an earlier one.

    Where lines were only removed, these are the lines on both sides of the gap.
    Line ends do not count: git converts them, on Windows by default.
    """
    old, new = (text.replace("\r\n", "\n").split("\n") for text in (before, now))
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    lines: set[int] = set()
    for tag, start, end in _differences(old[first : len(old) - last], new[first : len(new) - last]):
        if tag == "delete":
            lines |= {first + start, first + start + 1}
        elif tag != "equal":
            lines.update(range(first + start + 1, first + end + 1))
    return lines


def _alike(one: list[str], two: list[str]) -> int:
    """Return how many lines at the start are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _differences(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield how lines differ, and where among the new ones; where equal lines are very many, all count as changed."""
    before, now = Counter(old), Counter(new)
    matcher = SequenceMatcher(None, old, new, autojunk=_pairs(before, now) > _MANY_PAIRS)
    # What `SequenceMatcher` takes for frequent, and leaves out.
    frequent = len(new) // 100 + 1 if len(new) >= 200 else len(new)
    rare = Counter({line: count for line, count in now.items() if count <= frequent})
    if _pairs(before, rare) > _MOST_PAIRS:
        yield "replace", 0, len(new)
        return
    yield from ((tag, start, end) for tag, _, _, start, end in matcher.get_opcodes())


def _pairs(before: Counter[str], now: Counter[str]) -> int:
    """Return the number of pairs of equal lines."""
    return sum(before[line] * count for line, count in now.items())


def touched(finding: Finding, lines: set[int]) -> bool:
    """True if any place of a finding is on one of these lines of its document."""
    source = finding.place.source
    places = [finding.place, *(other.place for other in finding.related if other.place.source is source)]
    return any(lines & set(_lines(source, piece.start, piece.end)) for place in places for piece in place.pieces)


def _lines(source: Source, start: int, end: int) -> range:
    return range(source.position(start).line, source.position(max(end - 1, start)).line + 1)
