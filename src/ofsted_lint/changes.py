"""What a change is answerable for: the findings that it caused, or whose places it touched.

A finding has two ends more often than not, and a change of one line can make
another wrong that nobody touched. So a finding belongs to a change if its own
place or any related one lies on changed lines, or if the document as it was
before did not have it, which is why that one is linted as well.
"""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from ofsted_lint import document
from ofsted_lint.document.base import Document
from ofsted_lint.engine import Outcome
from ofsted_lint.errors import ConfigError
from ofsted_lint.finding import Finding
from ofsted_lint.readers import DEFAULT_LIMIT, ReadError, read_stream
from ofsted_lint.source import Source

_PATIENCE = 60


class Base:
    """A version in git, which documents are compared with."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._tops: dict[Path, Path] = {}
        self._renamed: dict[Path, dict[str, str]] = {}

    def part(self, outcome: Outcome, lint: Callable[[Document], Outcome]) -> None:
        """Set apart the findings that a change has nothing to do with; `lint` is for the version before it.

        `ConfigError` where git does not know the version.
        """
        report = outcome.document
        before = self._before(Path(report.source.path), report)
        if before is None:
            return
        known = {finding.fingerprint for finding in lint(before).findings}
        lines = changed(before.source.text, report.source.text)
        outcome.before.extend(f for f in outcome.findings if f.fingerprint in known and not touched(f, lines))
        theirs = {id(finding) for finding in outcome.before}
        outcome.findings[:] = [finding for finding in outcome.findings if id(finding) not in theirs]

    def _before(self, path: Path, now: Document) -> Document | None:
        """The document as it was; None where there was none that could be read."""
        folder = Path(os.path.abspath(path)).parent
        if not folder.is_dir():
            return None
        top = self._top(folder)
        real, root = Path(os.path.realpath(path)), os.path.realpath(top)
        if not real.is_relative_to(root):
            return None  # git knows the link, not what it leads to
        name = real.relative_to(root).as_posix()
        name = self._renames(top).get(name, name)
        shown = _git(top, "cat-file", "blob", f"{self._revision}:{name}")
        if shown.returncode:
            return None
        try:
            source = read_stream(io.BytesIO(shown.stdout), str(path), DEFAULT_LIMIT)
        except ReadError:
            return None
        return document.read(source, now.kind, now.published)

    def _top(self, folder: Path) -> Path:
        """The working tree that a folder is in, with the version known to be there."""
        if folder not in self._tops:
            found = _git(folder, "rev-parse", "--show-toplevel")
            if found.returncode:
                why = found.stderr.decode("utf-8", "replace").partition("\n")[0].removeprefix("fatal: ")
                raise ConfigError("--diff-base", f"git cannot be asked in {folder}: {why}")
            top = Path(os.fsdecode(found.stdout.rstrip(b"\n")))
            wanted = f"{self._revision}^{{commit}}"
            if _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).returncode:
                hint = " (a shallow clone has no other: fetch it first)" if (top / ".git" / "shallow").exists() else ""
                raise ConfigError("--diff-base", f"git knows no version “{self._revision}”{hint}")
            self._tops[folder] = top
        return self._tops[folder]

    def _renames(self, top: Path) -> dict[str, str]:
        """The old names of files that were renamed since, by their new ones."""
        if top not in self._renamed:
            asked = ("--no-ext-diff", "--no-textconv", "--name-status", "-z", "-M", "--diff-filter=R")
            told = _git(top, "diff", *asked, self._revision, "--")
            words = [os.fsdecode(word) for word in told.stdout.split(b"\0")]
            self._renamed[top] = dict(zip(words[2::3], words[1::3], strict=False))
        return self._renamed[top]


def changed(before: str, now: str) -> set[int]:
    """The lines, from 1, of a text that an earlier one did not have so.

    Where lines were only taken out, those on both sides of the gap.
    """
    old, new = before.split("\n"), now.split("\n")
    lines: set[int] = set()
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=len(new) > 20_000).get_opcodes():
        if tag == "delete":
            lines |= {start, start + 1}
        elif tag != "equal":
            lines.update(range(start + 1, end + 1))
    return lines


def touched(finding: Finding, lines: set[int]) -> bool:
    """Whether any place of a finding lies on these lines of its document."""
    source = finding.place.source
    places = [finding.place, *(other.place for other in finding.related if other.place.source is source)]
    return any(lines & set(_lines(source, piece.start, piece.end)) for place in places for piece in place.pieces)


def _lines(source: Source, start: int, end: int) -> range:
    return range(source.position(start).line, source.position(max(end - 1, start)).line + 1)


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git, which never asks for anything; `ConfigError` where there is none."""
    command = ["git", "-C", str(folder), "-c", "core.quotepath=off", "-c", "core.fsmonitor=false", *words]
    try:
        return subprocess.run(  # noqa: S603 (a list of words, no shell; the version is checked before it is used)
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise ConfigError("--diff-base", "there is no git here, which is asked what has changed") from None
    except subprocess.TimeoutExpired:
        raise ConfigError("--diff-base", f"git has not answered for {_PATIENCE} seconds") from None
