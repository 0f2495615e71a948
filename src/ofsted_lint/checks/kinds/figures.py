"""A group of people has the same size throughout a document.

Only totals are compared: “all of the 245 care leavers”, “there are 212 care
leavers”. A sentence about another time, or about a part of the group, is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, checked, listed, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.files.patterns import compiled
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import folded
from ofsted_lint.source.source import Place

_TOTAL = (
    r"(?:\b(?:all(?: of)?(?: the| its| their)?|of the|of its|of their|there (?:are|were)|a total of|the|has|have"
    r"|for|supports) (?:current |total of )?(?P<number>\d{2,5})"
    r"|\b(?P<some>\d{2,5}) (?:children|young people|households) (?:are|were)) (?P<group>%s)\b"
)


_FAR = 60
_BE = (" are ", " were ")


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    groups: Annotated[tuple[str, ...], Meta(min_length=1, description="the groups whose sizes are compared")]
    unless: Annotated[
        tuple[str, ...], Meta(description="words of a sentence about a part of the group or another time")
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "other", "group"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen, unless = scope(params), checked(listed("unless", params.unless))
    firsts = tuple(dict.fromkeys(group.split()[0].casefold() for group in params.groups))
    pattern = compiled(_TOTAL % "|".join(map(re.escape, params.groups)), re.IGNORECASE)

    def run(context: CheckContext) -> Iterator[Hit]:
        first: dict[str, tuple[str, Place]] = {}
        applicable(context.document, chosen)
        for start in _counted(context.document, firsts):
            passage, at = context.document.folded.at(start)
            for match in pattern.finditer(passage.folded, max(at - _FAR, 0), at + _FAR) if chosen(passage.tags) else ():
                if match.start("group") != at or unless.find(folded(passage.sentence(match.start()))):
                    continue
                size = "number" if match["number"] else "some"
                place = passage.prose.place(match.start(size), match.end())
                number, before = first.setdefault(match["group"], (match[size], place))
                if number != match[size]:
                    facts = {"found": match[size], "other": number, "group": match["group"]}
                    yield Hit(place, passage.address, facts, (Related(before, "here it has this size"),))

    return run


def _counted(report: Document, firsts: tuple[str, ...]) -> Iterator[int]:
    """Return the places, in order, where a group may be named with a number before it."""
    text, ends = report.folded.text, report.vocabulary.ends
    starts = [end - len(word) for word in firsts for end in ends.get(word, ())]
    return (
        start
        for start in sorted(starts)
        if text[max(start - 2, 0) : start - 1].isdigit() or text.endswith(_BE, 0, start)
    )
