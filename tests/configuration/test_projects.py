"""The rules in force for each document, and the documents that are left out."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.configuration.file import Config
from ofsted_lint.configuration.in_force import Asked, Force
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.rules import catalogue as rules
from ofsted_lint.rules.selection import ALL, FAMILY, NAME, NOT, PATTERN, Choice, selection
from tests.configuration.test_file import REPORT
from tests.rules.test_rule_file import PROVED, SOUND

Run = Callable[..., tuple[int, str, str]]
# The rules that are there, by family; the last of each is off unless asked for.
THERE = {"grades": ["grade-a", "grade-b", "grade-off"], "pages": ["page-a", "grades-page", "page-off"]}
ALL_ON = sorted(name for names in THERE.values() for name in names)
USUAL = ["grade-a", "grade-b", "grades-page", "page-a"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report in another, where the linter runs with a few rules instead of those that ship."""
    place, rules = tmp_path / "place", tmp_path / "shipped"
    for family, names in THERE.items():
        (rules / family).mkdir(parents=True)
        for name in names:
            off = "enabled: false\n" if name.endswith("off") else ""
            (rules / family / f"{name}.yaml").write_text(SOUND.replace("id: short", f"id: {name}\n{off}", 1) + PROVED)
    (place / "reports" / "old").mkdir(parents=True)
    for name in ("draft.txt", "reports/may.txt", "reports/old/june.txt"):
        (place / name).write_text(REPORT, "utf-8")
    monkeypatch.setattr("ofsted_lint.configuration.projects.folder", lambda _: rules)
    monkeypatch.chdir(place)
    return place


def force(path: str = "draft.txt", **asked: Any) -> Force:
    return Setups(Asked(**asked)).of(path)


def on(path: str = "draft.txt", **asked: Any) -> list[str]:
    return [each.rule.id for each in force(path, **asked).rules if each.rule.enabled]


def configured(place: Path, text: str, name: str = "ofsted-lint.toml") -> None:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        pytest.param("", USUAL, id="nothing said: what is on by default"),
        pytest.param("select = []", [], id="nothing is selected"),
        pytest.param("select = ['all']", ALL_ON, id="all means those that are off too"),
        pytest.param("select = ['grades']", ["grade-a", "grade-b"], id="a family is a folder, without what is off"),
        pytest.param("select = ['grade-off']", ["grade-off"], id="a rule by its name is switched on"),
        pytest.param("select = ['*-off', 'grade-a']", ["grade-a"], id="a pattern switches nothing on"),
        pytest.param("select = ['grade*']", ["grade-a", "grade-b", "grades-page"], id="a pattern crosses families"),
        pytest.param("ignore = ['grades']", ["grades-page", "page-a"], id="a family is taken away"),
        pytest.param("select = ['all']\nignore = ['grades', 'page-*']", ["grades-page"], id="all but"),
        pytest.param("select = ['grade-a']\nignore = ['grades']", ["grade-a"], id="a name beats a family"),
        pytest.param("select = ['pages']\nignore = ['grade*']", ["page-a"], id="a pattern beats a family"),
        pytest.param("select = ['grade-b']\nignore = ['grade-*']", ["grade-b"], id="a name beats a pattern"),
        pytest.param("select = ['grades']\nignore = ['grades']", [], id="ignore wins a tie"),
        pytest.param("[rule.grade-off]\nenabled = true", sorted([*USUAL, "grade-off"]), id="enabled switches on"),
        pytest.param(
            "select = ['pages']\n[rule.grade-a]\nenabled = true",
            ["grade-a", "grades-page", "page-a"],
            id="enabled adds",
        ),
        pytest.param(
            "select = ['all', 'page-a']\n[rule.page-a]\nenabled = false",
            [name for name in ALL_ON if name != "page-a"],
            id="what is not enabled is off",
        ),
        pytest.param(
            "ignore = ['pages']\n[rule.page-off]\nenabled = true",
            ["grade-a", "grade-b", "page-off"],
            id="enabled beats a family",
        ),
    ],
)  # fmt: skip
def test_selectors_choose_rules(place: Path, text: str, chosen: list[str]) -> None:
    configured(place, text)
    assert on() == chosen


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        pytest.param({"select": ("pages",)}, ["grades-page", "page-a"], id="select begins anew"),
        pytest.param({"ignore": ("grade-a",)}, [], id="ignore takes more away"),
        pytest.param({"select": ("all",), "ignore": ("grades",)}, ["grades-page", "page-a", "page-off"], id="both"),
        pytest.param({"select": ("grades",)}, ["grade-a"], id="a family without what a file switched off"),
        pytest.param({"only": ("grade-b", "page-off")}, ["grade-b", "page-off"], id="only, whatever a file says"),
        pytest.param({"isolated": True}, USUAL, id="isolated"),
    ],
)
def test_the_command_line_wins_over_files(place: Path, asked: dict[str, Any], chosen: list[str]) -> None:
    configured(place, "select = ['grade-a']\n[rule.grade-b]\nenabled = false\nseverity = 'error'\n")
    assert on(**asked) == chosen


