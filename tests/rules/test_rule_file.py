"""A mistake in a rule file is reported in one line, with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ofsted_lint.files import cache
from ofsted_lint.linting.rule_tests import run_examples
from ofsted_lint.rules.catalogue import find

SOUND = """\
id: short
summary: A section is short.
why: One finding is no basis for a judgement.
check: assert
severity: warning
message: "Only {count}."
params:
  each: section in sections
  let: {count: count(section.paragraphs)}
  must: count >= 2
  flag: section.heading
"""
# A rule that shows nothing that it finds, or nothing that it leaves alone, does not load.
PROVED = """\
---
examples:
  - name: one paragraph
    text: "[[The experiences and progress of care leavers: good]]\\n1. Support is strong.\\n"
  - name: two paragraphs
    text: "The experiences and progress of care leavers: good\\n1. Support is strong.\\n2. Plans are clear.\\n"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary:", "sumary:", "2:1: unknown key “sumary”; did you mean “summary”?"),
        ("why: One", "why: [One]  # ", "3:6: “why”: expected a text, got a list"),
        ("why: One finding is no basis for a judgement.\n", "", "1:1: the key “why” is missing"),
        ("severity: warning", "severity: eror", "5:11: “severity”: “eror” is not known; did you mean “error”?"),
        ("check: assert", "check: asert", "4:8: unknown kind of check “asert”; did you mean “assert”?"),
        ("id: short", "id: long", "1:5: the id must be the file’s name, “short”, in lower case with hyphens"),
        ("  must:", "  mustt:", "10:3: unknown key “mustt”; did you mean “must”?"),
        ("{count}", "{cuont}", "6:10: unknown name “cuont” in a message; known here: count, section"),
        (
            "{count}",
            "{count.real}",
            "6:10: “{count.real}” is not a name: a message may have only names in braces",
        ),
        ("why:", "summary: twice\nwhy:", "3:1: “summary” is given twice"),
        ("id: short", "id: [short", "2:8: close the bracket that begins above, and put commas between its items"),
        ("in sections", "in section", "8:20: unknown name “section”; did you mean “sections”?"),
        ("section.paragraphs)", "section.pragraphs)", None),
        ("count >= 2", "count >= 'two'", "10:9: a number cannot be compared with a text"),
        ("count >= 2", "count", "10:9: this is a number; true or false was expected"),
        ("count >= 2", "cout >= 2", "10:9: unknown name “cout”; did you mean “count”?"),
        ("count >= 2", "count >= ", "10:17: the expression ends too soon"),
        ("count >= 2", "count >= 2 2", "10:20: “2” was not expected here"),
        ("count >= 2", "count >= 2 ;", "10:20: “;” means nothing here"),
        ("count >= 2", "section.grade = 'fine'", None),
        ("count >= 2", "dates.start > 2024-02-31", "10:23: 2024-02-31 is not a date"),
        ("count >= 2", "size(section.paragraphs) > 1", "10:9: unknown function “size”; write “count”"),
        ("section.heading", "count", "11:9: this is a number, which is not printed anywhere; name a part"),
        ("count >= 2", "dates < dates", "10:9: “<” cannot order a part (inspection dates)"),
        ("count(section.paragraphs)", "lowest(judgements)", None),
        ("section.heading", "section.headings", "11:9: a part (section) has no “headings”; did you mean “heading”?"),
        (
            "each: section in sections",
            "each: sections",
            "8:9: “name in list” was expected, as in “section in sections”",
        ),
        (
            "each: section in sections",
            "each: section in dates",
            "8:20: this is a part (inspection dates); a list was expected after “in”",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    file = tmp_path / "short.yaml"
    assert old in SOUND
    file.write_text(SOUND.replace(old, new, 1), "utf-8")
    loaded, errors = find([tmp_path])
    assert loaded == []
    assert [str(error).count("\n") for error in errors] == [0]
    if said:
        assert str(errors[0]) == f"{file}:{said}"


def test_a_name_in_a_part_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "short.yaml"
    file.write_text(SOUND.replace("section.paragraphs)", "section.pragraphs)"), "utf-8")
    assert "a part (section) has no “pragraphs”; did you mean “paragraphs”?" in str(find([tmp_path])[1][0])


def test_a_grade_that_is_none_is_no_grade(tmp_path: Path) -> None:
    file = tmp_path / "short.yaml"
    file.write_text(SOUND.replace("count >= 2", "section.grade = 'fine'"), "utf-8")
    assert str(find([tmp_path])[1][0]) == (
        f"{file}:10:25: “fine” is not a grade; the grades are "
        "inadequate, requires improvement to be good, good, outstanding"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"\xff\xfe", "1: this file must be UTF-8", id="no text"),
        pytest.param(b"a: &x 1\nb: *x\n", "2:4: aliases (*name) are not allowed here", id="an alias"),
        pytest.param(b"", "expected keys and values, got nothing", id="empty"),
        pytest.param(b"- a list", "1:1: expected keys and values, got a list", id="a list"),
        pytest.param(b"x" * 300_000, "this file is too large: the limit is 256 KB", id="too large"),
        pytest.param(b"a: !!python/object/apply:os.system [ls]", None, id="an object of Python's"),
        pytest.param(b"[" * 5_000, "1:201: values are nested too deeply here", id="a deep nest"),
        pytest.param(b"- " * 100_000, "1:401: values are nested too deeply here", id="a deep nest of lists"),
        pytest.param(
            b"a: !!bool maybe",
            "1:4: “maybe” cannot be read as true or false; put a text in quotation marks",
            id="a value that is no value",
        ),
        pytest.param(
            b"a: 2024-13-45",
            "1:4: “2024-13-45” cannot be read as a date; put a text in quotation marks",
            id="a day that is none",
        ),
        pytest.param(b"a: !!map [1]", "1:4: keys and values were expected", id="a list as keys and values"),
        pytest.param(b"1: a", "1:1: a key must be a text: expected a text", id="a key that is a number"),
        pytest.param(b"'" + b"x" * 9_000 + b"': 1", None, id="a key of thousands of characters"),
    ],
)
def test_what_is_no_rule_file_is_refused(tmp_path: Path, data: bytes, said: str | None) -> None:
    file = tmp_path / "odd.yaml"
    file.write_bytes(data)
    loaded, errors = find([tmp_path])
    assert loaded == []
    assert len(errors) == 1
    assert "\n" not in str(errors[0])
    if said:
        assert str(errors[0]) in (f"{file}:{said}", f"{file}: {said}")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("kinds: [leter]", "“kinds”: “leter” is not known; did you mean “letter”?"),
        ("templates: [ilacs-2019]", "“templates”: “ilacs-2019” is not known; did you mean “ilacs-2018”?"),
        ("? {a: b}\n: c", "a key must be a word"),
        ("enabled: maybe", "“enabled”: expected true or false, got a text"),
    ],
)
def test_a_mistake_in_another_key_is_told(tmp_path: Path, more: str, said: str) -> None:
    (tmp_path / "short.yaml").write_text(f"{SOUND}{more}\n", "utf-8")
    assert [str(error).split(": ", 1)[1] for error in find([tmp_path])[1]] == [said]


