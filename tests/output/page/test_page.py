"""The page to look at, as it is written; test_browser.py opens it."""

from __future__ import annotations

import base64
import hashlib
import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.pages import written as page
from ofsted_lint import documents as document
from ofsted_lint.findings.finding import Finding, Related, Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.output.page import shell
from ofsted_lint.output.page.blocks import blocks
from ofsted_lint.output.page.compiled import TemplateCache
from ofsted_lint.output.page.echo_picture import picture
from ofsted_lint.output.page.marked import Mark, Marked
from ofsted_lint.output.page.overview import overview, verdict
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Place, Source, Span
from tests.conftest import ROOT
from tests.make.pages import Read, outcome

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = ("saltmarsh-2019-with-faults", "northfell-2024-with-faults", "merrowdale-2026-with-faults")
HOSTILE = """\
Inspection of Salt</script><script>alert(1)</script>marsh local authority children’s services
Inspection dates: 31 June 2024 to 31 June 2024 <img src=x onerror=alert(2)>
Lead inspector: Ann \u202eLee\x1b[31m, His Majesty’s Inspector

Judgement\tGrade
The experiences and progress of care leavers\tGood "onmouseover="alert(3)

What needs to improve?
- The [plans](javascript:alert(4)) of <b>children</b> in </style><style>*{display:none} care.

The experiences and progress of care leavers: inadequate
1. It is is <a href="javascript:alert(5)">so</a> on 31 June 2024, https://example.org/.
"""


def finding(source: Source, *spans: tuple[int, int], severity: Severity = Severity.ERROR) -> Finding:
    place = Place(source, tuple(Span(*span) for span in spans))
    return Finding("a-rule", severity, "Said.", place, "here", f"{spans}", (), None)


# --- the document as it is set -----------------------------------------------------


def bare(text: str) -> Counter[str]:
    """The characters of a text that are neither white space nor marks of markup."""
    return Counter("".join(text.split()).replace("**", ""))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.txt")), ids=lambda path: path.stem)
def test_every_word_of_an_example_is_set_once(path: Path) -> None:
    report = document.read(read_file(path, 1_000_000))
    set_ = "".join(text.text for block in blocks(report) for text in block.texts)
    assert bare(set_) == bare(report.source.text)


LINES = [
    line
    for name in EXAMPLES
    for line in (ROOT / "examples" / f"{name}.txt").read_text("utf-8").splitlines()
    if "**" not in line
]


AREA = ROOT / "examples" / "area-send" / "merrowdale-2025.txt"
JUMBLES = {"ilacs": LINES, "area-send": AREA.read_text("utf-8").splitlines()}


@pytest.mark.parametrize("kind", JUMBLES)
@given(data=st.data(), end=st.sampled_from(["\n", "\n\n", "\n\f"]))
def test_every_word_of_a_jumble_is_set_once(kind: str, data: st.DataObject, end: str) -> None:
    lines = data.draw(st.lists(st.sampled_from(JUMBLES[kind]), max_size=40))
    report = document.read(Source("jumble.txt", end.join(lines)), kind)
    set_ = "".join(text.text for block in blocks(report) for text in block.texts)
    missing = bare(report.source.text) - bare(set_)
    assert (set(missing) <= set("*|-"), bare(set_) - bare(report.source.text)) == (True, Counter())


def test_tables_of_an_area_send_report_have_their_columns() -> None:
    tables = [block.rows for block in blocks(document.read(read_file(AREA, 1_000_000))) if block.rows]
    cells = [[[cell.text for cell in row.cells] for row in rows] for rows in tables]
    assert [len(rows) for rows in cells] == [4, 1, 5, 4]
    assert cells[0][2:] == [
        [
            "Merrowdale Council and NHS Merrowdale ICB",
            "Leaders must urgently improve the timeliness and the quality of EHC plans.",
        ],
        [
            "NHS Merrowdale ICB",
            "Health leaders must reduce the waits for assessments of autism, and support children while they wait.",
        ],
    ]
    assert cells[2][-1] == ["The Guildhall, Merrow MD1 1AA", "Dale House, Merrow MD1 2BB"]
    assert cells[3][-1] == ["Ann Wood, Ofsted HMI"]


