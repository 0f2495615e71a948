"""Lines for people are wrapped, whatever their words are like."""

from __future__ import annotations

import io

import pytest

from ofsted_lint.output.terminal import Terminal


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a word " + "x" * 200, ["> a word", "  " + "x" * 78, "  " + "x" * 78, "  " + "x" * 44], id="long"),
        pytest.param("語" * 60, ["> " + "語" * 39, "  " + "語" * 21], id="characters of two cells"),
        pytest.param("x" * 78, ["> " + "x" * 78], id="a word that just fits"),
        pytest.param("", ["> "], id="no words"),
    ],
)
def test_a_word_that_is_longer_than_a_line_is_split(text: str, lines: list[str]) -> None:
    stream = io.StringIO()
    Terminal(stream, coloured=False).wrapped("> ", text)
    assert stream.getvalue().splitlines() == lines
