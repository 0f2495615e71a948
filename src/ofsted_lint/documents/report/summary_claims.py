"""Grades that the summary of a report gives to services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.frameworks.grades import GRADE_WORDS, Grade, grade_of
from ofsted_lint.documents.frameworks.ilacs import Area
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose

_CLAIM = pattern(
    r"\b(?P<subject>(?:[Cc]hildren[’'`]s )?[Ss]ervices\b[^,.;]{0,90}?|[Oo]verall effectiveness\b[^,.;]{0,60}?)"
    rf" (?:is|are|remains?)(?: now)? (?P<grade>{GRADE_WORDS})(?= overall|[.,;]| and\b|$)"
)
_RELATIVE = pattern(r"\b(?:that|which|who|where|when|to|if|whether)\Z|\b(?:that|which|where|whether) ")
_TO = r"(?:for|to) children"
_PLACE = r"(?: here)?(?: (?:in|of|across|at) (?:the )?[A-Z][^,.;]*)?(?: (?:have|has) [^,.;]*)?\Z"
_ALL = r"children(?:,? (?:and )?(?:their )?(?:families|young people|care leavers))*"
_SERVICES = r"(?:[Cc]hildren[’'`]s )?[Ss]ervices"
_EFFECTIVENESS = r"[Oo]verall effectiveness(?: of (?:local authority |children[’'`]s )*services)?"
_CLAIMED = {
    "help-and-protection": pattern(rf"{_TO} (?:who need|in need of|needing) help and protection{_PLACE}"),
    "in-care-and-care-leavers": pattern(rf"{_TO} in care and care leavers{_PLACE}"),
    "in-care": pattern(rf"{_TO} in care{_PLACE}"),
    "care-leavers": pattern(rf"(?:for|to) care leavers{_PLACE}"),
    "overall": pattern(rf"\A(?:{_EFFECTIVENESS}|{_SERVICES})(?: (?:for|to) {_ALL})?{_PLACE}"),
}


class Claim(msgspec.Struct, frozen=True, eq=False):
    """A grade that the prose gives to services of an area, or to all of them (“overall”)."""

    prose: Prose
    area: Area
    grade: Grade
    address: str


def claims(passages: Iterable[Passage]) -> Iterator[Claim]:
    """Find the grades that the prose gives to services now, except those for some children only."""
    for passage in passages:
        for match in _CLAIM.finditer(passage.prose.text):
            grade, area = grade_of(match["grade"]), _claimed(match["subject"])
            if grade and area:
                yield Claim(passage.prose.part(*match.span()), area, grade, passage.address)


def _claimed(subject: str) -> str | None:
    """Return the area that a claim is about; None if it is about less than an area."""
    if _RELATIVE.search(subject):
        return None
    return next((area for area, wording in _CLAIMED.items() if wording.search(subject)), None)
