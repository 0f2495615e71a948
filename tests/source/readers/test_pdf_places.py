"""Where words are on the pages of a PDF: of several that are the same, those that were read there."""

from __future__ import annotations

import io

import pytest

from ofsted_lint.source.original import letters
from ofsted_lint.source.readers import read_stream
from ofsted_lint.source.readers.pdf.process import READER
from tests.make import pdfs
from tests.make.pdfs import WIDTH, Drawn, Node, Page

# Drawn from the top: the second paragraph of the tags, the first, a footer that comes first in the file.
DRAWN = [
    Drawn(40, 50, "Inspection of Saltmere", is_artifact=True),
    Drawn(40, 780, "Saltmere is by the sea.", 1),
    Drawn(40, 700, "This is Saltmere Council.", 0),
]
TAGS = [Node("P", [0]), Node("P", [1])]


def lines(data: bytes, words: str) -> list[list[tuple[float, float]]]:
    """The left end and the middle of the rectangles of each occurrence of words in the text that is read."""
    text = read_stream(io.BytesIO(data), "report.pdf").text
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    found = READER.find(data, [(1, letters(words), start) for start in starts]).places
    return [[(round(left), round((bottom + top) / 2)) for left, bottom, _, top in each] for each in found]


@pytest.mark.parametrize("tags", [TAGS, []], ids=["tagged", "untagged"])
def test_each_of_several_words_is_found_where_it_was_read(tags: list[Node]) -> None:
    text = read_stream(io.BytesIO(pdfs.pdf([Page(DRAWN, tags)])), "report.pdf").text
    order = sorted(DRAWN, key=lambda each: text.index(each.text))
    found = lines(pdfs.pdf([Page(DRAWN, tags)]), "Saltmere")
    assert [len(each) for each in found] == [1, 1, 1]
    lefts = [each.x + WIDTH * each.text.index("Saltmere") for each in order]
    assert [left for ((left, _),) in found] == pytest.approx(lefts, abs=2)
    assert [middle for ((_, middle),) in found] == pytest.approx([each.y for each in order], abs=5)


def test_a_line_of_several_objects_is_one_rectangle_and_two_lines_are_two() -> None:
    first = "The council and its part"
    parts = [Drawn(40, 700, first), Drawn(40 + WIDTH * len(first), 700, "ners know"), Drawn(40, 689, "this well.")]
    found = lines(pdfs.pdf([Page(parts, [])]), "partners know\nthis well")
    assert [len(each) for each in found] == [2]


def test_words_that_are_not_on_the_page_have_no_place() -> None:
    assert READER.find(pdfs.plain("Saltmere"), [(1, "Northfell", 0), (1, "", 0), (7, "Saltmere", 0)]).places == (
        (),
        (),
        (),
    )
