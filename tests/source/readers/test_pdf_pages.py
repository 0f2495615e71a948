"""PDFs as people have them: what is seen on their pages is read, and what is not is left out or reported."""

from __future__ import annotations

import io
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import ReadError, read_file, read_stream
from ofsted_lint.source.source import Source
from tests.conftest import ROOT
from tests.make import pdfs
from tests.make.pdfs import Drawn, Page, Writer

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
# Some lines of the examples are longer than a page is wide.
WIDE = pdfs.Way(box="0 -2000 2400 842")
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"


def read(data: bytes) -> Source:
    return read_stream(io.BytesIO(data), "report.pdf")


def drawn(content: bytes, entries: str = "", resources: str = "", filters: str = "") -> bytes:
    """A page with this content."""

    def objects(writer: Writer) -> str:
        font = writer.put(FONT)
        stream = writer.stream(content, filters)
        return f"/Contents {stream} 0 R /Resources << /Font << /F {font} 0 R >> {resources} >> {entries}"

    return pdfs.raw(objects)


def line(y: int, words: str, more: str = "", x: int = 60) -> bytes:
    return f"BT /F 10 Tf {more} 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n".encode()


def with_layer(data: bytes, state: str) -> bytes:
    """A PDF whose layer, object 3, is on or off."""
    entry = f"/Type /Catalog /OCProperties << /OCGs [3 0 R] /D << /{state} [3 0 R] >> >>"
    return data.replace(b"/Type /Catalog", entry.encode())


