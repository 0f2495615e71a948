"""A verb agrees in number with its subject, where the subject is clear.

Three patterns at the start of a sentence or a clause are found: a plural noun,
perhaps with a preposition and its noun, and a verb in the singular (“plans for
families is”); a singular noun with “of” and a verb in the plural (“the quality of
plans are”); two nouns joined by “and” and a verb in the singular (“the quality
and timeliness of plans is”).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit

_WORD = r"(?!(?:who|that|which|where|when|whose|and|or)\b)[a-z][a-z'-]*"
_PREPOSITION = r"(?:of|for|with|in|to|from|by|on|at|about|across|within|between|around)"
# What may follow a verb that belongs to the subject, and not to another one.
_AFTER = (
    r"(?=(?:not|been|also|now|always|often|too|good|clear|well|strong|poor|rarely|usually|mostly|generally|variable"
    r"|inconsistent|timely|effective|late|improving|able|aware|knowledgeable|confident|skilled|stable|robust|comprehensive"
    r"|consistent|ambitious|proud|safe|at|in|under|more|less|very|still|only|[a-z]+ed|[a-z]+ly|an?|the)\b)"
)
_ONE = rf"(?: {_PREPOSITION}(?: {_WORD}){{1,4}}?)? (?P<verb>is|has|was|does) {_AFTER}"
_MANY = rf" of (?:{_WORD} ){{1,4}}(?P<verb>are|have|were) {_AFTER}"
_BOTH = rf" and (?:the )?(?:%s) of (?:{_WORD} ){{1,6}}?(?P<verb>is|has|was|does|depends|varies|remains|needs)\b"
_START = (
    r"(?:\A|\n|[.;] |, (?:and|but|so|because|although|while|when|where) "
    r"|\b(?:because|although|when|where|while|if|since) "
    # The main clause after one of these.
    r"|\b(?:although|when|where|while|if|since|because|despite) [^.;:,()]{1,110}, )"
)
_OPENING = r"(?:(?:however|overall|as a result|in addition|consequently|therefore), )?"
_INSTEAD = {
    "is": "are", "has": "have", "was": "were", "does": "do", "are": "is", "have": "has", "were": "was",
    "depends": "depend", "varies": "vary", "remains": "remain", "needs": "need",
}  # fmt: skip
_FAR = 160


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    plural: Annotated[tuple[str, ...], Meta(min_length=1, description="nouns in the plural that are subjects")]
    singular: Annotated[tuple[str, ...], Meta(min_length=1, description="nouns in the singular, before “of”")]
    joined: Annotated[
        tuple[str, ...], Meta(min_length=1, description="nouns that make a plural subject if “and” joins them")
    ]
    modifiers: Annotated[tuple[str, ...], Meta(min_length=1, description="words that may come before a plural noun")]
    names: Annotated[tuple[str, ...], Meta(description="names that begin with a plural noun and are singular")] = ()


class _Shape:
    """Patterns of the heads of subjects, of what follows them, and of what may come before them in a clause."""

    def __init__(self, heads: tuple[str, ...], follows: str, before: str) -> None:
        self.heads, self.follows = heads, pattern(follows)
        self.before = pattern(rf"{_START}{_OPENING}{before}\Z")


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "verb", "instead"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    modifiers = "|".join(map(re.escape, sorted(params.modifiers, key=len, reverse=True)))
    the = r"(?:the|this|their|its) (?:overall |high |low |increasing )?"
    shapes = (
        _Shape(params.plural, _ONE, rf"(?:(?:{modifiers}) ){{0,3}}"),
        _Shape(params.singular, _MANY, the),
        _Shape(params.joined, _BOTH % "|".join(params.joined), rf"{the}(?:[a-z-]+, )?"),
    )
    apart = tuple(params.names)

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        applicable(report, chosen)
        for shape in shapes:
            for start, end, verb in _found(report, shape, apart):
                passage, at = report.folded.at(start)
                if chosen(passage.tags) and not passage.quoted(at):
                    found = passage.prose.text[at : at + end - start]
                    facts = {"found": found, "verb": verb, "instead": _INSTEAD[verb]}
                    yield Hit(passage.prose.place(at, at + end - start), passage.address, facts)

    return run


def _found(report: Document, shape: _Shape, apart: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield the start of each subject of a pattern, the end of its verb, and the verb."""
    text, ends = report.folded.text, report.vocabulary.ends
    for head in shape.heads:
        for end in ends.get(head, ()):
            match = shape.follows.match(text, end)
            start = end - len(head)
            if match is None or text.startswith(apart, start):
                continue
            before = shape.before.search(text, max(start - _FAR, 0), start)
            if before:
                yield start, match.end("verb"), match["verb"]
