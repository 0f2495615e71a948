"""Earlier inspections, as prose dates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose

_SIGNS = ("inspection", "inspected", "previous")
_PREVIOUS = pattern(
    r"(?i)\b(?:(?:last|previous|most recent|prior) (?:full |graded |standard |ILACS |Ofsted |judgement |SIF )*"
    r"inspection|last (?:fully )?inspected(?: by Ofsted)?"
    r"|previous (?:rating|grade|judgement),?(?: given| awarded| made)?)(?: of [^,.;:]{1,80}?)?"
    r"(?:,? which (?:took place|was)| was| took place|,)? ?(?:in|of) "
    rf"(?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>20\d\d)\b"
)


class PreviousInspection(msgspec.Struct, frozen=True, eq=False):
    """The date that a text gives for the last inspection; `month` is 0 if none is printed.

    `sentence` is the sentence with the date.
    """

    prose: Prose
    year: int
    month: int
    sentence: str
    address: str


def previous(passages: Iterable[Passage]) -> Iterator[PreviousInspection]:
    """Find the dates that texts give for the last inspection."""
    for passage in passages:
        if "20" not in passage.prose.text or not any(each in passage.folded for each in _SIGNS):
            continue
        for match in _PREVIOUS.finditer(passage.prose.text):
            month = [name.casefold() for name in MONTHS].index(match["month"].casefold()) + 1 if match["month"] else 0
            sentence = passage.sentence(match.start())
            prose = passage.prose.part(*match.span())
            yield PreviousInspection(prose, int(match["year"]), month, sentence, passage.address)
