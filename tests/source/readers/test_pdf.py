"""PDFs: what is read from them, tagged or not, and what cannot be read."""

from __future__ import annotations

import io
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import ReadError, pdf, read_file, read_stream
from ofsted_lint.source.readers.pdf import process
from ofsted_lint.source.readers.pdf.answer import Answer
from ofsted_lint.source.source import Source
from tests.conftest import ROOT, report_of
from tests.make import pdfs
from tests.make.pdfs import Drawn, Node, Page

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
MAKERS: dict[str, Callable[..., bytes]] = {"tagged": pdfs.tagged, "untagged": pdfs.untagged}
UNTAGGED = ("The PDF has no tags, so its lines were ordered by their positions on the page; check tables and notes.",)
MOST_MEMORY = 500_000


def read(data: bytes) -> Source:
    return read_stream(io.BytesIO(data), "report.pdf")


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read(data)
    return str(error.value)


def outline(report: Report) -> dict[str, object]:
    """The content of a report, without its wraps."""
    return {
        "title": report.title and report.title.prose.text,
        "dates": report.dates and report.dates.prose.text,
        "inspectors": [each.name.text for each in report.inspectors],
        "judgements": [(row.label.text, row.grade and row.grade.prose.text) for row in report.judgements],
        "summary": [each.prose.text for each in report.summary],
        "points": [each.prose.text for each in report.improvements],
        "sections": [each.heading and each.heading.prose.text for each in report.sections],
        "paragraphs": [(each.number and each.number.value, each.prose.text) for each in report.paragraphs],
        "pages": [each.page for each in report.paragraphs],
        "feet": [place.text for foot in report.footers for place in foot.places],
        "closing": [each.prose.text for each in report.closing],
        "recognised": report.recognised == report.lines,
    }


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_pdf_has_the_parts_and_the_findings_of_its_text(example: Path, maker: str, shipped: list[Loaded]) -> None:
    text = report_of(documents.read(read_file(example)))
    made = report_of(documents.read(read(MAKERS[maker](example.read_text("utf-8")))))
    assert made.source.notes == (UNTAGGED if maker == "untagged" else ())
    assert outline(made) == outline(text)
    found = [sorted((each.rule, each.message) for each in lint(report, shipped).findings) for report in (made, text)]
    assert found[0] == sorted([*found[1], *(("partly-read", note) for note in made.source.notes)])


@pytest.mark.parametrize("way", pdfs.WAYS)
@pytest.mark.parametrize("maker", MAKERS)
def test_a_pdf_is_read_alike_in_whatever_way_its_letters_are_set(maker: str, way: str) -> None:
    text = EXAMPLES[0].read_text("utf-8")
    assert read(MAKERS[maker](text, pdfs.WAYS[way])).text == read(MAKERS[maker](text)).text


def page(*drawn: tuple[float, float, str, int], tags: list[Node]) -> bytes:
    return pdfs.pdf([Page([Drawn(*each, is_artifact=each[3] < 0) for each in drawn], tags)])


