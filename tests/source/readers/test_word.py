"""Word files: what is read of them, and that a report is the same in Word as in its text."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.readers import ReadError, read_file, read_stream
from ofsted_lint.source.readers.text import decode
from ofsted_lint.source.readers.word import layout, package
from ofsted_lint.source.source import Source, Span
from tests.conftest import ROOT, report_of
from tests.make import word as made
from tests.make.agreement import findings, read, structure

pytest.importorskip("lxml")
Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
# Every eleventh report of the corpus.
STEP = 11


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_the_same_report_in_word(path: Path, shipped: list[Loaded]) -> None:
    text = report_of(documents.read(read_file(path)))
    word = read(made.word_of(text), "report.docx")
    assert structure(word) == structure(text)
    assert findings(word, shipped) == findings(text, shipped)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_example_is_the_same_report_when_another_program_has_saved_it(tmp_path: Path, shipped: list[Loaded]) -> None:
    for path in EXAMPLES:
        (tmp_path / f"{path.stem}.docx").write_bytes(made.word_of(report_of(documents.read(read_file(path)))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*convert, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=120)
    for path in EXAMPLES:
        text = report_of(documents.read(read_file(path)))
        word = report_of(documents.read(read_file(tmp_path / "saved" / f"{path.stem}.docx")))
        assert structure(word) == structure(text)
        assert findings(word, shipped) == findings(text, shipped)


def test_ten_published_reports_are_the_same_in_word(shared: Path, shipped: list[Loaded]) -> None:
    paths = sorted((shared / "corpus" / "ilacs").rglob("*.layout.txt"))[::STEP]
    assert len(paths) == 10
    for path in paths:
        text = report_of(documents.read(read_file(path)))
        word = read(made.word_of(text), "report.docx")
        assert (path.parent.name, structure(word)) == (path.parent.name, structure(text))
        assert (path.parent.name, findings(word, shipped)) == (path.parent.name, findings(text, shipped))


def source(body: str, **parts: str) -> Source:
    return read_stream(io.BytesIO(made.word(body, **parts)), "draft.docx")


def said(body: str, **parts: str) -> str:
    return source(body, **parts).text


BY = 'w:id="1" w:author="Ann Lee" w:date="2024-01-01T00:00:00Z"'
BOX = f"<w:txbxContent>{made.text_paragraph('In a box.')}</w:txbxContent>"
CELL = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"


def inserted(text: str) -> str:
    return f"<w:ins {BY}>{made.run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(made.text_paragraph("Plans are") + made.paragraph() + made.text_paragraph("clear."),
                     "Plans are\n\nclear.\n", id="an empty paragraph prints nothing"),
        pytest.param(made.paragraph(made.run("Page ") + made.field("PAGE", "3") + made.run(" of 9")),
                     "Page 3 of 9\n", id="a field prints its result and not its code"),
        pytest.param(made.paragraph(made.run("a ") + made.field(f"IF {made.field('REF x', 'hidden')}", "shown")),
                     "a shown\n", id="a field in the code of a field does not print"),
        pytest.param(made.paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + made.run("Plans.")),
                     "Plans.\n", id="a field without an end hides nothing"),
        pytest.param(made.paragraph('<w:fldSimple w:instr="DATE">' + made.run("1 May") + "</w:fldSimple>"),
                     "1 May\n", id="a simple field"),
        pytest.param(made.paragraph("<w:hyperlink>" + made.run("gov.uk") + "</w:hyperlink>"), "gov.uk\n", id="a link"),
        pytest.param("<w:sdt><w:sdtContent>" + made.paragraph(
            "<w:sdt><w:sdtContent>" + made.run("Good") + "</w:sdtContent></w:sdt>") + "</w:sdtContent></w:sdt>",
            "Good\n", id="content controls around paragraphs and in them"),
        pytest.param(made.paragraph("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known mo</w:t><w:softHyphen/>"
                                    "<w:t>ther</w:t></w:r>"), "well-known mother\n", id="hyphens of other kinds"),
        pytest.param(made.paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:char="zz"/></w:r>'),
                     "\uf0b7\n", id="a symbol"),
        pytest.param(made.paragraph(made.run("one") + made.run("two", "<w:vanish/>") + made.run("three")),
                     "onethree\n", id="hidden text does not print"),
        pytest.param(made.text_paragraph("one\ntwo\tthree"), "one\ntwo\tthree\n", id="line breaks and tabs"),
        pytest.param(made.paragraph(made.run("Anchor") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
                                    f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict>"
                                    "</mc:Fallback></mc:AlternateContent></w:r>") + made.text_paragraph("after"),
                     "Anchor\n\nIn a box.\n\nafter\n", id="a text box counts once"),
        pytest.param(made.paragraph("<m:r xmlns:m='m'><m:t>x</m:t></m:r>" + made.run("1")), "x1\n", id="a formula"),
        pytest.param(made.paragraph(made.run("Plans are ") + inserted("very ") + deleted("un") + made.run("clear.")),
                     "Plans are very clear.\n", id="changes are accepted"),
        pytest.param(made.paragraph(made.run("Plans "), more=f"<w:rPr><w:del {BY}/></w:rPr>")
                     + made.text_paragraph("are clear."), "Plans are clear.\n",
                     id="a paragraph whose end was deleted goes on"),
        pytest.param(made.paragraph(made.run("C"), more='<w:framePr w:dropCap="drop" w:lines="3"/>')
                     + made.text_paragraph("hildren are safe."), "Children are safe.\n", id="a large first letter"),
        pytest.param(made.paragraph(made.run("A note"), more='<w:framePr w:w="2000"/>')
                     + made.text_paragraph("Plans."), "A note\n\nPlans.\n", id="a frame of its own"),
        pytest.param(f"<w:p><w:moveFrom {BY}>{made.run('moved')}</w:moveFrom></w:p>"
                     f"<w:p>{made.run('it ')}<w:moveTo {BY}>{made.run('moved')}</w:moveTo></w:p>",
                     "it moved\n", id="what was moved stands in its new place"),
        pytest.param(made.table([["Judgement", "Grade"], ["Overall effectiveness", "Good"]]) + made.text_paragraph("x"),
                     "Judgement\tGrade\nOverall effectiveness\tGood\n\nx\n", id="a table has a row a line"),
        pytest.param("<w:tbl><w:tr>" + CELL.format('<w:vMerge w:val="restart"/>', made.text_paragraph("a"))
                     + CELL.format("", made.text_paragraph("b") + made.text_paragraph("c")) + "</w:tr><w:tr>"
                     + CELL.format("<w:vMerge/>", made.text_paragraph("covered"))
                     + CELL.format('<w:gridSpan w:val="2"/>', made.text_paragraph("d")) + "</w:tr></w:tbl>",
                     "a\tb c\n\nd\n", id="a merged cell prints once"),
        pytest.param("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + CELL.format("", made.text_paragraph("gone"))
                     + "</w:tr><w:tr>" + CELL.format("<w:cellDel/>", made.text_paragraph("gone"))
                     + CELL.format("", made.text_paragraph("left")) + "</w:tr></w:tbl>",
                     "left\n", id="a row and a cell that were deleted"),
        pytest.param("<w:tbl><w:tr>" + CELL.format("", made.text_paragraph("One. " * 150))
                     + CELL.format("", made.text_paragraph("Two.")) + "</w:tr></w:tbl>",
                     ("One. " * 150).strip() + "\n\nTwo.\n", id="a table that lays out prose is prose"),
    ],
)  # fmt: skip
def test_what_is_printed(body: str, text: str) -> None:
    assert said(body) == text


def test_notes_are_told_from_the_text_by_their_marks() -> None:
    cited = '<w:r><w:footnoteReference w:id="7"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = made.paragraph(made.run("improve?") + cited[0]) + made.paragraph(made.run("Plans") + cited[1])
    notes = made.text_paragraph("A note.")
    found = source(
        body,
        footnotes=f'<w:footnote w:id="7">{notes}</w:footnote><w:footnote w:id="8">{notes}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{made.text_paragraph("The end.")}</w:endnote>',
    )
    assert found.text == "improve?1\n\nPlansi\n\n1\nA note.\n\ni\nThe end.\n"
    assert [label for _, label in found.labels] == ["paragraph 1", "paragraph 2", "footnote 1", "endnote i"]
    assert [(span.start, found.slice(span)) for span in found.raised] == [(8, "1"), (16, "i")]


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("inner", "raised", "words"),
    [
        pytest.param(
            made.run("Young people") + made.run("1", RAISED) + made.run(" are heard."),
            ["1"],
            "Young people are heard.",
            id="a figure that was typed",
        ),
        pytest.param(
            made.run("  Young people") + f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:id="7"/></w:r>',
            ["1"],
            "Young people",
            id="a note",
        ),
        pytest.param(made.run("the 1") + made.run("st", RAISED), [], "the 1st", id="letters"),
        pytest.param(made.run("2 km") + made.run("2", RAISED), [], "2 km2", id="a power"),
        pytest.param(made.run("1", RAISED) + made.run(" A note."), [], "1 A note.", id="what no word stands before"),
        pytest.param(made.run("people") + made.run("123", RAISED), [], "people123", id="a number"),
    ],
)
def test_marks_of_notes_stand_apart_from_the_words(inner: str, raised: list[str], words: str) -> None:
    found = source(made.paragraph(made.run("Before.")) + made.paragraph(inner))
    assert [found.slice(span) for span in found.raised] == raised
    assert reflow(found, [Span(len("Before."), len(found.text))]).text == words


@pytest.mark.parametrize("style", ["Title", "Heading1", ""])
@pytest.mark.parametrize(
    "parts",
    [
        ["Inspection of Northfell local authority children’s services"],
        ["Inspection of Northfell local authority", "children’s services"],
        ["Inspection of Northfell ", "local authority children’s services"],
        ["Inspection of Northfell\nlocal authority\nchildren’s services"],
    ],
)
def test_a_title_is_one_however_it_is_parted(style: str, parts: list[str]) -> None:
    body = "".join(made.text_paragraph(part, style=style) for part in parts)
    report = report_of(
        documents.read(source(body + made.text_paragraph("Inspection dates: 3 to 14 June 2024")), "ilacs")
    )
    title = report.title and report.title.prose.text
    assert (title, report.council) == ("Inspection of Northfell local authority children’s services", "Northfell")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Inspection of records is regular.", "Children’s services"),
        ("Inspection of records", "Children’s services are safe."),
        ("Inspection of records", "Children’s services: all of them"),
    ],
)
def test_paragraphs_that_only_begin_like_a_title_are_none(first: str, second: str) -> None:
    body = "".join(map(made.text_paragraph, ("Inspection dates: 3 to 14 June 2024", first, second)))
    report = report_of(documents.read(source(body), "ilacs"))
    assert (report.title, " ".join(part.prose.text for part in report.summary)) == (None, f"{first} {second}")


HEADED = (
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Level"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    "</w:style>"
)


@pytest.mark.parametrize(
    ("how", "texts"),
    [
        ({"style": "Heading1"}, ["Plans are clear", "how homes are found", "they are found early."]),
        ({"style": "Title"}, ["Plans are clear", "how homes are found", "they are found early."]),
        ({"style": "Own"}, ["Plans are clear", "how homes are found", "they are found early."]),
        ({"style": "Level"}, ["Plans are clear", "how homes are found", "they are found early."]),
        ({"more": '<w:outlineLvl w:val="0"/>'}, ["Plans are clear", "how homes are found", "they are found early."]),
        ({"style": "Body"}, ["Plans are clear how homes are found they are found early."]),
        ({"style": "Normal"}, ["Plans are clear how homes are found they are found early."]),
    ],
)
@pytest.mark.parametrize(
    "before", ["The experiences and progress of care leavers: good", "Inspection dates: 3 June 2024"]
)
def test_what_is_set_as_a_heading_stands_by_itself(how: dict[str, str], texts: list[str], before: str) -> None:
    body = made.text_paragraph(before) + made.text_paragraph("Plans are clear")
    body += made.text_paragraph("how homes are found", **how) + made.text_paragraph("they are found early.")
    report = report_of(documents.read(source(body, styles=made.STYLES + HEADED), "ilacs"))
    assert [part.prose.text for part in (*report.summary, *report.paragraphs)] == texts


@pytest.mark.parametrize(
    ("text", "style", "heading"),
    [
        ("What needs to improve?", "Normal", "What needs to improve?"),
        ("What neeeds to improve", "Heading1", "What neeeds to improve"),
        ("What needs improving in Northfell", "Heading1", "What needs improving in Northfell"),
        ("What needs improving in Northfell", "Normal", None),
        ("What works well", "Heading1", None),
    ],
)
def test_a_heading_opens_the_points_to_improve_even_if_its_wording_is_unusual(
    text: str, style: str, heading: str | None
) -> None:
    body = made.text_paragraph("Inspection dates: 3 to 14 June 2024") + made.text_paragraph(text, style=style)
    body += made.text_paragraph("◼ The quality of plans.")
    body += made.text_paragraph("The experiences and progress of care leavers: good", style="Heading1")
    report = report_of(documents.read(source(body, styles=made.STYLES), "ilacs"))
    found = report.improvements_heading.text if report.improvements_heading else None
    assert (found, [point.prose.text for point in report.improvements]) == (heading, ["The quality of plans."])


FEET = {
    "header1": made.text_paragraph("OFFICIAL"),
    "footer1": made.text_paragraph("Inspection of Saltmarsh local authority children’s services")
    + made.paragraph(made.run("3 to 14 June 2024\t") + made.field("PAGE", "2")),
    "footer2": made.text_paragraph("On first pages"),
    "footer3": made.text_paragraph("On even pages"),
}
SECTION = (
    '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    '<w:footerReference w:type="first" r:id="footer2"/><w:footerReference w:type="even" r:id="footer3"/>'
)
FOOT = "Inspection of Saltmarsh local authority children’s services\n3 to 14 June 2024\t2"


@pytest.mark.parametrize(
    ("more", "settings", "feet"),
    [
        pytest.param("", "", ["OFFICIAL", FOOT], id="first and even pages are as the others"),
        pytest.param("<w:titlePg/>", "", ["OFFICIAL", FOOT, "On first pages"], id="first pages have their own"),
        pytest.param("", "<w:evenAndOddHeaders/>", ["OFFICIAL", FOOT, "On even pages"], id="even pages have their own"),
    ],
)
def test_heads_and_feet_stand_once_and_are_no_text(more: str, settings: str, feet: list[str]) -> None:
    section = f"<w:sectPr>{SECTION}{more}</w:sectPr>"
    title = "Inspection of Saltmarsh local authority children’s services"
    body = made.text_paragraph(title) + made.text_paragraph("Plans.") + made.paragraph(more=section) + section
    found = source(body, settings=settings, **FEET)
    assert found.text == "\n\n".join([title, "Plans.", *feet]) + "\n"
    assert [found.slice(span) for span in found.furniture] == feet
    report = report_of(documents.read(found, "ilacs"))
    assert [found.slice(region.span).strip() for region in report.regions if region.role == "furniture"] == feet
    assert [each.prose.text for each in report.summary] == ["Plans."]
    assert [foot.prose.text for foot in report.footers] == [" ".join(FOOT.split())]


def left(found: Source) -> list[tuple[str, str, str]]:
    return [(each.kind, found.slice(each.span), each.words) for each in found.leftovers]


COMMENT = (
    f'<w:comment w:id="0" w:author="Bo">{made.text_paragraph("Is it so?")}{made.text_paragraph("Ask.")}</w:comment>'
)
ABOUT = '<w:comment{} w:id="0"/>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(made.paragraph(made.run("a ") + inserted("very ") + inserted("good") + made.run(" plan")),
                     [("insertion", "very good", "very good")], id="an insertion in two runs is one"),
        pytest.param(made.paragraph(inserted("a ")) + made.paragraph(inserted("b")),
                     [("insertion", "a\n\nb", "a b")], id="an insertion of two paragraphs is one"),
        pytest.param(made.paragraph(inserted("a") + made.run(" or ") + inserted("b")),
                     [("insertion", "a", "a"), ("insertion", "b", "b")], id="two insertions"),
        pytest.param(made.paragraph(made.run("a ") + deleted("bad ") + made.run("plan")),
                     [("deletion", "", "bad")], id="a deletion has its place"),
        pytest.param(made.paragraph(made.run("a "), more=f"<w:rPr><w:del {BY}/></w:rPr>") + made.text_paragraph("b"),
                     [("deletion", "", "¶")], id="the end of a paragraph that was deleted"),
        pytest.param(f"<w:p><w:moveFrom {BY}>{made.run('moved')}</w:moveFrom></w:p>"
                     f"<w:p>{made.run('it ')}<w:moveTo {BY}>{made.run('moved')}</w:moveTo></w:p>",
                     [("move", "moved", "moved")], id="a move is one change"),
        pytest.param(made.paragraph(made.run("a ") + ABOUT.format("RangeStart") + made.run("plan")
                                    + ABOUT.format("RangeEnd") + f"<w:r>{ABOUT.format('Reference')}</w:r>"),
                     [("comment", "plan", "Is it so? Ask.")], id="a comment about a word"),
        pytest.param(ABOUT.format("RangeStart") + made.text_paragraph("a") + made.text_paragraph("b")
                     + ABOUT.format("RangeEnd"), [("comment", "a\n\nb", "Is it so? Ask.")],
                     id="a comment about two paragraphs"),
        pytest.param(made.paragraph(made.run("a plan") + f"<w:r>{ABOUT.format('Reference')}</w:r>"),
                     [("comment", "", "Is it so? Ask.")], id="a comment at a place"),
    ],
)  # fmt: skip
def test_what_is_left_of_the_work_on_a_file(body: str, found: list[tuple[str, str, str]]) -> None:
    comments = COMMENT if "<w:comment" in body else ""
    assert left(source(body, comments=comments)) == found


HEADING = made.text_paragraph("The experiences and progress of care leavers: good")
NUMBERS = made.pattern(0, made.level(0)) + made.list_(1, 0)
DRAFT = made.word(
    HEADING
    + made.paragraph(made.run("Plans are ") + inserted("very ") + made.run("clear, but but few."), list_=(1, 0))
    + made.paragraph(deleted("All ") + made.run("visits are made."), list_=(1, 0)),
    numbering=NUMBERS,
)


def test_findings_name_the_paragraph(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(DRAFT)
    status, out, _ = run(path, "--format", "concise", "--only", "tracked-changes", "--fail-on", "warning")
    assert status == 1
    said = "warning: A tracked {} is left: “{}”. It was read as accepted. [tracked-changes] (paragraph {})"
    assert out.splitlines()[:2] == [
        f"{path}:3:14: {said.format('insertion', 'very', 2)}",
        f"{path}:5:4: {said.format('deletion', 'All', 3)}",
    ]
    assert run("text", path)[1].splitlines()[2] == "3  1. Plans are very clear, but but few."


def test_a_word_file_is_not_written_and_the_change_is_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    data = made.word_of(report_of(documents.read(read_file(ROOT / "examples" / "saltmarsh-2019-with-faults.txt"))))
    path.write_bytes(data)
    status, _, err = run(path, "--fix")
    assert (status, path.read_bytes()) == (2, data)
    assert "--format docx=COPY.docx --tracked-changes makes the changes in a copy" in err
    shown = run(path, "--diff")[1].splitlines()
    assert [line for line in shown if line.startswith(("+", "-"))] == [
        f"--- a/{path}",
        f"+++ b/{path}",
        "-The experiences and progress of children in care and leavers\tGood",
        "+The experiences and progress of children in care and care leavers\tGood",
    ]


def zipped(**parts: str | bytes) -> bytes:
    return made.archive({name.replace("__", "/"): data for name, data in parts.items()})


def with_document(text: str) -> bytes:
    return made.archive({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


PLAIN = made.word(made.text_paragraph("Plans."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITY = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), "this is an old Word file (.doc); save it as .docx",
                     id="an old Word file"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"),
                     "this file is protected with a password; save it without one", id="a protected file"),
        pytest.param(OLE, "this is an old Office file; save it as .docx", id="another old file"),
        pytest.param(b"Plans.", "this is not a Word file, despite its name: it is not a zip archive", id="a text"),
        pytest.param(PLAIN[:200], "it is damaged: it begins like a Word file, but is not a complete zip archive",
                     id="half"),
        pytest.param(zipped(a="b"), "this is a zip archive, not a Word file", id="another archive"),
        pytest.param(zipped(xl__workbook="b"), "this is an Excel workbook, not a Word file; save it as .docx",
                     id="Excel"),
        pytest.param(made.archive({"[Content_Types].xml": "<Types/>"}),
                     "it is damaged: it is packed like a Word file, but contains no document", id="no document"),
        pytest.param(with_document("<w:document"), "it is damaged: its part word/document.xml is not valid XML",
                     id="broken XML"),
        pytest.param(with_document(ENTITY),
                     "it is refused, since its part word/document.xml declares a document type, "
                     "which Word files never do",
                     id="an external entity"),
        pytest.param(made.word(made.paragraph()), "this Word file has no text", id="nothing in it"),
        pytest.param(with_document(made.xml("document", "<w:body>" + "<w:p/>" * 300_000 + "</w:body>")),
                     "it is refused, since its part word/document.xml is compressed more than 400 times",
                     id="a zip bomb"),
        pytest.param(made.archive({"word/document.xml": "x" * 500_000, **{f"word/{i}.xml": "" for i in range(5_001)}}),
                     "it is refused, since it has more than 5,000 parts", id="too many parts"),
        pytest.param(with_document(made.xml("document", "<w:sdt>" * 300 + "</w:sdt>" * 300)),
                     "it is damaged: its part word/document.xml is not valid XML", id="elements too deep"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_in_a_line(run: Run, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    status, out, err = run(path)
    assert (status, out, err.count("\n")) == (2, "Nothing was read.\n", 1)
    assert err.startswith(f"ofsted-lint: {path}: {said}")


def test_a_part_that_unpacks_to_more_than_it_says_is_not_unpacked_further() -> None:
    data = bytearray(with_document("x" * 900_000))
    size = (900_000).to_bytes(4, "little")
    while size in data:
        at = data.index(size)
        data[at : at + 4] = (90).to_bytes(4, "little")
    with pytest.raises(ValueError, match=r"cannot be unpacked|no sound XML"):
        package.opened(bytes(data)).root("word/document.xml")


def test_all_parts_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST_BYTES", 1_000)
    with pytest.raises(ValueError, match="would unpack to"):
        package.opened(PLAIN)


def with_headers(count: int, text: str, inner: str = "") -> bytes:
    """A Word file with sections that have headers with a long text each."""
    names = [f"header{number}" for number in range(1, count + 1)]
    sections = "".join(
        made.paragraph(more=f'<w:sectPr><w:headerReference w:type="default" r:id="{name}"/></w:sectPr>')
        for name in names
    )
    heads = {name: made.text_paragraph(f"{text} {name}") + inner for name in names}
    return made.word(made.text_paragraph("Plans.") + sections, **heads)


def test_the_text_of_all_parts_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_MOST_TEXT", 1_000)
    assert "header9" in read_stream(io.BytesIO(with_headers(9, "x" * 90)), "a.docx").text
    with pytest.raises(ReadError, match="more than a million characters of text"):
        read_stream(io.BytesIO(with_headers(9, "x" * 120)), "a.docx")


def test_the_parts_that_are_read_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST_UNPACKED", 60_000)
    assert "header2" in read_stream(io.BytesIO(with_headers(2, "x", "<w:p/>" * 3_000)), "a.docx").text
    with pytest.raises(ReadError, match=r"its parts have more than 0 MB in all"):
        read_stream(io.BytesIO(with_headers(9, "x", "<w:p/>" * 3_000)), "a.docx")


def test_macros_are_ignored_and_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.docm"
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    path.write_bytes(made.archive(parts | {"word/vbaProject.bin": b"Sub AutoOpen()"}))
    assert "Macros in this file were ignored; nothing in it was run." in run(path)[2]


def test_the_strict_form_is_read_too() -> None:
    strict = made.xml("document", f"<w:body>{made.text_paragraph('Plans.')}</w:body>").replace(
        made.W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert read(with_document(strict), "draft.docx").source.text == "Plans.\n"


def test_without_lxml_a_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> None:
    monkeypatch.setattr(package, "xml", None)
    path = tmp_path / "draft.docx"
    path.write_bytes(PLAIN)
    assert run(path)[2] == f"ofsted-lint: {path}: reading Word files needs lxml: pip install 'ofsted-lint[docx]'\n"


def test_a_word_file_is_known_by_its_bytes_and_no_text_is_taken_for_one() -> None:
    assert read(PLAIN, "report").source.form == "word"
    with pytest.raises(ValueError, match="binary"):
        decode("draft.txt", b"a\x00b")


def test_files_that_word_keeps_beside_an_open_one_are_no_reports(run: Run, tmp_path: Path) -> None:
    (tmp_path / "~$draft.docx").write_bytes(b"\x03Ann" + bytes(160))
    (tmp_path / "report.txt").write_bytes(EXAMPLES[1].read_bytes())
    assert run(tmp_path)[0] == 0