def layered(content: bytes) -> bytes:
    def objects(writer: Writer) -> str:
        font, stream = writer.put(FONT), writer.stream(content)
        layer = writer.put("<< /Type /OCG /Name (Notes) >>")
        inner = f"/Resources << /Font << /F {font} 0 R >> >> /OC {layer} 0 R"
        form = writer.stream(line(600, "in a form"), f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {inner}")
        return (
            f"/Contents {stream} 0 R /Resources << /Font << /F {font} 0 R >> /XObject << /X {form} 0 R >> "
            f"/Properties << /L {layer} 0 R >> >>"
        )

    return pdfs.raw(objects)


LAYERED = line(700, "seen") + b"/OC /L BDC " + line(650, "layered") + b"EMC /X Do"


@pytest.mark.parametrize(("state", "text"), [("OFF", "seen\n"), ("ON", "seen\n\nlayered\n\nin a form\n")])
def test_a_layer_that_is_off_is_not_read(state: str, text: str) -> None:
    assert read(with_layer(layered(LAYERED), state)).text == text


def test_what_is_outside_the_crop_box_is_not_read() -> None:
    content = line(700, "inside") + line(20, "below") + line(820, "above") + line(650, "far", x=2)
    assert read(drawn(content, "/CropBox [50 50 545 792]")).text == "inside\n"


@pytest.mark.parametrize("gap", [1, 2, 3])
@pytest.mark.parametrize(
    "words", ["Care leavers", "Care leavers have plans, and the records of all of them are kept well."]
)
def test_gaps_between_spaced_letters_are_no_spaces(words: str, gap: int) -> None:
    assert read(drawn(line(700, words, f"/F 18 Tf {gap} Tc"), "/CropBox [0 0 2400 842]")).text == f"{words}\n"


def numbered(step: int, text_at: int) -> bytes:
    rows = range(1, 21)
    numbers = b"".join(line(800 - 12 * at, str(at), x=20) for at in rows if at % step == 0)
    return drawn(b"".join(line(800 - 12 * at, f"line {at} of the draft", x=text_at) for at in rows) + numbers)


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_in_the_margin_are_no_text(step: int) -> None:
    assert read(numbered(step, 60)).text == "".join(f"line {at} of the draft\n" for at in range(1, 21))


def test_numbers_that_begin_where_text_does_are_kept() -> None:
    content = line(780, "A list", x=20) + b"".join(line(780 - 12 * at, f"{at} words", x=20) for at in range(1, 9))
    assert read(drawn(content)).text == "A list\n" + "".join(f"{at} words\n" for at in range(1, 9))


def annotated(*entries: str) -> bytes:
    found = " ".join(f"<< /Type /Annot {each} >>" for each in entries)
    return drawn(line(700, "Plans are poor and late.") + line(650, "Visits are regular."), f"/Annots [{found}]")


QUADS = "/Rect [118 695 146 712] /QuadPoints [118 712 146 712 118 695 146 695]"


@pytest.mark.parametrize(
    ("entry", "words", "at"),
    [
        pytest.param(
            "/Subtype /Text /Rect [300 640 320 660] /Contents (Is this so?) /T (Ann Lee)",
            "Is this so?",
            ".",
            id="a note beside a line is on its nearest letter",
        ),
        pytest.param(f"/Subtype /StrikeOut {QUADS}", "poor (struck out)", "poor", id="words that are struck out"),
        pytest.param(
            f"/Subtype /Highlight {QUADS} /Contents (Which?)", "Which?", "poor", id="a comment on highlighted words"
        ),
        pytest.param(
            "/Subtype /FreeText /Rect [60 640 100 660] /Contents (Add\nthe date)",
            "Add the date",
            "V",
            id="text that was typed on",
        ),
        pytest.param(
            "/Subtype /FreeText /Rect [60 640 100 660] /RC (<body><p>Add &amp;</p><p>check</p></body>)",
            "Add & check",
            "V",
            id="text with its format only",
        ),
        pytest.param(f"/Subtype /Redact {QUADS}", "poor (to be redacted)", "poor", id="words to be taken out"),
        pytest.param(
            "/Subtype /Ink /Rect [118 695 146 712] /InkList [[118 700 146 700]]",
            "a line that was drawn",
            "p",
            id="a line drawn by hand",
        ),
        pytest.param("/Subtype /Stamp /Rect [60 640 100 660] /Name /Draft", "a stamp", "V", id="a stamp"),
    ],
)
def test_notes_on_a_page_are_left_over(entry: str, words: str, at: str) -> None:
    source = read(annotated(entry, "/Subtype /Link /Rect [60 690 90 712] /Contents (a link)"))
    assert [(each.kind, each.words, source.slice(each.span)) for each in source.leftovers] == [("comment", words, at)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            drawn(b"60 60 m 300 300 l S"),
            "its pages are drawings without text; export it again with its letters as text, or use OCR",
            id="letters drawn as lines",
        ),
        pytest.param(
            with_layer(layered(b"/OC /L BDC " + line(650, "layered") + b"EMC"), "OFF"),
            "its pages show no text: what there is is hidden or cannot be turned into letters; export it again",
            id="all text is hidden",
        ),
        pytest.param(drawn(b""), "its pages are empty", id="nothing"),
    ],
)
def test_pages_without_text_are_called_what_they_are(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert error.value.why == said


@pytest.mark.parametrize("harm", [0, 1])
def test_a_page_whose_content_is_damaged_is_reported(harm: int) -> None:
    packed = bytearray(zlib.compress(line(700, "Some words of a page"), 9))
    packed[-1] ^= harm  # in its checksum
    note = "The content of 1 page(s) is damaged, so words may be missing; fetch or export the PDF again."
    assert read(drawn(bytes(packed), filters="/Filter /FlateDecode")).notes[1:] == ((note,) if harm else ())


# What differs between a report's text and the same report in a PDF: rule, and the reason.
DIFFERENT = {"partly-read": "that a PDF has no tags is only said of PDFs"}


def findings(source: Source, shipped: list[Loaded]) -> list[tuple[str, str]]:
    report = documents.read(source)
    assert report.kind == "ilacs"
    return sorted((each.rule, each.message) for each in lint(report, shipped).findings if each.rule not in DIFFERENT)


def printed_again(data: bytes, folder: Path) -> bytes:
    """A PDF as a viewer prints it into another."""
    if not shutil.which("pdftocairo"):
        pytest.skip("pdftocairo (poppler-utils) is not installed")
    (folder / "one.pdf").write_bytes(data)
    subprocess.run(["pdftocairo", "-pdf", folder / "one.pdf", folder / "two.pdf"], check=True)
    return (folder / "two.pdf").read_bytes()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_printed_again_has_the_findings_of_its_text(
    example: Path, shipped: list[Loaded], tmp_path: Path
) -> None:
    again = printed_again(pdfs.untagged(example.read_text("utf-8"), WIDE), tmp_path)
    assert findings(read(again), shipped) == findings(read_file(example), shipped)


@pytest.mark.parametrize("way", pdfs.WAYS)
def test_an_example_set_in_another_way_has_the_findings_of_its_text(way: str, shipped: list[Loaded]) -> None:
    example = next(path for path in EXAMPLES if path.stem == "northfell-2024-with-faults")
    data = pdfs.tagged(example.read_text("utf-8"), pdfs.WAYS[way])
    assert findings(read(data), shipped) == findings(read_file(example), shipped)


def test_published_reports_printed_again_have_the_findings_of_their_own(
    shared: Path, shipped: list[Loaded], tmp_path: Path
) -> None:
    reports = sorted((shared / "corpus" / "ilacs").rglob("*.pdf"))[10::40]
    assert reports
    for report in reports:
        again = printed_again(report.read_bytes(), tmp_path)
        assert findings(read(again), shipped) == findings(read_file(report), shipped)


def test_a_page_that_only_looks_empty_does_not_hide_the_others() -> None:
    data = pdfs.pdf([Page([], []), Page([Drawn(40, 700, "Words")], [])])
    assert read(data).text == "\n\fWords\n"


def parted(gap: int) -> bytes:
    """A tagged page on which a numbered paragraph has a second part, so many points below its last line."""
    lines = ["1. Families find help early, and say that", "it changes their lives."]
    more = "Partners agree."
    drawn = [Drawn(40, 700 - 11 * at, line, 0) for at, line in enumerate(lines)]
    return pdfs.pdf([Page([*drawn, Drawn(40, 689 - gap, more, 1)], [pdfs.Node("P", [0]), pdfs.Node("P", [1])])])


@pytest.mark.parametrize(
    ("gap", "between"),
    [
        pytest.param(11, "\n", id="a hard return, set like the next line, goes on with the paragraph"),
        pytest.param(22, "\n\n", id="a paragraph that is set apart is another"),
    ],
)
def test_a_numbered_paragraph_goes_on_after_a_hard_return(gap: int, between: str) -> None:
    first = "1. Families find help early, and say that\nit changes their lives."
    assert read(parted(gap)).text == f"{first}{between}Partners agree.\n"
