"""A document that takes too much processor time, or memory, is one failure; the next one is read."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.checks import Check
from ofsted_lint.checks.context import CheckContext
from ofsted_lint.files.errors import OutOfTime
from ofsted_lint.findings.finding import Hit
from ofsted_lint.linting import budget
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded, Rule
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
FAULTY = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_bytes()
SECONDS = 0.4


@pytest.fixture
def enforced(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small budget that is enforced in this process, as in one of the program's own."""
    before = signal.getsignal(signal.SIGVTALRM)
    monkeypatch.setattr(budget, "SECONDS", SECONDS)
    monkeypatch.setattr(budget, "_enforced", False)
    budget.enforce()
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ruled(run: Check) -> Loaded:
    rule = Rule(id="greedy", summary="x", why="x", check="existence", severity="advice", message="x")  # type: ignore[arg-type]
    return Loaded(rule, "greedy.yaml", run)


def endless(context: CheckContext) -> Iterator[Hit]:
    end = time.thread_time() + 5  # it would end, but not soon
    while context.document.source.path == "a.txt" and time.thread_time() < end:
        sum(range(10_000))
    yield from ()


def large(context: CheckContext) -> Iterator[Hit]:
    if context.document.source.path == "a.txt":
        assert bytearray(3_000_000_000)
    yield from ()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system interrupts nothing")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.usefixtures("here", "enforced")
def test_a_document_without_end_is_one_failure_that_names_the_rule_and_the_next_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setattr("ofsted_lint.rules.catalogue.find", lambda _: ([ruled(endless)], []))
    for name in ("a.txt", "b.txt"):
        Path(name).write_bytes(FAULTY)
    status, out, err = run("a.txt", "b.txt", "--format", "concise", "--no-cache", "--jobs", jobs, "--isolated")
    why = f"cannot be checked: it takes more than {SECONDS} seconds of processor time"
    assert (status, err) == (2, f"ofsted-lint: a.txt: {why} (it was stopped in the rule “greedy”)\n")
    assert "b.txt" not in out
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system does not say how much memory is taken")
@pytest.mark.usefixtures("here", "enforced")
def test_memory_is_refused_to_a_document_that_asks_for_too_much_and_to_nothing_else(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    monkeypatch.setattr("ofsted_lint.rules.catalogue.find", lambda _: ([ruled(large)], []))
    Path("a.txt").write_bytes(FAULTY)
    why = "it was stopped: there is too little memory for it"
    assert why in run("a.txt", "--format", "json", "--no-cache", "--isolated")[1]
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system interrupts nothing")
@pytest.mark.usefixtures("here", "enforced")
def test_what_is_done_with_a_document_after_it_is_read_counts_as_well(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trace(*_: object) -> None:
        next(endless(CheckContext(documents.read(Source("a.txt", "1. A.")))), None)

    monkeypatch.setattr("ofsted_lint.cli.commands.trace.trace", trace)
    Path("a.txt").write_bytes(FAULTY)
    why = f"the run was stopped: it takes more than {SECONDS} seconds of processor time"
    assert run("trace", "a.txt") == (2, "", f"ofsted-lint: {why}\n")


def test_where_nothing_is_interrupted_no_further_rule_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def busy(context: CheckContext) -> Iterator[Hit]:
        ran.append("first")
        end = time.thread_time() + 0.1
        while time.thread_time() < end:
            sum(range(10_000))
        yield from ()

    def second(context: CheckContext) -> Iterator[Hit]:
        ran.append("second")
        yield from ()

    monkeypatch.setattr(budget, "SECONDS", 0.05)
    document = documents.read(Source("a.txt", "1. A."), "ilacs")
    with pytest.raises(OutOfTime), budget.document():
        lint(document, [ruled(busy), ruled(second)])
    assert ran == ["first"]
    lint(document, [ruled(second)])  # outside of a budget nothing is counted
    assert ran == ["first", "second"]