def test_one_bad_file_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    (tmp_path / "odd.yaml").write_text("id: odd\n", "utf-8")
    loaded, errors = find([tmp_path])
    assert [each.rule.id for each in loaded] == ["short"]
    assert len(errors) == 1


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    os.mkfifo(tmp_path / "pipe.yaml")
    loaded, errors = find([tmp_path])
    assert [each.rule.id for each in loaded] == ["short"]
    assert [str(error) for error in errors] == [f"{tmp_path / 'pipe.yaml'}: this is not an ordinary file"]


def test_an_id_twice_is_a_mistake(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    loaded, errors = find([tmp_path])
    first, second = (tmp_path / folder / "short.yaml" for folder in ("one", "two"))
    assert len(loaded) == 1
    assert [str(error) for error in errors] == [f"{second}: “short” is also in {first}"]


def test_rules_from_the_cache_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    cold, _ = find([tmp_path])
    monkeypatch.setattr("ofsted_lint.rules.rule_file.load", lambda *_: pytest.fail("the file was read again"))
    warm, _ = find([tmp_path])
    assert [each.rule for each in warm] == [each.rule for each in cold]


def test_a_cache_that_this_program_cannot_use_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    find([tmp_path])
    (kept,) = (tmp_path / "ofsted-lint").glob("rules-*")
    cache.write("rules", kept.name.removeprefix("rules-"), {"rules": [["x", {"id": 1}]], "expressions": {}})
    assert [each.rule.id for each in find([tmp_path])[0]] == ["short"]


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        pytest.param("", "it has no examples: write them below a line “---”", id="no examples"),
        pytest.param("---\nexamples: []\n", "no example is flagged: mark the expected finding with [[ ]]", id="none"),
        pytest.param(PROVED.replace("[[", "").replace("]]", ""), "no example is flagged", id="none that is flagged"),
        pytest.param(
            PROVED.replace("good\\n1. Support is strong.\\n2", "[[good]]\\n2"),
            "no example is quiet",
            id="none that is quiet",
        ),
        pytest.param(PROVED.replace("name: one", "nam: one"), "unknown key “nam”; did you mean “name”?", id="a key"),
        pytest.param(f"{PROVED}---\nexamples: []\n", "a file has a rule and its examples", id="three parts"),
        pytest.param(PROVED.replace("]]", ""), "each [[ needs a ]]", id="a mark that is not closed"),
        pytest.param(PROVED.replace("[[", "]]"), "each [[ needs a ]]", id="a mark that is not opened"),
        pytest.param(PROVED.replace("good]]", "good]][[]]"), "there is nothing between the marks", id="empty marks"),
        pytest.param(f"{PROVED}    says: Only 1.\n", "“says” needs something marked", id="words for nothing"),
        pytest.param("---\n- x\n", "expected keys and values, got a list", id="a list"),
    ],
)
def test_a_rule_that_is_not_proved_does_not_load(tmp_path: Path, examples: str, said: str) -> None:
    (tmp_path / "short.yaml").write_text(SOUND + examples, "utf-8")
    loaded, errors = find([tmp_path])
    assert loaded == []
    assert [said in str(error) for error in errors] == [True]


