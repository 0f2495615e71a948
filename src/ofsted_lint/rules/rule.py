"""A rule, as its YAML file says it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.findings.finding import Severity

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
    published_from: Annotated[
        date | None, Meta(description="holds for what is published on this day or later; not where the day is unknown")
    ] = None
    published_to: Annotated[
        date | None, Meta(description="holds for what is published on this day or before; not where the day is unknown")
    ] = None
    needs: Annotated[
        tuple[Need, ...],
        Meta(
            description="against: only where a report or letter of the same council is given to hold it against; "
            "another-council: only where what is given is about another council; "
            "hyphens: not where line-end hyphens were lost; published: only with that date; "
            "suppressions: run after all others"
        ),
    ] = ()
    once: Annotated[
        bool | Literal["term"],
        Meta(description="whether a document's findings are put together into one; term: those of the same words"),
    ] = False
    instead_of: Annotated[
        tuple[str, ...], Meta(description="rules that say nothing of the words of which this one has a finding")
    ] = ()
    enabled: Annotated[bool, Meta(description="whether it is in force unless switched off")] = True
    params: Annotated[dict[str, Any], Meta(description="what the kind of check asks for")] = {}
    fix: Annotated[Mend | None, Meta(description="how a finding is mended; none: a person must see to it")] = None
