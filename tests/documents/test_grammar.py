"""The grammar takes any text, loses none of it, and in linear time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy import FORMS
from ofsted_lint.documents import syntax
from ofsted_lint.documents.syntax_compiler import tables
from ofsted_lint.files.package_data import folder
from tests.conftest import ROOT

FRAGMENTS = [
    "Inspection of Saltmarsh local authority children’s services\n",
    "Inspection dates: 3 to 14 June 2024\n",
    "Lead inspector: Ann Lee, His Majesty’s Inspector\n",
    "Judgement\tGrade\n",
    "Judgement\n\nGrade\n",
    " The experiences and progress of care       Good\n leavers\n",
    "What needs to improve?1\n",
    "◼ The timeliness of plans.\n",
    "The experiences and progress of care leavers: good\n",
    "The experiences and progress of",
    "1. Support is strong.\n",
    "12.\n\n",
    "25. Their health is good.\n",
    "                                     4\n\f",
    "1\n  A note.\n",
    "<!-- ofsted-lint: ignore -->\n",
    "The Office for Standards in Education, Children’s Services and Skills (Ofsted)\n",
    "© Crown copyright 2024\n",
    "plain words in a line\n",
    "\r\n",
    "\x00\x0b\x1c\x85\u2028",
    "\u2003\u20071.\u2003Support\u00a0is strong.\n",
    "\u2003◼\u2009\ufe0f Plans\n",
    "What\u00a0needs\u00a0to improve?\n",
    "**bold",
    "# ",
    "|",
]
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=30).map("".join)


def tokens(text: str) -> list[tuple[str, str]]:
    """The terminals of a text by the grammar of reports, each with its words."""
    printed = syntax.plain(text)
    return [(token.type, printed[token.start : token.end]) for token in syntax.parse(text, "ilacs").tokens()]


def joined(text: str) -> str:
    return "".join(words for _, words in tokens(text))


@settings(max_examples=400)
@given(texts)
def test_tokens_tile_any_text(text: str) -> None:
    assert joined(text) == syntax.plain(text)
    assert len(syntax.plain(text)) == len(text)


def test_tokens_tile_the_examples() -> None:
    for path in sorted((ROOT / "examples").glob("*.txt")):
        text = path.read_bytes().decode()
        assert joined(text) == text


def test_tokens_tile_the_corpus(shared: object) -> None:
    from pathlib import Path

    paths = sorted((Path(str(shared)) / "corpus" / "ilacs").rglob("*.txt"))
    for path in paths:
        text = path.read_bytes().decode()
        assert joined(text) == syntax.plain(text), path
    assert len(paths) >= len(FORMS)


KINDS = {
    "BLANK": "   \n\n",
    "FORM_FEED": "\f",
    "COMMENT": "<!-- ofsted-lint: off -->\n",
    "PAGE_NUMBER": "            12\n",
    "NUMBERED": "12.   Plans are clear\n",
    "BULLET": "\uf06e Plans\n",
    "TEXT": "plans are clear\nand up to date\n",
    "LINE": "Plans are clear\n",
    "DATES": "Inspection dates: 30 September to 11 October 2024 and\n13 to 16 January 2025\n",
    "INSPECTOR": "Lead inspector:\n\nAnn Lee\nHer Majesty’s Inspector\n",
    "TABLE_HEAD": " Judgement                   Grade\n",
    "IMPROVEMENTS": "What needs to improve?1\n",
    "CLOSING": "The Office for Standards in Education, Children's Services and Skills\n",
    "IMPRINT": "W:www.gov.uk/ofsted\n",
    "COPYRIGHT": "© Crown copyright 2024\n",
    "RUNNING": "Inspection of Saltmarsh local\nauthority children’s services\n3 to 14 June 2024                4\n",
    "HEADING": "The experiences and progress of care leavers requires\nimprovement to be good.\n",
    "ROW": " The safeguarding board                     Good\n",
    "CELL": "                                       Good\n",
    "LABEL": "The impact of leaders on social work practice with children\n",
}


def test_every_kind_of_line_is_shown() -> None:
    assert set(KINDS) == set(re.compile(tables(folder("grammar") / "ilacs.lark")[0]).groupindex)


@pytest.mark.parametrize(("kind", "text"), KINDS.items(), ids=KINDS)
def test_a_line_is_of_its_kind(kind: str, text: str) -> None:
    assert tokens(text) == [(kind, text)]


SEPARATORS = [": good", " good", " is: good", " is good", " are: good", " are good", ": Good.", ": inadequte"]


@pytest.mark.parametrize("end", SEPARATORS)
@pytest.mark.parametrize("name", ["children in care\nand care leavers", "care leavers"])
def test_headings_are_known_by_their_end(name: str, end: str) -> None:
    text = f"The experiences and progress of {name}{end}\n"
    assert [kind for kind, _ in tokens(text)] == ["HEADING"]


WORST = {
    "spaces": " " * 20_000,
    "spaces then a letter": " " * 20_000 + "x\n",
    "one-letter words": "a " * 10_000,
    "capital words with gaps": "Aa   " * 5_000,
    "digits": "1" * 20_000,
    "dates": "1 May 20" * 3_000,
    "blank lines": "\n" * 20_000,
    "form feeds": "\f" * 20_000,
    "an endless heading": "The experiences and progress of " + "care " * 4_000,
    "many unfinished headings": "The experiences and progress of children\n" * 500,
    "many unfinished titles": "Inspection of Saltmarsh local authority\n" * 500,
    "an endless title": "Inspection of " + "services " * 3_000,
    "inspectors": "Lead inspector: Ann Lee, Inspector\n" * 600,
    "dashes": "- " * 10_000,
    "bars": "| " * 10_000,
    "tabs": "a\t" * 10_000,
    "comments": "<!-- ofsted-lint" * 1_500,
}


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_no_line_runs_away(text: str) -> None:
    """Far from a benchmark: a runaway pattern takes minutes on such a line."""
    syntax.parse("", "ilacs")
    start = time.process_time()
    assert joined(text) == text
    assert time.process_time() - start < 2
