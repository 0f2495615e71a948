"""Copies of Word drafts: comments at the words of their findings, fixes as tracked changes, the draft as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.output.copies import word
from ofsted_lint.output.copies.notes import Note
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.readers.word import docx
from ofsted_lint.source.source import Span
from tests.conftest import ROOT
from tests.make import word as made
from tests.make.copies import commented, decided, part

EXAMPLES = sorted((ROOT / "examples").glob("*-with-faults.txt"))
Run = Callable[..., tuple[int, str, str]]
BY = 'w:id="90" w:author="Ann"'


@pytest.fixture(params=EXAMPLES, ids=[each.stem for each in EXAMPLES])
def draft(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    report = documents.read(read_file(request.param))
    assert isinstance(report, Report)
    path = tmp_path / "draft.docx"
    path.write_bytes(made.word_of(report))
    return path


def text_of(data: bytes) -> str:
    return docx.read("draft.docx", data).text


def copied(run: Run, draft: Path, *options: str) -> bytes:
    """The copy of a draft that a run writes."""
    copy = draft.with_name("copy.docx")
    run("--isolated", "--kind", "ilacs", draft, "--format", f"docx={copy}", *options)
    return copy.read_bytes()


def test_each_finding_is_a_comment_at_its_words(run: Run, draft: Path) -> None:
    before = draft.read_bytes()
    copy = copied(run, draft)
    _, printed, _ = run("--isolated", draft, "--format", "concise")
    notes = commented(copy)
    assert len(notes) >= len(printed.splitlines()) > 0
    text = " ".join(text_of(before).split())
    assert [words for words, _ in notes if not words or words not in text] == []
    assert (text_of(copy), draft.read_bytes()) == (text_of(before), before)


def test_a_copy_of_a_copy_is_the_same(run: Run, draft: Path) -> None:
    copy = copied(run, draft)
    draft.write_bytes(copy)
    assert copied(run, draft) == copy


def test_comments_of_the_program_are_no_findings(run: Run, draft: Path) -> None:
    found = run("--isolated", draft, "--format", "concise")[1]
    draft.write_bytes(copied(run, draft))
    assert run("--isolated", draft, "--format", "concise")[1] == found


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe fixes", "all fixes"])
def test_accepted_changes_are_the_fixes_and_rejected_ones_the_draft(run: Run, draft: Path, unsafe: bool) -> None:
    before = text_of(draft.read_bytes())
    more = ["--unsafe-fixes"] if unsafe else []
    copy = copied(run, draft, "--tracked-changes", *more)
    text = draft.with_name("draft.txt")
    text.write_text(before, "utf-8")
    accepted = text_of(decided(copy, accepted=True))
    assert text_of(decided(copy, accepted=False)) == before
    # Numbers that Word counts cannot be typed over.
    changed = [(old, new) for old, new in zip(before.split("\n"), accepted.split("\n"), strict=True) if old != new]
    draft.write_bytes(copy)
    run("--isolated", text, "--fix", *more)
    fixed = text.read_text("utf-8").split("\n")
    assert [new for _, new in changed if new not in fixed and new.lstrip("0123456789") not in "\n".join(fixed)] == []


SHAPES = [
    pytest.param(made.paragraph(made.run("Plans are are clear.")), id="a run"),
    pytest.param(made.paragraph(made.run("Plans a") + made.run("re a") + made.run("re clear.")), id="three runs"),
    pytest.param(made.paragraph(f"<w:hyperlink>{made.run('Plans are are clear.')}</w:hyperlink>"), id="a link"),
    pytest.param(
        f"<w:sdt><w:sdtContent>{made.text_paragraph('Plans are are clear.')}</w:sdtContent></w:sdt>", id="a control"
    ),
    pytest.param(
        made.paragraph(f"{made.run('Plans are ')}<w:ins {BY}>{made.run('are clear.')}</w:ins>"), id="an insertion"
    ),
    pytest.param(made.paragraph(made.field("REF x", "Plans are are clear.")), id="a field"),
    pytest.param(
        f"<w:tbl><w:tr><w:tc>{made.text_paragraph('Plans are are clear.')}</w:tc></w:tr></w:tbl>", id="a table"
    ),
    pytest.param(
        made.paragraph("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
                       + made.text_paragraph("Plans are are clear.")
                       + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
        id="a text box",
    ),
    pytest.param(made.paragraph(made.run("Plans\u00a0are\u00ad are clear.")), id="odd spaces and soft hyphens"),
]  # fmt: skip


@pytest.mark.parametrize("body", SHAPES)
def test_a_comment_is_at_its_words_in(run: Run, tmp_path: Path, body: str) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes(made.word(made.text_paragraph("1. Help is early.") + body))
    copy = copied(run, draft, "--only", "doubled-word")
    assert [words.replace("\u00ad", "") for words, _ in commented(copy)] == ["are are"]
    assert text_of(copy) == text_of(draft.read_bytes())


def test_a_finding_in_a_footer_is_noted_at_the_first_words_and_says_where(run: Run, tmp_path: Path) -> None:
    section = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    title = made.text_paragraph("Inspection of Northfell local authority children’s services")
    footer = made.text_paragraph("Inspection of Northfel local authority children’s services")
    draft = tmp_path / "draft.docx"
    draft.write_bytes(made.word(title + made.text_paragraph("1. Help is early.") + section, footer1=footer))
    copy = copied(run, draft, "--only", "header-footer-council")
    assert [words for words, _ in commented(copy)] == ["Inspection of Northfell local authority", "Northfell"]
    assert "This is about the footer." in "".join(part(copy, "word/comments.xml").itertext())


def test_a_draft_without_words_in_its_body_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    footer = made.text_paragraph("Plans are are clear.")
    section = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    draft, copy = tmp_path / "draft.docx", tmp_path / "copy.docx"
    draft.write_bytes(made.word(made.text_paragraph("") + section, footer1=footer))
    status, _, said = run("--isolated", "--kind", "ilacs", draft, "--format", f"docx={copy}")
    why = "all its words are in headers, footers and notes, where Word takes no comments"
    assert (status, said) == (2, f"ofsted-lint: {draft}: no copy could be made: {why}\n")
    assert not copy.exists()


def test_a_change_never_touches_a_field_or_what_someone_changed(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    inserted = made.paragraph(f"{made.run('Plans are ')}<w:ins {BY}>{made.run('are clear.')}</w:ins>")
    draft.write_bytes(
        made.word(made.text_paragraph("1. Help.") + inserted + made.paragraph(made.field("REF x", "Help is is early.")))
    )
    copy = copied(run, draft, "--only", "doubled-word", "--tracked-changes")
    own = [each for each in part(copy, "word/document.xml").iter() if "ofsted-lint" in each.attrib.values()]
    assert own == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["draft.docx", "--format", "docx"], "command line: --format docx needs a file: --format docx=COPY.docx"),
        (["draft.docx", "--format", "docx=draft.docx"],
         "command line: --format draft.docx would overwrite a file that is read"),
        (["draft.docx", "draft.txt", "--format", "docx=copy.docx"],
         "draft.txt: this is not a Word file: only of these docx makes a copy"),
        (["draft.docx", "--tracked-changes"],
         "command line: --tracked-changes needs a copy to put them into: --format docx=COPY.docx"),
        (["draft.docx", "--comments-from", "advise", "--format", "docx=copy.docx"],
         "command line: unknown severity “advise”; did you mean “advice”?"),
    ],
    ids=["no file", "the draft itself", "a text", "changes without a copy", "a severity that is none"],
)  # fmt: skip
def test_wrong_use_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.docx").write_bytes(made.word(made.text_paragraph("1. Plans are are clear.")))
    (tmp_path / "draft.txt").write_text("1. Plans are are clear.\n", "utf-8")
    status, _, notices = run("--isolated", "--kind", "ilacs", *words)
    assert (status, notices) == (2, f"ofsted-lint: {said}\n")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["draft.docx", "draft.txt"]


def test_without_findings_no_copy_is_written(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes(made.word(made.text_paragraph("1. Plans are clear.")))
    copy = tmp_path / "copy.docx"
    status, _, notices = run("--isolated", draft, "--only", "doubled-word", "--format", f"docx={copy}")
    assert (status, notices, copy.exists()) == (
        0,
        f"ofsted-lint: nothing was found, so that {copy} was not written\n",
        False,
    )


HELP = made.text_paragraph("1. Help is early.")
COMMENT = '<w:comment w:id="{}" w:author="{}">{}</w:comment>'


@pytest.mark.parametrize(
    "dash", ["--", "\u2013", "\u2014", "-"], ids=["two hyphens", "an en dash", "an em dash", "a hyphen"]
)
def test_a_comment_made_in_word_suppresses_a_rule_in_its_paragraph(run: Run, tmp_path: Path, dash: str) -> None:
    words = f"ofsted-lint: ignore doubled-word {dash} a quotation"
    body = made.paragraph('<w:commentRangeStart w:id="1"/>' + made.run("Plans") + '<w:commentRangeEnd w:id="1"/>'
                          + made.run(" are are clear."))  # fmt: skip
    draft = tmp_path / "draft.docx"
    draft.write_bytes(made.word(HELP + body, comments=COMMENT.format(1, "Ann", made.text_paragraph(words))))
    rules = ["--only", "doubled-word", "--only", "leftover-comments", "--only", "suppression-without-reason"]
    status, printed, _ = run("--isolated", "--kind", "ilacs", draft, *rules, "--format", "json")
    (document,) = json.loads(printed)["documents"]
    assert (status, document["findings"]) == (0, [])
    assert [(each["rule"], each["reason"]) for each in document["suppressed"]] == [("doubled-word", "a quotation")]


def test_an_answer_to_a_comment_of_the_program_keeps_its_finding_quiet(run: Run, tmp_path: Path) -> None:
    own = made.text_paragraph("Warning: Delete one “are”.") + _with_id("Rule: doubled-word", "0000000A")
    answer = _with_id("ignore: it is a quotation", "0000000B")
    body = made.paragraph(
        '<w:commentRangeStart w:id="1"/><w:commentRangeStart w:id="2"/>' + made.run("Plans are are clear.")
        + '<w:commentRangeEnd w:id="1"/><w:commentRangeEnd w:id="2"/>'
    )  # fmt: skip
    comments = COMMENT.format(1, "ofsted-lint", own) + COMMENT.format(2, "Ann", answer)
    threads = "".join(
        f'<w15:commentEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:paraId="{id_}"{parent}/>'
        for id_, parent in (("0000000A", ""), ("0000000B", ' w15:paraIdParent="0000000A"'))
    )
    data = made.word(HELP + body, comments=comments, commentsExtended=threads)
    draft = tmp_path / "draft.docx"
    draft.write_bytes(data)
    status, printed, _ = run(
        "--isolated",
        "--kind",
        "ilacs",
        draft,
        "--only",
        "doubled-word",
        "--only",
        "leftover-comments",
        "--format",
        "json",
    )
    (document,) = json.loads(printed)["documents"]
    assert (status, document["findings"]) == (0, [])
    assert [(each["rule"], each["reason"]) for each in document["suppressed"]] == [
        ("doubled-word", "it is a quotation")
    ]


def _with_id(text: str, id_: str) -> str:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    return made.text_paragraph(text).replace("<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="{id_}">', 1)


def test_words_with_comments_inside_are_changed_whole(tmp_path: Path) -> None:
    data = made.word(made.paragraph(made.run("Help is (now and then) ") + made.run("early and (in all) good.")))
    source = docx.read("draft.docx", data)
    copy = word.Draft(data, source)
    spans = [Span(source.text.index(words), source.text.index(words) + len(words)) for words in ("now", "then", "all")]
    copy.comment(Note(span, str(at), (f"note {at}",)) for at, span in enumerate(spans))
    fixed = source.text.replace("(now and then) ", "").replace("(in all) ", "")
    copy.change(fixed)
    packed = copy.packed()
    assert text_of(decided(packed, accepted=True)) == fixed
    assert text_of(decided(packed, accepted=False)) == source.text
