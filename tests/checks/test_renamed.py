"""Rule files may still use the names of kinds of checks that have been divided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import ValidationError, convert

from ofsted_lint import checks
from ofsted_lint.checks.renamed import DIVIDED, merged, resolved
from ofsted_lint.rules.catalogue import find

OLD = """\
id: late-letters
summary: An abbreviation is used before it is spelled out.
why: The full words belong where the reader first meets the letters.
check: first-use
severity: warning
message: "“{short}” is spelled out only later, as “{long}”{right}."
params:
  fault: late
  except: [HMI]
---
examples:
  - name: used first
    text: |
      The experiences and progress of care leavers: good
      1. The [[MASH]] is quick. The multi-agency safeguarding hub (MASH) is well led.
    says: “MASH” is spelled out only later, as “multi-agency safeguarding hub”.
  - name: spelled out first
    text: |
      The experiences and progress of care leavers: good
      1. The multi-agency safeguarding hub (MASH) is well led. The MASH is quick.
"""


@pytest.mark.parametrize(("old", "fault", "new"), [(o, f, new) for o, of in DIVIDED.items() for f, new in of.items()])
def test_every_fault_of_an_old_kind_is_a_kind(old: str, fault: str, new: str) -> None:
    assert old not in checks.kind_names()
    made = resolved(old, {"fault": fault})
    assert (made.kind, made.params) == (new, {})
    kind = checks.load(new)
    assert made.names >= kind.names(kind.Params()), "a message may name what it could"


def test_an_old_rule_file_works_and_its_test_says_the_new_name(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    (tmp_path / "late-letters.yaml").write_text(OLD, "utf-8")
    said = "old name late-letters: write “check: abbreviation-late” instead of “first-use” with “fault: late”\n"
    assert run("test", tmp_path) == (0, f"{said}2 examples: 2 passed, 0 failed\n", "")
    assert run("test", tmp_path) == (0, f"{said}2 examples: 2 passed, 0 failed\n", ""), "from the cache as well"


def test_a_new_rule_file_is_tested_without_a_word(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    new = OLD.replace("first-use", "abbreviation-late").replace("  fault: late\n", "").replace("{right}", "")
    (tmp_path / "late-letters.yaml").write_text(new, "utf-8")
    assert run("test", tmp_path) == (0, "2 examples: 2 passed, 0 failed\n", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "late\n ", "lat\n ", "8:10: “lat” is not a fault of this kind; did you mean “late”?", id="a slip in a fault"
        ),
        pytest.param("  fault: late\n", "", "8:3: “fault” is missing", id="no fault"),
        pytest.param("except", "exept", "9:3: unknown key “exept”; did you mean “except”?", id="a slip in a parameter"),
        pytest.param("{long}", "{lng}", None, id="a name that no fault has"),
    ],
)
def test_a_mistake_under_an_old_name_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, said: str | None
) -> None:
    (tmp_path / "late-letters.yaml").write_text(OLD.replace(old, new, 1), "utf-8")
    _, errors = find([tmp_path])
    expected = said or "6:10: unknown name “lng” in a message; known here: count, long, right, short"
    assert [str(error) for error in errors] == [f"{tmp_path / 'late-letters.yaml'}:{expected}"]


def test_parameters_that_never_counted_are_left_out() -> None:
    """All faults took all parameters; those of another fault did nothing."""
    assert resolved("quotation", {"fault": "altered", "least": 5, "turns": ["but"]}).params == {"least": 5}
    with pytest.raises(ValidationError):
        convert({"least": 5, "turns": ["but"]}, checks.load("quotation-altered").Params)


@pytest.mark.parametrize(
    ("base", "own", "made"),
    [
        pytest.param(
            ("quotation-altered", {"least": 5}),
            (None, {"near": 0.9}),
            ("quotation-altered", {"least": 5, "near": 0.9}),
            id="a parameter is changed",
        ),
        pytest.param(
            ("quotation-altered", {"least": 5}),
            (None, {"fault": "spliced"}),
            ("quotation", {"least": 5, "fault": "spliced"}),
            id="the fault of a rule is changed that had one",
        ),
        pytest.param(
            ("quotation-altered", {"least": 5}),
            ("quotation", {}),
            ("quotation", {"least": 5, "fault": "altered"}),
            id="the old name is given to a rule that had it",
        ),
        pytest.param(
            ("quotation", {"least": 5, "fault": "altered"}),
            ("quotation-spliced", {}),
            ("quotation-spliced", {"least": 5}),
            id="the new name is given to a rule with the old one",
        ),
        pytest.param(
            ("numbering", {"fault": "gap"}),
            (None, {"fault": "repeat"}),
            ("numbering", {"fault": "repeat"}),
            id="another kind has a fault",
        ),
    ],
)
def test_a_rule_extends_another_under_either_name(
    base: tuple[str, dict[str, Any]], own: tuple[str | None, dict[str, Any]], made: tuple[str, dict[str, Any]]
) -> None:
    assert merged(*base, *own)[:2] == made


WITH_A_FIX = """\
id: grade-in-capitals
summary: A grade is written in capitals.
why: The table has grades with one capital.
check: assert
severity: advice
message: "The grade is written “{written}”."
params:
  each: row in judgements
  let:
    written: row.grade.prose
    right: sentence_case(row.grade.prose)
  must: written = right
  flag: row.grade
  mend:
    - replace: row.grade
      with: right
fix:
  title: Write “Good”
  safe: true
---
examples:
  - name: in capitals
    text: "Judgement\\tGrade\\nOverall effectiveness\\t[[GOOD]]\\n"
    says: The grade is written “GOOD”.
    fixed: "Judgement\\tGrade\\nOverall effectiveness\\tGood\\n"
  - name: with one capital
    text: "Judgement\\tGrade\\nOverall effectiveness\\tGood\\n"
"""


@pytest.mark.parametrize(
    ("name", "said"), [("mend", "old name grade-in-capitals: write “fixes:” instead of “mend:”\n"), ("fixes", "")]
)
def test_a_parameter_may_have_its_old_name(
    name: str, said: str, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    (tmp_path / "grade-in-capitals.yaml").write_text(WITH_A_FIX.replace("mend:", f"{name}:"), "utf-8")
    assert run("test", tmp_path) == (0, f"{said}2 examples: 2 passed, 0 failed\n", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "with: right",
            "with: row",
            "16:13: this is a part (judgement); a text was expected",
            id="an expression",
        ),
        pytest.param("replace:", "replaces:", "15:7: unknown key “replaces”; did you mean “replace”?", id="a key"),
        pytest.param(
            "  flag: row.grade\n",
            "  flag: row.grade\n  fixes: []\n",
            "16:5: “mend” is an old name of “fixes”, which is given too: remove one",
            id="both names",
        ),
    ],
)
def test_a_mistake_under_an_old_name_of_a_parameter_is_said_with_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "grade-in-capitals.yaml"
    path.write_text(WITH_A_FIX.replace(old, new, 1), "utf-8")
    assert [str(error) for error in find([tmp_path])[1]] == [f"{path}:{said}"]
