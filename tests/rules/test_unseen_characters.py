"""Rules find the same, whatever spaces and unseen characters are in a text, and whatever ends its lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from ofsted_lint import documents
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.rule_tests import unmarked
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source import original
from ofsted_lint.source.readers import text

_WITHIN = re.compile(r"(?<=[a-z])(?=[a-z])")
_BEFORE = re.compile(r"(?<![^\s])(?=\S)")
WRITTEN = [
    pytest.param(lambda each: each.replace(" ", "\u00a0"), id="no-break spaces"),
    pytest.param(lambda each: each.replace(" ", "\u202f"), id="narrow no-break spaces"),
    pytest.param(lambda each: _WITHIN.sub("\u00ad", each), id="soft hyphens in words"),
    pytest.param(lambda each: _BEFORE.sub("\u200b", each), id="zero-width spaces before words"),
    pytest.param(lambda each: _BEFORE.sub("\u200e", each), id="marks of direction before words"),
    pytest.param(lambda each: each.replace("fi", "\ufb01").replace("ff", "\ufb00"), id="ligatures"),
]


def texts(shipped: list[Loaded]) -> list[tuple[Loaded, str, str | None]]:
    """The texts of all examples of rules, each with the kind of its document."""
    return [
        (rule, unmarked(each.text)[0], each.kind or rule.rule.kinds[0])
        for rule in shipped
        for each in rule_file.examples(Path(rule.path))
    ]


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_read_of_each_example_is_the_same(shipped: list[Loaded], written: Callable[[str], str]) -> None:
    tried = [original.read(each)[0] for _, each, _ in texts(shipped)]
    found = [text.decode("draft.txt", written(each).encode()).text for each in tried]
    assert [each for each in zip(tried, found, strict=True) if each[0] != each[1]] == []


def test_each_example_with_windows_line_ends_has_the_same_findings(shipped: list[Loaded]) -> None:
    def found(rule: Loaded, written: str, kind: str | None) -> list[tuple[str, int, int]]:
        source = text.decode("draft.txt", written.encode())
        made = documents.read(source, None if kind == "unknown" else kind)
        alone = replace(rule, rule=replace(rule.rule, enabled=True, once=False))
        places = ((each, source.position(each.place.span.start)) for each in lint(made, [alone], today).findings)
        return [(each.message, at.line, at.column) for each, at in places]

    today = Register(date(2026, 1, 1))
    differs = [
        (rule.rule.id, each)
        for rule, each, kind in texts(shipped)
        if each.strip() and found(rule, each, kind) != found(rule, each.replace("\n", "\r\n"), kind)
    ]
    assert differs == []
