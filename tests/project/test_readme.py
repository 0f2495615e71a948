"""The README shows what is really printed."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint.checks.expressions.function import Function, Term
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.types import ListOf, compared_as, fields, name
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.fixed_values import DAY, FixedText
from ofsted_lint.documents.kinds import KINDS, model
from ofsted_lint.linting.rule_tests import run_examples
from ofsted_lint.rules.catalogue import find
from tests.conftest import ROOT

_SHOWN = re.compile(r"<!-- printed by: ofsted-lint (.+?) -->\n```text\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["docs/usage.md"])
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
    assert named - commands - {"report", "reports", "news"} == set()


def reference() -> str:
    """The names that expressions may use: those of each family, the parts reached from there, the functions."""
    lines: list[str] = []
    models: list[type[Document]] = [Document, *(model(kind) for kind in KINDS)]
    todo: list[Any] = []
    for document in models:
        shared = {} if document is Document else fields(Document)
        own = {each: of for each, of in fields(document).items() if each not in shared}
        title = "any document" if document is Document else f"a {document.__name__.casefold()}, besides"
        lines += [f"- **{title}**:", *(f"  - {_field(*of)}: {document.RULE_NAMES[of[0]]}" for of in own.items())]
        todo += _parts(own, todo)
    for kind in todo:
        lines.append(f"- **{name(kind)}**: {', '.join(_field(*field) for field in fields(kind).items())}")
        todo += _parts(fields(kind), todo)
    values = [f"- **{of.what}**: {', '.join(f'`{each}`' for each in of.values)}" for of in _fixed([*models, *todo])]
    calls = [_call(function) for function in FUNCTIONS.values()]
    return "\n".join([*lines, "", "Texts that may be one of a few:", "", *values, "", "Functions:", "", *calls, ""])


def _call(function: Function) -> str:
    """A function as it is written, with the types of what it takes and gives, its meaning, and an example."""
    takes = " and ".join("any value" if of is None else _type(of) for of in function.takes)
    gives = "an item of the list" if function.gives is None else _type(function.gives)
    return f"- `{function.call}`, of {takes}, gives {gives}: {function.about}. `{function.example}`"


def _type(of: Any) -> str:
    if of is Term:
        return "a term"
    of_any = of.item is None if isinstance(of, ListOf) else False
    return "a list" if of_any else f"a list of: {_type(of.item)}" if isinstance(of, ListOf) else _named(of)


def _named(of: Any) -> str:
    return of.what if isinstance(of, FixedText) else name(of)


def _fixed(parts: list[Any]) -> list[FixedText]:
    """The fixed texts that these parts offer, each once."""
    offered = [each.item if isinstance(each, ListOf) else each for part in parts for each in fields(part).values()]
    return list(dict.fromkeys(each for each in (*offered, DAY) if isinstance(each, FixedText)))


def _parts(offered: dict[str, Any], known: list[Any]) -> list[Any]:
    """The types of parts among these that are not yet known."""
    inner = [each.item if isinstance(each, ListOf) else each for each in offered.values()]
    return [each for each in dict.fromkeys(inner) if compared_as(each) is each and fields(each) and each not in known]


def _field(field: str, kind: Any) -> str:
    many = isinstance(kind, ListOf)
    return f"`{field}` ({'a list of: ' if many else ''}{_named(kind.item if many else kind)})"


def test_the_reference_of_parts_and_functions_is_true() -> None:
    path = ROOT / "docs" / "rules.md"
    text = path.read_text("utf-8")
    start, end = "<!-- the parts and functions, from the types -->\n", "<!-- end -->"
    kept = text[text.index(start) + len(start) : text.index(end)]
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text.replace(start + kept, start + reference()), "utf-8")
        return
    assert kept == reference()


_EVAL = re.compile(r"```text\n\$ ofsted-lint eval (.+)\n((?:.*\n)*?)```")


def test_what_the_guide_shows_of_a_report_is_printed(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    path = ROOT / "docs" / "rules.md"
    text = path.read_text("utf-8")
    shown = list(_EVAL.finditer(text))
    assert len(shown) > 2
    for match in shown:
        _, out, error = run("eval", *shlex.split(match[1]))
        if os.environ.get("UPDATE_SNAPSHOTS"):
            text = text.replace(match[0], f"```text\n$ ofsted-lint eval {match[1]}\n{out}{error}```")
        else:
            assert match[2] == out + error
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, "utf-8")


_RULE = re.compile(r"```yaml\n(id: ([a-z-]+).*?)```", re.DOTALL)


def test_every_rule_that_the_guide_shows_works(tmp_path: Path) -> None:
    shown = _RULE.findall((ROOT / "docs" / "rules.md").read_text("utf-8"))
    for text, rule in shown:
        (tmp_path / f"{rule}.yaml").write_text(text, "utf-8")
    loaded, errors = find([tmp_path])
    assert errors == []
    assert len(loaded) == len(shown) > 6
    assert [verdict for rule in loaded for verdict in run_examples(rule) if verdict.faults] == []


def test_the_mistake_that_the_guide_shows_is_told_so(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "rules.md").read_text("utf-8")
    text = next(text for text, name in _RULE.findall(guide) if name == "going-forward")
    (tmp_path / "going-forward.yaml").write_text(text.replace("terms:", "term:"), "utf-8")
    (error,) = find([tmp_path])[1]
    assert f"my-rules{str(error).removeprefix(str(tmp_path))}" in guide


def test_the_configuration_that_the_guide_shows_works(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "rules.md").read_text("utf-8")
    (tmp_path / "my-rules").mkdir()
    for text, rule in _RULE.findall(guide):
        (tmp_path / "my-rules" / f"{rule}.yaml").write_text(text, "utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "ofsted-lint.toml").write_text(shown, "utf-8")
    force = Setups(Asked()).of(str(tmp_path / "report.txt"))
    (rule,) = [each for each in force.rules if each.rule.id == "thin-section"]
    assert (rule.rule.severity, rule.rule.params["must"], force.file.folders) == (
        "warning",
        "count >= 3",
        [str(tmp_path / "my-rules")],
    )


def test_the_picture_of_a_terminal_is_what_is_printed() -> None:
    """`python -m benchmarks.picture` draws it anew."""
    from benchmarks.picture import PICTURE, picture

    assert PICTURE.read_text("utf-8") == picture()
