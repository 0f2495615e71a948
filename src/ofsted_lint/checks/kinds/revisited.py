"""Each area that a visit covered is taken up in the findings.

An area is found where none of its words that tell stands anywhere else in the
letter's parts. Forms of a word and the terms of the field count as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.findings.finding import Hit


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    common: Annotated[str, Meta(description="words that tell nothing of an area")]


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
            telling = _words(area.prose.text) - common
            if telling and not telling & findings:
                facts = {
                    "area": area.prose.text.rstrip(".;,"),
                    "missing": ", ".join(_printed(area.prose.text, telling)),
                }
                yield Hit(area.prose.place(), area.address, facts)

    return run


def _findings(letter: Letter) -> frozenset[str]:
    """The words of all parts but the one that lists the areas."""
    covered = letter.covered.address if letter.covered else ""
    texts = [p.prose.text for p in letter.written if not p.address.startswith((f"{covered}/", "opening"))]
    titles = [s.heading.title.text for s in letter.sections if s.heading and s.address != covered]
    return frozenset(word for text in texts + titles for word in _words(text)) if texts else frozenset()


def _words(text: str) -> frozenset[str]:
    """The words of a text by their stems, and the single words of terms as well."""
    return frozenset(gist(text)[0]) | frozenset(stem for word in text.split() for stem in gist(word)[0])


def _printed(text: str, telling: frozenset[str]) -> list[str]:
    """The words of a text that are among these, as they are printed."""
    return [word.strip(".,;:") for word in text.split() if telling & set(gist(word)[0])]