def test_the_page_of_an_area_send_report_begins_with_the_outcome(shipped: list[Loaded]) -> None:
    html = page([lint(document.read(read_file(AREA, 1_000_000)), shipped)], shipped)
    assert "<dt>Inspection outcome</dt><dd>3. There are widespread and/or systemic failings leading" in html
    assert "no grade" not in html


def test_the_corpus_is_set_whole_and_small(shared: Path, shipped: list[Loaded]) -> None:
    largest = sorted((shared / "corpus" / "ilacs").glob("*/*.layout.txt"), key=lambda path: -path.stat().st_size)[:5]
    assert largest
    for path in largest:
        report = document.read(read_file(path, 1_000_000))
        set_ = "".join(text.text for block in blocks(report) for text in block.texts)
        assert bare(set_) == bare(report.source.text)
        html = page([lint(report, shipped)], shipped)
        assert len(html.encode()) < 300_000
        Read(html)


def test_a_text_of_no_known_kind_is_shown_line_by_line(shipped: list[Loaded]) -> None:
    read = Read(page([outcome("note", shipped, "Dear all,\n\nthe  cake is here.\n")], shipped))
    assert [text.strip() for text in read.texts["text"]] == ["Dear all,●1", "the cake is here."]
    assert len(read.texts["note"]) == 1


def test_a_statement_is_set_with_its_headings_and_quotes_the_report_it_is_held_against(
    run: Run, tmp_path: Path
) -> None:
    statement = tmp_path / "statement.txt"
    statement.write_text(
        "Ofsted praises Northfell\n\n"
        "Ofsted has rated children’s services in Northfell ‘Good’ for help and protection.\n\n"
        "What happens next?\n\nWe will now write a plan.\n",
        "utf-8",
    )
    target = tmp_path / "page.html"
    report = ROOT / "examples" / "northfell-2024.txt"
    run(statement, "--kind", "statement", "--against", report, "--format", f"html={target}")
    read = Read(target.read_text("utf-8"))
    assert read.texts["h1"] == ["Ofsted praises Northfell"]
    assert [text.strip() for text in read.texts["h3"]] == ["What happens next?"]
    assert any(
        "northfell-2024.txt, page 1, line 13: the report has" in " ".join(ends.split()) for ends in read.texts["ends"]
    )


def test_bullets_that_only_their_own_font_has_are_shown_as_bullets(shipped: list[Loaded]) -> None:
    text = "What needs to improve?\n\uf0a7 The plans.\n\uf0a7 The reviews.\n"
    html = page([lint(document.read(Source("draft.txt", text), "ilacs"), shipped)], shipped)
    assert ("▪" in html, "\uf0a7" in html) == (True, False)


def test_parts_are_set_as_what_they_are(shipped: list[Loaded]) -> None:
    read = Read(page([outcome("saltmarsh-2019-with-faults", shipped)], shipped))
    assert [" ".join(text.split()) for text in read.texts["point"]][1] == (
        "- The use of chronologies in assessments of long-standing neglect."
    )
    assert read.texts["lead"][-1].strip() == "17."
    assert "Not recognised as part of the document" in read.texts["unrecognised"][0]
    assert len(read.texts["heading"]) >= 4


def test_a_paragraph_that_runs_over_a_page_is_one(shipped: list[Loaded]) -> None:
    report = outcome("merrowdale-2026-with-faults", shipped).document
    (found,) = [block for block in blocks(report) if block.prose.text.startswith("3. Relatives")]
    assert found.prose.text.endswith("come too late to be explored.")


def test_the_mark_of_a_note_is_raised(shipped: list[Loaded]) -> None:
    read = Read(page([outcome("merrowdale-2026", shipped)], shipped))
    assert read.texts["sup"] == ["1"]


# --- marks ---------------------------------------------------------------------------

TEXT = "One two three. Four five\nsix seven eight nine. Ten\n  eleven twelve."


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12)), max_size=6))
def test_marks_cover_what_was_found_and_no_more(starts: list[tuple[int, int]]) -> None:
    source = Source("text.txt", TEXT)
    prose = reflow(source, [Span(0, len(TEXT))])
    findings = [finding(source, (start, min(start + length, len(TEXT)))) for start, length in starts]
    fragments = Marked([prose], findings).fragments(0)
    assert "".join(each.text for each in fragments) == prose.text
    for number, found in enumerate(findings, 1):
        marked = "".join(each.text for each in fragments if any(mark.number == number for mark in each.marks))
        assert marked.split() == found.place.text.split()
        named = [each for each in fragments if Mark(number, Severity.ERROR) in each.named]
        assert len(named) == (1 if marked else len(named)) <= 1


