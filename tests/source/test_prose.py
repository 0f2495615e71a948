"""Reflowed text and its map back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.documents.structure.searchable_text import vocabulary
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span


def prose(text: str) -> Prose:
    return reflow(Source("draft.txt", text), [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Plans are\n     clear.\n", "Plans are clear.", id="a wrap is a space"),
        pytest.param("a multi-\nagency hub", "a multi-agency hub", id="a hyphen at a line end joins"),
        pytest.param("aged 16-\nand 17-year-olds", "aged 16- and 17-year-olds", id="a suspended hyphen does not"),
        pytest.param("16- and 17-\nyear-olds", "16- and 17-year-olds", id="a hyphen behind a number joins"),
        pytest.param("strong –\nand valued", "strong – and valued", id="a dash keeps its space"),
        pytest.param("two  spaces\tand\xa0more", "two spaces and more", id="any white space is one space"),
        pytest.param("**Lead inspector: Ann\nLee**", "Lead inspector: Ann Lee", id="marks for bold go"),
        pytest.param(
            "## A heading of three\n# lines, number #1",
            "A heading of three lines, number #1",
            id="marks of headings go",
        ),
        pytest.param("a soft\u00adhy\u200bphen", "a softhyphen", id="what is not seen goes"),
        pytest.param("over the\r\nline", "over the line", id="Windows line ends"),
        pytest.param(" \n\t ", "", id="nothing is nothing"),
    ],
)
def test_reflow(text: str, read: str) -> None:
    assert prose(text).text == read


def test_a_place_has_a_piece_for_each_line() -> None:
    text = "1.   Support is strong\n     and valued.\n"
    found = prose(text)
    at = found.text.index("strong and valued")
    assert [text[piece.start : piece.end] for piece in found.pieces(at, at + len("strong and valued"))] == [
        "strong",
        "and valued",
    ]


def test_pieces_over_a_page_leave_the_furniture_out() -> None:
    text = "Support is\n\n 4\n\f strong."
    source = Source("draft.txt", text)
    found = reflow(source, [Span(0, 11), Span(16, len(text))])
    assert found.text == "Support is strong."
    assert found.place(8, 18).text == "is strong."


words = st.text(alphabet="ab-\n \t\xa0\u200b*é", max_size=40)


@given(words, st.integers(0, 40), st.integers(0, 40))
def test_any_slice_reflowed_again_is_that_slice(text: str, one: int, two: int) -> None:
    found = prose(text)
    start, end = sorted((min(one, len(found.text)), min(two, len(found.text))))
    again = found.part(start, end)
    assert again.text.replace(" ", "") == found.text[start:end].replace(" ", "")


@given(words)
def test_each_character_maps_to_itself(text: str) -> None:
    found = prose(text)
    for at, char in enumerate(found.text):
        if char != " ":
            assert text[found.offset(at)] == char


@pytest.mark.parametrize("tail", ["- ", "( ", ". ", "‘ ‘ "])
def test_words_are_counted_once_however_many_marks_follow(tail: str) -> None:
    found = vocabulary("a bc" + tail * 100_000)
    assert (found.ends, found.keys) == ({"a": [1], "bc": [4]}, {"", "a", "bc", "a bc"})
