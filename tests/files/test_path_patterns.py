"""Patterns of paths: what they are for, and that none takes long."""

from __future__ import annotations

import fnmatch
import ntpath
import re
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.files import path_patterns
from ofsted_lint.files.path_patterns import glob, like, names


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("drafts", "drafts/may.txt", True),
        ("drafts", "a/drafts/may.txt", True),
        ("drafts", "drafts", True),
        ("drafts/", "drafts", False),
        ("drafts/", "a/drafts/may.txt", True),
        ("/drafts", "a/drafts/may.txt", False),
        ("./drafts", "drafts/may.txt", True),
        ("drafts/**", "drafts/a/may.txt", True),
        ("drafts/**", "drafts", False),
        ("drafts/*.txt", "drafts/may.txt", True),
        ("drafts/*.txt", "a/drafts/may.txt", False),
        ("drafts/*.txt", "drafts/a/may.txt", False),
        ("drafts/*", "drafts/a/may.txt", True),
        ("**/old/*.txt", "old/may.txt", True),
        ("**/old/*.txt", "a/b/old/may.txt", True),
        ("a/**/z.txt", "a/z.txt", True),
        ("a/**/z.txt", "a/b/c/z.txt", True),
        ("a/**/z.txt", "b/z.txt", False),
        ("**/old/**", "old/may.txt", True),
        ("**/old/**", "old", False),
        ("*.md", "a/b.md", True),
        ("ma?.txt", "may.txt", True),
        ("ma?.txt", "ma.txt", False),
        ("**", "may.txt", True),
        ("../*.txt", "../may.txt", True),
        ("a//./*.txt", "a/may.txt", True),
        ("a/**/**/z.txt", "a/z.txt", True),
    ],
)
def test_a_pattern_is_for_paths_as_git_has_it(pattern: str, path: str, fits: bool) -> None:
    assert glob(pattern).matches(tuple(path.split("/"))) is fits


def test_a_path_on_another_drive_is_matched_from_the_top_of_that_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path_patterns, "os", SimpleNamespace(path=ntpath, sep="\\", curdir="."))
    monkeypatch.setattr(ntpath, "abspath", ntpath.normpath)
    assert names("S:\\reports\\may.txt", "C:\\work") == ("reports", "may.txt")
    assert names("C:\\work\\reports\\may.txt", "C:\\work") == ("reports", "may.txt")


def test_a_pattern_is_for_nothing_in_the_folder_that_is_the_start_itself() -> None:
    assert [glob(pattern).matches(names(".", ".")) for pattern in ("*", "**", "./**")] == [False] * 3


@given(st.text("ab*?", max_size=12), st.text("ab", max_size=12))
def test_a_name_fits_as_the_standard_library_has_it(pattern: str, word: str) -> None:
    assert like(pattern, word) is fnmatch.fnmatchcase(word, pattern)


@pytest.mark.parametrize("pattern", ["**/" * 300 + "x", "*/**/" * 190 + "x", "a/**/" * 190 + "x", "*a" * 499 + "b"])
def test_no_pattern_runs_away(pattern: str) -> None:
    start = time.perf_counter()
    assert glob(pattern).matches(("a",) * 300 + ("a" * 255,)) is False
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("pattern", "cure"),
    [
        pytest.param("archive\\*.txt", "write / between folders", id="a backslash"),
        pytest.param("[ab]*.txt", "write ? for any one letter", id="a set of letters"),
        pytest.param("**/*.{txt,md}", "write a pattern for each alternative", id="alternatives"),
    ],
)
def test_signs_without_meaning_are_refused_with_a_cure(pattern: str, cure: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cure)):
        glob(pattern)
