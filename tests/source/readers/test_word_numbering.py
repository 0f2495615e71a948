"""The automatic numbers of Word files, as Word prints them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from ofsted_lint.source.readers import read_stream
from ofsted_lint.source.readers.word.numerals import written
from tests.make import word as made

pytest.importorskip("lxml")

STYLES = made.STYLES + "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
    f'<w:basedOn w:val="{base}"/><w:pPr>{numbers}</w:pPr></w:style>'
    for kind, name, base, numbers in (
        ("paragraph", "Child", "Numbered", ""),
        ("paragraph", "Off", "Numbered", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        ("paragraph", "Top", "Normal", '<w:numPr><w:numId w:val="30"/></w:numPr>'),
        ("paragraph", "Under", "Normal", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="30"/></w:numPr>'),
        ("paragraph", "Loop", "Pool", ""),
        ("paragraph", "Pool", "Loop", ""),
        ("numbering", "Linked", "", '<w:numPr><w:numId w:val="41"/></w:numPr>'),
    )
)
OWN = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1:"/></w:lvl>'
NUMBERING = "".join(
    [
        made.pattern(0, made.level(0), made.level(1, "lowerLetter", "(%2)"), made.level(2, "lowerRoman", "%3)")),
        made.pattern(2, made.level(0), made.level(1, text="%1.%2"), made.level(2, text="%1.%2.%3")),
        made.pattern(
            3,
            made.level(0, "upperRoman"),
            made.level(1, text="%1.%2", more="<w:isLgl/>"),
            made.level(2, "upperLetter", "%1.%2.%3"),
        ),
        made.pattern(4, made.level(0), made.level(1, text="%1.%2", more='<w:lvlRestart w:val="0"/>')),
        made.pattern(5, made.level(0, "decimalZero", "%1"), made.level(1, "ordinal", "%2")),
        made.pattern(6, made.level(0, text="%1)", start=5, more='<w:suff w:val="space"/>')),
        made.pattern(7, made.level(0, "none", "x"), made.level(1, text="%1%2.", more='<w:suff w:val="nothing"/>')),
        made.pattern(8, made.level(0, "bullet", "\uf0b7"), made.level(1, "bullet", "o"), made.level(2, "bullet", "-")),
        made.pattern(
            9,
            made.level(0),
            made.level(1, text="%1.%2"),
            made.level(2, text="%1.%2.%3", more='<w:lvlRestart w:val="1"/>'),
        ),
        made.pattern(
            30,
            made.level(0, text="%1", more='<w:pStyle w:val="Top"/>'),
            made.level(1, text="%1.%2", more='<w:pStyle w:val="Under"/>'),
        ),
        made.pattern(40, '<w:styleLink w:val="Linked"/>', made.level(0, "upperLetter", "%1.")),
        made.pattern(41, '<w:numStyleLink w:val="Linked"/>'),
        made.list_(1, 0),
        *(made.list_(at, at) for at in range(2, 10)),
        made.list_(10, 0, made.starts(0, 1)),
        made.list_(11, 0),
        made.list_(12, 0, made.starts(0, 7)),
        made.list_(13, 2, made.starts(1, 4)),
        made.list_(14, 0, f'<w:lvlOverride w:ilvl="0">{OWN}</w:lvlOverride>'),
        made.list_(30, 30),
        made.list_(41, 40),
        made.list_(42, 41),
    ]
)
# For each list and level, or style, in order: what is printed before the paragraph.
CASES: dict[str, list[tuple[tuple[int, int] | str, str]]] = {
    "a list counts": [((1, 0), "1."), ((1, 0), "2."), ((1, 0), "3.")],
    "a level starts again behind the one above": [
        *(((1, 0), "1."), ((1, 1), "(a)"), ((1, 1), "(b)"), ((1, 2), "i)")),
        *(((1, 0), "2."), ((1, 1), "(a)")),
    ],
    "another list of the pattern counts on": [((1, 0), "1."), ((11, 0), "2."), ((1, 0), "3.")],
    "a list that starts anew does so once": [
        *(((1, 0), "1."), ((10, 0), "1."), ((10, 0), "2."), ((1, 0), "3."), ((10, 0), "4.")),
    ],
    "a list that starts with 7": [((12, 0), "7."), ((12, 0), "8.")],
    "numbers of several levels": [
        *(((2, 0), "1."), ((2, 1), "1.1"), ((2, 2), "1.1.1"), ((2, 2), "1.1.2"), ((2, 1), "1.2")),
        *(((2, 0), "2."), ((2, 2), "2.1.1")),
    ],
    "a level before the one above it": [((2, 1), "1.1"), ((2, 1), "1.2"), ((2, 0), "2."), ((2, 1), "2.1")],
    "a lower level that starts anew": [((2, 0), "1."), ((2, 1), "1.1"), ((13, 1), "1.4"), ((13, 1), "1.5")],
    "figures and an ordinal": [((5, 0), "01"), ((5, 1), "1st"), ((5, 1), "2nd"), ((5, 0), "02")],
    "a list from 5": [((6, 0), "5)"), ((6, 0), "6)")],
    "a level without numbers": [((7, 0), "x"), ((7, 1), "1."), ((7, 0), "x")],
    "a numbering style": [((42, 0), "A."), ((42, 0), "B."), ((41, 0), "C.")],
    "a level of the list's own": [((1, 0), "1."), ((14, 0), "B:"), ((1, 0), "3.")],
    "numbers by style": [
        *(("Numbered", "1."), ("Child", "2."), ("Off", ""), ("Numbered", "3."), ("Normal", "")),
        *(("Top", "1"), ("Under", "1.1"), ("Under", "1.2"), ("Top", "2"), ("Under", "2.1")),
    ],
}
# LibreOffice 7.4 prints these otherwise: it knows neither isLgl nor lvlRestart, and has signs of its own for bullets.
OURS: dict[str, list[tuple[tuple[int, int] | str, str]]] = {
    "all levels in figures": [((3, 0), "I."), ((3, 0), "II."), ((3, 1), "2.1"), ((3, 2), "II.1.A")],
    "a level that never starts again": [((4, 0), "1."), ((4, 1), "1.1"), ((4, 0), "2."), ((4, 1), "2.2")],
    "a level that starts again behind the first only": [
        *(((9, 0), "1."), ((9, 1), "1.1"), ((9, 2), "1.1.1"), ((9, 1), "1.2"), ((9, 2), "1.2.2")),
        *(((9, 0), "2."), ((9, 2), "2.1.1")),
    ],
    "styles that are based on each other": [("Loop", ""), ("Pool", "")],
    "a list that is not there, a level that is not": [((99, 0), ""), ((1, 8), ""), ((1, 0), "2.")],
    "points, and points under them": [((8, 0), "◼"), ((8, 1), "–"), ((8, 2), "–"), ((8, 0), "◼")],
}


def document_of(case: list[tuple[tuple[int, int] | str, str]]) -> bytes:
    body = "".join(
        made.text_paragraph(f"text{at}", style=how) if isinstance(how, str) else listed(f"text{at}", how)
        for at, (how, _) in enumerate(case)
    )
    return made.word(body + "<w:sectPr/>", styles=STYLES, numbering=NUMBERING)


def listed(text: str, how: tuple[int, int]) -> str:
    return made.paragraph(made.run(text), list_=how)


def lines(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines() if line.strip()]


def wanted(case: list[tuple[tuple[int, int] | str, str]]) -> list[str]:
    return [f"{label}text{at}" for at, (_, label) in enumerate(case)]


@pytest.mark.parametrize("case", [*CASES.values(), *OURS.values()], ids=[*CASES, *OURS])
def test_numbers_are_those_that_word_prints(case: list[tuple[tuple[int, int] | str, str]]) -> None:
    source = read_stream(io.BytesIO(document_of(case)), "draft.docx")
    assert lines(source.text) == wanted(case)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    names = {name: tmp_path / f"case{at}.docx" for at, name in enumerate(CASES)}
    for name, path in names.items():
        path.write_bytes(document_of(CASES[name]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path)]
    subprocess.run([*convert, *map(str, names.values())], check=True, capture_output=True, timeout=120)
    printed = {name: lines(path.with_suffix(".txt").read_text("utf-8-sig")) for name, path in names.items()}
    assert printed == {name: wanted(case) for name, case in CASES.items()}


@pytest.mark.parametrize(
    ("label", "suffix", "printed"),
    [
        pytest.param("%1.", "tab", "1. Text", id="a tab behind a full stop"),
        pytest.param("%1", "tab", "1   Text", id="a tab behind a bare number"),
        pytest.param("%1.", "space", "1. Text", id="a space"),
        pytest.param("%1.", "nothing", "1.Text", id="nothing"),
    ],
)
def test_what_stands_behind_a_number(label: str, suffix: str, printed: str) -> None:
    level = made.level(0, text=label, more=f'<w:suff w:val="{suffix}"/>')
    data = made.word(listed("Text", (1, 0)), numbering=made.pattern(0, level) + made.list_(1, 0))
    assert read_stream(io.BytesIO(data), "draft.docx").text == f"{printed}\n"


def test_word_prints_the_number_of_an_empty_paragraph() -> None:
    body = listed("One", (1, 0)) + made.paragraph(list_=(1, 0)) + listed("Three", (1, 0))
    data = made.word(body, numbering=NUMBERING)
    assert read_stream(io.BytesIO(data), "draft.docx").text == "1. One\n\n2.\n\n3. Three\n"


def test_a_text_box_is_counted_by_itself() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{listed('In a box', (1, 0))}</w:txbxContent></w:pict></w:r>"
    body = made.paragraph(made.run("One") + box, list_=(1, 0)) + listed("Two", (1, 0))
    data = made.word(body, numbering=NUMBERING)
    assert read_stream(io.BytesIO(data), "draft.docx").text == "1. One\n\n1. In a box\n\n2. Two\n"


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("lowerLetter", "a b z aa bb zz 20000"),
        ("upperLetter", "A B Z AA BB ZZ 20000"),
        ("lowerRoman", "i ii xxvi xxvii xxviii lii 20000"),
        ("upperRoman", "I II XXVI XXVII XXVIII LII 20000"),
        ("ordinal", "1st 2nd 26th 27th 28th 52nd 20000th"),
        ("cardinalText", "One Two Twenty-six Twenty-seven Twenty-eight Fifty-two 20000"),
        ("ordinalText", "First Second Twenty-sixth Twenty-seventh Twenty-eighth Fifty-second 20000"),
        ("decimalZero", "01 02 26 27 28 52 20000"),
        ("chicago", "* † ††††††† ‡‡‡‡‡‡‡ §§§§§§§ §§§§§§§§§§§§§ 20000"),
        ("decimalEnclosedCircle", "① ② 26 27 28 52 20000"),
        ("decimalEnclosedParen", "⑴ ⑵ 26 27 28 52 20000"),
        ("decimalEnclosedFullstop", "⒈ ⒉ 26 27 28 52 20000"),
        ("hex", "1 2 1A 1B 1C 34 4E20"),
        ("decimal", "1 2 26 27 28 52 20000"),
        ("a form of another century", "1 2 26 27 28 52 20000"),
    ],
)
def test_forms_of_numbers(form: str, printed: str) -> None:
    assert " ".join(written(number, form) for number in (1, 2, 26, 27, 28, 52, 20_000)) == printed