def test_severities_hold_with_only(place: Path) -> None:
    configured(place, "ignore = ['all']\n[rule.grade-b]\nseverity = 'error'\n")
    (rule,) = [each.rule for each in force(only=("grade-b",)).rules if each.rule.enabled]
    assert (rule.id, rule.severity) == ("grade-b", "error")


def test_a_rule_beats_a_family_of_its_name(place: Path, tmp_path: Path) -> None:
    (tmp_path / "shipped" / "pages" / "grades.yaml").write_text(SOUND.replace("id: short", "id: grades") + PROVED)
    configured(place, "select = ['grades']")
    assert on() == ["grades"]


WORDS = st.sampled_from(
    ["all", "grades", "pages", "grade-*", "*", *(name for names in THERE.values() for name in names)]
)
FAMILY_OF = {name: family for family, names in THERE.items() for name in names}


@given(select=st.none() | st.lists(WORDS), ignore=st.none() | st.lists(WORDS), before=st.booleans())
def test_what_is_ignored_by_a_name_as_exact_is_never_in_force(
    select: list[str] | None, ignore: list[str] | None, before: bool
) -> None:
    def read(words: list[str] | None) -> Any:
        return None if words is None else selection(words, FAMILY_OF, lambda _, said: pytest.fail(said))

    settled = dict.fromkeys(FAMILY_OF, before)
    Choice(read(select), read(ignore)).update(settled, dict.fromkeys(FAMILY_OF, True), FAMILY_OF)
    weigh: Callable[[list[str] | None, str], int] = lambda words, rule: max(  # noqa: E731
        (exact(word, rule) for word in words or ()), default=NOT
    )
    assert settled == {
        rule: (before and weigh(ignore, rule) == NOT) if select is None else weigh(select, rule) > weigh(ignore, rule)
        for rule in FAMILY_OF
    }


def exact(word: str, rule: str) -> int:
    """Return how exactly a word names a rule, found in another way than the program does."""
    if word == rule:
        return NAME
    if "*" in word:
        return PATTERN if rule.startswith(word.removesuffix("*")) else NOT
    return {"all": ALL, FAMILY_OF[rule]: FAMILY}.get(word, NOT)


def test_each_document_has_the_nearest_file_and_else_that_of_the_working_directory(
    place: Path, tmp_path: Path, run: Run
) -> None:
    configured(place, "select = ['grade-a']")
    configured(place, "select = ['page-a']", "reports/.ofsted-lint.toml")
    configured(tmp_path, "", "elsewhere/x.txt")
    setups = Setups(Asked())
    found = {
        path: [each.rule.id for each in setups.of(path).rules if each.rule.enabled]
        for path in ("draft.txt", "reports/may.txt", "reports/old/june.txt", str(tmp_path / "elsewhere" / "x.txt"))
    }
    assert list(found.values()) == [["grade-a"], ["page-a"], ["page-a"], ["grade-a"]]
    assert setups.of("reports/may.txt") is setups.of("reports/old/june.txt")


def test_the_rules_of_each_configuration_are_loaded_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[object] = []
    find = rules.find

    def counted(folders: tuple[Path, ...]) -> object:
        loads.append(folders)
        return find(folders)

    monkeypatch.setattr("ofsted_lint.rules.catalogue.find", counted)
    configured(place, "select = ['grade-a']")
    configured(place, "select = ['page-a']", "reports/ofsted-lint.toml")
    configured(place, "rules = ['mine']", "reports/old/ofsted-lint.toml")
    configured(place, SOUND + PROVED, "reports/old/mine/short.yaml")
    setups = Setups(Asked())
    for path in ["draft.txt", "reports/may.txt", "reports/old/june.txt"] * 3:
        setups.of(path)
    assert len(loads) == 2


