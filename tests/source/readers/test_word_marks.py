"""Word files: traces of editing, notes, fields and contents, and what is not read."""

from __future__ import annotations

import io
import zipfile

import pytest

from ofsted_lint.source.readers import ReadError, read_stream
from ofsted_lint.source.source import Source
from tests.make import word as made

pytest.importorskip("lxml")


def source(body: str, **parts: str) -> Source:
    """What is read of a file with this body."""
    return read_stream(io.BytesIO(made.word(body, **parts)), "a.docx")


WHO = 'w:id="9" w:author="Ann Lee" w:date="2026-01-01T00:00:00Z"'


def left(body: str, **parts: str) -> list[tuple[str, str]]:
    """The kinds and words of what is left in a file with this body."""
    return [(each.kind, each.words) for each in source(body, **parts).leftovers]


def row(properties: str, *cells: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{each}</w:tc>' for each in cells)}</w:tr>"


GOOD, WEAK = made.text_paragraph("Good"), made.text_paragraph("Weak")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param(
            f"<w:tbl>{row('', GOOD, GOOD)}{row(f'<w:del {WHO}/>', GOOD, WEAK)}</w:tbl>",
            [("deletion", "Good Weak")],
            id="a row that was deleted",
        ),
        pytest.param(
            f"<w:tbl>{row('', GOOD, GOOD)}{row(f'<w:ins {WHO}/>', GOOD, WEAK)}</w:tbl>",
            [("insertion", "Good Weak")],
            id="a row that was inserted",
        ),
        pytest.param(
            f"<w:customXmlInsRangeStart {WHO}/><w:sdt><w:sdtContent><w:customXmlInsRangeEnd w:id='9'/>{GOOD}"
            f"<w:customXmlInsRangeStart {WHO}/></w:sdtContent></w:sdt><w:customXmlInsRangeEnd w:id='9'/>",
            [("insertion", "a content control")],
            id="a content control that was inserted around a paragraph",
        ),
        pytest.param(
            made.paragraph(
                f"<w:customXmlDelRangeStart {WHO}/><w:sdt><w:sdtContent>{made.run('Good')}</w:sdtContent></w:sdt>"
                "<w:customXmlDelRangeEnd w:id='9'/>"
            ),
            [("deletion", "a content control")],
            id="a content control that was deleted around words, which stay",
        ),
        pytest.param(
            f"<w:tbl>{row('', GOOD, f'<w:tcPr><w:cellIns {WHO}/></w:tcPr>{WEAK}')}</w:tbl>",
            [("insertion", "Weak")],
            id="a cell that was inserted",
        ),
        pytest.param(
            f"<w:tbl>{row('', GOOD, f'<w:tcPr><w:cellDel {WHO}/></w:tcPr>{WEAK}')}</w:tbl>",
            [("deletion", "Weak")],
            id="a cell that was deleted",
        ),
        pytest.param(
            f"<w:tbl>{row('', GOOD, f'<w:tcPr><w:cellMerge {WHO}/></w:tcPr>{WEAK}')}</w:tbl>",
            [("merge", "Weak")],
            id="a cell that was merged",
        ),
        pytest.param(
            made.paragraph(f"<w:moveFrom {WHO}>{made.run('weak')}</w:moveFrom>{made.run('Good.')}"),
            [("move", "weak")],
            id="words that were moved to nowhere in the file",
        ),
        pytest.param(
            made.paragraph(f"<w:moveFrom {WHO}>{made.run('weak')}</w:moveFrom>{made.run('Good.')}")
            + made.paragraph(f"<w:moveTo {WHO}>{made.run('weak')}</w:moveTo>"),
            [("move", "weak")],
            id="words that were moved",
        ),
        pytest.param(
            made.paragraph(made.run("Good.") + f"<w:del {WHO}><w:r><w:br/></w:r></w:del>"),
            [("deletion", "↵")],
            id="a line break that was deleted",
        ),
        pytest.param(
            made.paragraph(made.run("Good.") + f"<w:ins {WHO}><w:r><w:drawing/></w:r></w:ins>"),
            [("insertion", "a picture")],
            id="a picture that was inserted",
        ),
        pytest.param(
            made.text_paragraph("One.", more=f"<w:rPr><w:ins {WHO}/></w:rPr>") + made.text_paragraph("Two."),
            [("insertion", "¶")],
            id="a paragraph that was parted",
        ),
        pytest.param(
            made.paragraph(f"<w:ins {WHO}>{made.run('One.')}</w:ins>", more=f"<w:rPr><w:ins {WHO}/></w:rPr>"),
            [("insertion", "One.")],
            id="a paragraph that was inserted",
        ),
        pytest.param(
            made.text_paragraph("One.", more=f"<w:pPrChange {WHO}><w:pPr><w:jc/></w:pPr></w:pPrChange>")
            + made.paragraph(made.run("Two.", f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>")),
            [("formatting", "2")],
            id="two changes of formatting",
        ),
        pytest.param(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {WHO}/></w:numPr></w:pPr>'
            f"{made.run('One.')}</w:p>",
            [("renumbering", "1.")],
            id="a number that was added",
        ),
        pytest.param(made.paragraph(made.run("weak", "<w:strike/>")), [("strike", "weak")], id="words struck out"),
        pytest.param(
            made.paragraph(made.run("14", '<w:highlight w:val="yellow"/>')), [("highlight", "14")], id="a highlight"
        ),
        pytest.param(
            made.paragraph(made.run("14", '<w:strike w:val="0"/><w:highlight w:val="none"/>')),
            [],
            id="neither struck out nor highlighted",
        ),
        pytest.param(
            GOOD + made.paragraph('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>') * 2,
            [("watermark", "DRAFT")],
            id="a watermark on all pages",
        ),
    ],
)
def test_traces_of_editing(body: str, found: list[tuple[str, str]]) -> None:
    numbers = made.pattern(1, made.level(0)) + made.list_(1, 1)
    assert left(body, numbering=numbers) == found


def test_a_comment_on_deleted_words_is_where_they_were() -> None:
    anchors = '<w:commentRangeStart w:id="3"/>{}<w:commentRangeEnd w:id="3"/>'
    gone = f"<w:del {WHO}>{anchors.format('<w:r><w:delText>weak</w:delText></w:r>')}</w:del>"
    body = made.text_paragraph("One.") + made.paragraph(made.run("Two ") + gone + made.run("three."))
    comments = f'<w:comment w:id="3">{made.text_paragraph("Why?")}</w:comment>'
    found = source(body, comments=comments)
    assert [(each.kind, found.text[: each.span.start]) for each in found.leftovers] == [
        ("deletion", "One.\n\nTwo "),
        ("comment", "One.\n\nTwo "),
    ]


def test_a_paragraph_that_is_hidden_with_its_end_has_no_number() -> None:
    hidden = made.paragraph(made.run("A note.", "<w:vanish/>"), list_=(1, 0), more="<w:rPr><w:vanish/></w:rPr>")
    shown = [made.paragraph(made.run(text), list_=(1, 0)) for text in ("One.", "Two.")]
    numbers = made.pattern(1, made.level(0)) + made.list_(1, 1)
    assert source(shown[0] + hidden + shown[1], numbering=numbers).text == "1. One.\n\n2. Two.\n"


def test_a_marker_of_its_own_is_neither_numbered_nor_counted() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    body = made.paragraph(made.run("Plans") + own) + made.paragraph(
        made.run("Help") + '<w:r><w:footnoteReference w:id="3"/></w:r>'
    )
    notes = [made.text_paragraph(text) for text in ("* As of June.", "A note.")]
    footnotes = "".join(f'<w:footnote w:id="{at}">{note}</w:footnote>' for at, note in enumerate(notes, 2))
    found = source(body, footnotes=footnotes)
    assert found.text == "Plans*\n\nHelp1\n\n*\nAs of June.\n\n1\nA note.\n"
    assert [found.slice(each) for each in (*found.raised, *found.notes_at)] == [
        "*",
        "1",
        "*\nAs of June.",
        "1\nA note.",
    ]


SECTION = '<w:sectPr><w:footnotePr><w:numFmt w:val="upperLetter"/>{}</w:footnotePr></w:sectPr>'


@pytest.mark.parametrize(
    ("restart", "marks"),
    [
        pytest.param("", ["A", "B"], id="counted on"),
        pytest.param('<w:numRestart w:val="eachSect"/>', ["A", "A"], id="counted anew in each section"),
    ],
)
def test_notes_are_numbered_as_their_section_says(restart: str, marks: list[str]) -> None:
    section = SECTION.format(restart)
    cited = [made.run("Plans") + f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in (2, 3)]
    found = source(made.paragraph(cited[0], more=section) + made.paragraph(cited[1]) + section)
    assert [found.slice(each) for each in found.raised] == marks


def test_settings_say_how_endnotes_are_numbered() -> None:
    body = made.paragraph(made.run("Plans") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="4"/></w:endnotePr>'
    assert source(body, settings=settings).text == "Plans4\n"


def bare(code: str) -> str:
    """A field without a result."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return char.format("begin") + f"<w:r><w:instrText> {code} </w:instrText></w:r>" + char.format("end")


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        pytest.param(["AUTONUM"] * 2, "1. Help\n\n2. Help\n", id="automatic numbers"),
        pytest.param([r"AUTONUM \* Arabic \s )"] * 2, "1) Help\n\n2) Help\n", id="with a sign of their own"),
        pytest.param([r"AUTONUMLGL \e"] * 2, "1 Help\n\n2 Help\n", id="without a sign"),
        pytest.param(
            [r"LISTNUM \l 7", r"LISTNUM \l 8", r"LISTNUM \l 7"], "1. Help\n\na. Help\n\n2. Help\n", id="a list"
        ),
        pytest.param(
            [r"LISTNUM LegalDefault \l 1 \s 4", r"LISTNUM LegalDefault \l 2"],
            "4. Help\n\n4.1. Help\n",
            id="legal numbers",
        ),
        pytest.param(["AUTONUMOUT"] * 2, "I. Help\n\nII. Help\n", id="numbers of an outline"),
        pytest.param([r"SEQ plan \r 3", "SEQ plan", r"SEQ plan \c"], "3 Help\n\n4 Help\n\n4 Help\n", id="a sequence"),
    ],
)
def test_fields_that_number(codes: list[str], text: str) -> None:
    assert source("".join(made.paragraph(bare(code) + made.run(" Help")) for code in codes)).text == text


def test_a_field_whose_result_is_empty_numbers_like_one_without() -> None:
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = made.paragraph(
        bare("AUTONUM").removesuffix(ends) + ends.replace("end", "separate") + ends + made.run(" Help")
    )
    assert source(body * 2).text == "1. Help\n\n2. Help\n"


def test_a_table_of_contents_is_not_read() -> None:
    begins, ends = made.field('TOC \\o "1-2"', "Plans\t2").rsplit("<w:r>", 1)
    inside = made.paragraph(begins) + made.text_paragraph("Help\t3") + made.paragraph("<w:r>" + ends)
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{made.text_paragraph('Contents')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="V1"><w:name w:val="toc 1"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="V2"><w:name w:val="Own"/><w:basedOn w:val="V1"/></w:style>'
    lines = made.text_paragraph("Help\t3", style="V1") + made.text_paragraph("Care\t4", style="V2")
    assert source(inside + control + lines + made.text_paragraph("Plans"), styles=styles).text == "Plans\n"


@pytest.mark.parametrize("name", ["diagram", "chart"])
def test_words_in_other_parts_are_said_not_to_be_read(name: str) -> None:
    data = f'<a:graphicData xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" uri="http://x.org/{name}"/>'
    found = source(made.text_paragraph("Plans") + made.paragraph(f"<w:r><w:drawing>{data}</w:drawing></w:r>"))
    assert found.notes == (f"The words in 1 {name}(s) in this file were not read.",)


def test_the_name_of_a_part_may_be_written_as_in_an_address() -> None:
    data = made.word(made.paragraph(made.run("Plans"), list_=(1, 0)), numbering=made.pattern(1, made.level(0)))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        read = {each.replace("numbering", "my numbering"): parts.read(each) for each in parts.namelist()}
    relations = "word/_rels/document.xml.rels"
    numbers = f"<w:numbering xmlns:w='{made.W}'>{made.pattern(1, made.level(0))}{made.list_(1, 1)}</w:numbering>"
    renamed = read[relations].replace(b'"numbering.xml', b'"my%20numbering.xml')
    named: dict[str, str | bytes] = {**read, relations: renamed, "word/my numbering.xml": numbers}
    assert read_stream(io.BytesIO(made.archive(named)), "a.docx").text == "1. Plans\n"


def test_names_of_parts_may_be_in_another_case_with_other_slashes() -> None:
    data = made.word(
        made.paragraph(made.run("Plans"), list_=(1, 0)), numbering=made.pattern(1, made.level(0)) + made.list_(1, 1)
    )
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        other = made.archive({each.replace("/", "\\").upper(): parts.read(each) for each in parts.namelist()})
    assert read_stream(io.BytesIO(other), "a.docx").text == "1. Plans\n"


@pytest.mark.parametrize(
    "begins",
    [
        pytest.param('<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="x">', id="of today"),
        pytest.param('<w:wordDocument xmlns:w="x">', id="of 2003"),
        pytest.param(
            '<p:package xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage">', id="with other names"
        ),
        pytest.param('<w:document xmlns:w="x"><w:body>', id="its main part alone"),
    ],
)
def test_word_files_in_xml_are_refused_with_advice(begins: str) -> None:
    with pytest.raises(ReadError, match=r"save it as \.docx"):
        read_stream(io.BytesIO(f'<?xml version="1.0"?>\n{begins}'.encode()), "a.xml")


def test_the_heading_of_a_table_of_contents_is_not_read() -> None:
    begins, ends = made.field('TOC \\o "1-2"', "Plans\t2").rsplit("<w:r>", 1)
    inside = made.paragraph(begins) + made.paragraph("<w:r>" + ends)
    body = made.text_paragraph("Contents") + inside + made.text_paragraph("Contents") + made.text_paragraph("Plans")
    assert source(body).text == "Contents\n\nPlans\n"


def test_words_that_a_style_strikes_out() -> None:
    styles = '<w:style w:type="{}" w:styleId="{}"><w:name w:val="Out"/><w:rPr><w:strike/></w:rPr></w:style>'
    body = made.paragraph(made.run("weak", '<w:rStyle w:val="Gone"/>') + made.run(" plans"))
    body += made.paragraph(made.run("old ") + made.run("plans", '<w:strike w:val="0"/>'), style="Out")
    found = source(body, styles=styles.format("character", "Gone") + styles.format("paragraph", "Out"))
    assert [(each.kind, each.words) for each in found.leftovers] == [("strike", "weak"), ("strike", "old")]


def test_a_row_that_is_hidden_is_not_read() -> None:
    assert source(f"<w:tbl>{row('', GOOD, GOOD)}{row('<w:hidden/>', WEAK, WEAK)}</w:tbl>").text == "Good\tGood\n"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("early\u00adhelp", id="a soft hyphen"),
        pytest.param("\u200eearlyhelp\u200b", id="marks"),
        pytest.param("e\u2060arlyhelp", id="a joiner"),
    ],
)
def test_what_is_not_printed_is_not_read(words: str) -> None:
    assert source(made.text_paragraph(f"{words}\u00a0o\ufb03ce")).text == "earlyhelp office\n"
