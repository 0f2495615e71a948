"""A rule, as its YAML file says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from ofsted_lint import checks
from ofsted_lint.checks.context import ParamError, Subject
from ofsted_lint.files import typed
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Hit, Severity
from ofsted_lint.findings.message import fault

Kind = Literal["ilacs", "letter", "statement", "unknown"]
# What documents of these kinds are called.
KIND_WORDS = {
    "ilacs": "inspection reports",
    "letter": "letters about visits",
    "statement": "statements about a report",
    "unknown": "texts of no known kind",
}
Need = Literal["against", "another-council", "hyphens", "published", "suppressions"]
Template = Literal["ilacs-2018", "ilacs-2023", "ilacs-2026"]
# How the id of a rule is written.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Check = Callable[[Subject], Iterable[Hit]]


class Mend(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a rule's findings are mended."""

    title: Annotated[str, Meta(description="what is done, in a few words; {names} as in the message")]
    safe: Annotated[bool, Meta(description="whether it may be done unasked: one reading, no judgement of wording")]
    because: Annotated[str, Meta(description="why a person must look at it first; only where it is not safe")] = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """What a rule file holds before its examples."""

    id: Annotated[str, Meta(description="the rule's name, for the fault that it finds; the file's name as well")]
    summary: Annotated[str, Meta(description="the fault in one sentence")]
    why: Annotated[str, Meta(description="why it matters to a reader")]
    check: Annotated[str, Meta(description="the kind of check")]
    severity: Annotated[
        Severity,
        Meta(description="error: a contradiction of fact; warning: against the house style, a slip; advice: judge"),
    ]
    message: Annotated[str, Meta(description="what a finding says; {names} stand for what the check found")]
    extends: Annotated[str, Meta(description="the rule that this one builds on; what it does not say is as there")] = ""
    source: Annotated[str, Meta(description="where the rule comes from, and how sure that is")] = ""
    kinds: Annotated[tuple[Kind, ...], Meta(description="the kinds of documents that it holds for")] = ("ilacs",)
    templates: Annotated[tuple[Template, ...], Meta(description="the templates that it holds for; none means all")] = ()
    from_: Annotated[date | None, Meta(description="holds for inspections that begin on this day or later")] = None
    to: Annotated[date | None, Meta(description="holds for inspections that begin on this day or before")] = None
    needs: Annotated[
        tuple[Need, ...],
        Meta(
            description="against: only where a report or letter of the same council is given to hold it against; "
            "another-council: only where what is given is about another council; "
            "hyphens: not where line-end hyphens were lost; published: only with that date; "
            "suppressions: run after all others"
        ),
    ] = ()
    once: Annotated[bool, Meta(description="whether a document's findings are put together into one")] = False
    enabled: Annotated[bool, Meta(description="whether it is in force unless switched off")] = True
    params: Annotated[dict[str, Any], Meta(description="what the kind of check asks for")] = {}
    fix: Annotated[Mend | None, Meta(description="how a finding is mended; none: a person must see to it")] = None


class Left(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is left in a file of the work on it."""

    kind: Annotated[Literal["insertion", "deletion", "move", "comment"], Meta(description="what it is")]
    at: Annotated[str, Meta(description="the words of the text where it is")]
    words: Annotated[str, Meta(description="the words inserted, deleted, moved or commented")]
    author: Annotated[str, Meta(description="who it is of")] = ""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text that proves a rule."""

    name: Annotated[str, Meta(description="what it shows, in a sentence")]
    text: Annotated[str, Meta(description="a fragment of a document; what must be found is marked with [[ ]]")]
    says: Annotated[str | None, Meta(description="the message of the first finding")] = None
    fixed: Annotated[str | None, Meta(description="the whole text when all that can be mended in it is")] = None
    notes: Annotated[tuple[str, ...], Meta(description="what a reader would have noted of the file")] = ()
    leftovers: Annotated[tuple[Left, ...], Meta(description="tracked changes and comments that are left in it")] = ()
    published: Annotated[date | None, Meta(description="the day on which the report was published")] = None
    kind: Annotated[
        Kind | None, Meta(description="the kind of document that it is; none: the first of the rule's kinds")
    ] = None
    against: Annotated[
        tuple[str, ...], Meta(description="texts of the reports and letters that it is held against")
    ] = ()
    todo: Annotated[bool, Meta(description="whether it is known to fail as yet")] = False


class Loaded(msgspec.Struct, frozen=True, eq=False):
    """A rule that can be run, and the file it came from; `changed` if a configuration gave it parameters."""

    rule: Rule
    path: str
    run: Check
    changed: bool = False

    @property
    def ships(self) -> bool:
        """Whether it is one of the rules that come with the linter, as it is there."""
        return not self.changed and Path(self.path).is_relative_to(folder("rules"))


def prepared(rule: Rule, path: str, locate: typed.Locate, way: typed.Way = ("params",)) -> Loaded:
    """A rule that can be run; `ConfigError` where its kind cannot use what it says.

    `way` leads to its parameters in the file at `path`.
    """
    if rule.check not in checks.kind_names():
        hint = did_you_mean(rule.check, checks.kind_names()) or f"; there are {', '.join(checks.kind_names())}"
        raise ConfigError(path, f"unknown kind of check “{rule.check}”{hint}", *locate(("check",), None))
    kind = checks.load(rule.check)
    params = typed.convert(rule.params, kind.Params, path, locate, way)
    if wrong := fault(rule.message, kind.names(params)):
        raise ConfigError(path, wrong, *locate(("message",), None))
    if rule.fix and (unsound := _unsound(rule.fix, kind, params)):
        raise ConfigError(path, unsound[1], *locate(("fix", unsound[0]), None))
    try:
        if hasattr(kind, "check"):
            kind.check(params, rule.kinds)
        return Loaded(rule, path, kind.prepare(params))
    except ParamError as error:
        line, column = locate((*way, *error.way), None)
        raise ConfigError(path, error.message, line, column + error.at if column else None) from None


def _unsound(fix: Mend, kind: Any, params: Any) -> tuple[str, str] | None:
    """The key of a fix that cannot be used, and why not."""
    if wrong := kind.mends(params) if hasattr(kind, "mends") else "this kind of check cannot mend what it finds":
        return "title", wrong
    if wrong := fault(fix.title, kind.names(params)):
        return "title", wrong
    if fix.safe and fix.because:
        return "because", "a safe fix needs nobody to look: leave “because” out, or say “safe: false”"
    if not fix.safe and not fix.because:
        return "safe", "a fix that is not safe says in “because” why a person must look"
    return None


def revived(rule: Rule, path: str) -> Loaded:
    """A rule that was prepared by an earlier run: what was found sound then is not checked again."""
    return Loaded(rule, path, _Deferred(rule))


class _Deferred:
    """A check that is prepared when it is first run: of many rules none is, on documents of other kinds."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._check: Check | None = None

    def __call__(self, subject: Subject) -> Iterable[Hit]:
        if self._check is None:
            kind = checks.load(self._rule.check)
            self._check = kind.prepare(msgspec.convert(self._rule.params, kind.Params))
        return self._check(subject)
