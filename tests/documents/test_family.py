"""Families of documents: what a new one needs, the groups that rules name, and what a family never has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import ParamError
from ofsted_lint.checks.expressions.types import fields
from ofsted_lint.checks.families import ask_for
from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import KINDS, Kind
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.rule_tests import run_examples
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

PLAN = """\
Plan of Saltmarsh council

Aims
Children are safe.

Actions
More staff.

Risks
None is known.
"""
RULE = """\
id: plan-without-risks
summary: A plan has no chapter on risks.
why: A plan that names no risk is not one.
check: assert
severity: warning
message: Say what the risks are.
kinds: [KIND]
params:
  must: any chapter in chapters where chapter = "Risks"
  flag: title
---
examples:
  - {name: no risks, text: "[[Plan of Northfell]]\\n\\nAims\\nAll is well.\\n"}
  - {name: risks, text: "Plan of Northfell\\n\\nRisks\\nNone.\\n"}
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A family in a temporary folder, registered by one entry."""
    place = tmp_path / "families"
    shutil.copytree(ROOT / "tests" / "data" / "families", place, ignore=shutil.ignore_patterns("__pycache__"))
    entry = Kind(
        name="plan",
        plural="plans of councils",
        groups=("plans",),
        grammar=place / "plans",
        package="plans",
        model="Plan",
    )
    monkeypatch.setitem(KINDS, "plan", entry)
    monkeypatch.syspath_prepend(str(place))
    yield place
    for name in [each for each in sys.modules if each.partition(".")[0] == "plans"]:
        del sys.modules[name]


def test_a_family_of_one_folder_and_one_entry_is_recognised_and_read(plans: Path) -> None:
    made = documents.read(Source("plan.txt", PLAN))
    assert (made.kind, made.recognised, made.lines) == ("plan", 7, 7)
    assert [heading.prose.text for heading in made.headings] == ["Aims", "Actions", "Risks"]
    assert documents.read(Source("list.txt", "Apples\n")).kind == "unknown"


def test_a_rule_of_its_own_is_proved_and_run_on_the_new_family(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "plan-without-risks.yaml").write_text(RULE.replace("KIND", "plans"), "utf-8")
    loaded, errors = find([tmp_path])
    assert errors == []
    assert [verdict.faults for rule in loaded for verdict in run_examples(rule)] == [[], []]
    found = lint(documents.read(Source("plan.txt", PLAN.replace("Risks", "Prospects"))), loaded).findings
    assert [(each.rule, each.place.text) for each in found] == [("plan-without-risks", "Plan of Saltmarsh council")]


def test_the_outline_of_a_new_family_is_printed(
    plans: Path, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    assert run("outline", str(tmp_path / "plan.txt"))[1].splitlines()[1:3] == [
        "  Title      Plan of Saltmarsh council",
        "  Chapters   3",
    ]


def test_rules_for_documents_of_any_kind_hold_for_the_new_family_too(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "short-title.yaml").write_text(_rule("any", "title is present", "opening"), "utf-8")
    (rule,) = find([tmp_path])[0]
    assert rule.rule.kinds == ("ilacs", "letter", "jtai", "area-send", "statement", "plan", "unknown")


def _rule(kind: str, must: str, flag: str) -> str:
    text = RULE.replace("plan-without-risks", "short-title").replace("KIND", kind)
    text = text.replace("flag: title", f"flag: {flag}")
    return text.replace('any chapter in chapters where chapter = "Risks"', must)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["reports"], ("ilacs",)),
        (["ofsted"], ("ilacs", "letter", "jtai", "area-send")),
        (["statements", "letters"], ("statement", "letter")),
        (["letter", "ofsted"], ("letter", "ilacs", "jtai", "area-send")),
        (["any"], ("ilacs", "letter", "jtai", "area-send", "statement", "unknown")),
    ],
    ids=["a group of one", "what Ofsted writes", "groups in their order", "a kind and its group", "all kinds"],
)
def test_groups_stand_for_kinds(words: list[str], meant: tuple[str, ...]) -> None:
    assert kinds.of_words(words) == meant


@pytest.mark.parametrize(
    ("kind", "must", "flag", "said"),
    [
        (
            "statement",
            "judgements is present",
            "opening",
            ":9:9: statements about a report never have “judgements”; inspection reports have it",
        ),
        (
            "unknown",
            "table is present",
            "opening",
            ":9:9: texts of no known kind never have “table”; inspection reports have it",
        ),
        (
            "ofsted",
            "grades is present",
            "opening",
            ":9:9: letters about visits never have “grades”; inspection reports have it",
        ),
        ("ilacs", "judgments is present", "opening", ":9:9: unknown name “judgments”; did you mean “judgements”?"),
        ("report", "title is present", "opening", ":7:9: “kinds”: “report” is not known; did you mean “reports”?"),
        ("ilacs", "source is present", "opening", ":9:9: unknown name “source”; did you mean “cure”?"),
    ],
    ids=[
        "a grade table in statements",
        "a table in a text of no kind",
        "grades in one of two kinds",
        "a slip for a name",
        "a slip for a kind",
        "an attribute that no list promises",
    ],
)
def test_a_rule_that_asks_for_what_its_documents_never_have_is_not_loaded(
    tmp_path: Path, kind: str, must: str, flag: str, said: str
) -> None:
    (tmp_path / "short-title.yaml").write_text(_rule(kind, must, flag), "utf-8")
    loaded, (error,) = find([tmp_path])
    assert loaded == []
    assert str(error).removeprefix(str(tmp_path / "short-title.yaml")) == said


LOOKS = """\
id: jargon
summary: Jargon.
why: Readers are parents.
check: CHECK
severity: advice
message: "Jargon."
kinds: [KINDS]
params: PARAMS
---
examples:
  - {name: jargon, text: "1. [[Robust]] plans."}
  - {name: none, text: "1. Plans."}