LONGER = """\
id: longer
extends: short
summary: A section is rather short.
params: {must: count >= 3}
""" + PROVED.replace("Plans are clear.\\n", "Plans are clear.\\n3. Homes are safe.\\n")


def test_a_rule_extends_another_wherever_that_stands(tmp_path: Path) -> None:
    for folder, name, text in (("one", "longer", LONGER), ("two", "short", SOUND + PROVED)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(text, "utf-8")
    loaded, errors = find([tmp_path])
    assert errors == []
    longer, short = (each.rule for each in loaded)
    assert longer.params == short.params | {"must": "count >= 3"}
    assert (longer.id, longer.summary, longer.why) == ("longer", "A section is rather short.", short.why)


def test_a_rule_of_the_same_id_replaces_the_one_that_it_extends(tmp_path: Path) -> None:
    for folder, text in (("one", SOUND + PROVED), ("two", LONGER.replace("longer", "short"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "short.yaml").write_text(text, "utf-8")
    loaded, errors = find([tmp_path / "one", tmp_path / "two"])
    assert errors == []
    assert [(each.rule.id, each.rule.params["must"]) for each in loaded] == [("short", "count >= 3")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("extends: short", "extends: shot", "2:10: there is no rule “shot” to extend; did you mean “short”?"),
        ("extends: short", "extends: longer", "2:10: there is no other rule “longer” to extend"),
        ("extends: short", "extends: [short]", "2:10: “extends”: expected a text, got a list"),
        ("params: {must: count >= 3}", "params: [must]", "4:9: “params”: expected keys and values, got a list"),
        ("count >= 3", "count >= 'x'", "4:16: a number cannot be compared with a text"),
    ],
)
def test_a_mistake_in_extending_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "short.yaml").write_text(SOUND + PROVED, "utf-8")
    (tmp_path / "longer.yaml").write_text(LONGER.replace(old, new), "utf-8")
    loaded, errors = find([tmp_path])
    assert [each.rule.id for each in loaded] == ["short"]
    assert [str(error).split("longer.yaml:", 1)[1] for error in errors] == [said]


def test_rules_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "longer.yaml").write_text(LONGER, "utf-8")
    back = LONGER.replace("extends: short", "extends: longer").replace("id: longer", "id: short")
    (tmp_path / "short.yaml").write_text(back, "utf-8")
    loaded, errors = find([tmp_path])
    assert loaded == []
    assert ["cannot be used, or extends it" in str(error) for error in errors] == [True, True]


