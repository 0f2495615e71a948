"""Texts held against each other by words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.comparison.word_diff import Difference, differences, shown
from ofsted_lint.comparison.words import words
from ofsted_lint.source.source import Span

TEXT = st.text(st.sampled_from("abcAB .,-’'“”\"–\n\u00ad\u200bé1²ﬁ"), max_size=60) | st.text(max_size=60)

ALIKE = {
    "kinds of marks": (
        "‘Children’s plans’ are “clear”.",
        "'Children's plans' are \"clear\".",
    ),
    "single for double quotation marks": ("They said ‘yes’.", "They said “yes”."),
    "kinds of hyphens and dashes": ("up‑to‑date plans – mostly", "up-to-date plans — mostly"),
    "spaces, wraps and pages": ("plans are\n   clear", "plans are clear"),
    "what is not printed": ("inspec\u00adtors\u200b know", "inspectors know"),
    "ligatures": ("e\ufb00ective", "effective"),
}


@pytest.mark.parametrize("name", ALIKE)
def test_texts_do_not_differ_by(name: str) -> None:
    assert differences(*ALIKE[name]) == ()


SHOWN = {
    "a word for another": ("Plans are clear and they help.", "Plans are well written and they help.",
                           "Plans are [clear → well written] and they help."),
    "a word that was added": ("Plans are clear.", "Plans are not clear.", "Plans are [+ not] clear."),
    "a word that was dropped": ("Plans are very clear.", "Plans are clear.", "Plans are [− very] clear."),
    "a comma": ("Plans that help are clear.", "Plans that help, are clear.", "Plans that help[+ ,] are clear."),
    "a capital": ("The plan", "the plan", "[The → the] plan"),
    "two far apart": ("a b c d e f g h i j k l m n o p", "a x c d e f g h i j k l m n q p",
                      "a [b → x] c d e f … k l m n [o → q] p"),
    "no mark at the ends of what is shown": ("a b, c d e. F x g h, i j k l m n o", "a b, c d e. F y g h, i j k l m n o",
                                             "… d e. F [x → y] g h, i …"),
    "long texts, with some words beside": ("a b c d e f g h i", "a b c d e f g h x", "… e f g h [i → x]"),
    "nothing": ("the same", "the  same", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_differs_is_shown_on_a_line(name: str) -> None:
    old, new, line = SHOWN[name]
    assert shown(old, new) == line


def test_a_difference_says_where_it_is_on_both_sides_and_of_what_kind() -> None:
    old, new = "Leaders know their services, Well.", "Leaders do know their services well."
    assert differences(old, new) == (
        Difference(Span(7, 7), Span(8, 10), "words"),
        Difference(Span(27, 33), Span(31, 35), "marks"),
    )


def test_marks_and_capitals_are_kinds_of_their_own() -> None:
    assert [each.kind for each in differences("Yes, and Now.", "Yes and now.")] == ["marks", "capitals"]
    assert differences("The Plan", "the plan", folded=True) == ()
    assert differences("life-story work", "lifestory work", hyphens=False) == ()


def test_hyphens_and_apostrophes_belong_to_words_and_points_to_numbers() -> None:
    read = [word.text for word in words("16-year-olds’ plans cost £1,250.50 (the council’s).")]
    assert read == ["16-year-olds", '"', "plans", "cost", "£", "1,250.50", "(", "the", "council's", ")", "."]


@given(TEXT, TEXT)
def test_any_two_texts_differ_the_same_from_either_side(old: str, new: str) -> None:
    there = differences(old, new)
    assert [Difference(each.new, each.old, each.kind) for each in there] == list(differences(new, old))
    assert bool(shown(old, new)) == bool(there)
    assert differences(old, old) == ()


@given(TEXT, TEXT)
def test_what_does_not_differ_is_the_same(old: str, new: str) -> None:
    """Putting the old text's stretches in place of the new one's makes the old text's words."""
    made, at = "", 0
    for each in differences(old, new):
        made += f"{new[at : each.new.start]} {old[each.old.start : each.old.end]} "
        at = each.new.end
    assert [word.text for word in words(made + new[at:])] == [word.text for word in words(old)]


@given(TEXT)
def test_words_stand_where_they_say(text: str) -> None:
    read = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in read)
    assert all(one.end <= two.start for one, two in pairwise(read))
