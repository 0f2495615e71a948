"""A run never writes over a file that it reads, that is configured, or that somebody else owns."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.files.atomic_write import written
from ofsted_lint.files.errors import ConfigError
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
LINE = "ofsted-lint: command line: "


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report, a configuration that extends another, and a file of somebody's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", tmp_path / "reports" / "n.txt")
    (tmp_path / "ofsted-lint.toml").write_text('fail-on = "never"\n', "utf-8")
    (tmp_path / "notes.txt").write_text("Ask Merrowdale.\n", "utf-8")
    (tmp_path / "link.txt").symlink_to("reports/n.txt")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("r --format json=o --format concise=./o", "--format o and --format ./o would write to one file"),
        ("r --record o --format json=o", "--format o and --record o would write to one file"),
        ("r --format json=r", "--format r would overwrite a file that is read"),
        (
            "r --record link.txt",
            "--record link.txt would overwrite a file that this option did not write; name another file",
        ),
        (
            "reports --format json=reports/n.txt",
            "--format reports/n.txt would overwrite a file that is read",
        ),
        ("reports/*.txt --format json=link.txt", "--format link.txt would overwrite a file that is read"),
        ("r --config c --format json=c", "--format c would overwrite a file that is read"),
        ("r --baseline b --format json=b", "--format b would overwrite a file that is read"),
        ("notes.txt --against r --format json=r", "--format r would overwrite a file that is read"),
        (
            "notes.txt --against reports --format json=link.txt",
            "--format link.txt would overwrite a file that is read",
        ),
        ("r --format json=-", "--format json=- names no file; json alone is printed"),
        ("r --format json=ofsted-lint.toml", "--format ofsted-lint.toml would overwrite a configuration file"),
        (
            "r --record .ofsted-lint-ignore.yaml",
            "--record .ofsted-lint-ignore.yaml would overwrite a configuration file",
        ),
        (
            "r --record notes.txt",
            "--record notes.txt would overwrite a file that this option did not write; name another file",
        ),
        (
            "r --write-baseline notes.txt",
            "--write-baseline notes.txt would overwrite a file that this option did not write; name another file",
        ),
        ("r --format json=", "--format json= names no file; json=FILE does"),
    ],
)
def test_nothing_that_is_there_is_written_over(place: Path, run: Run, words: str, said: str) -> None:
    shutil.copy("reports/n.txt", "r")
    (place / "c").write_text("", "utf-8")
    before = contents(place)
    assert run(*words.split()) == (2, "", f"{LINE}{said}\n")
    assert contents(place) == before


@pytest.mark.parametrize("broken", [False, True], ids=["as it is", "with a rule that does not load"])
@pytest.mark.parametrize("target", ["rules/our-form.yaml", "link.yaml", "base.toml", "register.yaml"])
def test_what_a_configuration_leads_to_is_not_written_over(place: Path, run: Run, target: str, broken: bool) -> None:
    rule = (ROOT / "rules" / "wording" / "ofsted-form.yaml").read_text("utf-8")
    (place / "rules").mkdir()
    (place / "rules" / "our-form.yaml").write_text(rule.replace("id: ofsted-form", "id: our-form"), "utf-8")
    (place / "rules" / "more.yaml").write_text("id: no\n" if broken else rule.replace("id: ofsted-form", "id: more"))
    (place / "link.yaml").symlink_to("rules/our-form.yaml")
    (place / "base.toml").write_text('fail-on = "never"\n', "utf-8")
    (place / "ofsted-lint.toml").write_text('rules = ["rules"]\nextend = "base.toml"\n', "utf-8")
    register = place / ".ofsted-lint-ignore.yaml"
    register.write_text("- {document: x.txt, rule: doubled-word, reason: a name}\n", "utf-8")
    (place / "register.yaml").symlink_to(register)
    before = contents(place)
    status, out, err = run("reports", "--format", f"json={target}")
    what = "configuration file" if target == "register.yaml" else "file that is read"
    assert (status, out, err.splitlines()[-1]) == (2, "", f"{LINE}--format {target} would overwrite a {what}")
    assert contents(place) == before
    (place / "rules" / "more.yaml").unlink()
    assert run("reports", "--format", "json=rules/found.json")[0] == 0


def test_what_an_option_has_written_it_writes_again(place: Path, run: Run) -> None:
    words = ("reports", "--format", "concise=found.txt", "--record", "r.yaml")
    assert [run(*words)[0], run(*words)[0]] == [0, 0]
    others = ("reports", "--write-baseline", "known.json")
    assert [run(*others)[0], run(*others)[0]] == [0, 0]


@pytest.mark.parametrize("option", ["--record", "--write-baseline"])
def test_a_run_that_failed_leaves_what_the_last_one_wrote(place: Path, run: Run, option: str) -> None:
    run("reports", option, "made")
    before = contents(place)
    status, _, err = run("reports", "no.txt", option, "made")
    told = "ofsted-lint: nothing was written to made, since not all could be done\n"
    assert (status, err) == (2, f"ofsted-lint: no.txt: no such file or folder\n{told}")
    assert contents(place) == before


def test_a_run_that_failed_takes_nothing_out_of_a_baseline(place: Path, run: Run) -> None:
    known = '{"schema": 1, "documents": [{"path": "gone.txt", "findings": [%s]}]}'
    (place / "b.json").write_text(known % '{"rule": "a", "address": "", "fingerprint": "x"}', "utf-8")
    before = contents(place)
    assert run("reports", "--baseline", "b.json", "--rules", "nowhere")[0] == 2
    assert contents(place) == before
    assert run("reports", "--baseline", "b.json")[0] == 0
    assert contents(place) != before


def test_findings_in_a_folder_that_is_linted_are_written_again(place: Path, run: Run) -> None:
    words = ("reports", "--format", "concise=reports/found.txt")
    assert [run(*words)[0], run(*words)[0]] == [0, 0]


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", "utf-8")
    real.chmod(0o600)
    link.symlink_to("real.json")
    with written(str(link)) as stream:
        stream.write("new")
    assert (link.is_symlink(), real.read_text("utf-8"), stat.S_IMODE(real.stat().st_mode)) == (True, "new", 0o600)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "real.json"]


def test_a_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.yaml"
    path.write_text("signed", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # who runs the tests may be allowed everything
    with pytest.raises(ConfigError, match="protected"), written(str(path)):
        pass
    assert path.read_text("utf-8") == "signed"
