"""The vocabularies of statements: each example in them is read as it says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.statement.councils_named import named
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.phrases import concepts, files, pattern
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.source.source import Source


def claims(statement: Statement) -> list[str]:
    return [
        f"{each.area}: {each.grade.words.removesuffix(' to be good')}{' (earlier)' if each.before else ''}"
        for each in statement.claims
    ]


READ: dict[str, Callable[[Statement], list[str]]] = {
    "grades": claims,
    "dates": lambda statement: [each.prose.text for each in statement.occasions],
    "speakers": lambda statement: list(dict.fromkeys(each.speaker for each in statement.citations)),
    "points": lambda statement: [str(each.value) for each in statement.counted_points],
    "published": lambda statement: [f"{each.day[1]} {MONTHS[each.day[0] - 1]}" for each in statement.report_days],
    "earlier": lambda statement: list(dict.fromkeys(str(each.year) for each in statement.earlier_years if each.last)),
    "tables": lambda statement: [
        f"{each.grade.words.removesuffix(' to be good')}{' (earlier)' if each.before else ''}"
        for each in statement.claims
    ],
    "areas": claims,
    "people": lambda statement: [f"{each.prose.text}: {each.office.text}" for each in statement.officers],
    "councils": lambda statement: sorted(" ".join(key) for text in statement.texts[1:] for key in named(text.text)),
}
# A text of one sentence is too short to be recognised.
MORE = "It may be read at our offices and on our pages, by all who would like to see it, at any time of the year."
EXAMPLES = [
    pytest.param(file, sentence, read, id=f"{file}: {sentence}")
    for file in files()
    for concept in concepts(file).values()
    for sentence, read in concept.examples
]


@pytest.mark.parametrize(("file", "sentence", "read"), EXAMPLES)
def test_an_example_is_read_as_it_says(file: str, sentence: str, read: str) -> None:
    if file == "statements":
        assert documents.read(Source("news.txt", f"News\n\n{sentence} {MORE}\n")).kind == read
        return
    text = sentence.replace(" // ", "\n\n")
    statement = documents.read(Source("news.txt", f"Ofsted in Northfell\n\nWe have news.\n\n{text}\n"), "statement")
    assert isinstance(statement, Statement)
    assert "; ".join(READ[file](statement)) == (read if read != "nothing" else "")


@pytest.mark.parametrize(
    ("file", "name"), [pytest.param(file, name, id=f"{file}: {name}") for file in files() for name in concepts(file)]
)
def test_a_concept_has_two_examples(file: str, name: str) -> None:
    assert len(concepts(file)[name].examples) >= 2


def test_phrases_have_words_that_may_be_left_out_and_others_for_them() -> None:
    areas = re.compile(pattern("points", "points"))
    assert areas.fullmatch("key areas for further improvement")
    assert areas.fullmatch("areas to improve")
    assert not areas.fullmatch("keyareas to improve")
    assert concepts("tables")["columns"].phrases == ("now", "this/current/latest/new", "today")
