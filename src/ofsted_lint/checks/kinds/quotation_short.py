"""A quotation of Ofsted of a few words is in the report or letter.

Quotations of fewer than `least` words are checked, unless they have capitals or
are followed by one of `named`: then they are names. One whose speaker is not
named counts if one of `described` is right before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.quotations import NAMES_OF_QUOTATIONS, Held, best, check, hit_of, speaker_of
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.quotations import Citation
from ofsted_lint.findings.finding import Hit

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"
# One word in quotation marks is seldom a quotation.
_FEWEST = 2
_CAPITAL = re.compile(r"[A-Z0-9]")
# In characters before and after a quotation.
_NEAR = 80


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: Annotated[int, Meta(ge=1, description="quotations with so many words are checked by other rules")] = 4
    described: Annotated[
        tuple[str, ...], Meta(description="words before a quotation that is probably of the report")
    ] = ()
    named: Annotated[tuple[str, ...], Meta(description="words after the name of something in quotation marks")] = ()


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_QUOTATIONS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(lambda statement, held: _find(statement, held, params))


def _find(statement: Statement, held: list[Held], params: Params) -> Iterator[Hit]:
    """Find the short quotations that are nowhere in the documents."""
    for citation in statement.citations:
        if not _FEWEST <= citation.count < params.least or not citation.closed or citation.inner:
            continue
        words = citation.words.text.strip()
        if _CAPITAL.search(words, 1) or not _is_theirs(citation, held, params):
            continue
        there, match = best(held, words)
        if match.kind == "absent" and not statement.speaks_of_another(citation.prose, there.document):
            yield hit_of(citation.words, citation.address, match, there)


def _is_theirs(citation: Citation, held: list[Held], params: Params) -> bool:
    """True if a quotation is of Ofsted, and is no name of something."""
    text, span = citation.prose.source.printed, citation.prose.span
    after = text[span.end : span.end + _NEAR].split()[:1]
    if after and after[0].strip(".,;:").casefold() in params.named:
        return False
    speaker = speaker_of(citation, held)
    before = " ".join(text[max(0, span.start - _NEAR) : span.start].casefold().split())
    return speaker == "report" or (speaker == "unknown" and before.endswith(params.described))
