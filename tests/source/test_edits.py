"""Prose that is to read otherwise: where the source is changed, and where nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.linting.fixes import edited
from ofsted_lint.source.edits import revised, reworded
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Source, Span


def after(text: str, new: str) -> str | None:
    """A text that is reflowed as one, when it is to read otherwise; None where that cannot be done."""
    prose = reflow(Source("draft.txt", text), [Span(0, len(text))])
    edits = reworded(prose, new)
    return None if edits is None else edited(text, edits)


@pytest.mark.parametrize(
    ("text", "new", "wanted"),
    [
        pytest.param("a personal advisor", "a personal adviser", "a personal adviser", id="a word"),
        pytest.param("for the\n   the child", "for the child", "for the\n   child", id="the first word of a line goes"),
        pytest.param("for the the\n   child", "for the child", "for the\n   child", id="the last word of a line goes"),
        pytest.param("for the\n  the\n  child", "for the child", "for the\n  child", id="a line of one word goes"),
        pytest.param("for  the  the  child", "for the child", "for  the  child", id="spaces round it stay"),
        pytest.param("see the the.", "see the.", "see the.", id="a full stop behind it stays"),
        pytest.param("14\r\n  per cent of", "14% of", "14%\r\n  of", id="over a line end that stays as it is"),
        pytest.param("in decision making", "in decision-making", "in decision-making", id="a hyphen for a space"),
        pytest.param(
            "in decision\n  making", "in decision-making", "in decision-\n  making", id="a hyphen at a line end"
        ),
        pytest.param("in decision\n\n  making", "in decision-making", None, id="no hyphen over an empty line"),
        pytest.param(
            "Requires\n  improvement",
            "Requires improvement to be good",
            "Requires\n  improvement to be good",
            id="more",
        ),
        pytest.param("Her Majesty’s own", "His Majesty's own", "His Majesty’s own", id="its own marks"),
        pytest.param("it's childrens", "it's children’s", "it's children's", id="marks as the document has them"),
        pytest.param("well-\n  being", "wellbeing", None, id="a word in two pieces"),
        pytest.param("the **the** child", "the child", None, id="nothing between marks for bold"),
        pytest.param("good", "good", "good", id="nothing to do"),
        pytest.param("care leavers", "our care leavers", "our care leavers", id="a word in front"),
    ],
)
def test_what_becomes_of_the_source(text: str, new: str, wanted: str | None) -> None:
    assert after(text, new) == wanted


def test_a_part_of_a_text_is_changed_where_it_stands() -> None:
    text = "the advisor and the advisor"
    prose = reflow(Source("draft.txt", text), [Span(0, len(text))])
    edits = revised(prose, 20, 27, "adviser")
    assert edits is not None
    assert edited(text, edits) == "the advisor and the adviser"


words = st.text(st.sampled_from("abAB’'-.,"), min_size=1, max_size=6)
gaps = st.sampled_from([" ", "  ", "\n", "\n   ", "\r\n", " \xa0", "\n\n", "\n 7 \f\n"])


@given(st.lists(st.tuples(words, gaps), min_size=1, max_size=8), st.lists(words, min_size=1, max_size=8))
def test_what_is_changed_reads_as_it_should(parts: list[tuple[str, str]], new: list[str]) -> None:
    """Marks apart; a line end behind a hyphen may join two words."""
    text = "".join(word + gap for word, gap in parts)
    made = after(text, " ".join(new))
    if made is not None:
        bare = str.maketrans({"’": "'", "-": None, " ": None, "\n": None, "\r": None, "\xa0": None, "\f": None})
        expected, found = (" ".join(new)).translate(bare), made.replace(" 7 ", "").translate(bare)
        assert found == expected


@given(st.text(max_size=60), st.text(max_size=30), st.integers(0, 60), st.integers(0, 60))
def test_it_never_raises(text: str, new: str, one: int, two: int) -> None:
    prose = reflow(Source("draft.txt", text), [Span(0, len(text))])
    start, end = sorted((min(one, len(prose.text)), min(two, len(prose.text))))
    for edit in revised(prose, start, end, new) or ():
        assert 0 <= edit.span.start <= edit.span.end <= len(text)