SMALL = pdfs.WIDTH


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(
            page(
                (40, 700, "10.", 0),
                (40 + 3 * SMALL, 700, "Since May, Saltmarsh", 1),
                tags=[Node("L", [Node("LI", [Node("Lbl", [0]), Node("LBody", [1])])])],
            ),
            "10. Since May, Saltmarsh\n",
            id="a number is parted from the words that are set close to it",
        ),
        pytest.param(
            page((40, 700, "self-", 0), (40, 690, "harm, multi-", 0), (40, 680, "agency", 0), tags=[Node("P", [0])]),
            "self-\nharm, multi-\nagency\n",
            id="hyphens at line ends are kept",
        ),
        pytest.param(
            page((40, 700, "e\ufb00ective, \ufb01rst", 0), tags=[Node("P", [0])]),
            "effective, first\n",
            id="ligatures are letters",
        ),
        pytest.param(
            page((40, 700, "second", 0), (40, 650, "first", 1), tags=[Node("P", [1]), Node("P", [0])]),
            "first\n\nsecond\n",
            id="tags say what is read first",
        ),
        pytest.param(
            page((40, 30, "2", -1), (40, 700, "Words", 0), (40, 780, "Head", -1), tags=[Node("P", [0])]),
            "Head\n\nWords\n\n2\n",
            id="what is no content stands above or below",
        ),
        pytest.param(
            page(
                (40, 700, "A label", 0),
                (40, 690, "of two lines", 0),
                (300, 695, "Good", 1),
                (40, 670, "Another", 2),
                (300, 670, "Inadequate", 3),
                tags=[
                    Node("Table", [Node("TR", [Node("TD", [0]), Node("TD", [1])])]),
                    Node("Table", [Node("TR", [Node("TH", [Node("P", [2])]), Node("TD", [Node("P", [3])])])]),
                ],
            ),
            "A label of two lines\tGood\nAnother\tInadequate\n",
            id="a row of a table is a line",
        ),
        pytest.param(
            page(
                (40, 700, "What needs to improve?", 0),
                (40, 680, "Words.", 3),
                (40, 60, "1 A note.", 2),
                tags=[Node("H2", [0, Node("Note", [Node("P", [2])])]), Node("P", [3])],
            ),
            "What needs to improve?\n\nWords.\n\n1\nA note.\n",
            id="a note goes to the foot of its page",
        ),
        pytest.param(
            page(
                (40, 700, "Outer:", 0),
                (60, 690, "inner", 1),
                tags=[Node("L", [Node("LI", [Node("LBody", [0, Node("L", [Node("LI", [Node("LBody", [1])])])])])])],
            ),
            "Outer:\n\n    inner\n",
            id="a list in a list is set in",
        ),
        pytest.param(
            page(
                (40, 700, "Children in", 0),
                (140, 700, "care", 1),
                (180, 700, "do well.", 2),
                tags=[
                    Node("P", [Node("NonStruct", [0]), Node("Em", [Node("NonStruct", [1])]), Node("NonStruct", [2])])
                ],
            ),
            "Children in care do well.\n",
            id="a browser's tags around runs of text do not part a line",
        ),
        pytest.param(
            page(
                (40, 700, "One", 0),
                (140, 700, "two", 1),
                tags=[Node("NonStruct", [Node("NonStruct", [Node("NonStruct", [each])])]) for each in (0, 1)],
            ),
            "One\n\ntwo\n",
            id="those around blocks do",
        ),
        pytest.param(
            page(
                (60, 700, "Plans", 1),
                (60, 680, "Visits", 3),
                (80, 660, "at night", 5),
                tags=[
                    Node(
                        "L",
                        [
                            Node("LI", [Node("Lbl", [0]), Node("NonStruct", [1])]),
                            Node(
                                "LI",
                                [
                                    Node("Lbl", [2]),
                                    Node("NonStruct", [3]),
                                    Node("L", [Node("LI", [Node("Lbl", [4]), Node("NonStruct", [5])])]),
                                ],
                            ),
                        ],
                    )
                ],
            ),
            "◼ Plans\n\n◼ Visits\n\n    – at night\n",
            id="bullets that a browser draws are bullets",
        ),
        pytest.param(
            page((60, 700, "3. Plans", 1), tags=[Node("L", [Node("LI", [Node("Lbl", [0]), Node("LBody", [1])])])]),
            "3. Plans\n",
            id="a label without text says nothing where the body has a tag",
        ),
        pytest.param(
            page((40, 700, "tagged", 0), (40, 650, "forgotten", 7), (40, 600, "last", 1), tags=[Node("P", [0, 1])]),
            "tagged\nlast\n\nforgotten\n",
            id="what no tag orders is not lost",
        ),
        pytest.param(
            page(
                (40, 700, "Inspection of the council", 0),
                (40, 690, "of Saltmarsh", 1),
                (40, 660, "Apart", 2),
                tags=[Node("P", [0]), Node("P", [1]), Node("P", [2])],
            ),
            "Inspection of the council\nof Saltmarsh\n\nApart\n",
            id="a title that was parted to break its line is one",
        ),
    ],
)
def test_tags_say_how_a_page_is_read(data: bytes, text: str) -> None:
    assert read(data).text == text


