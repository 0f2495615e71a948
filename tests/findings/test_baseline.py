"""A team takes the linter up with reports that have findings: only new ones count."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from ofsted_lint import documents
from ofsted_lint.findings import baseline
from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Place, Source, Span
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, which is where the linter runs."""
    monkeypatch.chdir(tmp_path)
    for example in EXAMPLES:
        shutil.copy(example, tmp_path)
    return tmp_path


def listed(run: Run, *words: str) -> list[str]:
    """The findings of a run, by document and rule."""
    out = run(".", "--format", "concise", *words)[1]
    return [f"{line.split(':')[0]} {line.rsplit('[', 1)[1].split(']')[0]}" for line in out.splitlines()]


def test_a_baseline_holds_back_all_that_it_knows(place: Path, run: Run) -> None:
    before = listed(run)
    status, out, err = run(".", "--write-baseline", "known.json")
    said = f"ofsted-lint: {len(before)} finding(s) of {len(EXAMPLES)} document(s) were written to known.json\n"
    assert (status, out, err) == (0, "", said)
    assert run(".", "--baseline", "known.json", "--format", "concise") == (0, "", "")
    made = msgspec.json.decode(run(".", "--baseline", "known.json", "--format", "json")[1])
    assert sum(each["known"] for each in made["documents"]) == len(before) > 10


def test_a_new_fault_counts(place: Path, run: Run) -> None:
    run(".", "--write-baseline", "known.json")
    path = place / "northfell-2024-with-faults.txt"
    path.write_text(path.read_text("utf-8").replace("Social workers", "Social workers workers", 1), "utf-8")
    assert listed(run, "--baseline", "known.json") == ["northfell-2024-with-faults.txt doubled-word"]


def test_a_fault_beside_a_known_one_is_the_only_new_one(place: Path, run: Run) -> None:
    path = place / "northfell-2024.txt"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Social workers", "It is is so that social workers", 1), "utf-8")
    run(".", "--write-baseline", "known.json")
    path.write_text(text.replace("Social workers", "It is is so that the the social workers", 1), "utf-8")
    found = run(".", "--baseline", "known.json", "--format", "concise")[1]
    assert [line.split(": ", 2)[2].split(" (")[0] for line in found.splitlines()] == [
        "Write “the” once: “the the” repeats it. [doubled-word]"
    ]


def test_what_no_longer_occurs_is_told_and_taken_out(place: Path, run: Run) -> None:
    run(".", "--write-baseline", "known.json")
    path = place / "northfell-2024-with-faults.txt"
    faulty = path.read_text("utf-8")
    path.write_text(faulty.replace("Her Majesty", "His Majesty"), "utf-8")
    status, _, err = run(".", "--baseline", "known.json")
    said = "1 known finding(s) no longer occur (northfell-2024-with-faults.txt: inspector-title-date)"
    assert (status, err) == (0, f"ofsted-lint: {said} and were taken out of known.json\n")
    assert run(".", "--baseline", "known.json")[2] == ""
    path.write_text(faulty, "utf-8")
    assert listed(run, "--baseline", "known.json") == ["northfell-2024-with-faults.txt inspector-title-date"]


def test_what_was_not_looked_at_stays(place: Path, run: Run) -> None:
    run(".", "--write-baseline", "known.json")
    kept = (place / "known.json").read_bytes()
    assert run("northfell-2024.txt", "--baseline", "known.json")[2] == ""
    assert (place / "known.json").read_bytes() == kept


def test_a_document_that_is_gone_is_taken_out(place: Path, run: Run) -> None:
    run(".", "--write-baseline", "known.json")
    (place / "merrowdale-2026-with-faults.txt").unlink()
    err = run(".", "--baseline", "known.json")[2]
    assert err.startswith("ofsted-lint: 5 known finding(s) no longer occur (merrowdale-2026-with-faults.txt: ")
    paths = [each["path"] for each in json.loads((place / "known.json").read_text("utf-8"))["documents"]]
    assert "merrowdale-2026-with-faults.txt" not in paths


