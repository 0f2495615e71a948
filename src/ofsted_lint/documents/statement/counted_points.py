"""The number of points to improve that a statement gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.numerals import NUMBERS, number_in_words
from ofsted_lint.source.prose import Prose

_NUMBERS = NUMBERS[1:12]
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|[2-9]|1[0-9])"
_POINTS = pattern("points", "points")
_COUNTED = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?P<what>{_POINTS})\b"
    # “Just one recommendation was made”, “One area was singled out”
    rf"|\b(?P<one>one) {pattern('points', 'one point')} (?:was|is|has been) {pattern('points', 'one named')}\b"
    rf"|\b{pattern('points', 'verbs before')} (?!{_NUMBER} {_POINTS}\b)(?P<m>{_NUMBER})"
    r" (?:things|areas|points|matters)\b"
    r"(?! (?:of (?!focus|concern|improvement|development)|as|that are|rated|judged|graded|inspected|of practice))"
    rf"|\ball (?P<all>{_NUMBER}) of (?:Ofsted[’']s|inspectors[’']|the|its|their|the report[’']s)"
    rf" {pattern('points', 'points', 'strict points')}\b",
    re.IGNORECASE,
)
_STRICT = re.compile(pattern("points", "strict points"), re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|all|we have|we had|we were given|there are|there were|with) (?:key |main |specific )?\Z",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|these|those|all) (?:key |main |specific )?\Z", re.IGNORECASE)
_OWN = re.compile(r"\b(?:own|self|strategy|corporate|plan has|plan had|previous|last|earlier)\b", re.IGNORECASE)
_BY_OFSTED = re.compile(rf"\b{pattern('points', 'by Ofsted')}\b", re.IGNORECASE)
_CUES = ("area", "point", "recommend", "thing", "improve", "matter", "issue", "priorit")


class CountedPoints(msgspec.Struct, frozen=True, eq=False):
    """A number of points to improve that Ofsted is said to have named."""

    prose: Prose
    value: int
    address: str


def counted_points(passages: Iterable[Passage]) -> Iterator[CountedPoints]:
    """Find the numbers of points, in order, in sentences that name Ofsted, its inspectors or the report."""
    for passage in passages:
        if not any(cue in passage.folded for cue in _CUES):
            continue
        text = passage.prose.text
        for match in _COUNTED.finditer(text):
            span = passage.sentence_span(match.start()) or (0, len(text))
            if (
                match["one"]
                or _opens(text, match, span)
                or _BY_OFSTED.search(text, *span)
                or _is_known(text, match, span)
            ) and not passage.quoted(match.start()):
                value = number_in_words(match["n"] or match["m"] or match["all"] or match["one"]) or 0
                yield CountedPoints(passage.prose.part(*match.span()), value, passage.address)


def _opens(text: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """True if a line is headed by points that are called by Ofsted’s name for them: “Seven areas to improve.”"""
    strict = match["what"] and _STRICT.fullmatch(match["what"])
    return bool(strict) and not text[span[0] : match.start()].strip(" *-–—•") and not _OWN.search(text, *span)


def _is_known(text: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """True if points are called by Ofsted’s name for them, as something that is known, and are nobody else’s."""
    strict = match["all"] or (match["what"] and _STRICT.fullmatch(match["what"]))
    known = _DEFINITE if match["what"] and match["what"][0] in "aA" else _THE
    definite = match["all"] or known.search(text, span[0], match.start())
    return bool(strict and definite) and not _OWN.search(text, *span)