def test_what_is_wrong_for_several_configurations_is_told_once(place: Path, run: Run) -> None:
    configured(place, "rules = ['mine']", "reports/ofsted-lint.toml")
    configured(place, SOUND + PROVED, "reports/mine/short.yaml")
    status, _, err = run(".", "--rules", "nowhere", "--fail-on", "never")
    said = "ofsted-lint: nowhere: there is no folder of rules and no installed pack of that name\n"
    assert (status, err) == (2, said)


def test_a_file_is_laid_over_that_which_it_extends(place: Path) -> None:
    configured(
        place,
        "rules = ['mine']\nselect = ['grades', 'short']\n"
        "fail-on = 'advice'\nbaseline = 'known.json'\nmax-findings = 3\n"
        "[rule.short]\nseverity = 'error'\nparams.must = 'count >= 5'\nparams.where = 'count >= 1'\n",
        "shared/base.toml",
    )
    configured(place, SOUND + PROVED, "shared/mine/short.yaml")
    configured(place, "extend = '../shared/base.toml'\nignore = ['grade-b']\n", "reports/middle.toml")
    configured(
        place,
        "extend = 'middle.toml'\nmax-findings = 0\nrule.short.params.must = 'count >= 7'",
        "reports/ofsted-lint.toml",
    )
    found = force("reports/may.txt")
    (short,) = [each.rule for each in found.rules if each.rule.id == "short"]
    assert on("reports/may.txt") == ["grade-a", "short"]
    assert (short.severity, short.params["must"], short.params["where"]) == ("error", "count >= 7", "count >= 1")
    assert (found.fail_on, found.max_findings, found.baseline) == (
        "advice",
        0,
        place / "shared" / "known.json",
    )


def test_parts_for_paths_are_meant_from_their_file_and_the_later_wins(place: Path) -> None:
    configured(place, "[path.'*.txt']\nselect = ['page-a']\nrule.grade-a.severity = 'advice'\n", "shared/base.toml")
    configured(
        place,
        "extend = 'shared/base.toml'\n"
        "[path.'reports/**']\nselect = ['grades']\nrule.grade-a.severity = 'error'\n"
        "[path.'reports/old/']\nignore = ['grade-b']\nrule.grade-off.enabled = true\n",
    )
    severities = [
        next(each.rule.severity for each in force(path).rules if each.rule.id == "grade-a")
        for path in ("draft.txt", "reports/may.txt")
    ]
    assert (on(), on("reports/may.txt"), on("reports/old/june.txt"), severities) == (
        ["page-a"],
        ["grade-a", "grade-b"],
        ["grade-a", "grade-off"],
        ["advice", "error"],
    )


def test_standard_input_is_taken_for_the_document_that_it_is_named_after(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(place, "[path.'reports/**']\nselect = ['grade-a']\n")
    found = {}
    for name in ("reports/new.txt", "new.txt"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
        found[name] = run("-", "--stdin-filename", name, "--format", "concise")[1].count("[")
    assert found == {"reports/new.txt": 2, "new.txt": 8}


@pytest.mark.parametrize(
    ("words", "read"),
    [
        pytest.param(["."], ["draft.txt", "reports/may.txt"], id="in a folder"),
        pytest.param(["reports/*/*.txt"], [], id="found by a pattern"),
        pytest.param(["reports/old/june.txt"], ["reports/old/june.txt"], id="a file that is named is meant"),
        pytest.param(["reports/old/june.txt", "--force-exclude"], [], id="unless it is said that it is not"),
        pytest.param([".", "--isolated"], ["draft.txt", "reports/may.txt", "reports/old/june.txt"], id="isolated"),
    ],
)
@pytest.mark.parametrize("command", ["check", "outline"])
def test_excluded_files_are_left_out(place: Path, run: Run, words: list[str], read: list[str], command: str) -> None:
    configured(place, "exclude = ['old']")
    never = ["--fail-on", "never"] if command == "check" else []
    status, out, err = run(command, *words, "--format", "json", *never)
    assert [each["path"] for each in json.loads(out)["documents"]] == read
    said = "" if read else "ofsted-lint: 1 file(s) are excluded by the configuration; nothing else was named\n"
    assert (status, err) == (0, said)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["draft.txt"], 0),
        (["reports/may.txt"], 1),
        ([".", "--fail-on", "never"], 0),
        (["draft.txt", "--fail-on", "advice"], 1),
    ],
)
def test_the_exit_status_is_by_what_each_document_is_to_fail_on(
    place: Path, run: Run, words: list[str], status: int
) -> None:
    configured(place, "fail-on = 'never'")
    configured(place, "fail-on = 'warning'", "reports/ofsted-lint.toml")
    assert run(*words)[0] == status


