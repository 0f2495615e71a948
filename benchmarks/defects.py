"""Count the known defects of published reports that the rules find.

    python -m benchmarks.defects [FILE] [-v]

FILE is a list like the corpus's `defects.jsonl` (the default): report, type,
snippet, confidence. All rules are run over the layout text, those that are off
too. A defect counts as found if a finding marks some of its snippet, or if a
rule of the kind that its type asks for (`MEANT`) speaks where a snippet is not
printed, since something is missing. Prints the share found by type; with -v
what was not found, and by which rules the others were.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.prose import folded
from ofsted_lint.source.readers import read_file

# The folders of the families that a list may name; without a name they are reports.
FOLDERS = {"focused-visit": "letters", "area-send": "area-send", "jtai": "jtai"}
# Types that general means (a dictionary, patterns) may or may not reach.
BY_GENERAL_MEANS = ("typo", "punctuation", "apostrophe", "us-spelling")
# For what is missing from the page: words of the ids of rules that speak of it.
MEANT = {
    "missing-section": "no-improvements",
    "missing-lead-inspector": "inspector-missing",
    "closing-boilerplate-truncated": "closing|copyright",
    "footnote-marker-missing": "footnote",
    "copyright-year-vs-publication": "copyright",
    "acronym-never-expanded": "abbr",
    "acronym-twice": "abbr",
    "acronym-before-expansion": "abbr",
    "letter-date-missing": "letter-date-missing",
    "closing-sentence-missing": "letter-closing-sentence",
    "due-date-missing": "jtai-due-missing",
}


class Tried(NamedTuple):
    """A known defect and the rules that found it."""

    defect: dict[str, Any]
    rules: set[str]


def tried(defects: Path) -> Iterator[Tried]:
    """Every defect of a list with the rules that found it."""
    rules = [replace(each, rule=replace(each.rule, enabled=True, once=False)) for each in find([folder("rules")])[0]]
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in defects.read_text("utf-8").splitlines():
        known_one = json.loads(line)
        by_file[known_one["file"]].append({"type": known_one.get("kind"), "report": known_one["file"]} | known_one)
    for name, known in by_file.items():
        folder_of = FOLDERS.get(known[0].get("family", ""), "ilacs")
        path = corpus() / "corpus" / folder_of / (name.removesuffix(".pdf") + ".layout.txt")
        findings = lint(documents.read(read_file(path)), rules).findings
        for defect in known:
            yield Tried(defect, {finding.rule for finding in findings if _meets(defect, finding)})


def _meets(defect: dict[str, Any], finding: Finding) -> bool:
    """True if a finding is about a defect."""
    meant = MEANT.get(defect["type"])
    if meant and not re.search(meant, finding.rule):
        return False
    printed = _words(finding.place.text)
    around = _words(finding.place.source.text[max(finding.place.span.start - 90, 0) : finding.place.span.end + 90])
    if meant == "abbr" and len(defect["snippet"].split()) == 1:
        return _words(defect["snippet"]).strip("()") in printed
    snippets = [_words(part) for part in re.split(r" \| | / |\n", defect["snippet"])]
    if meant and not meant.startswith("abbr"):
        return True
    return any(
        bool(snippet) and (snippet in printed or (_shares(printed, snippet) and _near(snippet, around)))
        for snippet in snippets
    )


def _shares(printed: str, snippet: str) -> bool:
    """True if what is marked lies in a snippet, or begins or ends in it."""
    return (
        printed in snippet
        or any(printed.startswith(snippet[at:]) for at in range(max(len(snippet) - 60, 1), len(snippet) - 8))
        or any(printed.endswith(snippet[:end]) for end in range(8, len(snippet)))
    )


def _near(snippet: str, around: str) -> bool:
    """True if a snippet is where a finding is; a table's cells may be mixed up in the text."""
    words = snippet.split()
    return snippet in around or sum(word in around for word in words) * 2 >= len(words)


def _words(text: str) -> str:
    return " ".join(folded(text).split()).replace("- ", "-")


def main() -> None:
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    found: dict[tuple[str, str], list[Tried]] = defaultdict(list)
    for each in tried(Path(words[0]) if words else corpus() / "corpus" / "defects.jsonl"):
        found[each.defect["confidence"], each.defect["type"]].append(each)
    totals: dict[tuple[str, bool], list[int]] = defaultdict(lambda: [0, 0])
    for (confidence, kind), all_ in sorted(found.items()):
        hits = sum(bool(each.rules) for each in all_)
        total = totals[confidence, kind in BY_GENERAL_MEANS]
        total[0], total[1] = total[0] + hits, total[1] + len(all_)
        print(f"{confidence:<7} {kind:<32} {hits:>3} of {len(all_)}")
        for each in all_ if "-v" in sys.argv else ():
            rules = ", ".join(sorted(each.rules)) or "NOT FOUND"
            print(f"          {each.defect['report']}: {each.defect['snippet'][:60]!r}: {rules}")
    for (confidence, general), (hits, count) in sorted(totals.items()):
        what = "typos, punctuation, apostrophes" if general else "all other types"
        print(f"{confidence}: {what}: {hits} of {count} found ({100 * hits / count:.0f}%)")


if __name__ == "__main__":
    main()
