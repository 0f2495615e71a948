"""Fixtures of all tests: the place of the corpus, and a command line to run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from benchmarks.accuracy import corpus
from ofsted_lint.cli.main import main
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.files.package_data import folder
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded

# What is kept between runs is kept apart from that of whoever runs the tests.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="ofsted-lint-tests-")

# How long an example takes depends on what else the machine does, and is no reason to fail.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


def report_of(document: Document) -> Report:
    """A document that is a report."""
    assert isinstance(document, Report)
    return document


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material; tests that need it are skipped where it is absent."""
    found = corpus()
    if not (found / "corpus" / "truth.jsonl").is_file():
        pytest.skip(f"no corpus at {found}: set OFSTED_LINT_CORPUS to the folder that holds corpus/truth.jsonl")
    return found


@pytest.fixture(scope="session")
def shipped() -> list[Loaded]:
    """The rules that ship."""
    loaded, errors = find([folder("rules")])
    assert errors == []
    return loaded


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide where the tests run: no continuous integration, no settings of colour."""
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "GITLAB_CI", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command line: exit status, standard output, standard error."""

    def called(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return called
