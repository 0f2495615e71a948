"""The text that is read of a file: what is not printed is nothing, and places stay those of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.source import original
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.readers import text
from ofsted_lint.source.source import Source, Span

SIGNS = "ab \n\r-" + "\u00a0\u202f\u00ad\u200b\u200e\u2060\ufeff\ufb01\ufb03é"


def read(written: str) -> Source:
    return text.decode("draft.txt", written.encode())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("ear\u00adly help", "early help", id="a soft hyphen within a line"),
        pytest.param("\u200e12. Help", "12. Help", id="a mark of direction before a number"),
        pytest.param("\u2060#\ufeff Plans\u200b", "# Plans", id="joiners"),
        pytest.param("the \ufb01rst o\ufb03ce", "the first office", id="ligatures"),
        pytest.param("be\u00a0good, 12\u202fJune", "be good, 12 June", id="spaces of other kinds"),
        pytest.param("Ã\u00a0 and Â\u00a0", "Ã\u00a0 and Â\u00a0", id="half a letter in a wrong encoding"),
        pytest.param("\u3164Plans\uffa0 help", "Plans help", id="fillers"),
        pytest.param("Plans\u2800help", "Plans help", id="a blank of Braille"),
        pytest.param("Plans,\u00ad\nhelp", "Plans,\nhelp", id="a soft hyphen at a line end, after no letter"),
        pytest.param("One\u2028\u2028two", "One\n\ntwo", id="separators of lines alone"),
        pytest.param("One\u2029two\u2028three", "One\ntwo\nthree", id="separators of lines and paragraphs"),
        pytest.param("O\u00adne\x85two\x0b", "One\ntwo\n", id="next lines and vertical tabs alone"),
        pytest.param("One\u2028two\nthree", "One two\nthree", id="a separator of lines among line feeds"),
        pytest.param("plain “words”\r\n", "plain “words”\r\n", id="nothing odd"),
    ],
)
def test_what_is_read(written: str, shown: str) -> None:
    source = read(written)
    assert (source.text, source.written) == (shown, written)


def test_lines_and_columns_are_those_of_the_file() -> None:
    source = read("\u200eOne \ufb01nd\n\u200e\u00adtwo\u200b o\ufb03ce\n")
    places = [(each.line, each.column) for each in map(source.position, range(len(source.text)))]
    assert [place for place in places if place[0] == 1] == [
        *((1, column) for column in (2, 3, 4, 5, 6, 6, 7, 8, 9)),
    ]
    assert [place for place in places if place[0] == 2] == [
        *((2, column) for column in (3, 4, 5, 7, 8, 9, 9, 9, 10, 11, 12)),
    ]


def test_a_word_that_a_soft_hyphen_parts_at_a_line_end_is_one() -> None:
    source = read("They ex\u00ad\n  amine plans.\n")
    assert reflow(source, [Span(0, len(source.text))]).text == "They examine plans."


@given(st.text(SIGNS, max_size=40))
def test_each_character_that_is_read_is_in_the_file_where_it_is_said_to_be(written: str) -> None:
    source = read(written + "x")
    kept = source.written
    for at, sign in enumerate(source.text):
        span = source.span_written(Span(at, at + 1))
        if source.is_whole(Span(at, at + 1)):
            assert original.printed(kept[span.start : span.end].rstrip("\u00ad") or "\u00ad").replace("\u00ad", "") == (
                "" if sign == "\u00ad" else sign
            )
    assert source.text.count("\n") == kept.count("\n")


@pytest.mark.parametrize("ends", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_a_file_with_other_line_ends_is_written_back_with_them(ends: str) -> None:
    data = f"One{ends}two{ends}".encode()
    source = text.decode("draft.txt", data)
    assert text.encode(source, source.written.replace("two", "2"), data) == f"One{ends}2{ends}".encode()
