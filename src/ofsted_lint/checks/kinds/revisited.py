"""Each area that a visit covered is addressed in the findings.

An area is flagged if none of its significant words occurs in any other part of
the letter. Different forms of a word count as the same word, and so do
different terms for the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.findings.finding import Hit

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "areas"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    common: Annotated[str, Meta(description="words that are not significant for an area, separated by spaces")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"area", "missing"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        letter = context.document
        if not isinstance(letter, Letter) or not letter.areas:
            raise NotApplicable("it lists no areas that the visit covered")
        findings = _findings(letter)
        if not findings:
            raise NotApplicable("it has no findings")
        common = _words(params.common)
        for area in letter.areas:
            significant = _words(area.prose.text) - common
            if significant and not significant & findings:
                facts = {
                    "area": area.prose.text.rstrip(".;,"),
                    "missing": ", ".join(_printed(area.prose.text, significant)),
                }
                yield Hit(area.prose.place(), area.address, facts)

    return run


def _findings(letter: Letter) -> frozenset[str]:
    """Return the words of all parts except the one that lists the areas."""
    covered = letter.covered.address if letter.covered else ""
    texts = [p.prose.text for p in letter.written if not p.address.startswith((f"{covered}/", "opening"))]
    titles = [s.heading.title.text for s in letter.sections if s.heading and s.address != covered]
    return frozenset(word for text in texts + titles for word in _words(text)) if texts else frozenset()


def _words(text: str) -> frozenset[str]:
    """Return the stems of the words of a text, and of each single word of a term."""
    return frozenset(gist(text)[0]) | frozenset(stem for word in text.split() for stem in gist(word)[0])


def _printed(text: str, significant: frozenset[str]) -> list[str]:
    """Return the significant words of a text as they are printed."""
    return [word.strip(".,;:") for word in text.split() if significant & set(gist(word)[0])]
