"""The vocabularies of statements: each example in them is read as it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.phrases import concepts, files, pattern
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
    "tables": lambda _: [],
}
EXAMPLES = [
    pytest.param(file, sentence, read, id=f"{file}: {sentence}")
    for file in files()
    for concept in concepts(file).values()
    for sentence, read in concept.examples
]


@pytest.mark.parametrize(("file", "sentence", "read"), EXAMPLES)
def test_an_example_is_read_as_it_says(file: str, sentence: str, read: str) -> None:
    statement = documents.read(Source("news.txt", f"Ofsted in Northfell\n\nWe have news.\n\n{sentence}\n"), "statement")
    assert isinstance(statement, Statement)
    assert "; ".join(READ[file](statement)) == (read if read != "nothing" else "")


def test_phrases_have_words_that_may_be_left_out_and_others_for_them() -> None:
    assert pattern("points", "points").startswith("(?:(?:key|main|specific )?")
    assert concepts("tables")["columns"].phrases == ("now", "this/current/latest/new", "today")