def test_an_empty_place_is_named_where_it_is() -> None:
    source = Source("text.txt", TEXT)
    prose = reflow(source, [Span(0, len(TEXT))])
    marked = Marked([prose], [finding(source, (14, 14))])
    first = next(each for each in marked.fragments(0) if each.named)
    assert (first.text, first.marks) == ("One two three.", ())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_has_a_note_a_mark_and_its_other_ends(name: str, shipped: list[Loaded]) -> None:
    found = outcome(name, shipped).findings
    read = Read(page([outcome(name, shipped)], shipped))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {f"f{n}" for n in range(1, len(found) + 1)} | {f"m{n}" for n in range(1, len(found) + 1)} <= set(ids)
    ends = {f"o{n}-{m}" for n, each in enumerate(found, 1) for m in range(1, len(each.related) + 1)}
    assert ends == {each for each in ids if re.fullmatch(r"o\d+-\d+", each)}
    assert {link for link in read.values("href") if not link.startswith("#")} == set()
    assert {link[1:] for link in read.values("href")} - set(ids) == set()
    referred = {name for value in read.values("aria-labelledby") for name in value.split()}
    assert referred - set(ids) == set()


def test_an_end_in_another_file_is_quoted_with_its_place(shipped: list[Loaded]) -> None:
    made = outcome("northfell-2024-with-faults", shipped)
    other = Source("old/<report>.txt", "First line.\nThey were <never> seen.\n")
    related = Related(Place(other, (Span(12, 35),)), "the report says")
    made = replace(made, findings=(replace(made.findings[0], related=(related,)),))
    read = Read(page([made], shipped))
    (ends,) = read.texts["ends"]
    assert " ".join(ends.split()) == "⇄ old/<report>.txt, line 2: the report says They were <never> seen."
    assert not [each for each in read.values("id") if each.startswith("o1-")]


# --- safety ----------------------------------------------------------------------------


def test_nothing_of_a_hostile_report_becomes_markup(shipped: list[Loaded]) -> None:
    html = page([outcome("<b>x&\x1b[31m\u202e", shipped, HOSTILE)], shipped)
    read = Read(html)
    assert Counter(tag for tag, _ in read.tags)["script"] == html.lower().count("<script") == 1
    assert html.lower().count("</script") == html.lower().count("<style") == html.lower().count("</style") == 1
    assert {name for _, attributes in read.tags for name in attributes if name.startswith("on")} == set()
    assert {tag for tag, _ in read.tags} & {"img", "iframe", "object", "embed", "link", "base", "b" * 2} == set()
    assert [link for link in read.values("href") if not link.startswith("#")] == []
    assert not set(html) & {chr(code) for code in (*range(9), *range(11, 32), *range(0x7F, 0xA0), 0x202E, 0x200B)}
    assert "<script>alert(1)" in "".join(read.texts["title"])


def test_the_policy_names_the_style_and_the_script_and_allows_nothing_else(shipped: list[Loaded]) -> None:
    html = page([outcome(EXAMPLES[0], shipped)], shipped)
    read = Read(html)
    (policy,) = [each["content"] for tag, each in read.tags if each.get("http-equiv") == "Content-Security-Policy"]

    def hashed(tag: str) -> str:
        (text,) = re.findall(f"(?s)<{tag}>(.*?)</{tag}>", html)
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{hashed('style')}'",
        f"script-src 'sha256-{hashed('script')}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert read.values("style") == read.values("src") == read.values("srcset") == []
    assert not re.search(r"url\(|@import|https?:", re.findall("(?s)<style>(.*?)</style>", html)[0])


def test_a_page_is_the_same_each_time(shipped: list[Loaded]) -> None:
    made = [page([outcome(name, shipped) for name in EXAMPLES], shipped) for _ in range(2)]
    assert made[0] == made[1]


