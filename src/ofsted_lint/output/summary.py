"""Paths and counts as every format prints them."""

from __future__ import annotations

import os
from collections import Counter

from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.outcome import Outcome, Reason

# Why findings are not shown, in words.
_REASONS: dict[Reason, str] = {
    "suppressed": "suppressed with a reason",
    "baseline": "known to the baseline",
    "not of this change": "not of this change",
}


def relative(path: str, root: str) -> str:
    """A path as it is from a folder, with plain slashes; one that lies outside stays whole."""
    whole = os.path.abspath(path)
    inside = root and os.path.commonpath([whole, os.path.abspath(root)]) == os.path.abspath(root)
    return path_text((os.path.relpath(whole, root) if inside else path).replace(os.sep, "/"))


def counted(counts: Counter[str]) -> str:
    """Severities counted in words: “2 errors, 1 warning”."""
    plural = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
    single = {"error": "error", "warning": "warning", "advice": "piece of advice"}
    return ", ".join(
        f"{counts[name]:,} {single[name] if counts[name] == 1 else plural[name]}" for name in plural if counts[name]
    )


def quiet(outcome: Outcome) -> dict[str, int]:
    """How many findings of a document are not shown, by the reason."""
    counts = Counter(each.reason for each in outcome.held_back)
    return {said: counts[reason] for reason, said in _REASONS.items()}


def told(counts: Counter[str]) -> str:
    """What is not shown, counted in words; empty where all is."""
    return ", ".join(f"{count:,} {why}" for why, count in counts.items() if count)
