"""The public names: what other programs may rest on."""

from __future__ import annotations

import gc
import inspect
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal
from unittest import mock

import msgspec
import pytest

import ofsted_lint as ol
from ofsted_lint.cli.main import main
from tests.conftest import ROOT

FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"
SOUND = ROOT / "examples" / "northfell-2024.txt"
SIGNATURES = {
    "lint": "(source: 'StrPath | bytes', name: 'str | None' = None) -> 'Result'",
    "lint_paths": "(paths: 'Iterable[StrPath]', jobs: 'int' = 1) -> 'Iterator[Result | ReadError]'",
    "Result.frame": "(self, library: \"Literal['pandas', 'polars'] | None\" = None) -> 'Any'",
    "outline": "(document: 'Document') -> 'Outline'",
    "trace": "(document: 'Document', linter: 'Linter | None' = None) -> 'Trace'",
    "compare": "(old: 'Document', new: 'Document', linter: 'Linter | None' = None) -> 'Comparison[Finding]'",
    "Linter": "(config: 'StrPath | None' = None, isolated: 'bool' = False, rules: 'Iterable[StrPath]' = (), "
    "select: 'Iterable[str] | None' = None, ignore: 'Iterable[str] | None' = None, "
    "against: 'Iterable[StrPath]' = (), baseline: 'StrPath | None' = None, suppress: 'bool' = True, "
    "diff_base: 'str | None' = None) -> 'None'",
    "Linter.read": "(self, source: 'StrPath | bytes', name: 'str | None' = None, *, kind: 'str | None' = None, "
    "published: 'date | None' = None) -> 'Document'",
    "Linter.lint": "(self, document: 'Document') -> 'Result'",
    "Linter.fix": "(self, document: 'Document', unsafe: 'bool' = False) -> 'Fixed'",
    "Linter.lint_paths": "(self, paths: 'Iterable[StrPath]', jobs: 'int' = 1) -> 'Iterator[Result | ReadError]'",
}


