"""Quotations looked up in a report."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.comparison.quotations import letters
from ofsted_lint.comparison.quotations.alterations import Change
from ofsted_lint.comparison.quotations.caveats import Rest, among, following, hidden, preceding, turn
from ofsted_lint.comparison.quotations.search import Book, Match
from ofsted_lint.comparison.quotations.stream import Passage, Stretch
from ofsted_lint.source.sentences import sentences
from ofsted_lint.source.source import Span

SALTMARSH = (
    "Leaders in Saltmarsh know their services well. They use a ‘co-production’ approach with families – and it works.",
    "Plans are clear and decision-making is timely, but they are not updated often enough. Not all children have one.",
    "In 2023, 14–18 workers left the service. Visits to children are regular and purposeful.",
    "Care leavers have a personal adviser from the age of 16. However, too many wait for a home.",
)
# The third begins another part of the report.
BOOK = Book([Passage(text, at != 2) for at, text in enumerate(SALTMARSH)])
TURNS = ("however", "but", "not all", "too many")

EXACT = {
    "as it is": "Leaders in Saltmarsh know their services well.",
    "with other marks and dashes": 'They use a "co-production" approach with families - and it works',
    "with no-break spaces and wraps": "Leaders in\u00a0Saltmarsh know\n   their services well",
    "with a soft hyphen, and a hyphen for a wrap": "Plans are clear and deci\u00adsion-\nmaking is timely",
    "with a hyphen lost at the end of a line": "Plans are clear and decisionmaking is timely",
    "from the middle of a sentence, with a capital": "Families – and it works.",
    "ending in the middle of a sentence, with a comma": "Plans are clear and decision-making is timely,",
    "with the first letter in brackets": "[D]ecision-making is timely",
    "over two paragraphs": "and it works.\n\n“Plans are clear",
    "of one word": "timely",
    "of one sign and a number": "14–18 workers",
}


@pytest.mark.parametrize("name", EXACT)
def test_a_quotation_is_exact(name: str) -> None:
    match = BOOK.look(EXACT[name])
    assert (match.kind, match.likeness, len(match.parts)) == ("exact", 1.0, 1)


def test_a_quotation_over_two_paragraphs_has_a_stretch_in_each() -> None:
    match = BOOK.look("it works. Plans are clear")
    assert match.parts[0].there == (Stretch(0, 103, 112), Stretch(1, 0, 15))


PARTS = {
    "ellipsis": "Plans are clear … not updated often enough",
    "three points": "Plans are clear ... not updated often enough",
    "three points in brackets": "Plans are clear [. . .] not updated often enough",
    "ellipsis in brackets without spaces": "Plans are clear[…]not updated often enough",
    "own words in brackets": "Plans are clear [and so on, but they are] not updated often enough",
}


@pytest.mark.parametrize("name", PARTS)
def test_parts_in_their_order_are_exact(name: str) -> None:
    match = BOOK.look(PARTS[name])
    assert match.kind == "exact"
    assert [part.there for part in match.parts] == [(Stretch(1, 0, 15),), (Stretch(1, 60, 84),)]
    assert [part.join for part in match.parts] == ["start", "bracket" if "own" in name else "ellipsis"]


def test_own_letters_may_end_a_word() -> None:
    assert BOOK.look("Visit[ing] children are regular").kind == "exact"
    assert BOOK.look("[The council’s] leaders in Saltmarsh know their services [sic]").kind == "exact"


def test_own_words_stand_for_no_more_than_a_few() -> None:
    assert BOOK.look("Plans are clear [and] Not all children have one").kind != "exact"


SPLICED = {
    "two sentences of different paragraphs": (
        "Leaders in Saltmarsh know their services well. Visits to children are regular and purposeful.",
        [(Span(0, 45), "start", (Stretch(0, 0, 45),)), (Span(47, 92), "seam", (Stretch(2, 41, 86),))],
    ),
    "two sentences in another order": (
        "Not all children have one. Plans are clear and decision-making is timely",
        [(Span(0, 25), "start", (Stretch(1, 86, 111),)), (Span(27, 72), "seam", (Stretch(1, 0, 45),))],
    ),
    "parts round an ellipsis in another order": (
        "Not all children have one … Plans are clear and decision-making",
        [(Span(0, 25), "start", (Stretch(1, 86, 111),)), (Span(28, 63), "ellipsis", (Stretch(1, 0, 35),))],
    ),
    "paragraphs that do not follow each other": (
        "Not all children have one. In 2023, 14–18 workers left",
        [(Span(0, 25), "start", (Stretch(1, 86, 111),)), (Span(27, 54), "seam", (Stretch(2, 0, 27),))],
    ),
}


@pytest.mark.parametrize("name", SPLICED)
def test_a_quotation_is_spliced_of(name: str) -> None:
    quotation, parts = SPLICED[name]
    match = BOOK.look(quotation)
    assert (match.kind, match.likeness) == ("spliced", 1.0)
    assert [(part.quoted, part.join, part.there) for part in match.parts] == parts


ALTERED = {
    "a word for another": (
        "Visits to children are frequent and purposeful",
        [(Span(23, 31), Stretch(2, 64, 71))],
    ),
    "a negation that was dropped": ("but they are updated often enough", [(Span(12, 12), Stretch(1, 60, 63))]),
    "a word that was added": (
        "Plans are very clear and decisionmaking is timely",
        [(Span(10, 14), Stretch(1, 9, 9))],
    ),
    "a number and an ending, over two paragraphs": (
        "Visits to children are regular and purposeful. Care leavers have two personal advisers",
        [(Span(65, 68), Stretch(3, 18, 19)), (Span(78, 86), Stretch(3, 29, 36))],
    ),
    "the first word and the last ones of a sentence": (
        "Trips to children are regular and rare indeed, you know",
        [(Span(0, 5), Stretch(2, 41, 47)), (Span(34, 55), Stretch(2, 76, 86))],
    ),
    "words behind the last of a sentence": (
        "Visits to children are regular and purposeful, we know",
        [(Span(45, 54), Stretch(2, 86, 86))],
    ),
    "a space in a word": (
        "Care leavers have a person al adviser",
        [(Span(20, 29), Stretch(3, 20, 28))],
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_quotation_is_altered_by(name: str) -> None:
    quotation, changes = ALTERED[name]
    match = BOOK.look(quotation)
    assert (match.kind, match.changes) == (
        "altered",
        tuple(Change(quoted, (there,), "words") for quoted, there in changes),
    )


def test_sentences_of_different_places_are_found_though_one_is_altered() -> None:
    match = BOOK.look("Leaders in Saltmarsh know their services badly. Care leavers have a personal adviser from 16.")
    assert match.kind == "altered"
    assert [(part.join, [each.passage for each in part.there]) for part in match.parts] == [
        ("start", [0]),
        ("seam", [3]),
    ]


def test_a_part_round_an_ellipsis_may_be_altered_alone() -> None:
    match = BOOK.look("Leaders in Saltmarsh know … Visits to children are rare and purposeful")
    assert match.kind == "altered"
    assert [part.likeness == 1 for part in match.parts] == [True, False]
    assert match.changes == (Change(Span(51, 55), (Stretch(2, 64, 71),), "words"),)


def test_what_is_nowhere_is_absent() -> None:
    assert BOOK.look("Northfell has the best schools in the land").kind == "absent"
    assert BOOK.look("quite unlike anything written there") == Match("absent", 5, 0.0, ())


def test_a_few_words_are_there_or_not() -> None:
    assert BOOK.look("Plans are unclear") == Match("absent", 3, 0.0, ())
    assert BOOK.look("Plans are clear").kind == "exact"
    assert BOOK.look("lans are clea") == Match("absent", 3, 0.0, ())
    assert BOOK.look("“…” – ") == Match("absent", 0, 0.0, ())


def test_a_space_is_not_nothing_and_numbers_are_not_joined() -> None:
    book = Book([Passage("What is notable costs 1,250 and 3.5 of 12 3.")])
    assert [book.look(text).kind for text in ("What is notable costs 1250", "of 12-3")] == ["exact", "exact"]
    wrong = ("What is not able costs", "costs 1250 and 35", "3.5 of 1 23")
    assert [book.look(text).kind for text in wrong] == ["altered", "altered", "altered"]


FOLLOWING = {
    "the rest of the sentence": (
        "Plans are clear and decision-making is timely",
        Rest(Stretch(1, 45, 85), ", but they are not updated often enough.", True),
        "but",
    ),
    "a later clause of the sentence": (
        "Plans are clear",
        Rest(Stretch(1, 15, 85), " and decision-making is timely, but they are not updated often enough.", True),
        "but",
    ),
    "the next sentence, which turns": (
        "Care leavers have a personal adviser from the age of 16.",
        Rest(Stretch(3, 57, 91), "However, too many wait for a home.", False),
        "However",
    ),
    "the next sentence, which does not": (
        "14–18 workers left the service",
        Rest(Stretch(2, 41, 87), "Visits to children are regular and purposeful.", False),
        None,
    ),
}


@pytest.mark.parametrize("name", FOLLOWING)
def test_behind_a_quotation_comes(name: str) -> None:
    quotation, rest, word = FOLLOWING[name]
    assert following(BOOK, BOOK.look(quotation)) == rest
    at = turn(rest, TURNS)
    assert (rest.text[at.start : at.end] if at else None) == word


def test_before_a_quotation_are_the_words_of_its_sentence() -> None:
    rest = preceding(BOOK, BOOK.look("children have one"))
    assert rest == Rest(Stretch(1, 86, 94), "Not all ", True)
    assert turn(rest, TURNS) == Span(0, 7)
    assert preceding(BOOK, BOOK.look("Not all children")) is None
    assert preceding(BOOK, BOOK.look("Children have two of them")) is None


def test_nothing_comes_behind_the_last_words_of_a_paragraph_and_altered_ones() -> None:
    assert following(BOOK, BOOK.look("regular and purposeful")) is None
    assert following(BOOK, BOOK.look("Visits to children are frequent and purposeful")) is None


def test_a_but_within_another_sentence_turns_nothing() -> None:
    rest = Rest(Stretch(0, 0, 0), "Staff know this, but say little.", False)
    assert turn(rest, TURNS) is None
    assert turn(Rest(Stretch(0, 0, 0), "Staff, however, say little.", False), TURNS) == Span(7, 14)
    assert turn(rest, ()) is None


HIDDEN = {
    "within a sentence": ("Plans are clear … updated", [" and decision-making is timely, but they are not "]),
    "of two sentences": (
        "Leaders in Saltmarsh know … families – and it works",
        [" their services well.", "They use a ‘co-production’ approach with "],
    ),
    "of two paragraphs, with the sentence behind": (
        "Plans are clear … Visits to children",
        [" and decision-making is timely, but they are not updated often enough.", "Not all children have one."],
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_an_ellipsis_hides_what_is(name: str) -> None:
    quotation, texts = HIDDEN[name]
    assert [rest.text for rest in hidden(BOOK, BOOK.look(quotation))] == texts


def test_a_negation_is_found_among_hidden_words() -> None:
    rest = hidden(BOOK, BOOK.look("Plans are clear … updated"))[0]
    assert among(rest, ("never", "not")) == Span(45, 48)
    assert (among(rest, ("no",)), among(rest, ())) == (None, None)


ANY = st.text(max_size=40) | st.text(st.sampled_from("ab 1.,-…[]‘’\n\u00adéﬁ²İ!"), max_size=60)


@given(st.lists(st.builds(Passage, ANY, st.booleans()), max_size=4), ANY)
def test_any_text_is_looked_up_in_any_other(passages: list[Passage], quotation: str) -> None:
    book = Book(passages)
    match = book.look(quotation)
    assert match.likeness == 1 or match.kind in ("altered", "absent")
    for part in match.parts:
        assert 0 <= part.quoted.start < part.quoted.end <= len(quotation)
        assert all(0 <= each.start < each.end <= len(passages[each.passage].text) for each in part.there)
    for change in match.changes:
        assert 0 <= change.quoted.start <= change.quoted.end <= len(quotation)
        assert all(0 <= each.start <= each.end <= len(passages[each.passage].text) for each in change.there)
    rests = [*hidden(book, match), following(book, match), preceding(book, match)]
    assert all(turn(rest, TURNS) is None or rest.text for rest in rests if rest)


@given(st.lists(ANY, max_size=4), st.integers(0, 20), st.integers(1, 20))
def test_what_is_cut_from_any_texts_between_words_is_exact(texts: list[str], first: int, count: int) -> None:
    words = " ".join([*SALTMARSH[:1], *texts]).split()
    cut = " ".join(words[first : first + count])
    match = Book([Passage(text) for text in [*SALTMARSH[:1], *texts]]).look(cut)
    assert (match.kind, match.likeness) == (("exact", 1.0) if letters.read(cut).letters else ("absent", 0.0))


@given(st.text(st.sampled_from("aBz19 .,-%&'\t\n"), max_size=60))
def test_letters_are_read_the_same_whether_a_text_is_plain_or_not(text: str) -> None:
    plain = letters.read(text)
    assert letters.read(text + "é")[0][: len(plain.letters)] == plain.letters
    other = letters.read(text + " é")
    assert (other.gaps[:-1], other.offsets[:-1]) == (plain.gaps, plain.offsets)
    assert "".join(letters.words(text)) == plain.letters


HOSTILE = {
    "a word repeated": ("the " * 40_000, "the " * 2500 + "x " + "the " * 2499),
    "a word repeated with ellipses": ("the " * 40_000, "the … " * 2500 + "x"),
    "a word repeated with brackets": ("the " * 40_000, "the [x] " * 2500 + "x"),
    "short pieces": ("a b c d e f g h " * 5000, "a b c d g h a b " * 600),
    "letters without spaces": ("a" * 200_000, "a " * 5000),
    "brackets": ("a b c " * 10_000, "[a" * 15_000 + "]" * 10),
    "points": ("a" + "." * 40_000, "a " + "." * 30_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_no_time(name: str) -> None:
    text, quotation = HOSTILE[name]
    start = time.process_time()
    book = Book([Passage(text)])
    match = book.look(quotation)
    following(book, match)
    hidden(book, match)
    assert time.process_time() - start < 3


def test_a_run_of_marks_takes_no_time_to_find_sentences_in() -> None:
    start = time.process_time()
    assert list(sentences("." * 40_000)) == [(0, 40_000)]
    assert time.process_time() - start < 1
