"""`ofsted-lint compare`: what differs between two reports, and what does not."""

from __future__ import annotations

import io
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.comparison.reports.model import Change, Comparison, Side
from ofsted_lint.documents.report.model import Report
from ofsted_lint.findings import record
from ofsted_lint.linting.compare import compare
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file, read_stream
from ofsted_lint.source.source import Source
from tests.conftest import ROOT
from tests.make.markdown import markdown_of
from tests.make.word import word_of

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
SALTMARSH = (ROOT / "examples" / "saltmarsh-2019.txt").read_text("utf-8")
NUMBER = re.compile(r"^\d+(?=\. )", re.MULTILINE)
FIRST = "Few children come into care in a crisis."


def read(source: Source, kind: str | None = None) -> Report:
    found = documents.read(source, kind)
    assert isinstance(found, Report)
    return found


def report(text: str) -> Report:
    return read(Source("draft.txt", text))


def renumbered(text: str) -> str:
    numbers = iter(range(1, 1000))
    return NUMBER.sub(lambda _: str(next(numbers)), text)


def paragraph(number: int) -> str:
    """A paragraph of the example, with its number and line end."""
    found = re.search(rf"^{number}\. .*\n", SALTMARSH, re.MULTILINE)
    assert found
    return found[0]


def example(name: str) -> Report:
    return report((ROOT / "examples" / name).read_text("utf-8"))


def changed(text: str) -> Comparison[record.Finding]:
    """The example held against what was made of it."""
    return compare(report(SALTMARSH), report(text))


def numbers(change: Change) -> tuple[str, int | None, int | None]:
    """The fate of a paragraph, and its numbers."""
    old, new = (side.number if side else None for side in (change.old, change.new))
    return change.change, old, new


def listed(made: Comparison[record.Finding]) -> list[Change]:
    return [change for part in made.parts for change in part.changes]


# Quiet ones first.


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_is_the_same_as_itself(path: Path, shipped: list[Loaded]) -> None:
    text = report(path.read_text("utf-8"))
    found = lint(text, shipped).findings
    made = compare(text, text, found, found)
    assert (made.same, listed(made), len(made.findings.same)) == (True, [], len(found))


def test_a_report_that_was_reflowed_is_the_same() -> None:
    lines = (textwrap.fill(line, 70) if re.match(r"\d+\. ", line) else line for line in SALTMARSH.split("\n"))
    assert compare(report(SALTMARSH), report("\n".join(lines))).same


def test_a_report_that_was_renumbered_is_the_same(shipped: list[Loaded]) -> None:
    """Also what is found in it, though that names the numbers."""
    old = report(SALTMARSH.replace("12. Care leavers", "13. Care leavers"))
    new = report(NUMBER.sub(lambda number: str(int(number[0]) + 20), SALTMARSH.replace("12. Care", "13. Care")))
    made = compare(old, new)
    assert made.same


def test_other_marks_and_spaces_are_the_same() -> None:
    other = SALTMARSH.replace("’", "'").replace("life-story", "life‑story").replace(". Most", ".  Most")
    assert other != SALTMARSH
    assert compare(report(SALTMARSH), report(other)).same


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_is_the_same_in_word_and_as_markdown(path: Path) -> None:
    pytest.importorskip("lxml")
    text = report(path.read_text("utf-8"))
    word = read(read_stream(io.BytesIO(word_of(text)), "report.docx"))
    markdown = read(read_stream(io.BytesIO(markdown_of(text).encode()), "report.md"))
    assert [compare(text, other).same for other in (word, markdown)] == [True, True]


def test_a_pdf_is_the_same_as_its_text(shared: Path) -> None:
    pytest.importorskip("pypdfium2")
    files = sorted((shared / "corpus" / "ilacs").glob("*/*.pdf"))[::9]
    assert len(files) >= 10
    for path in files:
        made = compare(read(read_file(path)), read(read_file(path.with_suffix(".layout.txt"))))
        assert (path.name, made.same) == (path.name, True), made


