"""The list of stems that are read instead of calculated."""

from __future__ import annotations

import pytest

from ofsted_lint.comparison.echo.porter import porter
from ofsted_lint.comparison.echo.stems import STEMS, known, stemmed

MOST_BYTES = 150_000


def test_each_stem_in_the_list_is_the_one_that_is_calculated() -> None:
    assert known() == {word: porter(word) for word in known()}


def test_the_list_has_each_word_once_in_order_and_is_small() -> None:
    words = [line.split(" ")[0] for line in STEMS.read_text("utf-8").splitlines()]
    assert (words, STEMS.stat().st_size < MOST_BYTES) == (sorted(known()), True)


@pytest.mark.parametrize("word", ["children", "xylophonists", "", "a", "12"])
def test_a_word_has_the_same_stem_whether_or_not_it_is_in_the_list(word: str) -> None:
    assert stemmed(word) == porter(word)
