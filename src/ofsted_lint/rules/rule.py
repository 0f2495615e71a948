"""A rule, as in its YAML file, and as one that can be run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks import Check
from ofsted_lint.files.package_data import folder
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Severity

Need = Literal["against", "another-council", "hyphens", "nothing-given", "published", "suppressions"]
Template = Literal["ilacs-2018", "ilacs-2023", "ilacs-2026"]
# The form of a rule id.
ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class RuleFix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The way in which a rule's findings are fixed."""

    title: Annotated[str, Meta(description="the change in a few words; {names} as in the message")]
    safe: Annotated[
        bool,
        Meta(description="true: “--fix” may apply it, as only one correction is possible and no wording is judged"),
    ]
    because: Annotated[
        str, Meta(description="why a person must check the change first; only for a fix that is not safe")
    ] = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"from_": "from"}):
    """The first document of a rule file, before its examples."""

    id: Annotated[str, Meta(description="the name of the rule, after the fault that it finds; also the file's name")]
    summary: Annotated[str, Meta(description="the fault in one sentence")]
    why: Annotated[str, Meta(description="why it matters to a reader")]
    check: Annotated[str, Meta(description="the kind of check")]
    severity: Annotated[
        Severity,
        Meta(
            description="error: a contradiction of fact; warning: a slip, or against house style; advice: to consider"
        ),
    ]
    message: Annotated[str, Meta(description="the message of a finding; {names} are replaced by values of the check")]
    extends: Annotated[
        str, Meta(description="the rule that this one changes; keys that are not given are as there")
    ] = ""
    formerly: Annotated[
        tuple[str, ...],
        Meta(description="earlier names of the rule, the first one first; they still work"),
    ] = ()
    source: Annotated[str, Meta(description="the source of the rule, and how reliable it is")] = ""
    kinds: Annotated[
        tuple[str, ...], Meta(description="the kinds of documents that it applies to, or groups of kinds")
    ] = ("ilacs",)
    templates: Annotated[tuple[Template, ...], Meta(description="the templates that it applies to; default: all")] = ()
    from_: Annotated[
        date | None, Meta(description="the rule applies to inspections that begin on this day or later")
    ] = None
    to: Annotated[
        date | None, Meta(description="the rule applies to inspections that begin on this day or earlier")
    ] = None
    published_from: Annotated[
        date | None,
        Meta(description="the rule applies to documents published on this day or later; not if the day is unknown"),
    ] = None
    published_to: Annotated[
        date | None,
        Meta(description="the rule applies to documents published on this day or earlier; not if the day is unknown"),
    ] = None
    needs: Annotated[
        tuple[Need, ...],
        Meta(
            description="against: only if a report or letter of the same council is given to compare with; "
            "another-council: only if the document given is about another council; "
            "hyphens: not if hyphens at line ends were lost; "
            "nothing-given: only if nothing is given to compare with; "
            "published: only if the publication date is known; "
            "suppressions: run after all other rules"
        ),
    ] = ()
    once: Annotated[
        bool | Literal["term"],
        Meta(
            description="true: all findings in a document are combined into one; "
            "term: those of the same words are combined"
        ),
    ] = False
    instead_of: Annotated[
        tuple[str, ...],
        Meta(description="rules whose findings are left out if this rule has a finding on the same words"),
    ] = ()
    enabled: Annotated[bool, Meta(description="false: the rule is off unless it is switched on")] = True
    params: Annotated[dict[str, Any], Meta(description="the parameters of the kind of check")] = {}
    fix: Annotated[RuleFix | None, Meta(description="how a finding is fixed; default: not automatically")] = None


class Loaded(msgspec.Struct, frozen=True, eq=False):
    """A rule that can be run, with the path of its file; `changed` if a configuration gave it parameters."""

    rule: Rule
    path: str
    run: Check
    changed: bool = False

    @property
    def ships(self) -> bool:
        """True if it is one of the rules that come with the linter, as it is there."""
        return not self.changed and self.path.startswith(_shipped())


@cache
def _shipped() -> str:
    """How the paths of the rules that come with the linter begin."""
    return f"{folder('rules')}{os.sep}"


def families(rules: Iterable[Loaded]) -> dict[str, str]:
    """Return the family of each rule: the name of the folder of its file."""
    return {each.rule.id: os.path.basename(os.path.dirname(os.path.abspath(each.path))) for each in rules}


def renames(rules: Iterable[Loaded]) -> dict[str, str]:
    """Return the current name of each rule by its earlier names."""
    return {old: each.rule.id for each in rules for old in each.rule.formerly}