def test_a_mistake_in_any_configuration_is_told_before_anything_is_printed(place: Path, run: Run) -> None:
    configured(place, "select = ['grads']\n", "reports/ofsted-lint.toml")
    status, out, err = run(".", "--format", "json")
    said = "reports/ofsted-lint.toml:1:11: there is no rule and no family of rules “grads”; did you mean “grades”?"
    assert (status, out, err) == (2, "", f"ofsted-lint: {place}/{said}\n")


KEYS = [field.encode_name for field in msgspec.structs.fields(Config)]
MISTAKES = [
    ("select = [\n 'all',\n 'grads']", "3:2: there is no rule and no family of rules “grads”; did you mean “grades”?"),
    ("ignore = ['page-']", "1:11: there is no rule and no family of rules “page-”; did you mean “page-a”?"),
    ("select = ['x*']", "1:11: there is no rule and no family of rules “x*”"),
    ("select = 'all'", "1:10: “select”: expected a list, got a text"),
    ("ignore = ['all', 1]", "1:18: “ignore”: expected a text, got a number"),
    ("fail-on = 'eror'", "1:11: “fail-on”: “eror” is not known; did you mean “error”?"),
    ("fail_on = 'error'", "1:1: unknown key “fail_on”; did you mean “fail-on”?"),
    ("max-findings = -1", "1:16: “max-findings”: expected a number >= 0"),
    ("max-findings = 1.5", "1:16: “max-findings”: expected a number, got a number with decimals"),
    ("baseline = 1", "1:12: “baseline”: expected a text, got a number"),
    ("exclude = ['a', '!b']", "1:17: “!b”: a pattern cannot undo another one"),
    ("exclude = ['/']", "1:12: “/” is not a pattern of paths"),
    (f"exclude = ['{'*' * 2000}']", "1:12: a pattern may have 1,000 characters at most"),
    ("path = 1", "1:8: “path”: expected keys and values, got a number"),
    ("[path.'a.txt']\nslect = []", "2:1: unknown key “slect”; did you mean “select”?"),
    ("path.'a.txt'.select = ['grad']", "1:24: there is no rule and no family of rules “grad”; did you mean “grades”?"),
    ("[path.'a.txt'.rule.grade-c]\nenabled = true", "1:1: there is no rule “grade-c”; did you mean “grade-b”?"),
    ("path.'a.txt'.rule.grade-a.severity = 'eror'", "1:38: “severity”: “eror” is not known; did you mean “error”?"),
    ("path.'a.txt'.rule.grade-a.params.muts = 1", "1:1: unknown key “muts”; did you mean “must”?"),
    ("path.'' = {}", "1:1: “” is not a pattern of paths"),
    ("extend = 1", "1:10: “extend”: expected a text, got a number"),
    ("extend = 'none.toml'", "1:10: “none.toml” cannot be extended: cannot be read (No such file or directory)"),
    ("extend = ''", "1:10: “” cannot be extended: this is not an ordinary file"),
    ('extend = "\\u0000"', "1:10: “\ufffd” cannot be extended: a file cannot have this name"),
    ("extend = 'ofsted-lint.toml'", "1:10: “ofsted-lint.toml” already extends this file"),
    ('["\\u001b[31m"]', f"1:1: unknown key “\ufffd[31m”; known here: {', '.join(KEYS)}"),
    (".".join("a" * 60) + " = 1", "1: this key has too many parts"),
    ("rules = " + "[" * 2000, " values are nested too deeply here"),
    ("#" * 1_000_001, " a configuration file may have 1 MB at most"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_a_mistake_is_told_in_one_line_with_its_place(place: Path, run: Run, text: str, said: str) -> None:
    configured(place, text)
    assert run("draft.txt") == (2, "", f"ofsted-lint: {place}/ofsted-lint.toml:{said}\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "grades,grads"], "there is no rule and no family of rules “grads”; did you mean “grades”?"),
        (["--ignore", ","], "there is no rule and no family of rules “”"),
        (["--only", "grade-a, grade-c"], "there is no rule “grade-c”; did you mean “grade-b”?"),
        (
            ["--only", "grade-a", "--ignore", "grade-b"],
            "--only names all rules that are to be used: leave --select and --ignore out",
        ),
        (["--isolated", "--config", "x.toml"], "--isolated reads no configuration file: leave --config out"),
    ],
)
def test_a_mistake_of_the_command_line_is_told_in_one_line(place: Path, run: Run, words: list[str], said: str) -> None:
    assert run("draft.txt", *words) == (2, "", f"ofsted-lint: command line: {said}\n")


def test_files_that_extend_each_other_are_told(place: Path, run: Run) -> None:
    configured(place, "extend = 'b.toml'")
    configured(place, "extend = 'ofsted-lint.toml'", "b.toml")
    said = f"ofsted-lint: {place}/b.toml:1:10: “ofsted-lint.toml” already extends this file\n"
    assert run("draft.txt") == (2, "", said)


def test_a_mistake_in_an_extended_file_is_told_where_it_is(place: Path, run: Run) -> None:
    configured(place, "extend = 'pyproject.toml'")
    configured(place, "[tool.ofsted-lint]\nselect = ['grads']\n", "pyproject.toml")
    said = "pyproject.toml:2:11: there is no rule and no family of rules “grads”; did you mean “grades”?"
    assert run("draft.txt") == (2, "", f"ofsted-lint: {place}/{said}\n")
    configured(place, "[project]\n", "pyproject.toml")
    said = "ofsted-lint.toml:1:10: “pyproject.toml” cannot be extended: it has no table [tool.ofsted-lint]"
    assert run("draft.txt") == (2, "", f"ofsted-lint: {place}/{said}\n")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"\xff\x00"), "a configuration file must be UTF-8"),
        (lambda path: path.symlink_to("nowhere"), "cannot be read (No such file or directory)"),
        (lambda path: path.symlink_to("/dev/zero"), "this is not an ordinary file"),
        (os.mkfifo, "this is not an ordinary file"),
    ],
    ids=["binary", "a link that leads nowhere", "a device", "a pipe"],
)
def test_what_is_no_configuration_file_is_not_read(
    place: Path, run: Run, make: Callable[[Path], object], said: str
) -> None:
    make(place / "ofsted-lint.toml")
    assert run("draft.txt") == (2, "", f"ofsted-lint: {place}/ofsted-lint.toml: {said}\n")


