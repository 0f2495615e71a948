"""The data of a wheel give the same as the rule files: the plan, the tables, and asserts as Python."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import NotApplicable
from ofsted_lint.checks.expressions import assertion, asserts_module
from ofsted_lint.checks.expressions.assertion import Texts, interpreted
from ofsted_lint.checks.expressions.scope import Work
from ofsted_lint.checks.kinds import assert_
from ofsted_lint.documents.document import Document
from ofsted_lint.files import package_data
from ofsted_lint.linting.rule_tests import unmarked
from ofsted_lint.rules import catalogue, plan, rule_file, wheel
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT


@cache
def made() -> dict[str, bytes]:
    return wheel.files(ROOT)


@cache
def sound() -> list[Loaded]:
    return catalogue.sound(ROOT / "rules")


@cache
def written() -> dict[str, assertion.Failures]:
    """The assertions of the rules, as the module that the wheel has."""
    module = types.ModuleType("asserts")
    exec(compile(made()["asserts.py"], "asserts.py", "exec"), vars(module))  # noqa: S102 (it is ours)
    found: dict[str, assertion.Failures] = module.FAILURES
    return found


def outcome(failures: assertion.Failures, document: Document) -> tuple[str, int, str]:
    """Return the names of each failure, the steps taken, and why there was nothing to decide."""
    work, why = Work(), ""
    found: list[dict[str, Any]] = []
    try:
        found.extend(failures(document, dict.fromkeys(("report", "earlier", "letter", "another", "area_report")), work))
    except NotApplicable as reason:
        why = str(reason)
    return repr(found), work.steps, why


ASSERTS = [each for each in sound() if each.rule.check == "assert"]


def texts(rule: Loaded) -> Texts:
    return msgspec.convert(rule.rule.params, assert_.Params).texts


def read(text: str, kind: str | None) -> Document:
    return documents.read(Source("a text", text), None if kind == "unknown" else kind)


def samples(rule: Loaded) -> Iterator[Document]:
    """Yield the rule's own examples, and the project's."""
    for example in rule_file.examples(Path(rule.path)):
        yield read(unmarked(example.text)[0], example.kind or rule.rule.kinds[0])


@cache
def examples() -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for path in sorted((ROOT / "examples").rglob("*.txt")):
        made = read(path.read_text("utf-8"), None)
        found.setdefault(made.kind, []).append(made)
    return found


@pytest.mark.parametrize("rule", ASSERTS, ids=lambda rule: rule.rule.id)
def test_an_assertion_as_python_finds_what_the_interpreter_finds_in_as_many_steps(rule: Loaded) -> None:
    mine, theirs = written()[texts(rule).key], interpreted(texts(rule))
    documents = [*samples(rule), *(each for kind in rule.rule.kinds for each in examples().get(kind, ()))]
    assert [outcome(mine, each) for each in documents] == [outcome(theirs, each) for each in documents]


def test_an_assertion_as_python_finds_the_same_in_real_reports(shared: Path) -> None:
    files = sorted((shared / "corpus" / "ilacs").rglob("*.layout.txt"))[::12]
    reports = [read(file.read_text("utf-8"), "ilacs") for file in files]
    assert len(reports) > 4
    for rule in ASSERTS:
        if "ilacs" in rule.rule.kinds:
            mine, theirs = written()[texts(rule).key], interpreted(texts(rule))
            assert [outcome(mine, each) for each in reports] == [outcome(theirs, each) for each in reports]


def test_all_assertions_that_ship_can_be_written() -> None:
    assert {texts(rule).key for rule in ASSERTS} == written().keys()


def test_an_assertion_that_is_nested_too_deeply_is_left_to_the_interpreter() -> None:
    must = "any section in sections where " * 20 + "title is present"
    assert "def rule_deep" not in asserts_module.written({"deep": Texts("", {}, "", must)})


def test_names_that_python_would_take_for_something_else_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        asserts_module.written({"odd": Texts("class in sections", {}, "", "never")})


def test_the_plan_gives_the_rules_that_their_files_give() -> None:
    kept = plan.restored(msgspec.msgpack.decode(made()[plan.NAME]), str(ROOT / "rules"))
    assert [(each.rule, each.path) for each in kept.rules] == [(each.rule, each.path) for each in sound()]


def test_what_is_made_does_not_depend_on_the_place_or_the_run() -> None:
    assert wheel.files(Path(ROOT)) == made()


def test_an_installed_wheel_reads_no_rule_file_and_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_data, "built", made().get)
    refuse = mock.Mock(side_effect=AssertionError)
    for name in ("cache.read", "cache.write", "catalogue._read"):
        room = "files" if name.startswith("cache.") else "rules"
        monkeypatch.setattr(f"ofsted_lint.{room}.{name}", refuse)
    found, errors = catalogue.find([ROOT / "rules"])
    assert (len(found), errors) == (len(sound()), [])