def test_hyphens_that_a_reader_lost_are_no_difference(shared: Path) -> None:
    """Plain `pdftotext` deletes those at line ends."""
    whole = next((shared / "corpus" / "ilacs").glob("2637548_*/*2022.layout.txt"))
    plain = read(read_file(whole.with_name(whole.name.replace(".layout", ""))))
    made = compare(plain, read(read_file(whole)))
    assert (made.hyphens, made.same) == (False, True)


# Then each change, planted.


def test_a_grade_that_was_changed_is_said_with_its_lines() -> None:
    new = SALTMARSH.replace("Overall effectiveness\tRequires improvement to be good", "Overall effectiveness\tGood")
    made = changed(new)
    judged = {each.area: each.change for each in made.judgements}
    assert judged == {
        "leaders": "same",
        "help-and-protection": "same",
        "in-care-and-care-leavers": "same",
        "overall": "better",
    }
    label = "Overall effectiveness"
    assert (made.judgements[-1].old, made.judgements[-1].new) == (
        Side("Requires improvement to be good", 16, None, "", label),
        Side("Good", 16, None, "", label),
    )


def test_a_grade_that_was_changed_in_a_heading_only_is_said() -> None:
    made = changed(SALTMARSH.replace("and care leavers: good", "and care leavers: outstanding"))
    steps = [(each.where, each.area, each.change) for each in made.judgements if each.change != "same"]
    assert steps == [("heading", "in-care-and-care-leavers", "better")]


def test_points_are_added_dropped_and_reworded() -> None:
    new = SALTMARSH.replace("The use of chronologies in assessments", "How chronologies are used in the assessments")
    new = new.replace("The timeliness of life-story work for children who move to adopters.", "The number of carers.")
    made = changed(new).improvements
    assert made.counts == {"dropped": 1, "new": 1, "rewritten": 1, "same": 2}
    there = {each.change: (each.old and each.old.text, each.new and each.new.text) for each in made.changes}
    assert there["new"] == (None, "The number of carers.")
    assert there["dropped"] == ("The timeliness of life-story work for children who move to adopters.", None)
    reworded = next(each for each in made.changes if each.change == "rewritten")
    assert [(each.old, each.new) for each in reworded.differences] == [
        ("The use of chronologies in", "How chronologies are used in the")
    ]


def test_a_paragraph_that_was_rewritten_is_shown_in_its_words() -> None:
    made = compare(report(SALTMARSH), report(SALTMARSH.replace(FIRST, "Few children come into care unplanned.")))
    (change,) = listed(made)
    assert (change.change, change.moved) == ("rewritten", False)
    assert [(each.kind, each.old, each.new) for each in change.differences] == [("words", "in a crisis", "unplanned")]


def test_a_comma_is_a_small_difference() -> None:
    made = compare(
        report(SALTMARSH),
        report(SALTMARSH.replace("Social workers visit often and", "Social workers visit often, and")),
    )
    (change,) = listed(made)
    assert [(each.kind, each.old, each.new) for each in change.differences] == [("marks", "", ",")]


def test_a_paragraph_that_was_moved_within_its_section_is_the_only_one() -> None:
    new = renumbered(SALTMARSH.replace(paragraph(6), "").replace(paragraph(2), paragraph(6) + paragraph(2)))
    made = changed(new)
    (change,) = listed(made)
    assert numbers(change) == ("moved", 6, 2)


def test_a_paragraph_that_was_moved_to_another_section_is_said_to_be_from_there() -> None:
    new = renumbered(SALTMARSH.replace(paragraph(10), "").replace(paragraph(14), paragraph(10) + paragraph(14)))
    (change,) = listed(compare(report(SALTMARSH), report(new)))
    assert (numbers(change), change.moved) == (("moved", 10, 13), True)
    assert [side and side.section for side in (change.old, change.new)] == [
        "The experiences and progress of children in care and care leavers",
        "The impact of leaders on social work practice with children and families",
    ]


def test_paragraphs_are_dropped_and_new_where_they_stand() -> None:
    new = SALTMARSH.replace(paragraph(9), "").replace(paragraph(16), paragraph(16) + "17. A forum meets each term.\n")
    made = changed(renumbered(new))
    assert [(part.title[:30], part.counts) for part in made.parts if part.changes] == [
        ("The experiences and progress o", {"dropped": 1, "same": 5}),
        ("The impact of leaders on socia", {"new": 1, "same": 4}),
    ]


