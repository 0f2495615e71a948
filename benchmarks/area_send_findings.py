"""What the rules find in published reports of area SEND inspections: how much is right, which defects are found.

    python -m benchmarks.area_send_findings [--form layout|plain|pdf]

Prints errors and warnings with the verdicts of a reader (`benchmarks/verdicts/area-send.tsv`: rule, report,
fingerprint, verdict), and the real defects (`families.defects.jsonl`, whose lines are those of layout text) near which
something is found. A defect counts as found if a finding, or its other end, begins at most two lines from one of its
lines.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import FORMS, corpus
from benchmarks.area_send import entries
from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.readers import read_file

VERDICTS = Path(__file__).resolve().parent / "verdicts" / "area-send.tsv"
_NEAR = 2


def findings(form: str) -> Iterator[tuple[str, Finding, list[int]]]:
    """Every finding of the rules in force, with its report, its line and those of its other ends."""
    rules = [each for each in find([folder("rules")])[0] if each.rule.enabled]
    for entry in entries(corpus()):
        path = corpus() / "corpus" / "area-send" / (entry["file"].removesuffix(".pdf") + FORMS[form])
        document = documents.read(read_file(path))
        for finding in lint(document, rules).findings:
            ends = (finding.place, *(each.place for each in finding.related if each.place.source is document.source))
            yield entry["file"], finding, [document.source.position(each.span.start).line for each in ends]


def verdicts() -> dict[tuple[str, str, str], str]:
    """What a reader said of findings, by rule, report and fingerprint."""
    lines = VERDICTS.read_text("utf-8").splitlines() if VERDICTS.exists() else []
    return {(rule, report, mark): said for rule, report, mark, said, *_ in (line.split("\t") for line in lines)}


def defects() -> list[dict[str, Any]]:
    """The real defects that are known in these reports."""
    lines = (corpus() / "corpus" / "families.defects.jsonl").read_text("utf-8").splitlines()
    return [defect for defect in map(json.loads, lines) if defect["family"] == "area-send"]


def main() -> None:
    """Print the figures for the form that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--form", default="layout", choices=list(FORMS))
    form = parser.parse_args().form
    read, found = verdicts(), list(findings(form))
    counted: dict[str, Counter[str]] = {"error": Counter(), "warning": Counter(), "advice": Counter()}
    for report, finding, (line, *_) in found:
        said = read.get((finding.rule, report, finding.fingerprint), "unread")
        counted[finding.severity.value][said] += 1
        if said != "true" and finding.severity.value != "advice":
            print(f"{said}\t{finding.rule}\t{report}\t{finding.fingerprint}\t{line}: {finding.place.text[:60]}")
    for severity, counts in counted.items():
        print(f"{severity:<8} {sum(counts.values())}: {dict(counts)}")
    if form == "layout":
        _show_defects(found)


def _show_defects(found: list[tuple[str, Finding, list[int]]]) -> None:
    near = [
        any(
            report == each["file"] and abs(line - at) <= _NEAR
            for report, _, lines in found
            for line in lines
            for at in each["lines"]
        )
        for each in defects()
    ]
    print(f"defects  {sum(near)} of {len(near)} found")
    for each, hit in zip(defects(), near, strict=True):
        if not hit:
            print(f"  not found: {each['file']}:{each['line']} {each['kind']}")


if __name__ == "__main__":
    main()
