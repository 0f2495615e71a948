"""Paths and counts in words, for all formats."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome, Reason
from ofsted_lint.source.readers import ReadError

# The reasons for which findings are not shown, in words.
_REASONS: dict[Reason, str] = {
    "suppressed": "suppressed with a reason",
    "baseline": "known to the baseline",
    "not of this change": "not of this change",
    "milder": "less severe",
}

# The name under which a document that could not be read is listed among findings.
UNREAD = "unread"


class Unread(msgspec.Struct, frozen=True):
    """A document that could not be read: its path, and why in one line."""

    path: str
    why: str


def not_read(errors: Iterable[ReadError], root: str = "") -> Iterator[Unread]:
    """Yield the documents that could not be read, with paths as in `relative`."""
    return (Unread(relative(each.path or ".", root), each.why) for each in errors)


def located(found: Finding) -> str:
    """Return the message of a finding with the place that readers know: “… (paragraph 33, page 7)”."""
    return f"{found.message} ({found.beside})" if found.beside else found.message


def relative(path: str, root: str) -> str:
    """Return a path relative to a folder, with forward slashes; one outside the folder is unchanged."""
    whole = os.path.abspath(path)
    place, folder = os.path.normcase(whole), os.path.normcase(os.path.abspath(root))
    same_drive = os.path.splitdrive(place)[0] == os.path.splitdrive(folder)[0]
    inside = root and same_drive and os.path.commonpath([place, folder]) == folder
    return path_text((os.path.relpath(whole, root) if inside else path).replace(os.sep, "/"))


def amount(number: int, what: str) -> str:
    """Return a number of things: “1 document”, “1,200 documents”."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def counted(counts: Counter[str]) -> str:
    """Return counts of severities in words: “2 errors, 1 warning”."""
    plural = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
    single = {"error": "error", "warning": "warning", "advice": "piece of advice"}
    return ", ".join(
        f"{counts[name]:,} {single[name] if counts[name] == 1 else plural[name]}" for name in plural if counts[name]
    )


def quiet(outcome: Outcome) -> dict[str, int]:
    """Return the number of findings of a document that are not shown, by reason."""
    counts = Counter(each.reason for each in outcome.held_back)
    return {words: counts[reason] for reason, words in _REASONS.items()}


def reasons_counted(counts: Counter[str]) -> str:
    """Return in words how many findings are not shown, and why; empty if all are shown."""
    return ", ".join(f"{count:,} {why}" for why, count in counts.items() if count)
