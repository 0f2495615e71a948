"""Terms in plain writing, scopes, quotations and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.checks.terms.pattern import variants
from ofsted_lint.checks.terms.scopes import ScopeError, chosen
from ofsted_lint.checks.terms.search import TermError
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.source.prose import folded, searchable
from ofsted_lint.source.quotation_marks import quotations
from ofsted_lint.source.sentences import sentences
from ofsted_lint.source.source import Source


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        pytest.param("advisor", "Advisors and an advisor.", ["advisor"], id="a whole word"),
        pytest.param("advisor(s)", "Advisors and an advisor.", ["Advisors", "advisor"], id="with or without s"),
        pytest.param(
            "(looked|cared) after", "looked after, cared after", ["looked after", "cared after"], id="a choice"
        ),
        pytest.param("well(-| )being", "well-being, well being, wellbeing", ["well-being", "well being"], id="a joint"),
        pytest.param("utilis*", "They utilise and utilised it.", ["utilise", "utilised"], id="any ending"),
        pytest.param("# per cent", "14 per cent of 7 per cents", ["14 per cent"], id="a number"),
        pytest.param("May ##", "in May 22 and May 2022", ["May 22"], id="two digits"),
        pytest.param("*- *", "care- experienced and 16-year-olds", ["care- experienced"], id="signs that touch words"),
        pytest.param("parents'", "the parents’ views", ["parents’"], id="a curly apostrophe"),
        pytest.param("c++", "in c++ code", ["c++"], id="what means something elsewhere"),
        pytest.param(".,", "parties., This", [".,"], id="marks alone"),
        pytest.param("a.c", "abc a.c", ["a.c"], id="a full stop is a full stop"),
        pytest.param("section 47 {enquires}", "Section 47 enquires; he enquires", ["enquires"], id="a part is meant"),
        pytest.param("the {form*} of", "the forms of a form of", ["forms"], id="a part with a sign is meant"),
        pytest.param("#", "1 a 22", ["1", "22"], id="nothing but a sign"),
        pytest.param("{*} # of #", "page 3 of 9", ["page"], id="a sign is meant"),
    ],
)
def test_a_term_is_found_where_it_is_written(term: str, text: str, found: list[str]) -> None:
    assert [text[match.start : match.end] for match in Terms((term,)).find(folded(text))] == found


def test_of_two_terms_that_begin_together_the_longer_counts() -> None:
    terms = Terms(("care", "care leavers"))
    assert [match.term for match in terms.find("care leavers in care")] == ["care leavers", "care"]


def test_a_capital_is_asked_for_where_capitals_matter() -> None:
    terms = Terms(("^ council",), case=True)
    text = "Saltmarsh council and the council"
    assert [text[match.start : match.end] for match in terms.find(searchable(text))] == ["Saltmarsh council"]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("a (b", "“(” in “a (b” is not allowed here: choices are written (one|other), without brackets inside"),
        ("a|b", "“|” in “a|b” is not allowed here: choices are written (one|other), without brackets inside"),
        ("a ((b))", "“(” in “a ((b))” is not allowed here: choices are written (one|other), without brackets inside"),
        ("(a)", "“(a)” could match an empty text"),
        ("", "“” could match an empty text"),
        ("a {}", "“a {}” needs one pair of braces, with words in them: {the flagged part}"),
        ("{a} {b}", "“{a} {b}” needs one pair of braces, with words in them: {the flagged part}"),
        ("a}", "“a}” needs one pair of braces, with words in them: {the flagged part}"),
        ("a { b }", "“a { b }” needs one pair of braces, with words in them: {the flagged part}"),
        ("#{#}", "the braces in “#{#}” divide the digits of one number"),
        ("*a*a*a", "“*a*a*a” has more than 2 of “*” and “^” in one word"),
        ("x" * 501, "a term may have at most 500 characters"),
        ("(a|b|c|d|e|f)" * 3, "a term may match at most 200 texts"),
        ("^ council", "“^” in “^ council” requires a capital: add “case: true”"),
    ],
)
def test_what_is_no_term_is_refused(term: str, said: str) -> None:
    with pytest.raises(TermError) as error:
        Terms((term,)).check()
    assert str(error.value) == said


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_term_is_refused_or_can_be_looked_for(term: str, text: str) -> None:
    terms = Terms((term,))
    try:
        terms.check()
    except TermError:
        return
    for match in terms.find(folded(text)):
        assert match.term == term
        assert 0 <= match.start < match.end <= len(text)


@given(st.text(max_size=200))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(searchable(text)) == len(text)


def test_the_texts_that_a_term_stands_for() -> None:
    assert variants("(a|b) c(s)") == ["a c", "a cs", "b c", "b cs"]


REPORT = """\
The experiences and progress of care leavers: good
1. Support is strong.

The impact of leaders on social work practice with children and families: outstanding
2. Leaders are proud.
"""


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("prose and not prose", "no text is “prose and not prose”: it cannot be “prose” and not"),
        (
            "title and paragraph",
            "no text is “title and paragraph”: “paragraph” and “title” are different parts; list them side by side",
        ),
    ],
)
def test_a_scope_that_contradicts_itself_is_refused(scope: str, said: str) -> None:
    with pytest.raises(ScopeError) as error:
        chosen([scope])
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("paragraph", ["Support is strong.", "Leaders are proud."]),
        ("paragraph and leaders", ["Leaders are proud."]),
        ("paragraph and not leaders", ["Support is strong."]),
        ("prose and good", ["Support is strong."]),
        ("summary", []),
    ],
)
def test_scopes_choose_texts(scope: str, found: list[str]) -> None:
    chooses = chosen([scope])
    report = documents.read(Source("x", REPORT), "ilacs")
    assert [passage.prose.text for passage in report.passages if chooses(passage.tags)] == found


def test_an_unknown_scope_is_told_with_the_nearest() -> None:
    with pytest.raises(ScopeError) as error:
        chosen(["prose and paragrph"])
    assert str(error.value) == "“paragrph” is not a part of a document; did you mean “paragraph”?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The ‘front door’ is quick.", ["‘front door’"], id="curly marks"),
        pytest.param("The 'front door' is quick.", ["'front door'"], id="straight marks"),
        pytest.param("Children’s views and parents’ views.", [], id="apostrophes"),
        pytest.param("One said, ‘I don’t mind’, and left.", ["‘I don’t mind’"], id="an apostrophe inside"),
        pytest.param("She hears ‘the parents’ views’ daily.", ["‘the parents’ views’"], id="a plural inside"),
        pytest.param("It is “good” and ‘safe’.", ["“good”", "‘safe’"], id="two kinds"),
        pytest.param("It is ‘good and safe.", ["‘good and safe."], id="never closed"),
        pytest.param("In the 1990's and '90s it was so.", [], id="years"),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, found: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in quotations(text)] == found


@given(st.text(alphabet="‘’“”'\"ab .s", max_size=60))
def test_quotations_lie_in_the_text_and_in_order(text: str) -> None:
    at = 0
    for quote in quotations(text):
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plans are clear. Homes are safe.", ["Plans are clear.", "Homes are safe."]),
        ("It costs £1.4 million. ‘Good.’ One said so.", ["It costs £1.4 million.", "‘Good.’", "One said so."]),
        ("Staff, e.g. Ms. Lee and A. Smith, know it.", ["Staff, e.g. Ms. Lee and A. Smith, know it."]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found
