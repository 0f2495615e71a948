"""A failing example shows why the rule decided as it did, and a rule is found with the one that it extends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
RULE = """\
id: {id}
summary: A section is short.
why: One finding is no basis for a judgement.
check: {check}
severity: warning
message: "It is short."
params:
{params}
---
examples:
  - name: quiet
    text: |
      The experiences and progress of care leavers: good
      1. Support is strong and early.
  - name: found
{more}    text: |
      [[The experiences and progress of care leavers: good]]
      1. Support.
"""
ASSERT = """\
  each: section in sections
  let:
    lengths: "[words(p.prose) for p in section.paragraphs]"
    longest: {longest}
  must: longest > 2
  flag: section.heading"""


def written(folder: Path, name: str, check: str, params: str, more: str = "") -> Path:
    path = folder / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(RULE.format(id=path.stem, check=check, params=params, more=more), "utf-8")
    return path


def test_the_values_of_let_are_shown(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "short", "assert", ASSERT.format(longest="highest(lengths) + 2"))
    assert run("test", path)[1] == (
        "FAILED short: found\n"
        "  missing: line 1, “The experiences and progress of care leavers: good”, should be found\n"
        "  section (line 1): lengths = [1]; longest = 3; must is true\n"
        "2 examples: 1 passed, 1 failed\n"
    )


def test_the_name_that_leaves_it_undecided_is_shown(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "short", "assert", ASSERT.format(longest="dates.end - dates.start"))
    assert run("test", path)[1] == (
        "FAILED short: found\n"
        "  missing: line 1, “The experiences and progress of care leavers: good”, should be found\n"
        "  the rule does not apply: it has no part that this rule can check\n"
        "  section (line 1): lengths = [1]; longest = undecided (there is no “dates”); "
        "must is undecided (there is no “longest”)\n"
        "2 examples: 1 passed, 1 failed\n"
    )


@pytest.mark.parametrize("folder", ["pack", "pack/other"])
def test_a_file_by_itself_extends_a_neighbour(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "pack").mkdir()
    written(tmp_path, f"{folder}/base-short", "assert", ASSERT.format(longest="highest(lengths)"))
    path = tmp_path / "pack" / "own" / "shorter.yaml" if "other" in folder else tmp_path / "pack" / "shorter.yaml"
    path.parent.mkdir(exist_ok=True)
    text = RULE.format(id="shorter", check="", params="", more="")
    path.write_text("id: shorter\nextends: base-short\nseverity: advice\n" + text[text.index("---") :], "utf-8")
    assert run("test", path) == (0, "2 examples: 2 passed, 0 failed\n", "")


@pytest.mark.parametrize(
    ("of", "least", "marked"),
    [("section", 5, "heading"), ("document", 5, "paragraph"), ("document", 1, "nothing")],
)
def test_the_length_of_a_whole_is_measured(run: Run, tmp_path: Path, of: str, least: int, marked: str) -> None:
    path = written(tmp_path, "short", "length", f"  of: {of}\n  least: {least}")
    text = path.read_text("utf-8")
    if marked != "heading":
        text = text.replace("[[", "").replace("]]", "")
        text = text.replace("Support.\n", "[[Support.]]\n")
    path.write_text(text, "utf-8")
    assert run("test", path)[0] == (marked == "nothing")


def test_the_length_of_the_summary_is_measured(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "short", "length", "  of: summary\n  most: 4")
    head = "Judgement\\tGrade\\nOverall effectiveness\\tGood\\n\\n"
    found = "[[Help is early.]]\\n\\nHomes are good.\\n\\nWhat needs to improve\\n- Plans.\\n"
    quiet = "Help is early. All wait.\\n\\nWhat needs to improve\\n- Plans.\\n"
    texts = (("quiet", quiet), ("found", found))
    examples = "---\nexamples:\n" + "".join(f'  - name: {name}\n    text: "{head}{text}"\n' for name, text in texts)
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("---")].replace("most: 4", "most: 5") + examples, "utf-8")
    assert run("test", path) == (0, "2 examples: 2 passed, 0 failed\n", "")


_NUMBER = (
    "9:11: “#” would be written as it is: give the words themselves, and for words next to a number "
    "use “existence” with “terms: ['#{…}']” and “swap”"
)


@pytest.mark.parametrize(
    ("check", "params", "said"),
    [
        (
            "substitution",
            '  swap:\n    "#%": "# per cent"',
            _NUMBER,
        ),
        (
            "existence",
            '  terms: [going forward]\n  swap:\n    forward: "on*"',
            "10:14: “*” would be written as it is: give the words themselves",
        ),
        (
            "assert",
            "  must: summary is missing\n  flag: summary",
            "9:9: “summary” is a list, and a finding marks one part: write “first x in summary”, or use “each”",
        ),
    ],
)
def test_what_cannot_be_meant_does_not_load(run: Run, tmp_path: Path, check: str, params: str, said: str) -> None:
    path = written(tmp_path, "short", check, params)
    status, _, error = run("test", path)
    assert (status, error) == (2, f"ofsted-lint: {path}:{said}\n")


SWAP = """\
id: sign
summary: A sign is used.
why: Words are read aloud.
check: {check}
severity: warning
message: "Write it out."
params:
{params}
fix:
  title: write it out
  safe: true
---
examples:
  - name: quiet
    text: |
      The experiences and progress of care leavers: good
      1. They saw 14 per cent.
  - name: found
    text: |
      The experiences and progress of care leavers: good
      1. They saw 14[[%]], a share of those in 3[[%]] of homes.
    fixed: |
      The experiences and progress of care leavers: good
      1. They saw 14 per cent, a share of those in 3 per cent of homes.
"""


@pytest.mark.parametrize(
    ("check", "params"),
    [
        ("existence", '  terms: ["#{%}"]\n  swap:\n    "%": " per cent"'),
        ("substitution", '  swap:\n    "#{%}": " per cent"'),
    ],
)
def test_a_blank_at_the_start_of_a_replacement_is_kept(run: Run, tmp_path: Path, check: str, params: str) -> None:
    (tmp_path / "sign.yaml").write_text(SWAP.format(check=check, params=params), "utf-8")
    assert run("test", tmp_path / "sign.yaml") == (0, "2 examples: 2 passed, 0 failed\n", "")


AGAINST = """\
    against:
      - text: |
          Inspection of Saltmarsh local authority children’s services
          Inspection dates: 3 to 14 June 2024

          Judgement	Grade
          Overall effectiveness	Good

          The experiences and progress of care leavers: good
          1. Support is strong.
        published: 2024-07-22
"""
LATER = """\
id: later
summary: The statement is late.
why: Readers have waited.
check: assert
severity: warning
kinds: [statement]
needs: [against]
message: "It is late."
params:
  must: published - report.published <= 7
  flag: title
---
examples:
  - name: in time
    published: 2024-07-24
{against}    text: |
      Saltmarsh responds to its inspection
  - name: too late
    published: 2024-08-24
{against}    text: |
      [[Saltmarsh responds to its inspection]]
""".replace("{against}", AGAINST)


def test_the_day_of_what_it_is_compared_with_can_be_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "later.yaml").write_text(LATER, "utf-8")
    assert run("test", tmp_path / "later.yaml") == (0, "2 examples: 2 passed, 0 failed\n", "")
