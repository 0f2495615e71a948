"""The guide to configuration is true: its files load, its texts are what is printed, its keys are all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from ofsted_lint.configuration.file import Config, Scope, Setting
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
GUIDE = ROOT / "docs" / "configuration.md"
_FILE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)
_RULE = re.compile(r"```yaml\n(id: (thin-section)\n.*?)```", re.DOTALL)
_PRINTED = re.compile(r"(<!-- printed by: ofsted-lint (.+?) -->\n```text\n)(.*?)```", re.DOTALL)
_KEYS = re.compile(r"(<!-- the keys, from the types -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the files that the guide shows, where the linter runs."""
    monkeypatch.chdir(tmp_path)
    for rule, name in _RULE.findall((ROOT / "docs" / "rules.md").read_text("utf-8")):
        Path("my-rules").mkdir()
        Path("my-rules", f"{name}.yaml").write_text(rule, "utf-8")
    files = _FILE.findall(GUIDE.read_text("utf-8"))
    for name, text in files:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(f"# {name}\n{text}", "utf-8")
        Path(name).with_name("merrowdale.txt").write_text("Inspection of Merrowdale\n", "utf-8")
    return [os.path.dirname(name) for name, _ in files]


def chosen(path: str) -> set[str]:
    return {each.rule.id for each in Setups(Asked()).of(path).rules if each.rule.enabled}


def test_every_file_that_is_shown_loads(shown: list[str]) -> None:
    loaded = {folder for folder in shown if folder not in ("", "wrong") and chosen(f"{folder}/merrowdale.txt")}
    assert loaded == {"reports", "project", "exact", "parts"}
    assert set(shown) - loaded == {"", "wrong"}


def test_the_rules_that_the_guide_says_are_in_force_are(shown: list[str]) -> None:
    usual = chosen("x.txt")
    grades, numbering = ({path.stem for path in (ROOT / "rules" / name).iterdir()} for name in ("grades", "numbering"))
    others = {name for name in grades & usual if not name.startswith("grade-")}
    assert chosen("exact/x.txt") == (
        ((numbering & usual) - {"para-number-gap"}) | others | {"date-weekend", "grade-mismatch"}
    )


def updated(found: re.Match[str], made: str, after: str = "") -> str:
    """A part of the guide as it should be; the guide is written anew where that is asked for."""
    if os.environ.get("UPDATE_SNAPSHOTS"):
        GUIDE.write_text(GUIDE.read_text("utf-8").replace(found[0], f"{found[1]}{made}{after}"), "utf-8")
        return made
    return found[found.lastindex or 0]


@pytest.mark.usefixtures("shown")
def test_what_is_shown_is_printed_so(run: Run) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write it anew."""
    found = list(_PRINTED.finditer(GUIDE.read_text("utf-8")))
    assert len(found) == 2
    for match in found:
        _, out, err = run(*match[2].split())
        # A new rule is one file, so how many there are is not told.
        printed = re.sub(r"# \d+ of \d+ rules", "# … of … rules", (out + err).replace(f"{Path.cwd()}/", ""))
        assert max(map(len, out.splitlines()), default=0) <= 80
        assert updated(match, printed, "```") == printed


def test_the_guide_has_every_key() -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew."""
    rows = [
        row
        for kind, way in ((Config, ""), (Setting, "[rule.ID] "), (Scope, "[path.PATTERN] "))
        for row in keys(kind, way)
    ]
    made = "\n".join(["| key | |", "|---|---|", *rows, ""])
    (match,) = _KEYS.finditer(GUIDE.read_text("utf-8"))
    assert updated(match, made) == made


def keys(kind: type[msgspec.Struct], way: str) -> list[str]:
    return [
        f"| `{way}{field.encode_name}` | {field.type.__metadata__[0].description} |"
        for field in msgspec.structs.fields(kind)
    ]
