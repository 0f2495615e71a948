"""What is fuzzed: functions that take any bytes, and refuse them in a line or do their work."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import ofsted_lint as ol
from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.comparison.quotations.search import Book
from ofsted_lint.comparison.quotations.stream import Passage
from ofsted_lint.comparison.reports.compare import compare_texts
from ofsted_lint.configuration import file as configuration
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings import baseline, ignore_file
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.fixes import apply_fixes
from ofsted_lint.linting.linter import today
from ofsted_lint.output import formats
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import ReadError, read_file, reread, source_of
from ofsted_lint.source.source import Source

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
_FORMATS = ("console", "json", "sarif", "github", "junit", "html", "markdown", "csv")
_PLACE = Path(tempfile.gettempdir())


@cache
def rules() -> list[Loaded]:
    """Return the rules that ship."""
    return find([folder("rules")])[0]


@cache
def report() -> Document:
    """Return a report with faults, on which rules of strangers are run."""
    return documents.read(read_file(EXAMPLES / "northfell-2024-with-faults.txt"))


@cache
def _book() -> Book:
    return Book([Passage(each.prose.text) for each in report().passages])


def text(data: bytes) -> None:
    """Lint a plain text, with its comments, write it in one of the formats, fix it, and fix it again."""
    source = Source("a.txt", data.decode("utf-8", "replace").replace("\r", "\n"))
    document = documents.read(source)
    ol.outline(document)
    register = Register(today(), (), {each.rule.id: each for each in rules()}, {})
    made = lint(document, rules(), register)
    name = _FORMATS[len(data) % len(_FORMATS)]
    reporter = formats.load(name)(io.StringIO(), formats.Setting({each.rule.id: each.rule for each in rules()}))
    reporter.document(made)
    reporter.close()

    def again(changed: str) -> Outcome:
        return lint(documents.again(reread(source, changed), document), rules(), register)

    fixed = apply_fixes(made, again)
    assert apply_fixes(fixed.outcome, again).text == fixed.text, "fixed again, it is another text"


def file(data: bytes) -> None:
    """Read bytes as a file of one of the formats that are texts, and lint it."""
    ending = ("txt", "md", "html", "eml")[data[0] % 4] if data else "txt"
    try:
        document = documents.read(source_of(f"a.{ending}", data[1:]))
    except ReadError:
        return
    lint(document, rules())


def statement(data: bytes) -> None:
    """Lint a text as a statement about a report."""
    document = documents.read(Source("a.txt", data.decode("utf-8", "replace")), "statement")
    lint(document, rules(), against=chosen(document, [report()]))


def compared(data: bytes) -> None:
    """Compare a report with a text that is read as one."""
    old, new = report(), documents.read(Source("a.txt", data.decode("utf-8", "replace")), "ilacs")
    assert isinstance(old, Report)
    assert isinstance(new, Report)
    compare_texts(old, new)


def quotation(data: bytes) -> None:
    """Look up a quotation in a report."""
    _book().look(data.decode("utf-8", "replace"))


def rule(data: bytes) -> None:
    """Load a rule file and run the rule on a report and on its own examples."""
    try:
        loaded = rule_file.load(rule_file.read(Path("a-rule.yaml"), data), {each.rule.id: each for each in rules()})
    except ConfigError:
        return
    lint(report(), [loaded])


def _ruled(check: str, params: dict[str, object]) -> None:
    plain = {"id": "a-rule", "summary": "a", "why": "a", "source": "a", "check": check, "severity": "advice"}
    made = json.dumps({**plain, "message": "a", "params": params})
    examples = json.dumps({"examples": [{"name": "a", "text": "a"}, {"name": "b", "text": "[[b]]"}]})
    rule(f"{made}\n---\n{examples}\n".encode())


def expression(data: bytes) -> None:
    """Run an expression for each paragraph of a report."""
    _ruled("assert", {"each": "part in paragraphs", "must": data.decode("utf-8", "replace"), "flag": "part"})


def term(data: bytes) -> None:
    """Search for terms in a report."""
    _ruled("existence", {"terms": data.decode("utf-8", "replace").split("\n")})


def _as_file(data: bytes, name: str, read: Callable[[Path], object]) -> None:
    path = _PLACE / name
    path.write_bytes(data)
    try:
        read(path)
    except ConfigError:
        return


def settings(data: bytes) -> None:
    """Read a configuration file."""
    _as_file(data, "fuzzed.toml", configuration.read)


def suppressions(data: bytes) -> None:
    """Read a suppression file."""
    known = {each.rule.id for each in rules()}
    _as_file(data, "fuzzed.yaml", lambda path: ignore_file.read(path, known).about(Path("a.txt")))


def known_findings(data: bytes) -> None:
    """Read a baseline and set the findings of a report apart by it."""
    made = lint(report(), rules()[:40])
    _as_file(data, "fuzzed.json", lambda path: baseline.read(path).hold(made))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        text, file, statement, compared, quotation, rule, expression, term, settings, suppressions, known_findings,
    )
}  # fmt: skip