def test_a_paragraph_that_was_split_says_of_which_it_was() -> None:
    new = renumbered(SALTMARSH.replace(" Pathway plans are written", "\n12. Pathway plans are written"))
    made = changed(new)
    assert list(map(numbers, listed(made))) == [
        ("rewritten", 12, 12),
        ("split", 12, 13),
    ]
    back = compare(report(new), report(SALTMARSH))
    assert [each.change for each in listed(back)] == ["rewritten", "merged"]


def test_what_is_printed_once_is_compared() -> None:
    made = changed(
        SALTMARSH.replace("Penhallow", "Penhalow").replace("What needs to improve", "What needs to improve?")
    )
    assert [each.what for each in made.details] == ["lead inspector", "heading of the improvement items"]


def test_findings_are_new_gone_and_still_there(shipped: list[Loaded]) -> None:
    """Also about a paragraph that was moved to another section."""
    old = SALTMARSH.replace("in the home within", "in the home the the within").replace("is trusted", "is is trusted")
    moved = next(line for line in old.split("\n") if "the the" in line) + "\n"
    new = renumbered(old.replace(moved, "").replace(paragraph(14), moved + paragraph(14)))
    new = new.replace("Short breaks are varied", "Short breaks are are varied")
    here, there = report(old), report(new)
    made = compare(here, there, lint(here, shipped).findings, lint(there, shipped).findings).findings
    assert [each.rule for each in made.new] == ["doubled-word"]
    assert made.gone == ()
    assert [each.new.rule for each in made.same] == ["doubled-word"]


# Drafts and successive reports.


def test_successive_reports_are_told_by_their_dates() -> None:
    old, new = map(example, ("northfell-2024.txt", "merrowdale-2026.txt"))
    made = compare(old, new)
    assert (made.relation, made.councils, made.details, listed(made)) == ("successive", "different", (), [])
    assert made.because == "inspections began on 7 October 2024 and on 1 June 2026"
    overall = next(each for each in made.judgements if each.area == "overall")
    assert (overall.change, overall.note) == ("gone", "Inspections from April 2026 on have no overall effectiveness.")


def test_the_combined_judgement_is_held_against_both_that_took_its_place() -> None:
    old, new = map(example, ("saltmarsh-2019.txt", "northfell-2024.txt"))
    made = {each.area: (each.change, each.note[:14]) for each in compare(old, new).judgements}
    assert made["in-care"] == ("same", "The old report")
    assert made["care-leavers"] == ("worse", "The old report")
    back = {each.area: (each.change, each.note[:14]) for each in compare(new, old).judgements}
    assert (back["care-leavers"], "in-care-and-care-leavers" in back) == (("better", "The new report"), False)


def test_successive_reports_show_what_was_taken_over_and_what_is_meant_again() -> None:
    later = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")
    taken = paragraph(9).replace("9. ", "3. ").replace("two days", "three days")
    made = changed(later.replace("\n3. ", f"\n{taken}4. ", 1))
    assert (made.relation, list(map(numbers, listed(made)))) == ("successive", [("rewritten", 9, 3)])


def test_a_point_that_is_meant_again_is_carried_over() -> None:
    new = SALTMARSH.replace("13 May 2019 to 24 May 2019", "8 July 2024 to 19 July 2024")
    new = new.replace(
        "The oversight that managers have of work with children in need, so that plans do not drift.",
        "Management oversight of plans for children in need.",
    )
    new = re.sub(r"(?m)^(\d+)\. .*", r"\1. Nothing of the kind was said of item \1 before.", new)
    made = changed(new)
    assert made.relation == "successive"
    assert made.improvements.counts == {"carried-over": 4}


def test_drafts_may_have_other_dates_or_none() -> None:
    other = compare(report(SALTMARSH), report(SALTMARSH.replace("to 24 May 2019", "to 23 May 2019")))
    assert other.relation == "drafts"
    assert other.because == "the inspection dates differ, but 16 of 16 paragraphs are the same"
    assert [each.what for each in other.details] == ["inspection dates"]
    none = compare(report(SALTMARSH.replace("13 May 2019 to 24 May 2019", "to follow")), report(SALTMARSH))
    assert none.because == "the inspection dates of the old report are not known; 16 of 16 paragraphs are the same"