TERMS = """\
id: odd
summary: x
why: x
check: {check}
severity: advice
message: x
params:
  {params}
"""


@pytest.mark.parametrize(
    ("check", "params", "said"),
    [
        ("existence", "terms:\n    - sound\n    - (odd", "10:7: “(” in “(odd” is not allowed here"),
        ("existence", "terms: [sound]\n  except_after:\n    - a|b", "10:7: “|” in “a|b” is not allowed here"),
        ("substitution", "swap:\n    sound: x\n    (odd: x", "10:11: “(” in “(odd” is not allowed here"),
        (
            "consistency",
            "forms:\n    - [sound, sounds]\n    - [sound, (odd]",
            "10:15: “(” in “(odd” is not allowed here",
        ),
        ("occurrence", "most: 1\n  terms: [sound, (odd]", "9:18: “(” in “(odd” is not allowed here"),
    ],
)
def test_a_mistake_in_a_term_is_told_where_the_term_stands(tmp_path: Path, check: str, params: str, said: str) -> None:
    (tmp_path / "odd.yaml").write_text(TERMS.format(check=check, params=params) + PROVED, "utf-8")
    assert [str(error).split("odd.yaml:", 1)[1].startswith(said) for error in find([tmp_path])[1]] == [True]


FIXING = """\
id: short
summary: A grade has a capital too many.
why: Tables are read by programs.
check: assert
severity: warning
message: "“{found}”."
params:
  each: row in judgements
  let: {found: row.grade.prose, right: sentence_case(row.grade.prose)}
  must: found = right
  flag: row.grade
  fixes:
    - replace: row.grade
      with: right
fix:
  title: "write “{right}”"
  safe: true
---
examples:
  - name: one capital
    text: "Judgement\\tGrade\\nOverall effectiveness\\tGood\\n"
  - name: two
    text: "Judgement\\tGrade\\nOverall effectiveness\\t[[GOOD]]\\n"
    fixed: "Judgement\\tGrade\\nOverall effectiveness\\tGood\\n"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{right}”", "{rihgt}”", "16:10: unknown name “rihgt” in a message; known here: found, right, row"),
        ("  safe: true\n", "", "16:3: the key “safe” is missing"),
        (
            "safe: true",
            "safe: false",
            "17:9: a fix that is not safe must state under “because” why a person must review it",
        ),
        (
            "safe: true",
            "safe: true\n  because: it is short",
            "18:12: a safe fix needs no review: remove “because”, or set “safe: false”",
        ),
        ("safe: true", "saef: true", "17:3: unknown key “saef”; did you mean “safe”?"),
        (
            "  fixes:\n    - replace: row.grade\n      with: right\n",
            "",
            "13:10: give the replacement under “fixes”",
        ),
        ("replace: row.grade", "replace: found.grade", None),
        ("replace: row.grade", "replace: right", "13:16: this is a text, which is not printed anywhere; name a part"),
        ("with: right", "with: row.label.text", None),
        ("with: right", "with: row", "14:13: this is a part (judgement); a text was expected"),
        ("with: right", "with: right\n      where: found", "15:14: this is a text; true or false was expected"),
        ("with: right", "wiht: right", "14:7: unknown key “wiht”; did you mean “with”?"),
        (
            '    fixed: "Judgement\\tGrade\\nOverall effectiveness\\tGood\\n"\n',
            "",
            "no example shows the text after the fix: write it under “fixed”",
        ),
        (
            'fix:\n  title: "write “{right}”"\n  safe: true\n',
            "",
            "21:12: an example has “fixed”, but the rule has no “fix”",
        ),
        ("[[GOOD]]", "Good", None),
    ],
)
def test_a_fix_that_cannot_be_used_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str | None) -> None:
    assert old in FIXING
    file = tmp_path / "short.yaml"
    file.write_text(FIXING.replace(old, new, 1), "utf-8")
    loaded, errors = find([tmp_path])
    assert loaded == []
    (error,) = errors
    if said is not None:
        assert str(error) == (f"{file}:{said}" if said[0].isdigit() else f"{file}: {said}")


def test_a_kind_that_cannot_fix_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "short.yaml"
    body = FIXING.replace("check: assert", "check: length")
    params = "params:\n  of: text\n  most: 3\n" + body[body.index("fix:") :].replace("{right}", "{count}")
    file.write_text(body[: body.index("params:")].replace("{found}", "{count}") + params, "utf-8")
    (error,) = find([tmp_path])[1]
    assert str(error) == f"{file}:11:10: this kind of check cannot fix its findings"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"Judgement\\tGrade\\nOverall effectiveness\\tGood\\n"\n', '"Something else"\n', "it is fixed to:"),
        ("with: right", "with: right\n      where: found = 'Fine'", "it is fixed to:"),
    ],
)
def test_a_fix_that_gives_something_else_fails_its_proof(tmp_path: Path, old: str, new: str, fault: str) -> None:
    head, _, tail = FIXING.rpartition(old)
    (tmp_path / "short.yaml").write_text(head + new + tail, "utf-8")
    (loaded,), errors = find([tmp_path])
    assert errors == []
    assert [verdict.faults[0].startswith(fault) for verdict in run_examples(loaded) if verdict.faults] == [True]


HELD = """\
id: later-title
summary: The report has another council than the last.
why: They are held against each other.
check: assert
severity: error
kinds: [unknown, ilacs]
needs: [against]
message: "They differ."
params:
  must: dates.start > report.dates.end
  flag: dates