def noted(*drawn: Drawn, tags: list[Node]) -> Report:
    """A tagged page read as a report."""
    return report_of(documents.read(read(pdfs.pdf([Page(list(drawn), tags)])), "ilacs"))


def test_raised_figures_stand_apart_from_the_words() -> None:
    report = noted(
        Drawn(40, 700, "What needs to improve?", 0),
        Drawn(40 + 22 * SMALL, 703, "1", 0, size=5),
        Drawn(40, 680, "1. Young people", 1),
        Drawn(40 + 15 * SMALL, 683, "2", 1, size=5),
        Drawn(40 + 16 * SMALL, 680, " of 2 km", 1),
        Drawn(40 + 24 * SMALL, 683, "2", 1, size=5),
        Drawn(40 + 25 * SMALL, 680, " are heard3.", 1),
        Drawn(40, 60, "1 A note.", 2),
        tags=[Node("H2", [0, Node("Note", [Node("P", [2])])]), Node("P", [1])],
    )
    source = report.source
    assert source.text == "What needs to improve?1\n\n1. Young people2 of 2 km2 are heard3.\n\n1\nA note.\n"
    assert [source.slice(span) for span in source.raised] == ["1", "2"]
    assert [passage.prose.text for passage in report.passages] == [
        "What needs to improve?",
        "Young people of 2 km2 are heard3.",
        "A note.",
    ]
    assert sorted((mark.mark, mark.address) for mark in report.marks) == [
        ("1", "improvements/heading"),
        ("2", "sections/other/paragraphs/young-people-of-2-km2-are-heard3"),
        ("3", "sections/other/paragraphs/young-people-of-2-km2-are-heard3"),
    ]


def test_what_browsers_put_around_a_raised_figure_does_not_part_a_line() -> None:
    source = read(
        pdfs.pdf(
            [
                Page(
                    [
                        Drawn(40, 700, "Young people", 0),
                        Drawn(40 + 12 * SMALL, 703, "1", 1, size=5),
                        Drawn(40 + 13 * SMALL, 700, " are heard.", 2),
                    ],
                    [
                        Node(
                            "P",
                            [
                                Node("NonStruct", [0]),
                                Node("NonStruct", [Node("NonStruct", [1])]),
                                Node("NonStruct", [2]),
                            ],
                        )
                    ],
                )
            ]
        )
    )
    assert (source.text, [source.slice(span) for span in source.raised]) == ("Young people1 are heard.\n", ["1"])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param("1 The Act of 2017.", "improve?1\n\nPoints.\n\n1\nThe Act of 2017.\n", id="a note"),
        pytest.param("2 The Act of 2017.", "improve?1\n\nPoints.\n\n2 The Act of 2017.\n", id="another number"),
        pytest.param("1 visit a year.", "improve?1\n\nPoints.\n\n1 visit a year.\n", id="a sentence in small letters"),
    ],
)
def test_the_number_of_a_note_may_be_as_large_as_its_words(words: str, text: str) -> None:
    drawn = [
        Drawn(40, 700, "improve?"),
        Drawn(40 + 8 * SMALL, 703, "1", size=5),
        Drawn(40, 660, "Points."),
        Drawn(40, 100, words),
    ]
    assert read(pdfs.pdf([Page(drawn, [])])).text == text


def test_signs_that_stand_for_raised_figures_inside_the_reader_are_told_from_those_of_a_file() -> None:
    source = read(pdfs.plain("Words\ufdd1 of \ufdd2Northfell"))
    assert (source.text, source.raised) == ("Words\ufffd of \ufffdNorthfell\n", ())


