"""The options about copies of drafts: which findings get a note, and whether fixes are tracked changes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.output.corrections import TRACKED_OPTION
from ofsted_lint.output.formats import CopySetting
from ofsted_lint.source.edits import Edit


def copy_setting(options: CheckOptions, formats: list[str], linter: DocumentLinter) -> CopySetting:
    """Return the settings of copies; `ConfigError` if the options do not fit each other."""
    if options.comments_from is not None:
        known("severity", options.comments_from, list(Severity))
    kinds = {name.partition("=")[0] for name in formats}
    if options.tracked_changes and "docx" not in kinds:
        raise ConfigError("command line", f"{TRACKED_OPTION} needs a copy to put them into: --format docx=COPY.docx")
    if options.comments_from and not kinds & {"docx", "pdf"}:
        raise ConfigError("command line", "--comments-from needs a copy: --format docx=COPY.docx")
    least = Severity(options.comments_from) if options.comments_from else None
    return CopySetting(least, _fixed(linter, options.unsafe_fixes) if options.tracked_changes else None)


def _fixed(
    linter: DocumentLinter, unsafe: bool
) -> Callable[[Outcome, Callable[[Edit], bool]], tuple[str, frozenset[int]]]:
    def fixed(outcome: Outcome, possible: Callable[[Edit], bool]) -> tuple[str, frozenset[int]]:
        """Return the fixed text of an outcome, and the ids of the findings whose fix says all."""
        able = {_key(each) for each in outcome.findings if each.fix and all(map(possible, each.fix.edits))}

        def possible_only(made: Outcome) -> Outcome:
            kept = (each if not each.fix or _key(each) in able else replace(each, fix=None) for each in made.findings)
            return replace(made, findings=tuple(kept))

        done = linter.fix(possible_only(outcome), unsafe, also=possible_only)
        applied = {_key(each) for each in done.applied}
        safe = (each for each in outcome.findings if each.fix and each.fix.safe and _key(each) in applied)
        return done.text, frozenset(map(id, safe))

    return fixed


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.fingerprint
