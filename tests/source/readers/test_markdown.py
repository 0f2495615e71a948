"""Markdown: what is printed of it, places in the file's own text, and fixes that leave all else to the byte."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source import original
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.readers import read_file, read_stream
from ofsted_lint.source.readers.markdown.markup import NOTHING, printed
from ofsted_lint.source.source import Span
from tests.conftest import ROOT, report_of
from tests.make.agreement import findings, read, structure
from tests.make.markdown import markdown_of

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_the_same_report_in_markdown(path: Path, shipped: list[Loaded]) -> None:
    text = report_of(documents.read(read_file(path)))
    markdown = read(markdown_of(text).encode(), "report.md")
    assert structure(markdown) == structure(text)
    assert findings(markdown, shipped) == findings(text, shipped)


def test_ten_published_reports_are_the_same_in_markdown(shared: Path, shipped: list[Loaded]) -> None:
    for path in sorted((shared / "corpus" / "ilacs").rglob("*.layout.txt"))[::11]:
        text = report_of(documents.read(read_file(path)))
        markdown = read(markdown_of(text).encode(), "report.md")
        assert (path.parent.name, structure(markdown)) == (path.parent.name, structure(text))
        assert (path.parent.name, findings(markdown, shipped)) == (path.parent.name, findings(text, shipped))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("**Plans** are *very* clear.", "Plans are very clear.", id="bold and italics"),
        pytest.param("__Plans__ are _very_ clear.", "Plans are very clear.", id="emphasis with low lines"),
        pytest.param("***Plans** are* clear", "Plans are clear", id="emphasis in emphasis"),
        pytest.param("chil*dren*’s", "children’s", id="emphasis within a word"),
        pytest.param("a snake_case_word, 2 * 3 * 4", "a snake_case_word, 2 * 3 * 4", id="what is no emphasis"),
        pytest.param("**not closed", "**not closed", id="a mark that nothing closes"),
        pytest.param("*one\n\ntwo*", "*one\n\ntwo*", id="emphasis ends with its paragraph"),
        pytest.param("## What needs to improve? ##", "What needs to improve?", id="a heading"),
        pytest.param("#5 is no heading", "#5 is no heading", id="a number sign"),
        pytest.param("Findings\n========\nText", "Findings\n\nText", id="a heading with a line below"),
        pytest.param("one\n\n* * *\n\ntwo", "one\n\n\n\ntwo", id="a rule"),
        pytest.param("* one\n- two\n+ three\n    - four", "◼ one\n◼ two\n◼ three\n– four", id="points"),
        pytest.param("- 10.One\n- 11. two\n- 12 three", "10.One\n◼ 11. two\n◼ 12 three", id="numbers made items"),
        pytest.param("1. one\n2) two\n3\\. three", "1. one\n2. two\n3. three", id="numbers"),
        pytest.param("1. a\n1. b\n\n   more\n\n1. c", "1. a\n2. b\n\nmore\n\n3. c", id="numbers left to be counted"),
        pytest.param("7) one\nand so on\n7) two", "7. one\nand so on\n8. two", id="counted from a number on"),
        pytest.param("1. a\n1. b\n\n# Head\n\n1. c\n1. d", "1. a\n2. b\n\nHead\n\n1. c\n2. d", id="lists parted"),
        pytest.param("1. a\n\nText\n\n1. b", "1. a\n\nText\n\n1. b", id="lists parted by text"),
        pytest.param("1. a\n1) b\n- c\n1. d", "1. a\n1. b\n◼ c\n1. d", id="lists of other signs"),
        pytest.param("1. a\n    1. b\n    1. c\n1. d", "1. a\n1. b\n1. c\n2. d", id="a list in a list stays"),
        pytest.param("1. a\n   1. b\n1. c", "1. a\n1. b\n2. c", id="a list in a list that is set in by little"),
        pytest.param("3. a\n4. b\n4. c\n6. d", "3. a\n4. b\n4. c\n6. d", id="numbers that were counted by hand"),
        pytest.param("9. a\n9. *b*\n9.  c\n 9. d\n9. 5 e", "9. a\n10.b\n11. c\n12. d\n9. 5 e", id="longer numbers"),
        pytest.param("```\n1. a\n1. b\n```", "\n1. a\n1. b\n", id="numbers in code"),
        pytest.param("| a | b |\n|---|:-:|\n| c | **d** |", "a\tb\n\nc\td", id="a table"),
        pytest.param("a | b\n--|--\nc | d\n\ne | f", "a\tb\n\nc\td\n\ne | f", id="a table without outer bars"),
        pytest.param("Bars | are | no table.", "Bars | are | no table.", id="bars alone"),
        pytest.param("[gov.uk](https://gov.uk \"x\") or <https://a.uk> or [this][1]\n\n[1]: https://b.uk",
                     "gov.uk or https://a.uk or this\n\n", id="links"),
        pytest.param("![a plan](plan.png)Plans (see [1]) or [sic]", "Plans (see [1]) or [sic]", id="a picture"),
        pytest.param(r"\*not bold\* \# \_", "*not bold* # _", id="escapes"),
        pytest.param("`*code*` and ``a`b``", "*code* and a`b", id="code"),
        pytest.param("```text\n*code*\n```\nafter *it*", "\n*code*\n\nafter it", id="a fence"),
        pytest.param("one\\\ntwo  \nthree", "one\ntwo\nthree", id="hard line breaks"),
        pytest.param("one<br>two<sup>1</sup> <u>x</u>", "one two1 x", id="tags"),
        pytest.param("improve?<sup>**1**</sup> on", "improve?1 on", id="a mark that is bold"),
        pytest.param("a &lt; b, R&amp;D, don&rsquo;t, AT&T &bogus;", "a < b, R&D, don’t, AT&T &bogus;", id="signs"),
        pytest.param("> quoted\n> text", "quoted\ntext", id="a quotation"),
        pytest.param("one <!-- two\nthree --> four", "one\nfour", id="a comment"),
        pytest.param("---\ntitle: x\n---\nText", "\n\n\nText", id="front matter"),
        pytest.param("improve?[^1]\n\n[^1]: A note.", "improve?1\n\n1\nA note.", id="a note by number"),
        pytest.param("improve?[^n]\n\n[^n]: A note.", "improve?1\n\n1\nA note.", id="a note by name"),
        pytest.param("<!-- ofsted-lint: ignore wording a reason -->", "<!-- ofsted-lint: ignore wording a reason -->",
                     id="a comment to the linter stays"),
    ],
)  # fmt: skip
def test_what_is_printed(text: str, shown: str) -> None:
    made = printed(text).text
    assert len(made) == len(text)
    lines = (" ".join(part.split(" ")).strip() for part in made.replace(NOTHING, "").split("\n"))
    assert [" ".join(line.replace("\t", " \t ").split()) for line in lines] == [
        " ".join(line.split()) for line in shown.split("\n")
    ]


@pytest.mark.parametrize(
    ("text", "raised", "words"),
    [
        pytest.param("Young people[^1] are heard.", ["1"], "Young people are heard.", id="a note"),
        pytest.param("What needs to **improve?**[^n]", ["1"], "What needs to improve?", id="a note behind bold words"),
        pytest.param("Plans are clear.<sup>12</sup>", ["12"], "Plans are clear.", id="a raised figure"),
        pytest.param("A park of 2 km<sup>2</sup>.", [], "A park of 2 km2.", id="a power"),
        pytest.param("The 1<sup>st</sup> plan.", [], "The 1st plan.", id="raised letters"),
        pytest.param("`people[^1]` are", [], "people[^1] are", id="code"),
    ],
)
def test_marks_of_notes_stand_apart_from_the_words(text: str, raised: list[str], words: str) -> None:
    source = read_stream(io.BytesIO(text.encode()), "draft.md")
    assert [source.words(span) for span in source.raised] == raised
    assert reflow(source, [Span(0, len(text))]).text == words


def test_a_fix_leaves_the_mark_of_a_note(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    text = FAULTY.replace("improve?\r\n", "improve[^1]\r\n") + "\r\n[^1]: A note.\r\n"
    path.write_bytes(text.encode())
    run(path, "--fix", "--only", "heading-question-mark")
    assert path.read_bytes().decode() == text.replace("improve[^1]", "improve?[^1]")


PIECES = [
    "**",
    "*",
    "_",
    "#",
    "|",
    "---",
    "\n",
    "\n\n",
    "[",
    "](",
    ")",
    "[^1]",
    "]:",
    "`",
    "```",
    "<!--",
    "-->",
    "<br>",
]
PIECES += ["&amp;", "\\", "\\*", "1.", "- ", "> ", "Plans", " ", "\r\n", "![", "<", ">", "1)", "+ ", "é", "\u2060"]
PIECES += ["1. a\n", "9. "]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_each_character_keeps_its_place(text: str) -> None:
    made = printed(text).text
    assert len(made) == len(text)
    assert [at for at, char in enumerate(text) if char == "\n"] == [
        at for at, char in enumerate(made) if char == "\n" and text[at] == "\n"
    ]
    text += "x"
    report = report_of(documents.read(read(text.encode(), "draft.md").source, "ilacs"))
    assert "".join(report.source.slice(region.span) for region in report.regions) == original.printed(text)


MANY = ["*", "**a ", "_a", "[", "](", "`", "` a", "<a", "<!--", "![", "&a", "| a\n", "[^1]", "\\", "#", "-"]
MANY += [" ", "- ", "# "]
AROUND = {"alone": "{}", "below a cell": "| a\n{}|x", "between dashes": "a|b\n-{}|-{}x"}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("piece", MANY)
def test_many_marks_take_time_by_their_number(piece: str, around: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        printed(around.format(piece * size, piece * size))
        return time.process_time() - start

    assert any(seconds(20_000) < 10 * max(seconds(5_000), 0.02) for _ in range(4))


FAULTY = """# Inspection of Saltmarsh local authority children’s services\r
\r
**Inspection dates:** 3 to 14 June 2024\r
\r
**Lead inspector:** Ann Lee, His Majesty’s Inspector\r
\r
| Judgement | Grade |\r
|---|---|\r
| The experiences and progress of care leavers | **good** |\r
\r
## What needs to improve?\r
\r
* Plans.\r
\r
## The experiences and progress of care leavers: good\r
\r
1. Plans are **are clear**, and homes are good&nbsp;good.\r
\r
<!-- ofsted-lint: ignore doubled-word it is a name -->\r
2. The the *Plan* is known.\r
"""


def test_a_fix_changes_its_words_and_no_other_byte(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(FAULTY.encode())
    run(path, "--fix", "--only", "grade-capitalisation", "--only", "doubled-word")
    fixed = FAULTY.replace("**good** |", "**Good** |").replace("good&nbsp;good", "good")
    assert path.read_bytes().decode() == fixed


def test_a_report_whose_numbers_are_left_to_be_counted(run: Run, tmp_path: Path) -> None:
    points = "".join(f"1. Plans of sort {chr(65 + at)} are clear.\n\n" for at in range(12))
    text = f"# The experiences and progress of care leavers: good\n\n{points}1. The the plan is known.\n"
    path = tmp_path / "draft.md"
    path.write_bytes(text.encode())
    report = report_of(documents.read(read_file(path), "ilacs"))
    assert [part.number and part.number.value for part in report.paragraphs] == [*range(1, 14)]
    assert [part.prose.text[:5] for part in report.paragraphs] == ["Plans"] * 12 + ["The t"]
    assert "para-number" not in run(path, "--kind", "ilacs", "--fix")[1]
    assert path.read_bytes().decode() == text.replace("The the", "The")


def test_places_are_those_of_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(FAULTY.encode())
    out = run(path, "--format", "concise", "--only", "grade-capitalisation", "--fail-on", "never")[1]
    assert out.startswith(f"{path}:9:52: ")
    assert run("text", path)[1].splitlines()[8].endswith("| The experiences and progress of care leavers | **good** |")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u200e## Ear\u00adly help\n\n\u200e1. The o\ufb03ce\u00a0works.\n", id="characters"),
        pytest.param("## Ear&shy;ly help\n\n1. The office&nbsp;works&#8203;.\n", id="entities"),
    ],
)
def test_what_is_not_printed_changes_nothing(text: str) -> None:
    read_text = read(text.encode(), "draft.md").source
    assert reflow(read_text, [Span(0, len(read_text.text))]).text == "Early help 1. The office works."
    assert read_text.written == text


@pytest.mark.parametrize("mark", ["&shy;", "&zwnj;", "&ZeroWidthSpace;", "&NoBreak;", "&#173;", "&#xFEFF;", "<wbr>"])
def test_headings_and_labels_are_read_through_what_is_not_printed(mark: str) -> None:
    text = (EXAMPLES[0].parent / "northfell-2024.txt").read_text("utf-8")
    report = read(text.encode(), "draft.md")
    parted = re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", mark, text)
    assert structure(read(parted.encode(), "draft.md")) == structure(report)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("1&#46; The o&ffilig;ce", "1. The office", id="what prints other characters"),
        pytest.param(r"\&shy; help", "&shy; help", id="what is escaped"),
        pytest.param("&#42;plans&#42; &lt;b&gt;", "*plans* <b>", id="what would be markup"),
    ],
)
def test_names_of_characters(text: str, shown: str) -> None:
    source = read(text.encode(), "draft.md").source
    assert reflow(source, [Span(0, len(source.text))]).text == shown


def test_only_the_bars_at_the_ends_of_a_row_part_no_cells() -> None:
    text = " | a | b \\| c || d |  \n|-|-|\n"
    made = printed(text).text
    assert made == "   a \t b  | c \t\t d    \n     \n"
    assert len(made) == len(text)
