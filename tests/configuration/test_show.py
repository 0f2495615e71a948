"""The configuration shown with its places; and one to begin with."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from ofsted_lint.configuration import file as config
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from tests.configuration.test_projects import configured, place  # noqa: F401
from tests.conftest import ROOT
from tests.rules.test_rule_file import PROVED, SOUND

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("place")
def test_without_a_file_all_is_as_it_is_by_default(run: Run) -> None:
    assert run("--show-config") == (
        0,
        """\
# no configuration file
rules        = []                             # default
select       = (rules on by default)          # default
ignore       = []                             # default
fail-on      = "error"                        # default
exclude      = []                             # default
baseline     = (none)                         # default
max-findings = 0                              # default
respect-gitignore = true                      # default

# 4 of 6 rules are in force
""",
        "",
    )


def test_every_value_has_the_place_that_it_is_from(place: Path, run: Run) -> None:  # noqa: F811
    configured(
        place, "fail-on = 'advice'\nrule.grade-a = {severity = 'advice', params.must = 'count >= 3'}\n", "base.toml"
    )
    configured(
        place,
        "extend = '../base.toml'\nrule.grade-a.severity = 'error'\nexclude = ['old']\n"
        "[path.'*.txt']\nselect = ['grades']\nrule.grade-b.enabled = false\n[path.'*.md']\nselect = ['all']\n",
        "reports/ofsted-lint.toml",
    )
    words = ["reports/old/june.txt", "--fail-on", "never", "--ignore", "pages", "--show-config"]
    assert run(*words) == (
        0,
        """\
# reports/ofsted-lint.toml
extend       = "../base.toml"                 # reports/ofsted-lint.toml:1
rules        = []                             # default
select       = (rules on by default)          # default
ignore       = []                             # default
fail-on      = "never"                        # command line
exclude      = ["old"]                        # reports/ofsted-lint.toml:3
baseline     = (none)                         # default
max-findings = 0                              # default
respect-gitignore = true                      # default

[rule.grade-a]
severity     = "error"                        # reports/ofsted-lint.toml:2
params.must  = "count >= 3"                   # base.toml:2

[path."*.txt"]
select       = ["grades"]                     # reports/ofsted-lint.toml:5

[path."*.txt".rule.grade-b]
enabled      = false                          # reports/ofsted-lint.toml:6

# the command line, which overrides the above
ignore       = ["pages"]                      # command line

# 1 of 6 rules are in force for reports/old/june.txt
# this file is excluded: it is checked only if it is named
""",
        "",
    )


def test_without_a_document_the_parts_for_all_paths_are_shown(place: Path, run: Run) -> None:  # noqa: F811
    configured(place, "[path.'*.txt']\nselect = ['grades']\n[path.'*.md']\nselect = ['all']\n")
    assert re.findall(r"^\[.*", run("--show-config")[1], re.MULTILINE) == ['[path."*.txt"]', '[path."*.md"]']


def test_what_is_shown_fits_a_page_and_is_harmless(place: Path, run: Run) -> None:  # noqa: F811
    names = ", ".join(f"'a-folder-{number}/**'" for number in range(30))
    configured(place, f'exclude = [{names}, "\\u001b31m"]\nbaseline = "{"deep/" * 10}known.json"\n')
    out = run("--show-config")[1]
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert out.count("a-folder-") == 30


def test_a_path_is_needed_but_to_show_what_is_configured(place: Path, run: Run) -> None:  # noqa: F811
    said = "ofsted-lint: command line: the following arguments are required: PATH (see ofsted-lint check --help)\n"
    assert run("check", "--format", "json") == (2, "", said)


def uncommented(text: str) -> str:
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def test_a_configuration_to_begin_with_sets_nothing_and_all_of_it_can_be_set(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner" / "my-rules").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "inner")
    said = """\
ofsted-lint.toml is written. It sets nothing yet: each value is commented out with “#”.
Take the “#” away from what you want to set, then run: ofsted-lint --show-config
"""
    assert run("init") == (0, said, "")
    assert config.named(Path("ofsted-lint.toml")).config == config.Config()
    text = uncommented(Path("ofsted-lint.toml").read_text("utf-8"))
    Path("ofsted-lint.toml").write_text(text, "utf-8")
    configured(tmp_path, "")
    configured(tmp_path, SOUND + PROVED, "inner/my-rules/short.yaml")
    force = Setups(Asked()).of("drafts/may.txt")
    unset = [name for name, value in msgspec.structs.asdict(force.file.config).items() if value in (None, {})]
    assert (unset, force.baseline) == ([], tmp_path / "inner" / "ofsted-lint-baseline.json")
    families = {path.name for path in (ROOT / "rules").iterdir() if path.is_dir()}
    listed = text.split("Families: ")[1].split("select =")[0].replace("\n# ", " ")
    assert set(re.findall(r"[a-z-]+(?= \()", listed)) == families


@pytest.mark.parametrize("name", [".ofsted-lint.toml", "ofsted-lint.toml", "pyproject.toml"])
def test_a_configuration_that_is_there_is_left_alone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("[tool.ofsted-lint]\n" if name == "pyproject.toml" else "", "utf-8")
    said = f"ofsted-lint: {name}: a configuration is there already; nothing was written\n"
    assert (run("init"), [path.name for path in tmp_path.iterdir()]) == ((2, "", said), [name])


def test_one_that_counts_instead_of_another_says_so(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    configured(tmp_path, "")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    said = "It counts here instead of ../ofsted-lint.toml; “extend” keeps its settings."
    assert run("init")[1].split("\n")[1] == said
