"""Quotations from the published reports, altered and as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.quotations import ALTERED, TRUE, Looked, looked, passages, share
from ofsted_lint.comparison.quotations.search import Book


@pytest.fixture(scope="module")
def found(shared: Path) -> list[Looked]:
    return list(looked(shared, 12))


def test_quotations_as_they_are_are_exact(found: list[Looked]) -> None:
    assert min(share(found, TRUE)) >= 0.995


def test_altered_quotations_are_told_and_their_places_found(found: list[Looked]) -> None:
    assert len(found) >= 400
    assert min(share(found, ALTERED)) >= 0.98


def test_the_quotations_of_a_press_release_are_exact(shared: Path) -> None:
    seeds = shared / "seeds"
    book = Book(passages(seeds / "isles-of-scilly-2019-report.txt"))
    quoted = re.findall("“([^”]+)”", (seeds / "isles-of-scilly-2019-press-release.txt").read_text("utf-8"))
    assert [(book.look(each).kind, book.look(each).words) for each in quoted] == [("exact", 66), ("exact", 49)]