def test_without_the_template_library_one_line_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "find_spec", lambda name: None)
    target = tmp_path / "page.html"
    status, out, err = run(ROOT / "examples" / "northfell-2024.txt", "--format", f"html={target}")
    said = "ofsted-lint: command line: the format html needs an extra: pip install 'ofsted-lint[html]'\n"
    assert (status, out, err, list(tmp_path.iterdir())) == (2, "", said, [])


def test_compiled_templates_are_kept_where_that_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def text(folder: Path) -> str:
        made = jinja2.Environment(
            loader=jinja2.DictLoader({"a": "<{{ b }}>"}), autoescape=True, bytecode_cache=TemplateCache(folder)
        )
        return made.get_template("a").render(b="&")

    kept = tmp_path / "kept"
    assert [text(kept), text(kept)] == ["<&amp;>"] * 2
    (file,) = kept.iterdir()
    file.write_bytes(b"no code")
    assert text(kept) == "<&amp;>"
    (tmp_path / "a file").write_bytes(b"")
    assert text(tmp_path / "a file") == "<&amp;>"
    assert text(tmp_path / "none" / "none") == "<&amp;>"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert (text(tmp_path / "unwanted"), (tmp_path / "unwanted").exists()) == ("<&amp;>", False)


# --- what is said ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        pytest.param("", "Nothing was found.", id="nothing"),
        pytest.param("e", "One contradiction of fact.", id="one error"),
        pytest.param("eeww", "Two contradictions of fact and two likely slips.", id="errors and warnings"),
        pytest.param("ewa", "One contradiction of fact, one likely slip and one matter of judgement.", id="all three"),
        pytest.param("a" * 12, "12 matters of judgement.", id="more than there are words for"),
    ],
)
def test_the_verdict_is_a_sentence(severities: str, said: str) -> None:
    source = Source("text.txt", TEXT)
    named = {each.value[0]: each for each in Severity}
    assert verdict([finding(source, (0, 3), severity=named[letter]) for letter in severities]) == said


def test_grades_are_held_against_each_other(shipped: list[Loaded]) -> None:
    rows = overview(outcome("saltmarsh-2019-with-faults", shipped), {}).grades
    assert [(row.name, row.table, row.heading, row.agree) for row in rows] == [
        ("Leaders", "Requires improvement to be good", "requires improvement to be good", True),
        ("Help and protection", "Requires improvement to be good", "good", False),
        ("Children in care and care leavers", "Good", "good", True),
        ("Overall effectiveness", "Satisfactory", "", None),
    ]


def test_the_overview_says_what_passed_and_what_does_not_apply(shipped: list[Loaded]) -> None:
    made = outcome("northfell-2024-with-faults", shipped)
    read = Read(page([made], shipped))
    assert Counter("".join(read.texts["ids"]).split()) == Counter(made.passed)
    said = "".join(read.texts["reasons"])
    assert [why for _, why in made.not_applicable if why[1:] not in said] == []
    assert "96 of 96 lines recognised" in "".join(read.texts["facts"])


def test_the_rule_is_one_click_away_with_its_why_and_source(shipped: list[Loaded]) -> None:
    rules = {each.rule.id: each.rule for each in shipped}
    read = Read(page([outcome(EXAMPLES[1], shipped)], shipped))
    for found, said in zip(outcome(EXAMPLES[1], shipped).findings, read.texts["rule"], strict=True):
        rule = rules[found.rule]
        shown = " ".join(said.split())
        parts = (rule.id, rule.summary, rule.why, rule.source)
        assert [part for part in parts if " ".join(part.split()) not in shown] == []


def test_the_picture_has_a_band_for_each_support_and_says_what_is_not_taken_up(shipped: list[Loaded]) -> None:
    made = outcome("saltmarsh-2019-with-faults", shipped)
    drawn = picture(made.document, made.findings, {each.rule.id: each.rule for each in shipped})
    assert drawn
    assert [point.verdict for point in drawn.points] == ["supported"] * 3 + ["unsupported", "supported"]
    assert [[band.number for band in point.bands] for point in drawn.points][1] == ["3"]
    read = Read(page([made], shipped))
    assert [text.strip() for text in read.texts["orphan"]] == ["✖ not addressed"]
    bands = [each for tag, each in read.tags if tag == "path"]
    assert len(bands) == sum(len(point.bands) for point in drawn.points)
    table = " ".join("".join(read.texts["same"]).split())
    assert "✖ not addressed" in table
    assert all(word in table for point in drawn.points for band in point.bands for word in band.found)


