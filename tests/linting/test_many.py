"""Many documents: results that earlier runs have kept, and several processes, give what one process gives anew."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.document import Document
from ofsted_lint.files import cache_folder, sealed
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.result import result
from ofsted_lint.linting import many
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.linting.many import Again
from ofsted_lint.linting.reading import Choices, Notice
from ofsted_lint.linting.task import Task
from ofsted_lint.output.formats import formats, own_file
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError
from tests.conftest import ROOT
from tests.make.pdfs import tagged
from tests.make.word import text_paragraph, word

Run = Callable[..., tuple[int, str, str]]
FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"
STATEMENT = ROOT / "examples" / "statements" / "northfell-2024-statement-with-faults.txt"
LETTER = min((ROOT / "examples" / "letters").glob("*.txt"))
EXAMPLES = [FAULTY, LETTER, STATEMENT, ROOT / "examples" / "northfell-2024.txt"]
# A few rules, so that the tests of the circumstances take no longer than they must.
FEW = ("--select", "grades,numbering,suppressions")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with no configuration above it, and no results; the rules are loaded once for all tests."""
    monkeypatch.setattr(sealed, "FOLDER", f"results-of-{tmp_path.name}")
    monkeypatch.setattr(cache_folder, "_refusal", [])
    monkeypatch.setattr(sealed, "_shelves", {})
    monkeypatch.setattr(sealed, "_sizes", {})
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are linted anew."""
    names: list[str] = []
    fresh = many._linted

    def noted(linter: DocumentLinter, task: Task, *more: Callable[[], None]) -> Outcome:
        names.append(task.name)
        return fresh(linter, task, *more)

    monkeypatch.setattr(many, "_linted", noted)
    return names


def docx_of(text: str) -> bytes:
    """A Word file with the lines of a text as its paragraphs."""
    return word("".join(text_paragraph(line) for line in text.splitlines()))


def entries(here: Path) -> list[Path]:
    folder = Path(cache_folder.folder() or "", sealed.FOLDER)
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", [each for each in formats() if not own_file(each)])
def test_kept_results_give_the_same_output_as_new_ones_in_each_format(name: str, run: Run, linted: list[str]) -> None:
    command = ["check", FAULTY, LETTER, STATEMENT, "--format", name]
    new = run(*command, "--no-cache")
    made = run(*command)
    linted.clear()
    assert (made, run(*command), linted) == (new, new, [])
    assert new[1]


@pytest.mark.parametrize("options", [("--diff-base", "HEAD"), ("--baseline", "known.json"), ("--max-findings", "1")])
def test_options_that_choose_among_findings_work_on_kept_results(
    options: tuple[str, ...], here: Path, run: Run, linted: list[str]
) -> None:
    text = FAULTY.read_text("utf-8")
    (here / "draft.txt").write_text(text, "utf-8")
    run("check", "draft.txt", *FEW, "--only", "grade-mismatch", "--write-baseline", "known.json")
    if "--diff-base" in options:
        for words in ("init -q", "add draft.txt", "-c user.name=a -c user.email=b commit -qm first"):
            assert os.system(f"git {words}") == 0  # noqa: S605 (nothing in it comes from elsewhere)
        (here / "draft.txt").write_text(text.replace("Good", "good", 1), "utf-8")
    command = ["check", "draft.txt", *FEW, "--format", "json", *options]
    new = run(*command, "--no-cache")
    assert run(*command) == new
    linted.clear()
    assert (run(*command), linted) == (new, [])


def test_a_text_in_a_folder_that_is_no_report_is_skipped_without_being_read_again(
    here: Path, run: Run, linted: list[str]
) -> None:
    (here / "texts").mkdir()
    (here / "texts" / "letter.txt").write_text("Dear Sam,\n\nSee you on Friday.\n", "utf-8")
    (here / "texts" / "report.txt").write_bytes(FAULTY.read_bytes())
    first = run("check", "texts", *FEW)
    assert "1 text file(s) that are not inspection reports were skipped" in first[2]
    linted.clear()
    assert (run("check", "texts", *FEW), linted) == (first, [])


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "another day": lambda here, patch: patch.setenv("SOURCE_DATE_EPOCH", "1000000000"),
    "a changed document": lambda here, patch: (here / "draft.txt").write_bytes(FAULTY.read_bytes() + b"\n"),
    "a configuration that sets a severity": lambda here, patch: (here / "ofsted-lint.toml").write_text(
        "[rule.grade-mismatch]\nseverity = 'advice'\n"
    ),
    "a configuration that sets a parameter": lambda here, patch: (here / "ofsted-lint.toml").write_text(
        "[rule.grade-mismatch]\nenabled = false\n"
    ),
    "a suppression file": lambda here, patch: (here / ".ofsted-lint-ignore.yaml").write_text(
        "- document: draft.txt\n  rule: grade-mismatch\n  reason: it was agreed\n"
    ),
    "another version": lambda here, patch: patch.setattr(cache_folder, "__version__", "0.0.1"),
    "another package": lambda here, patch: patch.setattr(cache_folder, "installed", lambda: "other"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_not_as_it_was_is_linted_anew(
    change: Callable[[Path, pytest.MonkeyPatch], object],
    here: Path,
    run: Run,
    linted: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (here / "draft.txt").write_bytes(FAULTY.read_bytes())
    command = ["check", "draft.txt", *FEW, "--format", "concise"]
    run(*command)
    change(here, monkeypatch)
    linted.clear()
    after = run(*command)
    assert linted == ["draft.txt"]
    assert after == run(*command, "--no-cache")
    linted.clear()
    assert (run(*command), linted) == (after, [])


@pytest.mark.parametrize("options", [("--select", "all"), ("--published", "2020-01-01"), ("--no-suppress",)])
def test_other_options_have_results_of_their_own(options: tuple[str, ...], run: Run, linted: list[str]) -> None:
    run("check", FAULTY)
    linted.clear()
    run("check", FAULTY, *options)
    assert linted == [str(FAULTY)]


def test_a_rule_that_changes_is_run_anew(here: Path, run: Run, linted: list[str]) -> None:
    (here / "rules").mkdir()
    head = "id: no-cats\nsummary: A cat.\nwhy: None.\ncheck: existence\nseverity: error\nmessage: A cat.\nparams:\n"
    example = "---\nexamples:\n- name: none\n  text: |\n    None.\n- name: one\n  text: |\n    Some [[{}]] wait.\n"
    for term in ("children", "children", "inspectors"):
        (here / "rules" / "no-cats.yaml").write_text(f"{head}  terms: [{term}]\n{example.format(term)}")
        run("check", FAULTY, "--rules", "rules", "--only", "no-cats")
    assert linted == [str(FAULTY)] * 2


def test_a_report_to_compare_with_that_changes_makes_another_result(here: Path, run: Run, linted: list[str]) -> None:
    report = here / "report.txt"
    report.write_bytes((ROOT / "examples" / "northfell-2024.txt").read_bytes())
    command = ["check", STATEMENT, "--against", report, "--format", "json"]
    first = run(*command)
    assert (run(*command), linted) == (first, [str(STATEMENT)])
    report.write_bytes(report.read_bytes().replace(b"Good", b"Outstanding"))
    second = run(*command)
    assert linted == [str(STATEMENT)] * 2
    assert second == run(*command, "--no-cache")
    assert second != first


@pytest.mark.parametrize("option", ["--fix", "--diff", "--record", "--no-cache"])
def test_some_runs_use_and_keep_no_result(option: str, here: Path, run: Run, linted: list[str]) -> None:
    (here / "draft.txt").write_bytes(FAULTY.read_bytes())
    words = (option, "record.yaml") if option == "--record" else (option,)
    run("check", "draft.txt", *FEW, *words)
    assert entries(here) == []
    run("check", "draft.txt", *FEW)
    linted.clear()
    run("check", "draft.txt", *FEW, *words)
    assert linted[:1] == ["draft.txt"]


def test_a_word_file_is_kept_with_its_text(
    here: Path, run: Run, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "draft.docx").write_bytes(docx_of(FAULTY.read_text("utf-8")))
    command = ["check", "draft.docx", "--format", "console"]
    first = run(*command)
    monkeypatch.setattr("ofsted_lint.linting.many.source_of", None)
    assert (run(*command), linted) == (first, ["draft.docx"])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda data: b"",
    "half of it": lambda data: data[: len(data) // 2],
    "a changed byte": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "something else": lambda data: b"\x80\x04pickle" * 100,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_counts_as_none(
    damage: Callable[[bytes], bytes], here: Path, run: Run, linted: list[str]
) -> None:
    first = run("check", FAULTY, *FEW)
    (entry,) = entries(here)
    sound = entry.read_bytes()
    entry.write_bytes(damage(sound))
    assert (run("check", FAULTY, *FEW), linted) == (first, [str(FAULTY)] * 2)
    assert entry.read_bytes() == sound


ODD: dict[str, bytes] = {
    "no data": b"",
    "a number": b"\x01",
    "a mapping": b"\x81\xa1a\x01",
    "a list of nothing": b"\x9f" + b"\xc0" * 15,
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_sound_entry_that_is_no_record_counts_as_none(
    odd: bytes, run: Run, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("check", FAULTY, *FEW)
    monkeypatch.setattr(sealed, "read", lambda name, key: odd)
    assert (run("check", FAULTY, *FEW), linted) == (first, [str(FAULTY)] * 2)


def test_no_word_of_a_draft_can_be_read_in_what_is_kept(here: Path, run: Run) -> None:
    text = FAULTY.read_text("utf-8").replace("Northfell", "Quagmoor")
    (here / "secret.txt").write_text(text, "utf-8")
    (here / "secret.docx").write_bytes(docx_of(text))
    found = run("check", "secret.txt", "secret.docx", "--format", "json")[1]
    assert "Quagmoor" in found
    kept = entries(here)
    assert len(kept) == 2
    for entry in kept:
        data = entry.read_bytes() + entry.name.encode()
        assert not [word for word in (b"Quagmoor", b"secret", b"grade", b"findings", b"report") if word in data]
        assert entry.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_others_may_write_to_keeps_no_result_and_is_named_once(
    here: Path, run: Run, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(here.parent))
    (here.parent / "ofsted-lint").mkdir()
    (here.parent / "ofsted-lint").chmod(0o777)
    for _ in range(2):
        assert run("check", FAULTY, *FEW)[2].count("nothing is kept in the cache folder") == 1
    assert (list((here.parent / "ofsted-lint").iterdir()), linted) == ([], [str(FAULTY)] * 2)


def linter(told: list[str], **choices: str) -> DocumentLinter:
    """A linter with few rules; `told` takes its notices."""

    def tell(event: object) -> None:
        if isinstance(event, Notice):
            told.append(event.message)

    return DocumentLinter(Setups(Asked(isolated=True, select=("grades", "numbering"))), Choices(**choices), tell)  # type: ignore[arg-type]


def outcomes(files: list[Path], jobs: int, again: Again | None = None) -> list[object]:
    told: list[str] = []
    found = [Found(path, False) for path in files]
    made = list(many.outcomes(linter(told), found, jobs=jobs, again=again))
    return [*(str(each) if isinstance(each, ReadError) else result(each) for each in made), *told]


@pytest.mark.parametrize("name", ["json", "console", "html"])
def test_several_processes_print_what_one_prints(name: str, run: Run) -> None:
    command = ["check", *EXAMPLES, *EXAMPLES[:2], "none.txt", "--format", name, "--no-cache"]
    assert run(*command, "--jobs", "3") == run(*command)


def test_the_results_of_several_processes_are_kept(run: Run, linted: list[str]) -> None:
    first = run("check", *EXAMPLES, *FEW, "--jobs", "2")
    assert (run("check", *EXAMPLES, *FEW), linted) == (first, [])


DEATHS: dict[str, tuple[Callable[[], object], str]] = {
    "a signal": (lambda: os.kill(os.getpid(), signal.SIGKILL), "the process that did so was ended by signal 9"),
    "an exit": (lambda: os._exit(3), "the process that did so ended with status 3"),
    "an error": (lambda: dict[str, str]()["key"], "KeyError: 'key'"),
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere processes share nothing with the test")
@pytest.mark.parametrize(("how", "why"), DEATHS.values(), ids=DEATHS)
def test_a_document_that_kills_its_process_is_one_failure_and_the_others_are_linted(
    how: Callable[[], object], why: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = many._linted

    def lethal(linter: DocumentLinter, task: Task, *more: Callable[[], None]) -> Outcome:
        if task.name == "lethal.txt":
            how()
        return fresh(linter, task, *more)

    monkeypatch.setattr(many, "_linted", lethal)
    (here / "lethal.txt").write_bytes(FAULTY.read_bytes())
    files = [EXAMPLES[0], Path("lethal.txt"), *EXAMPLES[1:4]]
    found = run("check", *files, *FEW, "--format", "concise", "--jobs", "2")
    others = run(
        "check", *(file for file in files if file.name != "lethal.txt"), *FEW, "--format", "concise", "--no-cache"
    )
    unread = f"lethal.txt:1:1: error: cannot be checked: {why} [unread]\n"
    assert found == (2, others[1] + unread, f"ofsted-lint: lethal.txt: cannot be checked: {why}\n{others[2]}")


def _again() -> DocumentLinter:
    return linter([])


def test_processes_that_share_nothing_give_the_same_results(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = outcomes(EXAMPLES[:3], 1)
    monkeypatch.setattr("ofsted_lint.linting.workers.FORKS", False)
    assert outcomes(EXAMPLES[:3], 2, _again) == expected


@pytest.mark.parametrize("word", ["x", "0", "-1", "10000", "1.5", "２", ""])
def test_a_number_of_processes_that_is_none_is_refused_in_one_line(word: str, run: Run) -> None:
    status, out, err = run("check", FAULTY, "--jobs", word)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_all_processors_can_be_used(run: Run) -> None:
    assert run("check", FAULTY, *FEW, "--jobs", "auto") == run("check", FAULTY, *FEW)


def folder_of_pdfs(here: Path) -> list[str]:
    """The names of PDFs, one of which is damaged, and of other files between them, in their order."""
    sound = {path.stem: tagged(path.read_text("utf-8")) for path in (FAULTY, LETTER)}
    text = FAULTY.read_bytes()
    files = {"a.pdf": sound[FAULTY.stem], "b.pdf": b"%PDF-1.7 and no more", "c.pdf": sound[LETTER.stem]}
    for name, data in (files | {"d.txt": text, "e.pdf": sound[FAULTY.stem], "f.pdf": b""}).items():
        (here / name).write_bytes(data)
    return [*files, "d.txt", "missing.pdf", "e.pdf", "f.pdf"]


def test_pdfs_that_are_read_while_others_are_linted_give_what_each_gives_alone(here: Path, run: Run) -> None:
    names = folder_of_pdfs(here)
    found = run(*names, "--format", "concise", "--no-cache", *FEW)
    alone = [run(name, "--format", "concise", "--no-cache", *FEW) for name in names]
    assert (found[0], found[2].splitlines()) == (2, [line for _, _, err in alone for line in err.splitlines()])
    shown = sorted(line for _, out, _ in alone for line in out.splitlines())
    assert sorted(found[1].splitlines()) == shown


def test_the_next_pdf_is_begun_once_one_is_read_unless_its_result_is_kept(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [name for name in folder_of_pdfs(here) if name in ("a.pdf", "c.pdf", "d.txt", "e.pdf")]
    begun: list[bytes] = []
    monkeypatch.setattr(many, "begin", lambda name, data: begun.append(data))
    run(*names[:2], *FEW)
    run(*names, *FEW)
    data = [Path(name).read_bytes() for name in names]
    assert begun == data[1:2]  # the second run has results of the first two; what follows a text is not begun
    run(*names, "--no-cache", *FEW)
    assert begun[1:] == data[1:3]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_document_that_is_too_much_is_one_failure_and_the_next_is_read(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    usual = DocumentLinter.run

    def fail(linter: DocumentLinter, document: Document) -> Outcome:
        if document.source.path == "a.txt":
            raise MemoryError
        return usual(linter, document)

    monkeypatch.setattr(DocumentLinter, "run", fail)
    for name in ("a.txt", "b.txt"):
        Path(name).write_bytes(FAULTY.read_bytes())
    status, out, err = run("a.txt", "b.txt", "--format", "concise", "--no-cache", "--jobs", jobs, *FEW)
    assert (status, err) == (2, "ofsted-lint: a.txt: cannot be checked: there is too little memory for it\n")
    lines = [line.split(":")[0] for line in out.splitlines()]
    assert (lines.count("a.txt"), lines.count("b.txt") > 1) == (1, True)  # one says that it was not read
