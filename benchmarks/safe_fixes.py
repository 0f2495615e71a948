"""Print every safe fix that the rules make in published documents, for a person to read.

    python -m benchmarks.safe_fixes [RULE...]

The rules in force (or those named) are run over the layout text of the inspection
reports and letters of the corpus. For each safe fix the document, the rule and
the lines before (-) and after (+) are printed, and at the end how many fixes
each rule made. A safe fix is one that no editor would undo: where one would,
the rule is at fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.fixes import Fixed, apply_fixes, edited
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file, reread

FAMILIES = ("ilacs", "letters")


def fixed(document: Document, rules: Sequence[Loaded]) -> Fixed:
    """Return a document's text with the safe fixes of these rules, and the findings that were fixed."""

    def linted(read: Document) -> Outcome:
        return lint(read, rules, Register(date.today()))

    return apply_fixes(linted(document), lambda text: linted(documents.again(reread(document.source, text), document)))


def changed_lines(finding: Finding) -> Iterator[str]:
    """Yield the lines that the fix of a finding changes, before (-) and after (+)."""
    text = finding.place.source.text
    before = text.splitlines()
    after = edited(text, finding.fix.edits if finding.fix else ()).splitlines()
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"  - {line}" for line in before[a:b])
            yield from (f"  + {line}" for line in after[c:d])


def paths() -> list[Path]:
    """Return the documents of the corpus."""
    return [path for name in FAMILIES for path in sorted((corpus() / "corpus" / name).rglob("*.layout.txt"))]


def in_force(names: Collection[str]) -> list[Loaded]:
    """Return the shipped rules with these ids, or else those that are on unasked."""
    rules, errors = find([folder("rules")])
    if errors:
        raise SystemExit("\n".join(str(error) for error in errors))
    return [each for each in rules if (each.rule.id in names if names else each.rule.enabled)]


def main() -> None:
    """Print the fixes of all documents, and their number by rule."""
    rules = in_force(sys.argv[1:])
    counts: Counter[str] = Counter()
    for path in paths():
        for finding in fixed(documents.read(read_file(path)), rules).applied:
            counts[finding.rule] += 1
            print(f"{path.parent.name}/{path.name}: {finding.rule}", *changed_lines(finding), sep="\n")
    print(f"\n{counts.total()} safe fixes in {len(paths())} documents")
    for rule, count in counts.most_common():
        print(f"{count:>5} {rule}")


if __name__ == "__main__":
    main()