def test_the_public_names_are_these_and_no_others() -> None:
    assert set(ol.__all__) == {
        *("lint", "Linter", "Result", "Finding", "Related", "Fix", "Edit", "Severity", "Document", "Outline"),
        *("lint_paths", "outline", "trace", "compare", "ConfigError", "ReadError", "__version__"),
    }
    assert {name for name in ol.__all__ if not hasattr(ol, name)} == set()
    public = {f"Linter.{name}" for name in vars(ol.Linter) if not name.startswith("_")}
    assert public == {name for name in SIGNATURES if name.startswith("Linter.")}


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_are_kept(name: str) -> None:
    found: object = ol
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
    assert str(inspect.signature(found)) == SIGNATURES[name]


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lintt'"):
        ol.lintt  # noqa: B018


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, ofsted_lint; print(sorted(n for n in sys.modules if n.startswith(('ofsted_lint', 'msgspec'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ofsted_lint', 'ofsted_lint.version']"


def test_a_result_is_what_the_command_line_writes_as_json(run: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert callable(run)
    name = FAULTY.relative_to(ROOT)
    written = msgspec.json.decode(run("check", "--isolated", "--format", "json", name)[1])["documents"]
    linter = ol.Linter(isolated=True)
    assert written == [msgspec.json.decode(msgspec.json.encode(linter.lint(linter.read(name))))]


def test_a_command_line_that_a_program_runs_leaves_the_process_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    before = gc.get_threshold()
    with mock.patch("atexit.register") as registered:
        assert main(["check", "--isolated", str(SOUND)]) == 0
    assert (gc.get_threshold(), registered.called) == (before, False)


@pytest.fixture(scope="module")
def result() -> ol.Result:
    return ol.lint(FAULTY)


def test_a_result_is_equal_after_a_round_trip(result: ol.Result) -> None:
    assert result.findings
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 (our own)
    assert msgspec.json.decode(msgspec.json.encode(result), type=ol.Result) == result


def test_a_path_its_bytes_and_its_text_give_the_same(result: ol.Result) -> None:
    data = FAULTY.read_bytes()
    assert ol.lint(str(FAULTY)) == ol.lint(data, name=str(FAULTY)) == ol.lint(data.decode(), name=str(FAULTY)) == result


def test_paths_are_linted_without_a_linter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SOUND.read_bytes())
    (found,) = ol.lint_paths([tmp_path])
    assert isinstance(found, ol.Result)
    assert (found.path, found.kind) == (str(tmp_path / "a.txt"), "ilacs")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_a_row_for_each_finding(library: Literal["pandas", "polars"], result: ol.Result) -> None:
    pytest.importorskip(library)
    frame = result.frame(library)
    assert type(frame).__module__.startswith(library)
    assert list(frame["rule"]) == [each.rule for each in result.findings]
    assert list(frame["line"]) == [each.line for each in result.findings]
    empty = msgspec.structs.replace(result, findings=()).frame(library)
    assert (list(empty.columns), len(empty)) == (list(frame.columns), 0)
    assert [str(of) for of in empty.dtypes] == [str(of) for of in frame.dtypes]


def test_a_frame_without_a_library_says_what_to_install(result: ol.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_lint.findings.frame.find_spec", lambda name: None)
    with pytest.raises(ImportError, match="pip install pandas"):
        result.frame()


def test_a_notebook_shows_texts_as_texts(result: ol.Result) -> None:
    hostile = msgspec.structs.replace(result.findings[0], message="<script>alert(1)</script>\x1b[31m")
    shown = msgspec.structs.replace(result, path="<b>.txt", findings=(hostile,))._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\ufffd[31m" in shown
    assert shown.startswith("<p>&lt;b&gt;.txt (ilacs): 1 finding</p><table>")
    assert "<script" not in shown


def test_errors_can_be_sent_to_another_process() -> None:
    for error in (ol.ConfigError("a.toml", "is wrong", 2, 3), ol.ReadError("a.pdf: no such file")):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own)
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_paths_give_results_and_errors_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SOUND.read_bytes())
    (tmp_path / "notes.txt").write_text("Buy milk.\n", "utf-8")
    linter = ol.Linter(isolated=True)
    found = list(linter.lint_paths([tmp_path / "none.txt", tmp_path]))
    assert [str(each) if isinstance(each, ol.ReadError) else each.path for each in found] == [
        f"{tmp_path / 'none.txt'}: no such file or folder",
        str(tmp_path / "a.txt"),
    ]
    assert list(linter.notices) == ["1 text file(s) that are not inspection reports were skipped"]


def test_nothing_is_printed_and_no_file_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(FAULTY.read_bytes())
    linter = ol.Linter()
    fixed = linter.fix(linter.read(file), unsafe=True)
    assert fixed.applied
    assert fixed.text != FAULTY.read_text("utf-8")
    assert file.read_bytes() == FAULTY.read_bytes()
    assert linter.lint(linter.read(fixed.text, name=str(file))) == fixed.result
    assert capsys.readouterr() == ("", "")


def test_what_is_wrong_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ol.ConfigError, match="nowhere"):
        ol.Linter(rules=[tmp_path / "nowhere"]).lint(ol.Linter().read(SOUND))
    with pytest.raises(ol.ReadError, match="the file is empty"):
        ol.lint(b"", name="draft.txt")
    with pytest.raises(ol.ConfigError, match="unknown kind of document “ilac”"):
        ol.Linter().read(SOUND, kind="ilac")
    with pytest.raises(TypeError, match="select takes a list"):
        ol.Linter(select="grades")


def test_a_baseline_that_is_given_holds_findings_back(tmp_path: Path, run: object) -> None:
    assert callable(run)
    known = tmp_path / "known.json"
    run("check", "--isolated", FAULTY, "--write-baseline", known)
    linter = ol.Linter(isolated=True, baseline=known)
    found = linter.lint(linter.read(FAULTY))
    before = known.read_bytes()
    assert (found.findings, found.known > 0, known.read_bytes() == before) == ((), True, True)


def test_two_reports_are_compared_with_what_is_found_in_each() -> None:
    linter = ol.Linter(isolated=True)
    old, new = linter.read(SOUND), linter.read(FAULTY)
    made = ol.compare(old, new, linter)
    assert {each.rule for each in made.findings.new} <= {each.rule for each in linter.lint(new).findings}
    with pytest.raises(ol.ReadError, match="not an inspection report"):
        ol.compare(old, linter.read("Buy milk.", name="notes.txt"), linter)


def test_bytes_are_linted_without_another_process_or_a_file_beside(tmp_path: Path) -> None:
    """An editor or a page in a browser needs no files; only the program's own files are opened."""
    code = f"""
import sys
sys.modules["subprocess"] = None
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import ofsted_lint as ol
data = {FAULTY.read_bytes()!r}
linter = ol.Linter(isolated=True)
found = linter.lint(linter.read(data, name="nowhere/draft.txt"))
print(len(found.findings) > 0)
print([each for each in opened if "nowhere" in each or "lint-ignore" in each or each.endswith(".toml")])
"""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert (done.stdout.splitlines(), done.stderr) == (["True", "[]"], "")


def test_the_examples_of_the_guide_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 5
    for block in blocks:
        exec(compile(block, "docs/api.md", "exec"), names)  # noqa: S102 (our own)
