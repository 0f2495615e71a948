"""The list of known misspellings, which may not be installed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ofsted_lint import checks, documents
from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.checks.terms.misspellings import Listed, known, meant
from ofsted_lint.source.source import Source

KIND = checks.load("spelling")


def context(text: str) -> CheckContext:
    return CheckContext(documents.read(Source("report.txt", text), "ilacs"))


def test_without_the_list_the_reader_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KIND, "known", lambda: None)
    with pytest.raises(NotApplicable, match=r"install ofsted-lint\[spelling\]"):
        list(KIND.prepare(KIND.Params())(context("1.   Children recieve help.\n")))


def test_a_package_without_the_list_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    known.cache_clear()
    monkeypatch.setattr("ofsted_lint.checks.terms.misspellings._PACKAGE", "no_such_package")
    assert known() is None
    known.cache_clear()


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("recieve", ("receive",)),
        ("ded", ("dead",)),
        ("comming", ("coming", "commig")),
        ("knowledgably", ("knowledgeably",)),
        ("ably", ()),
    ],
)
def test_what_is_meant(word: str, right: tuple[str, ...]) -> None:
    lines = ["recieve->receive", "ded->dead", "comming->coming, commig, the second is no word"]
    listed = Listed([*lines, "knowledgable->knowledgeable"])
    assert meant(word, listed) == right


def test_a_hyphen_that_was_lost_at_a_line_end_is_no_misspelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KIND, "known", lambda: Listed(["longterm->long-term"]))
    whole = context("1.   Homes are longterm.\n")
    assert [hit.facts["right"] for hit in KIND.prepare(KIND.Params())(whole)] == ["“long-term”"]
    vars(whole.document)["hyphens_lost"] = True
    assert list(KIND.prepare(KIND.Params())(whole)) == []


def test_examples_that_want_the_list_are_skipped_without_it(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., tuple[int, str, str]]
) -> None:
    monkeypatch.setattr(KIND, "known", lambda: None)
    status, out, _ = run("test", "misspelt-word")
    said = "skipped misspelt-word: it needs a list of misspellings: install ofsted-lint[spelling]\n"
    assert (status, out) == (0, f"{said}0 examples: 0 passed, 0 failed\n")