"""


@pytest.mark.parametrize(
    ("check", "which", "params", "said"),
    [
        (
            "existence",
            "statement",
            "{terms: [robust], in: [table]}",
            ":8:32: statements about a report never have “table”",
        ),
        (
            "existence",
            "ilacs",
            "{terms: [a], in: [title, letterhead]}",
            ":8:34: inspection reports never have “letterhead”",
        ),
        ("present", "letter", "{part: table}", ":8:16: letters about visits never have “table”"),
        (
            "names-claimed",
            "ilacs",
            "{of: council}",
            ":8:9: inspection reports never have “citations”, which this kind of check needs",
        ),
        (
            "echo",
            "statement",
            "{least: 0.5}",
            ":8:9: statements about a report never have “improvements”, which this kind of check needs",
        ),
    ],
    ids=["a part", "one of two parts", "a part that must be there", "names in reports", "points in statements"],
)
def test_a_check_of_what_its_documents_never_have_is_not_loaded(
    tmp_path: Path, check: str, which: str, params: str, said: str
) -> None:
    text = LOOKS.replace("CHECK", check).replace("KINDS", which).replace("PARAMS", params)
    (tmp_path / "jargon.yaml").write_text(text, "utf-8")
    loaded, (error,) = find([tmp_path])
    assert loaded == []
    assert str(error).removeprefix(str(tmp_path / "jargon.yaml")) == said


def test_what_some_of_its_documents_have_may_be_looked_in(tmp_path: Path) -> None:
    text = (
        LOOKS.replace("CHECK", "existence").replace("KINDS", "any").replace("PARAMS", "{terms: [robust], in: [table]}")
    )
    (tmp_path / "jargon.yaml").write_text(text, "utf-8")
    assert find([tmp_path])[1] == []


@pytest.mark.parametrize("model", [Document, *(kinds.model(kind) for kind in KINDS)], ids=["any", *KINDS])
def test_every_name_that_is_promised_to_rules_has_a_type(model: type[Document]) -> None:
    assert list(fields(model)) == list(model.RULE_NAMES)


def test_what_every_kind_has_may_be_asked_of_all() -> None:
    for name in Document.RULE_NAMES:
        ask_for(name, kinds.names())
    with pytest.raises(ParamError):
        ask_for("judgements", kinds.names())


def test_a_report_is_read_without_the_modules_of_other_families() -> None:
    path = ROOT / "examples" / "northfell-2024.txt"
    code = (
        "import sys; from pathlib import Path; from ofsted_lint import documents; "
        "from ofsted_lint.source.source import Source; "
        f"documents.read(Source('x.txt', Path({str(path)!r}).read_text('utf-8'))); "
        "print([m for m in sys.modules if m.split('.')[2:3] in (['letter'], ['statement'], ['jtai'], ['area_send'])])"
    )
    done: Any = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_shipped_rules_name_kinds_by_their_groups() -> None:
    listed = {"[ilacs, letter]", "[ilacs, letter, statement]", "[ilacs, letter, statement, unknown]"}
    lines = {line for file in folder("rules").rglob("*.yaml") for line in file.read_text("utf-8").split("\n")}
    assert lines & {f"kinds: {each}" for each in listed} == set()