WEAK = "\n".join(
    [
        "Inspection of Saltmarsh local authority children’s services",
        "",
        "What needs to improve?",
        "",
        "- The timeliness of life-story work.",
        "",
        "The experiences and progress of care leavers: good",
        "",
        *(f"{n}. Supervision is poor and inconsistent, and too much of it is not recorded." for n in range(1, 6)),
        "",
    ]
)


def test_a_weakness_without_a_point_stands_out_on_the_right(shipped: list[Loaded]) -> None:
    made = outcome("weak", shipped, WEAK)
    by = [each for each in made.findings if each.rule == "finding-not-in-improvements"]
    assert by
    read = Read(page([made], shipped))
    assert any("◆ no item" in text for text in read.texts["alone"])
    assert by[0].message in "".join(read.texts["same"])


def test_the_command_that_suppresses_asks_for_a_reason_and_then_keeps_the_finding_quiet(
    run: Run, tmp_path: Path
) -> None:
    report = tmp_path / "report: 1.txt"
    report.write_bytes((ROOT / "examples" / "northfell-2024-with-faults.txt").read_bytes())
    target = tmp_path / "page.html"
    assert run(report, "--format", f"html={target}")[0] == 1
    _, *words = shlex.split(Read(target.read_text("utf-8")).texts["pre"][0])
    status, _, err = run(*words)
    assert (status, "--reason" in err) == (2, True)
    assert run(*words, "Agreed with the lead inspector.")[0] == 0
    out = run(report, "--format", "concise")[1]
    assert (out.count("\n"), "inspector-title-date" in out) == (4, False)


def test_what_is_suppressed_is_there_with_its_reason_and_its_owner(run: Run, tmp_path: Path) -> None:
    report, target = tmp_path / "report.txt", tmp_path / "page.html"
    report.write_bytes((ROOT / "examples" / "northfell-2024-with-faults.txt").read_bytes())
    run("suppress", report, "inspector-title-date", "--reason", "Agreed with the lead inspector.", "--owner", "Ann Lee")
    assert run(report, "--format", f"html={target}")[0] == 1
    listed = [text for text in Read(target.read_text("utf-8")).texts["li"] if "inspector-title-date" in text]
    assert [re.sub(r".*(?=Agreed)", "", " ".join(text.split())) for text in listed] == [
        "Agreed with the lead inspector. (Ann Lee)"
    ]


# --- many documents ------------------------------------------------------------------------


def many(shipped: list[Loaded], count: int) -> list[Outcome]:
    few = [each for each in shipped if each.rule.id in ("doubled-word", "date-impossible")]
    heading = "The experiences and progress of care leavers: good\n"
    texts = (heading + "\n".join(f"{n}. It is is so." for n in range(1, at + 1)) for at in range(count))
    return [lint(document.read(Source(f"reports/{at}.txt", text), "ilacs"), few) for at, text in enumerate(texts)]


def test_of_many_documents_those_in_which_most_was_found_are_there_in_full(shipped: list[Loaded]) -> None:
    read = Read(page(many(shipped, 25), shipped))
    full = [each["id"] for tag, each in read.tags if tag == "article" and each.get("class") == "report"]
    assert full == [f"d{number}-report" for number in range(6, 26)]
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in read.values("href")} - set(ids) == set()
    assert "The 20 documents with the most findings" in "".join(read.texts["index"])
    assert len(read.texts["found"]) == 24
    assert [text.strip() for text in read.texts["n"][-2:]] == ["300", "24"]


def test_the_index_counts_documents_findings_and_rules(shipped: list[Loaded]) -> None:
    read = Read(page([outcome(name, shipped) for name in EXAMPLES], shipped))
    (documents,) = read.texts["documents"]
    rows = [" ".join(row.split()) for row in read.texts["index"]]
    assert "3 documents checked 13 errors, 3 warnings." in rows[0]
    assert documents.count("page 1, line 22:") == 2
    assert read.values("data-has") == ["error warning ", "error ", "error warning "]
    assert "judgement-name-official" in read.texts["fired"][0]


def test_a_run_without_documents_says_so(shipped: list[Loaded]) -> None:
    assert "0 documents checked" in "".join(Read(page([], shipped)).texts["index"])