---
examples:
  - name: later
    kind: ilacs
    text: "Inspection dates: 3 to 7 June 2024"
    against: ["{last}"]
  - name: earlier
    kind: ilacs
    text: "Inspection dates: [[3 to 7 June 2019]]"
    against: ["{last}"]
"""
LAST = (
    "Inspection of Saltmarsh local authority children’s services\\n\\nInspection dates: 8 to 12 May 2023\\n\\n"
    "Lead inspector: Ann Lee, His Majesty’s Inspector\\n\\nJudgement\\tGrade\\nThe impact of leaders on social work "
    "practice with children and families\\tGood\\n\\nWhat needs to improve?\\n"
)


def test_an_example_says_its_kind_and_what_it_is_held_against(tmp_path: Path) -> None:
    for last, wrong in ((LAST, []), ("A novel.", ["against 1: not a report or a letter"])):
        (tmp_path / "later-title.yaml").write_text(HELD.format(last=last), "utf-8")
        (loaded,), errors = find([tmp_path])
        assert errors == []
        assert [verdict.faults[:1] for verdict in run_examples(loaded)] == [wrong, wrong]


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"], ids=["LF", "CR", "CR LF"])
@pytest.mark.parametrize("wrong", ["sevrity: error", "'a", "a: [b", "x: 1\nx: 2", "a: *b"])
def test_a_mistake_has_the_line_that_an_editor_shows(tmp_path: Path, ends: str, wrong: str) -> None:
    plain, odd = tmp_path / "plain.yaml", tmp_path / "odd.yaml"
    plain.write_bytes(f"# a\n# b\n{wrong}\n".encode())
    odd.write_bytes(f"# a\u2028\x85\u2029{ends}# b{ends}{wrong}\n".encode())
    said = [str(find([path])[1][0]).partition("yaml:")[2] for path in (plain, odd)]
    assert said[0] == said[1] != ""