# Properties.

TEXTS = st.lists(
    st.sampled_from(
        [
            *SALTMARSH.split("\n"),
            *(ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8").split("\n"),
            *("1. One two three four.", "1. One two three five.", "2. ONE two, three four.", "- a", "", "\f", "\u00ad"),
        ]
    )
    | st.text(max_size=20),
    max_size=40,
).map("\n".join)


def kinds(made: Comparison[record.Finding]) -> Counter[tuple[Any, ...]]:
    mirror = {"new": "dropped", "dropped": "new", "split": "merged", "merged": "split"}
    return Counter(
        (mirror.get(each.change, each.change), each.moved, each.new and each.new.text, each.old and each.old.text)
        for part in (made.improvements, *made.parts)
        for each in part.changes
    )


def straight(made: Comparison[record.Finding]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (each.change, each.moved, each.old and each.old.text, each.new and each.new.text)
        for part in (made.improvements, *made.parts)
        for each in part.changes
    )


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared_and_either_way_round(one: str, two: str) -> None:
    old, new = (read(Source("draft.txt", text), "ilacs") for text in (one, two))
    assert compare(old, old).same
    made, back = compare(old, new), compare(new, old)
    assert made.same == back.same
    assert made.relation == back.relation
    assert kinds(back) == straight(made)


# The command.


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    new = renumbered(SALTMARSH.replace(paragraph(9), "").replace(FIRST, "Few children come into care unplanned."))
    new = new.replace("Overall effectiveness\tRequires improvement to be good", "Overall effectiveness\tGood")
    Path("old.txt").write_text(SALTMARSH, "utf-8")
    Path("new.txt").write_text(new, "utf-8")
    return "old.txt", "new.txt"


CONSOLE = """\
old: old.txt
new: new.txt
Drafts of one report: the inspection dates are the same.

Grades: 1 better, 3 the same
  ▲ Overall effectiveness: Requires improvement to be good → Good
      better; line 16
  = the same: The impact of leaders (Requires improvement to be good), Children
    who need help and protection (Requires improvement to be good), Children in
    care and care leavers (Good)

Improvement items: 4 the same

Paragraphs: 1 dropped, 1 rewritten, 29 the same

  Children in care and care leavers: 1 dropped, 1 rewritten, 4 the same
    ~ paragraph 7, line 40: rewritten
        Few children come into care [in a crisis → unplanned]. Parents and
        relatives …
    − paragraph 9, line 42 of the old report: dropped
        Foster carers are recruited locally and feel part of the team. When a
        placement begins to falter, a support worker is in the home within two
        days, and fewer placements now end without warning.

Findings of the linter: 0 new, 0 gone, 0 in both
"""


def test_what_is_printed_for_people(run: Run, drafts: tuple[str, str]) -> None:
    assert run("compare", *drafts) == (0, CONSOLE, "")


def test_every_line_fits_eighty_columns(run: Run) -> None:
    for old in EXAMPLES:
        for new in EXAMPLES:
            out = run("compare", old.relative_to(ROOT) if Path.cwd() == ROOT else old, new, "--isolated")[1]
            long = [line for line in out.splitlines() if len(line) > 80 and "/" not in line]
            assert long == []


def test_json_has_the_lines_of_both_sides(run: Run, drafts: tuple[str, str]) -> None:
    status, out, err = run("compare", *drafts, "--format", "json")
    made = json.loads(out)
    assert (status, err, made["schema"], made["same"], made["relation"]) == (0, "", 1, False, "drafts")
    assert list(made) == [
        *("schema", "old", "new", "relation", "because", "councils", "hyphens", "details", "judgements"),
        *("improvements", "parts", "findings", "same"),
    ]
    part = next(part for part in made["parts"] if part["changes"])
    assert part["counts"] == {"dropped": 1, "rewritten": 1, "same": 4}
    rewritten, dropped = part["changes"]
    assert (rewritten["old"]["line"], rewritten["new"]["line"], rewritten["new"]["number"]) == (40, 40, 7)
    assert rewritten["differences"] == [{"kind": "words", "old": "in a crisis", "new": "unplanned"}]
    assert (dropped["old"]["line"], dropped["old"]["page"], dropped["new"]) == (42, None, None)


def test_markdown_shows_a_hostile_text_as_it_is(run: Run, drafts: tuple[str, str]) -> None:
    text = Path("new.txt").read_text("utf-8")
    hostile = "7. <script>x</script> @someone #12 ![a](http://x.test) `b` | \x1b[31m\u202e https://x.test\n7. Few"
    Path("new.txt").write_text(renumbered(text.replace("7. Few", hostile)), "utf-8")
    out = run("compare", *drafts, "--format", "markdown")[1]
    line = next(line for line in out.split("\n") if "script" in line)
    assert line == (
        "- **+** paragraph 7, line 40: new<br>\\<script\\>x\\</script\\> @&#8203;someone #&#8203;12 "
        "\\!\\[a\\](http&#8203;://x.test) \\`b\\` \\| \\[31m https&#8203;://x.test"
    )
    assert "<del>in a crisis</del> <ins>unplanned</ins>" in out
    printed = "".join(run("compare", *drafts, "--format", form)[1] for form in ("console", "json"))
    assert [sign for sign in "\x1b\u202e" if sign in printed] == []


def test_colour_is_printed_where_it_is_asked_for(run: Run, drafts: tuple[str, str]) -> None:
    out = run("compare", *drafts, "--color", "always")[1]
    assert "\x1b[1;36m  ▲ \x1b[0m" in out
    assert re.sub("\x1b\\[[0-9;]*m", "", out) == CONSOLE


def test_markdown_fits_a_comment(run: Run, drafts: tuple[str, str]) -> None:
    lines = "".join(f"{n}. Sentence {n} of {'a long draft ' * 9}{n * 7}.\n" for n in range(1, 900))
    Path("new.txt").write_text(SALTMARSH.replace(paragraph(9), lines), "utf-8")
    out = run("compare", *drafts, "--format", "markdown")[1]
    assert len(out.encode()) < 62_000
    assert re.search(r"\n[\d,]+ more line\(s\) left out: the comment would be too long\.\n$", out)


def test_several_formats_go_to_files(run: Run, drafts: tuple[str, str]) -> None:
    out = run("compare", *drafts, "--format", "console", "--format", "json=a.json", "--format", "markdown=a.md")[1]
    assert out == CONSOLE
    assert json.loads(Path("a.json").read_text("utf-8"))["schema"] == 1
    assert Path("a.md").read_text("utf-8").startswith("### ofsted-lint compare\n")


def test_other_councils_are_said_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status, out, _ = run("compare", "examples/saltmarsh-2019.txt", "examples/northfell-2024.txt")
    assert status == 0
    assert out.split("\n")[2] == "Different councils: Saltmarsh Borough Council and Northfell."
    assert out.split("\n")[3].startswith("Compared as successive reports: inspections began on 13 May 2019")


WRONG = {
    "a text that is no report": (("old.txt", "pears.txt"), "pears.txt: this is not an inspection report, so"),
    "a file that is not there": (("old.txt", "nope.txt"), "nope.txt: no such file or folder"),
    "a folder": (("old.txt", "."), ".: this is a folder; compare takes two documents"),
    "standard input twice": (("-", "-"), "command line: only one of OLD and NEW can be standard input"),
    "one document only": (("old.txt",), "command line: the following arguments are required: NEW"),
    "a format that there is not": (("old.txt", "new.txt", "--format", "sarif"), "command line: unknown format “sarif”"),
    "a file that is read": (("old.txt", "new.txt", "--format", "json=old.txt"), "command line: --format old.txt would"),
}


@pytest.mark.parametrize("name", WRONG)
def test_trouble_is_one_line(name: str, run: Run, drafts: tuple[str, str]) -> None:
    Path("pears.txt").write_text("pears\n", "utf-8")
    words, said = WRONG[name]
    status, out, err = run("compare", *words)
    assert (status, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith(f"ofsted-lint: {said}")
    assert Path("old.txt").read_text("utf-8") == SALTMARSH
