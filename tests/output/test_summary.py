"""Paths are shown from the folder of the run."""

from __future__ import annotations

import ntpath
import os
from types import SimpleNamespace

import pytest

from ofsted_lint.output import summary


@pytest.mark.parametrize(
    ("path", "root", "shown"),
    [
        pytest.param(r"C:\reports\a.txt", "C:\\", "reports/a.txt", id="in a drive"),
        pytest.param(r"c:\Reports\a.txt", r"C:\Reports", "a.txt", id="a drive in lower case"),
        pytest.param(r"S:\reports\a.txt", r"C:\Users", "S:/reports/a.txt", id="on another drive"),
        pytest.param(r"\\server\share\a.txt", r"C:\Users", "//server/share/a.txt", id="on the network"),
    ],
)
def test_a_path_on_windows_is_shown_from_the_folder_if_it_is_in_it(
    path: str, root: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ntpath, "abspath", lambda each: each)
    monkeypatch.setattr(summary, "os", SimpleNamespace(path=ntpath, sep="\\"))
    assert summary.relative(path, root) == shown


def test_a_path_outside_the_folder_stays_as_it_is() -> None:
    assert summary.relative("../a.txt", os.getcwd()) == "../a.txt"
    assert summary.relative("b/a.txt", "") == "b/a.txt"