def test_a_folder_of_that_name_is_no_configuration(place: Path) -> None:
    (place / "ofsted-lint.toml").mkdir()
    assert on() == USUAL


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs it may read everything")
def test_a_file_that_may_not_be_read_is_told(place: Path, run: Run) -> None:
    configured(place, "")
    (place / "ofsted-lint.toml").chmod(0)
    assert run("draft.txt") == (2, "", f"ofsted-lint: {place}/ofsted-lint.toml: cannot be read (Permission denied)\n")


@pytest.mark.parametrize("name", ["/dev/zero", "."])
def test_what_is_named_as_a_configuration_must_be_a_file(place: Path, run: Run, name: str) -> None:
    assert run("draft.txt", "--config", name) == (2, "", f"ofsted-lint: {name}: this is not an ordinary file\n")


def test_long_lists_take_no_long_time(place: Path) -> None:
    many = ", ".join(f"'x{number}/**/*a*b*c'" for number in range(10_000))
    names = ", ".join(["'grade-*'", "'grade-a'", "'all'"] * 3_000)
    configured(place, f"exclude = [{many}]\nselect = [{names}]\nignore = [{names}]\n")
    setups = Setups(Asked())
    assert (setups.files.excludes("reports/old/june.txt"), on()) == (False, [])


def test_a_file_is_checked_once_under_the_first_of_its_names(place: Path, run: Run) -> None:
    (place / "b.txt").write_text(REPORT, "utf-8")
    (place / "a.txt").symlink_to("b.txt")
    names = run("a.txt", "./b.txt", place / "b.txt", "--format", "json")[1]
    assert [each["path"] for each in json.loads(names)["documents"]] == ["a.txt"]


def test_a_link_to_what_is_excluded_is_excluded(place: Path, run: Run) -> None:
    (place / "kept").mkdir()
    (place / "kept" / "b.txt").write_text(REPORT, "utf-8")
    (place / "link.txt").symlink_to("kept/b.txt")
    configured(place, "exclude = ['kept/']\n")
    assert "are excluded by the configuration" in run("link.txt", "--force-exclude")[2]
