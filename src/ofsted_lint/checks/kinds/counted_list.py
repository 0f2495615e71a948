"""The number that announces a list is the number of its items.

“Three priorities: …” is compared with the items after the colon, up to the end
of the sentence; they are separated by semicolons, else by commas, and by the
last “and”. A list that can be read in two ways is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.document import Document
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit

_VALUES = {
    word: at for at, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_ANNOUNCED = pattern(
    rf"\b(?P<number>{'|'.join(_VALUES)}) (?:[a-z’'-]+ ){{0,5}}[a-z’'-]+s"
    r"(?: (?:for|in|of|to|on) [^.:;,]{1,60})?: (?P<list>[^:.!?]{5,400})[.!?](?=\s|\Z)",
    re.IGNORECASE,
)
_SOON = 130
# Words that have commas of their own, or show that the text is not a list.
_UNCLEAR = pattern(
    r"[()‘“\"]|\b(?:which|who|that|where|such as|including|because|but|they|there|is|are|has|have|will)\b"
)


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    pass


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "announced", "count"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        applicable(report, chosen)
        for start in _announced(report):
            passage, at = report.folded.at(start)
            match = _ANNOUNCED.match(passage.prose.text, at) if chosen(passage.tags) else None
            count = _count(match["list"]) if match else 0
            if match and count and count != _VALUES[match["number"].casefold()]:
                facts = {"found": match[0], "announced": match["number"], "count": str(count)}
                yield Hit(passage.prose.place(match.start(), match.end("list")), passage.address, facts)

    return run


def _announced(report: Document) -> list[int]:
    """Yield numbers that are soon followed by a colon."""
    text, ends = report.folded.text, report.vocabulary.ends
    found = [(end, end - len(word)) for word in _VALUES for end in ends.get(word, ())]
    return sorted(start for end, start in found if text.find(": ", end, end + _SOON) >= 0)


def _count(text: str) -> int:
    """Return the number of items of a list; 0 if that is not certain."""
    if _UNCLEAR.search(text):
        return 0
    if ";" in text:
        return text.count(";") + 1
    parts = text.split(", ")
    last = parts[-1]
    if last.startswith(("and ", "or ")):
        return len(parts)
    joints = last.count(" and ") + last.count(" or ")
    if joints != 1 or any(" and " in part for part in parts[:-1]):
        return 0
    return len(parts) + 1
