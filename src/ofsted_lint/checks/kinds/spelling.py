"""Words that are known misspellings.

The list is that of codespell, an optional package. Words with a capital are
names, but for the first of a sentence; `except` has words of the list that are
right after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, Unavailable
from ofsted_lint.checks.terms.misspellings import known, meant
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected

# A word, not a piece of an address.
_WORD = re.compile(r"(?<![\w@/.])[^\W\d_]{3,}(?!\w|@|/|\.\w|'t\b)")
_NEXT_IS_NAME = re.compile(r"[’']?\s*[A-Z]")
_MOST_MEANT = 3
_SHORTEST_PART = 5


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    except_: Annotated[tuple[str, ...], Meta(description="words that are right, whatever the list says")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "right", "instead"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    right = frozenset(word.lower() for word in params.except_)

    def run(context: CheckContext) -> Iterator[Hit]:
        texts = applicable(context.document, chosen)
        listed = known()
        if listed is None:
            raise Unavailable("it needs a list of misspellings: install ofsted-lint[spelling]")
        wrong = {word: meant(word, listed) for word in context.document.vocabulary.ends.keys() - right}
        # Where hyphens were lost at line ends, a word without its hyphen is nobody's slip.
        lost = context.document.hyphens_lost
        wrong = {word: said for word, said in wrong.items() if said and not (lost and "-" in said[0])}
        if wrong:
            for passage in texts:
                yield from _misspelt(passage, wrong)

    return run


def _misspelt(passage: Passage, wrong: Mapping[str, tuple[str, ...]]) -> Iterator[Hit]:
    text = passage.prose.text
    for match in _WORD.finditer(passage.folded):
        if match[0] not in wrong or not _is_word(passage, match.start(), match.end()):
            continue
        printed = text[match.start() : match.end()]
        said = " or ".join(f"“{word}”" for word in wrong[match[0]][:_MOST_MEANT])
        meant = wrong[match[0]]
        instead = (meant[0].capitalize() if printed[0].isupper() else meant[0]) if len(meant) == 1 else ""
        edits = corrected(passage.prose, passage.copies, *match.span(), instead) if instead else ()
        facts = {"found": printed, "right": said, "instead": instead}
        yield Hit(passage.prose.place(*match.span()), passage.address, facts, edits=edits)


def _is_word(passage: Passage, start: int, end: int) -> bool:
    """Whether a word is neither a name nor a small part of a compound."""
    text = passage.prose.text
    if "-" in (text[start - 1 : start], text[end : end + 1]) and end - start < _SHORTEST_PART:
        return False
    if text[start:end].islower():
        return True
    sentence = passage.sentence_span(start)
    return (
        sentence is not None
        and sentence[0] == start
        and text[start + 1 : end].islower()
        and not _NEXT_IS_NAME.match(text, end)
    )
