"""How findings can be fixed or suppressed: what is offered for a kind of file works there."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.output import corrections, formats
from tests.conftest import ROOT
from tests.make import word as made

Run = Callable[..., tuple[int, str, str]]
DIFF = "--diff shows what would change."
TRACKED = "--format docx=COPY.docx --tracked-changes"
FAULTY = "1. Plans are are clear.\n"
PAGE = "<html><body><h1>Inspection of Northfell</h1><p>1. Plans are are clear.</p></body></html>"


@pytest.mark.parametrize(
    ("counts", "said", "options"),
    [
        ({("text", True): 2, ("markdown", False): 1},
         [f"2 can be fixed with --fix, 1 more with --unsafe-fixes; {DIFF}"],
         [(1, "--unsafe-fixes"), (2, "--fix")]),
        ({("text", False): 1}, [f"1 can be fixed with --unsafe-fixes; {DIFF}"], [(1, "--unsafe-fixes")]),
        ({("word", True): 2, ("word", False): 1},
         [f"2 can be fixed in a copy with {TRACKED}, 1 more with --unsafe-fixes; {DIFF}"],
         [(2, TRACKED), (1, f"{TRACKED} --unsafe-fixes")]),
        ({("word", False): 1}, [f"1 can be fixed in a copy with {TRACKED} --unsafe-fixes; {DIFF}"],
         [(1, f"{TRACKED} --unsafe-fixes")]),
        ({("pdf", True): 1, ("pdf", False): 2},
         ["3 have a proposed correction: --format pdf=COPY.pdf notes them in a copy."],
         [(3, "--format pdf=COPY.pdf")]),
        ({("mail", True): 1}, [f"1 has a proposed correction: {DIFF}"], [(1, "--diff")]),
        ({("text", True): 1, ("word", True): 1},
         [f"1 can be fixed with --fix; {DIFF}", f"1 can be fixed in a copy with {TRACKED}; {DIFF}"],
         [(1, "--fix"), (1, TRACKED)]),
        ({}, [], []),
    ],
    ids=["texts", "a text with unsafe fixes only", "a Word file", "a Word file with unsafe fixes only", "a PDF",
         "a mail", "a text and a Word file", "nothing"],
)  # fmt: skip
def test_what_is_offered_depends_on_the_kind_of_file(
    counts: dict[tuple[str, bool], int], said: list[str], options: list[tuple[int, str]]
) -> None:
    assert list(corrections.sentences(counts)) == said
    assert list(corrections.options(counts)) == options


@pytest.mark.parametrize("form", [each for each in formats.formats() if not formats.own_file(each)])
@pytest.mark.parametrize("name", ["draft.docx", "draft.html", "draft.eml", "-"])
def test_no_format_offers_fix_for_what_it_leaves_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.docx").write_bytes(made.word(made.text_paragraph(FAULTY.strip())))
    Path("draft.html").write_text(PAGE, "utf-8")
    Path("draft.eml").write_text(f"From: a@example.org\nSubject: draft\n\n{FAULTY}", "utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
    ran = ["--isolated", "--kind", "ilacs", "--only", "doubled-word", name]
    _, out, err = run(*ran, "--format", form)
    assert "are are" in out
    assert "--fix" not in out + err


def test_a_text_is_offered_its_fix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(FAULTY, "utf-8")
    out = run("--isolated", "--kind", "ilacs", tmp_path / "draft.txt", "--only", "doubled-word")[1]
    assert f"1 can be fixed with --fix; {DIFF}" in " ".join(out.split())


@pytest.mark.parametrize("name", ["report.txt", "a draft.txt", "it’s $HOME.txt", "-report.txt", "it's `a`.txt"])
def test_the_command_that_suppresses_a_finding_does_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", name)
    checked = ["--format", "json", "--", name]
    (document,) = json.loads(run(*checked)[1])["documents"]
    one, *others = document["findings"]
    _, *words = shlex.split(corrections.suppressing(name, one["rule"], one["fingerprint"]))
    status, _, said = run(*words)
    assert (status, "--reason" in said) == (2, True)
    assert run(*words, "as published")[0] == 0
    (document,) = json.loads(run(*checked)[1])["documents"]
    assert [each["fingerprint"] for each in document["findings"]] == [each["fingerprint"] for each in others]
    assert [each["reason"] for each in document["suppressed"]] == ["as published"]


def test_the_console_and_the_page_name_the_command(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(FAULTY, "utf-8")
    ran = ["--isolated", "--kind", "ilacs", draft, "--only", "doubled-word"]
    assert "ofsted-lint suppress FILE RULE --reason TEXT" in " ".join(run(*ran)[1].split())
    assert f"ofsted-lint suppress {draft} doubled-word --fingerprint " in run(*ran, "--format", "html")[1]