WORDS = [Page([Drawn(40, 800, "Words of Northfell")], [])]
DAMAGED = "report.pdf: this PDF is damaged; fetch or export it again"
GAVE_UP = "report.pdf: this PDF is damaged or malicious: the library that reads PDFs failed on it"
ENDLESS = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 999999999/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(
            pdfs.pdf(WORDS, "secret"),
            "report.pdf: it is encrypted; save a copy that opens without a password",
            id="encrypted",
        ),
        pytest.param(pdfs.plain("Words")[:300], DAMAGED, id="cut off"),
        pytest.param(b"%PDF-1.7\n", DAMAGED, id="a first line and nothing else"),
        pytest.param(ENDLESS, DAMAGED, id="a tree of pages without an end"),
        pytest.param(pdfs.raw(lambda _: ""), "report.pdf: its pages are empty", id="an empty page"),
        pytest.param(
            pdfs.picture(),
            "report.pdf: its pages are pictures without text; it needs optical character recognition (OCR) first",
            id="a picture of a page",
        ),
        pytest.param(
            b"<!DOCTYPE html>\n<html><body>Not found</body></html>",
            "report.pdf: this is a web page that was saved as .pdf; fetch the PDF itself",
            id="a web page",
        ),
        pytest.param(b"\x00\x01", "report.pdf: this is a binary file, not text", id="anything else"),
        pytest.param(
            pdfs.plain("Words", 2_000), "report.pdf: it has 2,000 pages; at most 500 are read", id="2,000 pages"
        ),
        pytest.param(
            pdfs.pdf([Page([Drawn(40, 10 * at, "Words" * 5_000) for at in range(42)], [])]),
            "report.pdf: it has more than a million characters of text",
            id="more text than any report has",
        ),
        pytest.param(pdfs.bomb(700), GAVE_UP, id="700 MB in a few kilobytes"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(data: bytes, said: str) -> None:
    assert refused(data) == said
    assert read(pdfs.plain("Words")).text == "Words\n"


def test_an_encrypted_file_that_needs_no_password_is_read() -> None:
    assert read(pdfs.pdf(WORDS, "")).text == "Words of Northfell\n"


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SECONDS", 0.2)
    data = pdfs.bomb(300)
    started = time.monotonic()
    assert refused(data) == "report.pdf: reading it takes too long; no report needs more than a few seconds"
    assert time.monotonic() - started < 5


def test_a_file_that_was_begun_is_answered_and_another_in_its_place_too() -> None:
    first, second, third = (pdfs.plain(words) for words in ("First", "Second", "Third"))
    process.READER.begin(first)
    process.READER.begin(third)  # one waits, so this is sent when it is asked for
    assert process.READER.read(first).text == "First\n"
    process.READER.begin(third)
    assert (process.READER.read(second).text, process.READER.read(third).text) == ("Second\n", "Third\n")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be stopped on this system")
def test_if_the_child_ends_while_a_file_waits_that_file_is_refused_and_the_next_is_read() -> None:
    first, second = pdfs.plain("First"), pdfs.plain("Second")
    process.READER.read(second)
    child = process.READER._child
    assert child
    child.send_signal(signal.SIGSTOP)
    process.READER.begin(first)
    child.kill()
    child.wait()
    assert process.READER.read(first) == Answer(error=GAVE_UP.removeprefix("report.pdf: "))
    assert process.READER.read(second).text == "Second\n"


BUSY = """
import time
from ofsted_lint.source.readers.pdf import child, extract
extract.read = lambda data: time.sleep(100)
child.main()
"""


@pytest.mark.skipif(not hasattr(select, "poll"), reason="this system does not say that a pipe has ended")
def test_the_process_that_works_on_a_file_ends_if_the_one_that_asked_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE) as child:
        assert child.stdin
        child.stdin.write((4).to_bytes(8, "big") + b"%PDF")
        child.stdin.close()  # as when the other process is killed
        assert child.wait(timeout=50) == 1


def test_without_the_extra_a_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert refused(pdfs.plain("Words")) == "report.pdf: reading PDFs needs an extra: pip install 'ofsted-lint[pdf]'"


def test_text_that_is_called_a_pdf_is_read_as_text() -> None:
    source = read(b"Inspection of Saltmarsh")
    assert (source.text, source.form) == ("Inspection of Saltmarsh", "text")


def test_a_pdf_is_known_by_what_it_holds() -> None:
    assert read_stream(io.BytesIO(pdfs.plain("Words")), "report.txt").form == "pdf"