def test_a_report_that_was_moved_is_known_by_its_council_and_dates(place: Path, run: Run) -> None:
    run(".", "--write-baseline", "known.json")
    (place / "archive").mkdir()
    (place / "northfell-2024.txt").unlink()  # the faulty one is of the same inspection
    (place / "northfell-2024-with-faults.txt").rename(place / "archive" / "report.txt")
    assert run(".", "--baseline", "known.json", "--format", "concise")[:2] == (0, "")


def test_a_copy_does_not_show_what_was_fixed_in_the_report_itself(place: Path, run: Run) -> None:
    path = place / "northfell-2024-with-faults.txt"
    run(path.name, "--write-baseline", "known.json")
    (place / "copies").mkdir()
    copy = place / "copies" / "report.txt"
    copy.write_text(path.read_text("utf-8").replace("Her Majesty’s Inspector", "His Majesty’s Inspector"), "utf-8")
    assert run("copies", "--baseline", "known.json", "--format", "concise") == (0, "", "")


KNOWN = ("a-rule", "paragraphs/support-for-care-leavers", "Write it.")


@pytest.mark.parametrize(
    ("rule", "address", "message", "known"),
    [
        pytest.param(*KNOWN, True, id="the same part"),
        pytest.param(KNOWN[0], "paragraphs/support-for-older-leavers", KNOWN[2], True, id="three of four words stay"),
        pytest.param(KNOWN[0], "paragraphs/help-for-young-leavers", KNOWN[2], True, id="half of the words stay"),
        pytest.param(KNOWN[0], "paragraphs/help-given-young-leavers", KNOWN[2], False, id="fewer words stay"),
        pytest.param(KNOWN[0], "paragraphs/support-for-care-leavers-who-now-live-far-away", KNOWN[2], False,
                     id="many words are added"),
        pytest.param(KNOWN[0], "headings/support-for-care-leavers", KNOWN[2], False, id="a part of another kind"),
        pytest.param("another-rule", KNOWN[1], KNOWN[2], False, id="another rule"),
        pytest.param(KNOWN[0], KNOWN[1], "Leave it out.", False, id="another message"),
    ],
)  # fmt: skip
def test_a_finding_is_known_while_at_least_half_of_the_words_of_its_address_stay(
    rule: str, address: str, message: str, known: bool
) -> None:
    place = Place(Source("a.txt", "Support."), (Span(0, 7),))
    finding = Finding(rule, Severity.ERROR, message, place, address, "new", (), None)
    entry = baseline.Known(KNOWN[0], KNOWN[1], "old", KNOWN[2])
    assert baseline.same([finding], [entry]) == ({id(finding): "old"} if known else {})


def test_a_baseline_that_cannot_be_written_is_no_failure_of_the_run(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "kept").mkdir()
    run(".", "--write-baseline", "kept/known.json")
    path = place / "northfell-2024-with-faults.txt"
    path.write_text(path.read_text("utf-8").replace("Her Majesty", "His Majesty"), "utf-8")
    monkeypatch.setattr("os.urandom", lambda size: bytes(size))
    (place / "kept" / f".known.json.{bytes(6).hex()}").mkdir()
    status, _, err = run(".", "--baseline", "kept/known.json")
    assert (status, "but kept/known.json: cannot be written" in err) == (0, True)


