"""Rule files in an editor: what is wrong with them, whether their examples pass, and the names that may follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from lsprotocol import types as lsp

from ofsted_lint import checks
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.types import fields, name
from ofsted_lint.cli.server.answers import SOURCE
from ofsted_lint.documents import kinds
from ofsted_lint.documents.structure.passages import TAGS
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.linting.rule_tests import run_examples
from ofsted_lint.rules import catalogue, rule_file
from ofsted_lint.rules.example import Example
from ofsted_lint.rules.rule import Rule

_LOOKS = re.compile(r"^(?:id|extends|check): ", re.MULTILINE)
_KEY = re.compile(r"^( *)(?:- )?([a-z_]*)$")
_CHECK = re.compile(r"^check: *([a-z-]+)", re.MULTILINE)
_VALUE = re.compile(r"^ *(?:- )?(check|severity|in|kinds):\s.*$")


def is_rule_file(path: str, text: str) -> bool:
    """True if a file is a rule file by its ending and its keys."""
    return path.endswith((".yaml", ".yml")) and bool(_LOOKS.search(text))


def diagnostics(path: str, text: str, tested: bool) -> list[lsp.Diagnostic]:
    """Return the first mistake in a rule file, or with `tested` the examples that fail."""
    file = Path(path)
    try:
        others, _ = catalogue.find([catalogue.shipped(), *catalogue.bases([file])])
        by_id = {each.rule.id: each for each in others}
        loaded = rule_file.load(rule_file.read(file, text.encode("utf-8", "replace")), by_id)
        results = run_examples(loaded) if tested else []
    except ConfigError as error:
        at = lsp.Position((error.line or 1) - 1, (error.column or 1) - 1)
        return [_at(at, error.message, lsp.DiagnosticSeverity.Error)]
    lines = text.split("\n")
    failed = [each for each in results if each.faults and not each.skipped]
    return [_at(_named(each.example, lines), "\n".join(each.faults), lsp.DiagnosticSeverity.Warning) for each in failed]


def _named(example: str, lines: list[str]) -> lsp.Position:
    """Return where an example has its name."""
    found = (at for at, line in enumerate(lines) if "name:" in line and example in line)
    return lsp.Position(next(found, 0), 0)


def _at(start: lsp.Position, message: str, severity: lsp.DiagnosticSeverity) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        lsp.Range(start, lsp.Position(start.line, start.character + 1)), message, severity, source=SOURCE
    )


def completions(text: str, line: int, column: int) -> list[lsp.CompletionItem]:
    """Return the names that may be written at a place, which counts from 0: keys, values, parts and functions."""
    lines = text.split("\n")
    before = lines[line][:column] if line < len(lines) else ""
    examples = any(each.startswith("---") for each in lines[:line])
    if key := _KEY.match(before):
        return list(_keys(text, bool(key[1]), examples, _above(lines, line)))
    value = _VALUE.match(before)
    if value and not examples:
        return list(_values(value[1]))
    return list(_names()) if not examples else []


def _above(lines: list[str], line: int) -> str:
    """Return the last key without indentation above a line."""
    return next((each.partition(":")[0] for each in reversed(lines[:line]) if re.match(r"[a-z_]+:", each)), "")


def _keys(text: str, inner: bool, examples: bool, above: str) -> Iterator[lsp.CompletionItem]:
    """Yield the keys of a rule, of its parameters, or of an example."""
    found = _CHECK.search(text)
    if examples:
        yield from _of(Example)
    elif not inner:
        yield from _of(Rule)
    elif above == "params" and found and found[1] in checks.kind_names():
        yield from _of(checks.load(found[1]).Params)


def _of(kind: type[msgspec.Struct]) -> Iterator[lsp.CompletionItem]:
    for each in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        about = (getattr(each.type, "extra_json_schema", None) or {}).get("description")
        yield _item(f"{each.encode_name}: ", lsp.CompletionItemKind.Property, about)


def _values(key: str) -> Iterator[lsp.CompletionItem]:
    """Yield the values that a key may have."""
    known: dict[str, Any] = {
        "check": dict.fromkeys(checks.kind_names()),
        "severity": dict.fromkeys(("error", "warning", "advice")),
        "in": TAGS,
        "kinds": dict.fromkeys([*kinds.names(), *kinds.groups()]),
    }
    for word, about in known[key].items():
        yield _item(word, lsp.CompletionItemKind.Value, about)


def _names() -> Iterator[lsp.CompletionItem]:
    """Yield the names that an expression may begin with, and the functions that it may call."""
    parts = {part: of for kind in kinds.KINDS for part, of in fields(kinds.model(kind)).items()}
    meanings = {part: about for kind in kinds.KINDS for part, about in kinds.model(kind).RULE_NAMES.items()}
    for part, of in sorted(parts.items()):
        yield _item(part, lsp.CompletionItemKind.Field, f"{meanings.get(part, '')} ({name(of)})")
    for function in FUNCTIONS.values():
        yield _item(function.call, lsp.CompletionItemKind.Function, function.about)


def _item(word: str, kind: lsp.CompletionItemKind, about: str | None) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        word.rstrip(": ") if word.endswith(": ") else word, kind=kind, detail=about, insert_text=word
    )