def test_no_module_beside_the_reports_is_run(tmp_path: Path) -> None:
    for name in ("json.py", "signal.py", "pypdfium2.py"):
        (tmp_path / name).write_text("open('ran', 'w')", "utf-8")
    (tmp_path / "report.pdf").write_bytes(pdfs.tagged(EXAMPLES[0].read_text("utf-8")))
    command = [sys.executable, "-P", "-m", "ofsted_lint", "text", "report.pdf"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr, (tmp_path / "ran").exists()) == (0, "", False)


def test_findings_name_the_page_and_the_line_that_text_prints(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(pdfs.tagged((ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8")))
    found = run(report, "--format", "concise", "--only", "para-number-duplicate")[1].splitlines()[0]
    lines = run("text", report)[1].splitlines()
    number = int(found.removeprefix(f"{report}:").split(":")[0])
    assert lines[number - 1].split()[1] == "5."
    assert found.endswith("(paragraph 5, page 3)")


def test_text_says_on_standard_error_what_may_be_lost(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    why = "The PDF has no tags, so its lines were ordered by their positions on the page; check tables and notes."
    for data in (pdfs.plain("Saltmarsh"), pdfs.untagged((ROOT / "examples" / "northfell-2024.txt").read_text("utf-8"))):
        report.write_bytes(data)
        assert run("text", report)[2] == f"ofsted-lint: {report}: {why}\n"


def test_a_pdf_is_not_written_to(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    data = pdfs.tagged((ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8"))
    report.write_bytes(data)
    run(report, "--fix", "--unsafe-fixes")
    assert report.read_bytes() == data


def memory() -> int:
    """The most memory that the child has had, in kilobytes; 0 where the system does not say."""
    child = process.READER._child
    status = Path(f"/proc/{child.pid}/status") if child else None
    if not status or not status.is_file():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def flipped(data: bytes, seed: int) -> bytes:
    """Data with up to thirty bytes that are others, or with a part that is missing or stands twice."""
    chance = random.Random(seed)  # noqa: S311
    made = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    if seed % 5 == 0:
        start, end = sorted(chance.randrange(len(made)) for _ in range(2))
        made[start:end] = made[start:end] * chance.choice((0, 2))
    return bytes(made)


def survives(data: bytes) -> bool:
    """True if the library survived data that must be read or refused, in time and within bounds."""
    started, said = time.monotonic(), ""
    try:
        read(data)
    except ReadError as error:
        said = str(error)
    assert "\n" not in said
    assert time.monotonic() - started < process.SECONDS + 5
    assert memory() < MOST_MEMORY
    return said != GAVE_UP


@pytest.mark.parametrize("maker", MAKERS)
def test_damaged_pdfs_are_read_or_refused(maker: str) -> None:
    data = MAKERS[maker](EXAMPLES[2].read_text("utf-8"))
    assert [seed for seed in range(40) if not survives(flipped(data, seed))] == []


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert survives(b"%PDF-1.7\n" + data)


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 850), st.text(max_size=20)), max_size=20), st.data())
@settings(max_examples=60)
def test_any_words_anywhere_are_read(words: list[tuple[int, int, str]], data: st.DataObject) -> None:
    drawn = [
        Drawn(x, y, "".join(char for char in text if 31 < ord(char) < 0xD800)[:20], mark)
        for mark, (x, y, text) in enumerate(words)
    ]
    kinds = st.sampled_from(["P", "H1", "Span", "L", "LI", "Lbl", "LBody", "Table", "TR", "TD", "Note", "Link", "?"])
    nodes = st.recursive(
        st.integers(0, 25), lambda kids: st.builds(Node, kinds, st.lists(kids, max_size=4)), max_leaves=12
    )
    tags = [Node("P", [node]) for node in data.draw(st.lists(nodes, max_size=4))]
    assert survives(pdfs.pdf([Page(drawn, tags)]))


@pytest.mark.slow
def test_a_thousand_damaged_reports_are_read_or_refused(shared: Path) -> None:
    files = sorted((shared / "corpus" / "ilacs").rglob("*.pdf"), key=lambda path: path.stat().st_size)[:40]
    lost = [seed for seed in range(1_000) if not survives(flipped(files[seed % len(files)].read_bytes(), seed))]
    assert lost == []
