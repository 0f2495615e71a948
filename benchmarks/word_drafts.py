"""Word drafts to copy: files of other projects, and reports as two programs write them."""

from __future__ import annotations

import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import word_readers
from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.output.copies import word
from ofsted_lint.output.copies.notes import Note, chosen, notes
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.readers.word import docx
from ofsted_lint.source.source import Source, Span
from tests.make.word import word_of

_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
# In a file without findings of its own, so many places are noted, and each second one is changed.
_PLACES = 40
_RUN = 7
# A line with more words is one of prose.
_PROSE = 12


class Draft(msgspec.Struct, frozen=True):
    """A Word file with the notes and edits that its copy gets."""

    name: str
    data: bytes
    source: Source
    notes: tuple[Note, ...]
    edits: tuple[Edit, ...]


def of_files(paths: Iterable[Path]) -> Iterator[Draft | str]:
    """Yield the drafts of files, with notes at words all over them; for a file that is refused, the reason."""
    for path in paths:
        data = path.read_bytes()
        try:
            source = docx.read(path.name, data)
            word.Draft(data, source)
        except ValueError as error:
            yield f"{path.name}: {error}"
            continue
        spans = list(_spread(source))
        noted = tuple(Note(each, str(at), (f"note {at}",)) for at, each in enumerate(spans))
        edits = ((_edit(source, each, at),) for at, each in enumerate(spans[::2]))
        yield Draft(path.name, data, source, noted, tuple(_apart(edits)))


def _edit(source: Source, span: Span, number: int) -> Edit:
    """Return an edit of words: they are replaced, and one in four that has others after it in its line is deleted."""
    deleted = not number % 4 and source.text[span.end : span.end + 2].strip(" \n\t")
    return Edit(span, "" if deleted else f"{source.text[span.start]}…")


def _spread(source: Source) -> Iterator[Span]:
    """Yield words of the body, evenly spread; of every third place the whole line."""
    end = source.furniture[0].start if source.furniture else len(source.text)
    places = [at for at in range(end) if source.text[at].isalnum() and not source.text[at - 1 : at].isalnum()]
    for number, at in enumerate(places[:: max(len(places) // _PLACES, 1)]):
        line = source.line_span(source.position(at).line)
        stop = next((each for each in range(at, line.end) if not source.text[each].isalnum()), line.end)
        yield Span(at, line.end if number % 3 == 0 else stop)


def _apart(fixes: Iterable[Iterable[Edit]]) -> list[Edit]:
    """Return the edits of fixes but for those that overlap an earlier one."""
    edits: list[Edit] = []
    for fix in map(tuple, fixes):
        spans = [(mine.span, other.span) for mine in fix for other in edits]
        if all(mine.start >= other.end or mine.end <= other.start for mine, other in spans):
            edits += fix
    return edits


@cache
def _rules() -> list[Loaded]:
    return find([folder("rules")])[0]


def outcome(name: str, data: bytes, kind: str = "") -> Outcome:
    """Return what is found in a Word file."""
    return lint(documents.read(docx.read(name, data), kind or None), _rules())


def of_reports(texts: int, place: Path) -> dict[str, list[Draft]]:
    """Return the drafts of the examples and of published reports, by the way in which the files were made."""
    counted = {path.stem: word_of(report) for path, report in _reports(texts)}
    typed = {name: _typed(docx.read(name, data).text) for name, data in counted.items() if find_spec("docx")}
    ways = {"with numbers that Word counts": counted, "by python-docx": typed}
    ways["by LibreOffice"] = word_readers.converted(typed, place / "drafts")
    drafts = {way: [_found(name, data) for name, data in made.items()] for way, made in ways.items()}
    return {f"reports {way}": [each for each in made if each.notes] for way, made in drafts.items()}


def _reports(texts: int) -> Iterator[tuple[Path, Report]]:
    published = sorted((corpus() / "corpus" / "ilacs").rglob("*.layout.txt"))
    step = max(len(published) // texts, 1) if texts else 1
    for path in [*sorted(_EXAMPLES.glob("*.txt")), *published[::step][:texts]]:
        made = documents.read(read_file(path))
        if isinstance(made, Report):
            yield path, made


def _typed(text: str) -> bytes:
    """Return a file by python-docx with a paragraph for each line, in runs of a few words."""
    made: Any = import_module("docx").Document()
    for line in text.split("\n"):
        paragraph, words = made.add_paragraph(), line.split(" ")
        for at in range(0, len(words), _RUN):
            end = " " if at + _RUN < len(words) else ""
            paragraph.add_run(" ".join(words[at : at + _RUN]) + end).bold = bool(at % 2)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _found(name: str, data: bytes) -> Draft:
    made = outcome(name, data)
    kept, _ = chosen(made.findings, Severity.ADVICE)
    fixes = (each.fix.edits for each in made.findings if each.fix)
    every = {each.rule.id: each.rule for each in _rules()}
    return Draft(name, data, made.source, tuple(notes(made, kept, every)), tuple(_apart(fixes)))


def cost() -> Iterator[str]:
    """Yield what a copy of forty pages with thirty findings takes beyond the check, and the memory for two hundred."""
    data = _long(40)
    made = outcome("draft.docx", data)
    draft = _found("draft.docx", data)
    some = draft.notes[:30]
    check = _median(lambda: None, lambda: outcome("draft.docx", data))

    def copy(text: str = "") -> None:
        begun = word.Draft(data, made.source)
        begun.comment(some)
        if text:
            begun.change(text)
        begun.packed()

    def reading() -> None:
        docx.read("draft.docx", data)

    words, comments = len(made.source.text.split()), _median(reading, copy)
    yield f"a draft of 40 pages ({words:,} words) with {len(some)} findings, CPU: check {check:.0f} ms"
    yield f"  copy with comments {comments:.0f} ms beyond it ({comments / check:.0%})"
    text = made.source.text.replace(" the ", " this ", 30)
    changes = _median(reading, lambda: copy(text))
    yield f"  with 30 tracked changes as well {changes:.0f} ms beyond it ({changes / check:.0%})"
    yield f"  memory of a run with a copy of 200 pages: {_memory(_long(200)):.0f} MB"


def _long(pages: int) -> bytes:
    """Return a draft of so many pages (of 500 words): a report whose paragraphs of prose come again and again."""
    report = documents.read(read_file(_EXAMPLES / "northfell-2024-with-faults.txt"))
    assert isinstance(report, Report)
    text = docx.read("report.docx", word_of(report)).text
    prose = [line for line in text.split("\n") if len(line.split()) > _PROSE]
    count = pages * 500 // len(" ".join(prose).split())
    return _typed("\n".join([text, *prose * count]))


def _median(before: Callable[[], object], work: Callable[[], object]) -> float:
    """Return the processor milliseconds of work, each time after what comes before it."""
    times = []
    for _ in range(7):
        before()
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times[1:])


def _memory(data: bytes) -> float:
    """Return the most megabytes that a run with a copy takes."""
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / "draft.docx"
        draft.write_bytes(data)
        words = ["--isolated", "--no-cache", str(draft), "--format", f"docx={place}/copy.docx"]
        subprocess.run([sys.executable, "-m", "ofsted_lint", *words], check=False, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
