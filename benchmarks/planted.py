"""Faults planted in published reports: whether the rules that find none there would find them.

    python -m benchmarks.planted [--form layout|plain|pdf] [RULE...]

`benchmarks/planted/*.yaml` has for a rule one or more ways to plant its fault:
`find` (a pattern) is replaced by `put` at the first place of a report where it
is printed (with `last: true` at the last, with `all: true` everywhere);
`draft: true` takes the report's name away, and with it the date of publication;
`of: letters` plants it in letters. In the form `pdf` the text is that which is
read of a PDF. A fault counts as found if the rule has a finding that it has not in the report as published.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from benchmarks.accuracy import FORMS, corpus
from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Source

PLANTED = Path(__file__).resolve().parent / "planted"
ENOUGH = 24


@cache
def texts(of: str = "ilacs", form: str = "layout") -> tuple[tuple[str, str], ...]:
    """The paths and texts of the published reports, or of another folder of the corpus, in a form."""
    paths = (
        path for path in (corpus() / "corpus" / of).rglob(f"*{FORMS[form]}") if form == "layout" or not _laid(path)
    )
    return tuple((str(path.with_suffix(".txt")), _text(path)) for path in sorted(paths))


def _laid(path: Path) -> bool:
    return path.name.endswith(FORMS["layout"])


def _text(path: Path) -> str:
    return read_file(path).text if path.suffix == ".pdf" else path.read_bytes().decode("utf-8")


def ways() -> dict[str, list[dict[str, Any]]]:
    """The ways to plant the fault of each rule."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(PLANTED.glob("*.yaml")):
        found |= yaml.safe_load(file.read_text("utf-8"))
    return found


def planted(rules: Iterable[Loaded], form: str = "layout") -> dict[str, tuple[int, int]]:
    """For each rule with a way to plant its fault: in how many reports it was, and was found."""
    asked = ways()
    return {each.rule.id: tried(each, asked[each.rule.id], form) for each in rules if each.rule.id in asked}


def tried(loaded: Loaded, how: list[dict[str, Any]], form: str = "layout", most: int = ENOUGH) -> tuple[int, int]:
    """In how many reports, at most so many, the fault of a rule was planted, and in how many it was found."""
    loaded = replace(loaded, rule=replace(loaded.rule, enabled=True))
    count = found = 0
    for name, text, faulty in islice(_faulty(how, form), most):
        count += 1
        before, after = (_messages(loaded, name, each) for each in (text, faulty))
        is_new = bool(after - before)
        found += is_new
        if not is_new and "-v" in sys.argv:
            print(f"  not found: {loaded.rule.id} in {name}")
    return count, found


def _messages(loaded: Loaded, name: str, text: str) -> Counter[str]:
    """What a rule says of a text, and how often."""
    found = lint(documents.read(Source(name, text)), [loaded], Register(date.today())).findings
    return Counter(finding.message for finding in found)


def _faulty(how: list[dict[str, Any]], form: str = "layout") -> Iterator[tuple[str, str, str]]:
    """Reports with a fault, the ways taken in turn, until there are enough."""
    made = 0
    for at, (path, text) in enumerate(texts(how[0].get("of", "ilacs"), form)):
        found = faulted(how[at % len(how)], path, text) if made < ENOUGH else None
        if found:
            made += 1
            yield found


def faulted(way: dict[str, Any], path: str, text: str) -> tuple[str, str, str] | None:
    """The name of a report, its text and the text with a fault; None if there is no place for it."""
    places = list(re.finditer(way["find"], text, re.MULTILINE))
    if not places:
        return None
    name = "draft.txt" if way.get("draft") else path
    if way.get("all"):
        return name, text, re.sub(way["find"], way["put"], text, flags=re.MULTILINE)
    place = places[-1 if way.get("last") else 0]
    return name, text, text[: place.start()] + place.expand(way["put"]) + text[place.end() :]


def main() -> None:
    form = sys.argv[sys.argv.index("--form") + 1] if "--form" in sys.argv else "layout"
    names = {word for word in sys.argv[1:] if not word.startswith("-") and word not in FORMS}
    rules, _ = find([folder("rules")])
    chosen = (each for each in rules if not names or each.rule.id in names)
    for rule, (count, found) in planted(chosen, form).items():
        print(f"{rule:<32} planted in {count:>3} reports, found in {found}")


if __name__ == "__main__":
    main()
