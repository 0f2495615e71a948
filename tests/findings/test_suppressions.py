"""Findings are kept quiet by comments in a text and by a register beside it, with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings import ignore_file
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded, families
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
HEAD = "Inspection of Saltmarsh local authority children’s services\n\n"
TABLE = """\
Judgement                                                          Grade
The impact of leaders on social work practice with children and families   Good
Overall effectiveness                                              Excellent
"""
FINDINGS = """\
The experiences and progress of care leavers: good
{0}
1. Support is is strong. It was seen on 31 June 2024.
{1}
2. Homes are are safe.
"""


def found(text: str, rules: list[Loaded], today: date = date(2026, 6, 1)) -> list[str]:
    """The findings in a text: rules with their lines, and after a dash those that are suppressed."""
    read = documents.read(Source("draft.txt", text), "ilacs")
    outcome = lint(read, rules, Register(today, known={each.rule.id for each in rules}))
    shown = [(f.rule, f.place.source.position(f.place.span.start).line) for f in outcome.findings]
    quiet = [(f"-{f.rule}", f.place.source.position(f.place.span.start).line)
             for f, _ in outcome.suppressed]  # fmt: skip
    return [f"{name} {line}" for name, line in shown + quiet]


@pytest.fixture(scope="module")
def rules(shipped: list[Loaded]) -> list[Loaded]:
    """The rules that these texts are about, and those about suppressions."""
    chosen = {"doubled-word", "date-impossible"}
    return [each for each in shipped if each.rule.id in chosen or "suppressions" in each.rule.needs]


def say(text: str, *, first: str = "", second: str = "") -> str:
    return text.format(first and f"<!-- ofsted-lint: {first} -->", second and f"<!-- ofsted-lint: {second} -->")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("", "", ["doubled-word 3", "date-impossible 3", "doubled-word 5"], id="no comment, all is found"),
        pytest.param(
            "ignore doubled-word quoted from a letter",
            "",
            ["date-impossible 3", "doubled-word 5", "-doubled-word 3"],
            id="one rule in the part that follows",
        ),
        pytest.param(
            "ignore doubled-word, date-impossible: quoted from a letter",
            "",
            ["doubled-word 5", "-doubled-word 3", "-date-impossible 3"],
            id="two rules in the part that follows",
        ),
        pytest.param(
            "ignore all quoted from a letter",
            "",
            ["doubled-word 5", "-doubled-word 3", "-date-impossible 3"],
            id="all rules in the part that follows",
        ),
        pytest.param(
            "off doubled-word quoted from a letter",
            "",
            ["date-impossible 3", "-doubled-word 3", "-doubled-word 5"],
            id="off to the end",
        ),
        pytest.param(
            "off doubled-word, date-impossible quoted from a letter",
            "on doubled-word",
            ["doubled-word 5", "-doubled-word 3", "-date-impossible 3"],
            id="off, and on again for one of two",
        ),
        pytest.param(
            "off doubled-word quoted",
            "on",
            ["date-impossible 3", "doubled-word 5", "-doubled-word 3"],
            id="on without a name ends all",
        ),
        pytest.param(
            "ignore doubled-word until 2026-06-01: quoted from a letter",
            "",
            ["date-impossible 3", "doubled-word 5", "-doubled-word 3"],
            id="on its last day it holds",
        ),
        pytest.param(
            "ignore doubled-word until 2026-05-31: quoted from a letter",
            "",
            ["suppression-expired 2", "doubled-word 3", "date-impossible 3", "doubled-word 5"],
            id="a day later it does not",
        ),
        pytest.param(
            "ignore doubled-word",
            "",
            ["suppression-without-reason 2", "doubled-word 3", "date-impossible 3", "doubled-word 5"],
            id="without a reason it has no effect",
        ),
        pytest.param(
            "ignore doubled-wrod quoted from a letter",
            "",
            ["suppression-unclear 2", "doubled-word 3", "date-impossible 3", "doubled-word 5"],
            id="a rule that does not exist",
        ),
        pytest.param(
            "",
            "ignore date-impossible quoted from a letter",
            ["doubled-word 3", "date-impossible 3", "suppression-unused 4", "doubled-word 5"],
            id="nothing is found in the part that follows",
        ),
    ],
)
def test_a_comment_keeps_quiet(first: str, second: str, expected: list[str], rules: list[Loaded]) -> None:
    assert found(say(FINDINGS, first=first, second=second), rules) == expected


def test_a_comment_inside_a_paragraph_is_about_the_rest_of_it(rules: list[Loaded]) -> None:
    text = (
        "The experiences and progress of care leavers: good\n1. Support is is strong and\n"
        "<!-- ofsted-lint: ignore doubled-word quoted from a letter -->\nhomes are are safe.\n\n2. It is is good.\n"
    )
    assert found(text, rules) == ["doubled-word 2", "doubled-word 6", "-doubled-word 4"]


def test_a_comment_before_a_row_of_the_grade_table_is_about_that_row(shipped: list[Loaded]) -> None:
    rules = [each for each in shipped if each.rule.id == "grade-vocabulary"]
    comment = "<!-- ofsted-lint: ignore grade-vocabulary The pilot has grades of its own. -->\n"
    rows = TABLE.splitlines(keepends=True)
    assert found(HEAD + TABLE, rules) == ["grade-vocabulary 5"]
    assert found(HEAD + "".join([*rows[:2], comment, *rows[2:]]), rules) == ["-grade-vocabulary 6"]
    assert found(HEAD + "".join([rows[0], comment, *rows[1:]]), rules) == ["grade-vocabulary 6"]


def test_comments_are_no_text_of_the_report(shipped: list[Loaded]) -> None:
    text = say(FINDINGS, first="ignore doubled-word quoted from the the letter", second="off all for now")
    read = documents.read(Source("draft.txt", text), "ilacs")
    assert [p.prose.text for p in read.paragraphs] == [
        "Support is is strong. It was seen on 31 June 2024.",
        "Homes are are safe.",
    ]
    assert read.unrecognised == ()


ENTRY = "- document: draft.txt\n  rule: doubled-word\n  reason: Quoted from a letter.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
    (tmp_path / "draft.txt").write_text(FINDINGS.format("", "") * 2, "utf-8")
    return tmp_path


def listed(run: Run, *words: str) -> list[str]:
    """The findings about what these texts are about, by rule and line."""
    lines = run("draft.txt", "--format", "concise", *words)[1].splitlines()
    found = [(line.rsplit("[", 1)[1].split("]")[0], line.split(":")[1]) for line in lines]
    return [f"{rule} {line}" for rule, line in found if rule == "doubled-word" or rule.startswith("suppression")]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(ENTRY, [], id="all findings of a rule"),
        pytest.param(ENTRY + "  owner: the team\n  until: 2026-06-01\n", [], id="to this day"),
        pytest.param(
            ENTRY + "  until: 2026-05-31\n",
            ["suppression-expired 1", *(f"doubled-word {n}" for n in (3, 5, 8, 10))],
            id="expired",
        ),
        pytest.param(
            ENTRY + "  address: sections/care-leavers\n",
            ["doubled-word 8", "doubled-word 10"],
            id="those of a part and what lies in it",
        ),
        pytest.param(
            ENTRY + "  address: sections/care\n",
            ["suppression-unused 1", *(f"doubled-word {n}" for n in (3, 5, 8, 10))],
            id="the beginning of an address is not a part",
        ),
        pytest.param(ENTRY.replace("draft.txt", "'*.txt'"), [], id="documents by a pattern"),
        pytest.param(
            ENTRY.replace("draft.txt", "other.txt"),
            [f"doubled-word {n}" for n in (3, 5, 8, 10)],
            id="another document",
        ),
        pytest.param(
            ENTRY.replace("doubled-word", "a-or-an"),
            ["suppression-unused 1", *(f"doubled-word {n}" for n in (3, 5, 8, 10))],
            id="a rule that finds nothing",
        ),
    ],
)
def test_an_entry_of_the_register_keeps_quiet(place: Path, run: Run, entry: str, expected: list[str]) -> None:
    (place / ".ofsted-lint-ignore.yaml").write_text(entry, "utf-8")
    found = listed(run)
    assert found == expected


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("\n", "\r", 3), ("\n", "\r\n", 3), ("# a", "# a\u2028\u2029\u2028", 3), ("# a", "# a \x85\x85", 3)],
    ids=["CR", "CR LF", "separators of lines and paragraphs", "next lines"],
)
def test_the_line_of_an_entry_is_that_of_the_file(place: Path, run: Run, old: str, new: str, line: int) -> None:
    text = f"# a\n# b\n{ENTRY}".replace(old, new)
    (place / ".ofsted-lint-ignore.yaml").write_bytes(text.encode())
    (_, found), *more = ignore_file.read(place / ".ofsted-lint-ignore.yaml", {"doubled-word"}).entries
    assert (found.source.position(found.span.start).line, more) == (line, [])
    assert "doubled-word" not in run("draft.txt", "--format", "concise")[1]


@given(signs=st.text("\n\r\x85\u2028\u2029\ufeff# a:-😀", max_size=30))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_register_with_any_line_ends_is_read_or_refused_in_a_line(tmp_path: Path, signs: str) -> None:
    path = tmp_path / ignore_file.NAME
    path.write_bytes(f"# {signs}\n- document: draft.txt\n  rule: x\n  reason: '{signs}'\n".encode())
    try:
        read = ignore_file.read(path, {"x"})
    except ConfigError as error:
        read, said = None, str(error)
    if read is None:
        assert "\n" not in said
    else:
        assert [place.text.startswith("- document") for _, place in read.entries] == [True]


def test_a_finding_is_named_by_its_fingerprint(place: Path, run: Run) -> None:
    made = msgspec.json.decode(run("draft.txt", "--format", "json")[1])
    prints = [f["fingerprint"] for f in made["documents"][0]["findings"] if f["rule"] == "doubled-word"]
    (place / ".ofsted-lint-ignore.yaml").write_text(ENTRY + f"  fingerprint: {prints[1]}\n", "utf-8")
    assert listed(run) == ["doubled-word 3", "doubled-word 8", "doubled-word 10"]


def test_the_nearest_register_above_the_document_counts(place: Path, run: Run) -> None:
    inner = place / "2026" / "drafts"
    inner.mkdir(parents=True)
    (inner / "draft.txt").write_text(FINDINGS.format("", ""), "utf-8")
    (place / "2026" / ".ofsted-lint-ignore.yaml").write_text(ENTRY.replace("draft", "drafts/draft"), "utf-8")
    out = run("2026/drafts/draft.txt", "draft.txt", "--format", "concise")[1]
    assert {line.split(":")[0] for line in out.splitlines() if "doubled-word" in line} == {"draft.txt"}


def test_everything_is_shown_without_suppressions(place: Path, run: Run) -> None:
    (place / ".ofsted-lint-ignore.yaml").write_text(ENTRY + "  until: 2020-01-01\n", "utf-8")
    text = say(FINDINGS, first="ignore doubled-word quoted", second="ignore doubled-word")
    (place / "draft.txt").write_text(text + FINDINGS.format("", ""), "utf-8")
    found = ["suppression-expired 1", "suppression-without-reason 4", *(f"doubled-word {n}" for n in (5, 8, 10))]
    assert listed(run) == found
    assert listed(run, "--no-suppress") == [f"doubled-word {n}" for n in (3, 5, 8, 10)]


def test_json_tells_what_is_kept_quiet_and_by_whom(place: Path, run: Run) -> None:
    entry = ENTRY + "  address: sections/care-leavers\n  owner: the team\n  until: 2027-01-31\n"
    (place / ".ofsted-lint-ignore.yaml").write_text(entry, "utf-8")
    made = msgspec.json.decode(run("draft.txt", "--format", "json")[1])["documents"][0]["suppressed"]
    assert [{**each, "fingerprint": ""} for each in made] == [
        {
            "rule": "doubled-word",
            "address": f"sections/care-leavers/paragraphs/{name}",
            "fingerprint": "",
            "reason": "Quoted from a letter.",
            "owner": "the team",
            "until": "2027-01-31",
            "in": ".ofsted-lint-ignore.yaml",
            "line": 1,
        }
        for name in ("support-is-is-strong-it-was-seen-on", "homes-are-are-safe")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- document: draft.txt\n  rule: doubled-word\n", ":1:3: the key “reason” is missing"),
        (ENTRY.replace("reason", "raeson"), ":3:3: unknown key “raeson”; did you mean “reason”?"),
        (
            ENTRY.replace("doubled-word", "doubled-wrod"),
            ":2:9: there is no rule “doubled-wrod”; did you mean “doubled-word”?",
        ),
        (ENTRY + "  until: soon\n", ":4:10: “until”: expected a date like 2024-06-30"),
        (
            ENTRY + "  until: 2026-02-30\n",
            ":4:10: “2026-02-30” cannot be read as a date; put a text in quotation marks",
        ),
        (ENTRY.replace("Quoted from a letter.", "''"), ":3:11: “reason”: expected a text that is not empty"),
        ("document: draft.txt\n", ":1:1: expected a list, got keys and values"),
        ("- [\n", None),
        ("- &a [*a]\n", None),
        (b"\xff\xfe", ":1: this file must be UTF-8"),
        ("- " * 3000 + "\n", None),
        ("x" * 5_000_000, ": this file is too large: the limit is 4096 KB"),
    ],
)
def test_a_mistake_in_the_register_is_told_in_a_line(
    place: Path, run: Run, text: str | bytes, said: str | None
) -> None:
    (place / ".ofsted-lint-ignore.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    status, _, err = run("draft.txt", "--format", "concise")
    assert (status, err.count("\n")) == (2, 1)
    assert said is None or err == f"ofsted-lint: .ofsted-lint-ignore.yaml{said}\n"


def test_an_empty_register_is_none(place: Path, run: Run) -> None:
    (place / ".ofsted-lint-ignore.yaml").write_text("# nothing yet\n", "utf-8")
    assert run("draft.txt", "--format", "concise")[2] == ""


def test_an_entry_about_a_document_that_is_gone_is_told(place: Path, run: Run) -> None:
    (place / ".ofsted-lint-ignore.yaml").write_text(ENTRY.replace("draft.txt", "darft.txt"), "utf-8")
    status, _, err = run("draft.txt", "--format", "concise")
    said = "there is no document “darft.txt”; did you mean “draft.txt”?"
    assert (status, err) == (1, f"ofsted-lint: .ofsted-lint-ignore.yaml: {said}\n")


@pytest.mark.parametrize(
    "comment",
    ["<!-- ofsted-lint", "<!-- ofsted-lint: " + "a, " * 50_000, "<!-- ofsted-lint:" + " " * 100_000 + "-->",
     "<!-- ofsted-lint: ignore " + "x" * 100_000 + " -->", "<!-- ofsted-lint: off all x -->\n" * 2_000,
     "<!-- ofsted-lint: ignore a until 99999999999999999999: x -->"],
    ids=["cut short", "many names", "many spaces", "a long name", "many comments", "a long day"],
)  # fmt: skip
def test_no_comment_harms(comment: str, rules: list[Loaded]) -> None:
    assert "doubled-word" in " ".join(found(f"{comment}\n{FINDINGS.format('', '')}", rules))


GUIDE = (ROOT / "docs" / "suppressions.md").read_text("utf-8")


def test_the_comment_that_the_guide_shows_works(rules: list[Loaded]) -> None:
    (text,) = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    assert found(text.replace("Home Home", "home home"), rules) == ["-doubled-word 4"]


def test_the_register_that_the_guide_shows_works(tmp_path: Path, shipped: list[Loaded]) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / ignore_file.NAME).write_text(shown, "utf-8")
    made = ignore_file.read(tmp_path / ignore_file.NAME, {each.rule.id for each in shipped})
    about = made.about(tmp_path / "saltmarsh-2019.txt")
    assert [(each.rule, each.address, each.until) for each in about] == [
        ("grade-short-form", "judgements/overall", date(2027, 3, 31)),
        ("doubled-word", "", None),
    ]


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("<!— ofsted-lint: ignore doubled-word quoted —>", id="dashes"),
        pytest.param("<!– ofsted-lint: ignore doubled-word quoted –>", id="short dashes"),
        pytest.param("<!— ofsted‑lint: ignore doubled–word quoted →", id="an arrow, and dashes in names"),
        pytest.param("<!-- ofsted-lint: ignore “doubled-word”: “quoted” -->", id="quotation marks"),
    ],
)
def test_a_comment_that_a_word_processor_has_changed_is_followed(comment: str, rules: list[Loaded]) -> None:
    text = f"1. Plans are clear.\n{comment}\n2. Homes are are safe.\n"
    assert found(text, rules) == ["-doubled-word 3"]


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("&lt;!-- {} --&gt;", id="escaped for a web page"),
        pytest.param(r"\<!\-- {} --\>", id="escaped for Markdown"),
        pytest.param("< !-- {} -->", id="parted by a space"),
        pytest.param("<-- {} -->", id="an arrow at its start"),
        pytest.param("«!-- {} --»", id="other quotation marks"),
        pytest.param("-- {} --", id="dashes alone"),
        pytest.param("[//]: # ({})", id="a comment of Markdown"),
    ],
)
@pytest.mark.parametrize("line", ["{}\n2. Homes are safe.", "2. Homes are safe. {}"], ids=["above a part", "in it"])
def test_a_comment_without_its_marks_is_reported(comment: str, line: str, rules: list[Loaded]) -> None:
    text = "1. Plans are clear.\n" + line.format(comment.format("ofsted-lint: ignore doubled-word quoted")) + "\n"
    assert found(text, rules) == ["suppression-unclear 2"]


def test_a_comment_of_several_lines_is_reported_where_it_speaks_to_the_linter(rules: list[Loaded]) -> None:
    text = "1. Plans are clear.\n<!--\nofsted-lint: ignore doubled-word quoted\n-->\n2. Homes are safe.\n"
    assert found(text, rules) == ["suppression-unclear 3"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("2. Homes are safe. {} They are warm.", id="within a line"),
        pytest.param("2. Homes are safe. {}", id="at its end"),
        pytest.param("{} 2. Homes are safe.", id="at its start"),
    ],
)
def test_a_comment_that_shares_its_line_is_reported(line: str, rules: list[Loaded]) -> None:
    text = "1. Plans are clear.\n" + line.format("<!-- ofsted-lint: ignore doubled-word quoted -->") + "\n"
    assert found(text, rules) == ["suppression-unclear 2"]


@pytest.mark.parametrize(
    ("first", "second", "quiet"),
    [
        pytest.param("ignore wording quoted", "", ["-doubled-word 3"], id="a family"),
        pytest.param("ignore doubled-* quoted", "", ["-doubled-word 3"], id="a pattern"),
        pytest.param("off wording quoted", "", ["-doubled-word 3", "-doubled-word 5"], id="a family to the end"),
        pytest.param("off wording quoted", "on doubled-word", ["-doubled-word 3"], id="on again for one of a family"),
        pytest.param("off doubled-word quoted", "on wording", ["-doubled-word 3"], id="on again for its family"),
    ],
)
def test_a_comment_may_name_a_family_or_a_pattern(
    first: str, second: str, quiet: list[str], rules: list[Loaded]
) -> None:
    text = say(FINDINGS, first=first, second=second)
    read = documents.read(Source("draft.txt", text), "ilacs")
    register = Register(date(2026, 6, 1), known={each.rule.id for each in rules}, families=families(rules))
    outcome = lint(read, rules, register)
    lines = [(f.rule, f.place.source.position(f.place.span.start).line) for f, _ in outcome.suppressed]
    assert [f"-{name} {line}" for name, line in lines] == quiet
    assert not any(f.rule.startswith("suppression") for f in outcome.findings)


def test_many_comments_each_keep_their_own_part_quiet(rules: list[Loaded]) -> None:
    parts = "".join(
        f"<!-- ofsted-lint: ignore doubled-word because {at} -->\n{at}. It is is so.\n\n" for at in range(1, 40)
    )
    made = found(f"The experiences and progress of care leavers: good\n\n{parts}40. It is is so.\n", rules)
    assert [each for each in made if "doubled-word" in each] == [
        "doubled-word 120",
        *(f"-doubled-word {3 * at + 1}" for at in range(1, 40)),
    ]


def test_a_finding_at_the_first_letter_of_the_part_that_follows_is_suppressed(rules: list[Loaded]) -> None:
    text = "The experiences and progress of care leavers: good\n\n{}\n\n31 June 2024 was the day.\n"
    comment = "<!-- ofsted-lint: ignore date-impossible quoted from a letter -->"
    assert (found(text.format(""), rules), found(text.format(comment), rules)) == (
        ["date-impossible 5"],
        ["-date-impossible 5"],
    )


def test_in_a_text_of_no_known_kind_a_comment_is_about_all_of_it(shipped: list[Loaded]) -> None:
    text = "Some notes.\n\n<!-- ofsted-lint: ignore not-a-report notes of a meeting -->\n"
    read = documents.read(Source("notes.txt", text))
    outcome = lint(read, shipped, Register(date(2026, 6, 1), known={each.rule.id for each in shipped}))
    assert (read.kind, [f.rule for f in outcome.findings]) == ("unknown", [])
    assert [f.rule for f, _ in outcome.suppressed] == ["not-a-report"]


def test_a_comment_that_misspells_a_rule_is_given_its_name(rules: list[Loaded]) -> None:
    read = documents.read(Source("draft.txt", say(FINDINGS, first="ignore double-word it is meant")), "ilacs")
    outcome = lint(read, rules, Register(date(2026, 6, 1), known={each.rule.id for each in rules}))
    (said,) = [each.message for each in outcome.findings if each.rule == "suppression-unclear"]
    assert "there is no rule and no family of rules “double-word”; did you mean “doubled-word”?" in said
