"""Write the Markdown of which the site is built: the guides as they are, and pages of all rules, from their files."""

from __future__ import annotations

import re
import shutil
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ofsted_lint.files.package_data import folder
from ofsted_lint.output import explanation
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded, families

# The groups of the contents, in the order in which people ask; a guide that is in none of them is put into the last.
GROUPS = {
    "For a start": ("README", "docs/page", "docs/usage", "docs/word", "docs/html"),
    "What it reads": ("docs/letters", "docs/area-send", "docs/statements", "docs/compare"),
    "In a team": ("docs/configuration", "docs/suppressions", "docs/ci", "docs/editors"),
    "Rules": ("rules/index", "docs/rules", "docs/kinds", "docs/echo"),
    "For programs": ("docs/archive", "docs/tables", "docs/api", "docs/json"),
    "The project": (
        "docs/measured",
        "CONTRIBUTING",
        "docs/architecture",
        "docs/dependencies",
        "docs/corpus",
        "CHANGELOG",
        "SECURITY",
    ),
}
# Names under which a guide is looked for and that its title does not have; the search shows it first for these.
NAMES = {
    "docs/archive": ("archive", "cluster", "dask", "authorities"),
    "docs/area-send": ("area SEND",),
    "docs/ci": ("pre-commit", "GitHub", "GitLab", "SARIF", "pull request"),
    "docs/compare": ("compare", "two drafts"),
    "docs/configuration": ("configuration", "ofsted-lint.toml", "select", "ignore"),
    "docs/echo": ("echo", "trace", "points to improve"),
    "docs/editors": ("VS Code", "Neovim", "Helix", "Emacs", "language server"),
    "docs/html": ("page", "html"),
    "docs/json": ("JSON", "schema"),
    "docs/kinds": ("check", "kind of check", "params"),
    "docs/page": ("browser", "without installation", "ofsted-lint.html", "portable"),
    "docs/rules": ("rule", "expression", "eval"),
    "docs/statements": ("statements", "news item", "against"),
    "docs/suppressions": ("suppressions", "suppress", "baseline", "ignore a finding"),
    "docs/tables": ("tables", "columns", "CSV", "Parquet"),
    "docs/usage": ("command line", "fix", "format"),
    "docs/word": ("Word", "comments", "tracked changes"),
}
_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
_LINKED = ("LICENSE", "NOTICE")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def write(root: Path, place: Path, playground: Path | None = None) -> int:
    """Write all sources into an empty folder, and return the number of pages; `playground` will be beside them."""
    shutil.copytree(root / "docs", place / "docs")  # makes the folder
    for name in (*_PAGES, *_LINKED):
        if (root / name).is_file():
            shutil.copy(root / name, place / name)
    for page, names in NAMES.items():
        _append_names(place / f"{page}.md", names)
    made = _environment()
    _rules(made, place / "rules")
    name = playground.name if playground else ""
    _write(place / "index.md", made.get_template("index.md").render(groups=_groups(place), playground=name))
    return sum(1 for _ in place.rglob("*.md"))


def _append_names(guide: Path, names: tuple[str, ...]) -> None:
    """Give a guide the names under which the search is to show it first."""
    with guide.open("a", encoding="utf-8") as stream:
        stream.writelines(f"\n```{{index}} ! {name.lower()}\n```\n" for name in names)


def _groups(place: Path) -> dict[str, list[str]]:
    """Return the pages of each group that are there, without their suffix."""
    there = {str(path.relative_to(place).with_suffix("")) for path in (*place.glob("*.md"), *place.glob("docs/*.md"))}
    there.add("rules/index")
    groups = {caption: [page for page in pages if page in there] for caption, pages in GROUPS.items()}
    groups[[*groups][-1]] += sorted(there.difference(*groups.values()))
    return groups


def _rules(made: Environment, place: Path) -> None:
    """Write the pages of all rules that come with the linter, of their families, and of all families."""
    loaded = {each.rule.id: each for each in find([folder("rules")])[0]}
    family = families(loaded.values())
    ordered = sorted(loaded.values(), key=lambda each: (family[each.rule.id], each.rule.id))
    grouped = {name: list(some) for name, some in groupby(ordered, key=lambda each: family[each.rule.id])}
    every = {name: [each.rule for each in some] for name, some in grouped.items()}
    _write(place / "index.md", made.get_template("rules.md").render(families=every, count=len(loaded)))
    for name, some in grouped.items():
        _write(place / f"{name}.md", made.get_template("family.md").render(family=name, rules=every[name]))
        for each in some:
            _write(place / name / f"{each.rule.id}.md", made.get_template("rule.md").render(_page(each, name)))


def _page(each: Loaded, family: str) -> dict[str, Any]:
    """Return the values that the template of a rule's page shows."""
    return {
        "rule": each.rule,
        "family": family,
        "measured": explanation.measured(each),
        "applies_to": explanation.applies_to(each.rule),
        "other": "advice" if each.rule.severity.value != "advice" else "warning",
        "examples": [
            {
                "name": example.name,
                "marked": "[[" in example.text,
                "text": shown(example.text),
                "says": example.says,
                "fixed": example.fixed and shown(example.fixed),
            }
            for example in rule_file.examples(Path(each.path))
        ],
    }


def shown(text: str) -> Markup:
    """Return the text of an example as HTML, with what the rule finds in it marked."""
    return Markup(_MARK.sub(r"<mark>\1</mark>", str(escape(text.rstrip()))))  # noqa: S704 (it is escaped)


def prose(text: str) -> str:
    """Return a text of a rule file as a line of Markdown that says the same."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        autoescape=False,  # noqa: S701 (Markdown is written; examples are escaped by `shown`)
    )
    made.filters["prose"] = prose
    made.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    return made


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
