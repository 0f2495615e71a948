"""The README shows what is really printed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from tests.conftest import ROOT

_SHOWN = re.compile(r"<!-- printed by: ofsted-lint (.+?) -->\n```text\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["README.md", "docs/rules.md"])
def test_output_is_as_shown(
    name: str, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write it anew."""
    monkeypatch.chdir(ROOT)
    path = ROOT / name
    text = path.read_text("utf-8")
    shown = list(_SHOWN.finditer(text))
    assert shown
    for match in shown:
        printed = run(*match[1].split())[1]
        if os.environ.get("UPDATE_SNAPSHOTS"):
            text = text.replace(match[0], match[0].replace(f"```text\n{match[2]}```", f"```text\n{printed}```"))
        else:
            assert match[2] == printed
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, "utf-8")


def test_the_readme_names_commands_that_there_are(run: Callable[..., tuple[int, str, str]]) -> None:
    named = set(
        re.findall(
            r"^ofsted-lint (\w+)\b",
            (ROOT / "README.md").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    commands = set(re.findall(r"^  (\w+) ", run("--help")[1], re.MULTILINE))
    assert named - commands - {"report", "reports"} == set()