def test_what_cannot_be_read_is_never_in_a_baseline(place: Path, run: Run) -> None:
    (place / "broken.txt").write_bytes(b"\xff\xfe\x00")
    status, _, err = run(".", "--write-baseline", "known.json")
    assert (status, err.splitlines()[0]) == (2, "ofsted-lint: broken.txt: this is damaged UTF-16 text")
    assert run(".", "--baseline", "known.json")[0] == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "known.json:1:1: this is not a baseline: Expecting value"),
        ('{"schema": 1}', "known.json: the key “documents” is missing"),
        ('{"schema": 2, "documents": []}', "known.json: “schema”: expected a number <= 1"),
        ('{"schema": 1, "documnets": []}', "known.json: unknown key “documnets”; did you mean “documents”?"),
        ('{"schema": 1, "documents": [{"path": 1}]}', "known.json: “path”: expected a text, got a number"),
        ("[" * 100_000, None),
        (b"\xff\xfe\n", "known.json:1: a baseline must be UTF-8"),
    ],
)
def test_a_file_that_is_no_baseline_is_told_in_a_line(
    place: Path, run: Run, text: str | bytes, said: str | None
) -> None:
    (place / "known.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    status, _, err = run("northfell-2024.txt", "--baseline", "known.json")
    assert (status, err.count("\n")) == (2, 1)
    assert said is None or err == f"ofsted-lint: {said}\n"


def test_a_baseline_that_is_not_there_is_told(place: Path, run: Run) -> None:
    status, _, err = run("northfell-2024.txt", "--baseline", "none.json")
    said = "there is no such baseline (--write-baseline makes one)"
    assert (status, err) == (2, f"ofsted-lint: none.json: {said}\n")


# --- what findings are known by ------------------------------------------------


def reflowed(text: str) -> str:
    """A text with other line ends inside those of its paragraphs that lie on one page."""
    for paragraph in reversed(documents.read(Source("draft.txt", text)).paragraphs):
        span = paragraph.prose.place().span
        if not re.search(r"\f|\n[ \t]*\n", text[span.start : span.end]):
            wrapped = textwrap.fill(paragraph.prose.text, 61, break_on_hyphens=False)
            text = text[: span.start] + wrapped + text[span.end :]
    return text


def renumbered(text: str) -> str:
    """A text with a new first paragraph, so that all others have other numbers."""
    numbers = [paragraph.number for paragraph in documents.read(Source("draft.txt", text)).paragraphs]
    printed = [number for number in numbers if number]
    for number in reversed(printed):
        span = number.prose.place().span
        text = (
            text[: span.start]
            + text[span.start : span.end].replace(str(number.value), str(number.value + 1))
            + text[span.end :]
        )
    start = text.rfind("\n", 0, printed[0].prose.place().span.start) + 1
    return f"{text[:start]}1. Leaders meet often.\n\n{text[start:]}"


def moved(text: str) -> str:
    """A text that stands lower and further to the right."""
    return "\n" * 5 + "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))


def prints(text: str, rules: list[Loaded]) -> dict[str, str]:
    """The fingerprints of what is found in a text, with their rules."""
    read = documents.read(Source("draft.txt", text))
    assert read.kind == "ilacs"
    return {finding.fingerprint: finding.rule for finding in lint(read, rules).findings}


@pytest.mark.parametrize("changed", [reflowed, renumbered, moved], ids=["re-flowed", "renumbered", "moved"])
@pytest.mark.parametrize(
    "path",
    [each for each in EXAMPLES if "with-faults" in each.name and not re.search("visit|statement", each.name)],
    ids=lambda path: path.stem,
)
def test_a_finding_is_known_however_its_text_is_laid_out(
    path: Path, changed: Callable[[str], str], shipped: list[Loaded]
) -> None:
    text = path.read_text("utf-8")
    other = changed(text)
    assert other != text
    assert prints(other, shipped) == prints(text, shipped)


# --- the story of a team -------------------------------------------------------


def test_in_an_archive_of_thirty_exactly_the_new_fault_is_reported(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for number, path in enumerate(sorted(shared.glob("corpus/ilacs/*/*.layout.txt"))[:30]):
        shutil.copy(path, tmp_path / "reports" / f"{number:02}.txt")
    status, _, err = run("reports", "--write-baseline", "known.json")
    known = re.match(r"ofsted-lint: (\d+) finding\(s\) of 30 document\(s\) were written to known.json\n", err)
    assert (status, known and int(known[1]) > 60) == (0, True)
    path = tmp_path / "reports" / "07.txt"
    path.write_text(moved(renumbered(reflowed(faulty(path.read_text("utf-8"))))), "utf-8")
    out = run("reports", "--baseline", "known.json", "--format", "concise")[1]
    new = [(line.split(":")[0], line.rsplit("[", 1)[1].split(" (")[0]) for line in out.splitlines()]
    assert new == [("reports/07.txt", "doubled-word]")]


def faulty(text: str) -> str:
    """A text with a word doubled in one of its paragraphs."""
    paragraphs = documents.read(Source("draft.txt", text)).paragraphs
    span = next(p for p in paragraphs[5:] if " children " in p.prose.text).prose.place().span
    fault = text[span.start : span.end].replace("children", "children children", 1)
    return text[: span.start] + fault + text[span.end :]
