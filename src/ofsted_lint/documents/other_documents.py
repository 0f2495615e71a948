"""Documents of Ofsted that are not read: each is recognised by a sign in its own first lines and called by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.files.patterns import pattern

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source

# A document says what it is on its first page.
_BEGINNING = 3000
_LINE = r"^[ \t*#|]*"
_END = r"[ \t*|]*$"


class Family(msgspec.Struct, frozen=True):
    """A family of documents that are not read: its name in a sentence, and a sign of which one suffices."""

    name: str
    sign: re.Pattern[str]


def _family(name: str, *signs: str) -> Family:
    return Family(name, pattern("|".join(f"(?:{_LINE}{sign})" for sign in signs), re.MULTILINE | re.IGNORECASE))


_FAMILIES = (
    _family(
        "a report of the single inspection framework (2013 to 2018)",
        r"(?:re-?)?inspection\s+of\s+services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection,?\s"
        r"+children\s+looked\s+after",
        r"review\s+of\s+the\s+effectiveness\s+of\s+the\s+local\s+safeguarding\s+children",
        r"(?:2\.1\.?[ \t|]*)?adoption performance[ \t|]+(?:outstanding|good|requires improvement|inadequate)\b",
    ),
    _family(
        "a report of an inspection before 2014",
        rf"inspection\s+of\s+(?:safeguarding\s+and\s+)?looked\s+after\s+children\s+services{_END}",
        r"inspection\s+of\s+local\s+authority\s+arrangements\s+for\s+the\s+protection\s+of\s+children",
    ),
    _family(
        "a letter about a local area SEND inspection, or a report of a monitoring inspection",
        r"area send monitoring inspection of\b",
        r"joint (?:local )?area (?:special educational needs|send)\b[^\n]{0,60}\binspection",
    ),
    _family(
        "an inspection report on a school, college or nursery",
        r"inspection of (?:a|an) (?:good|outstanding) school\b",
        r"(?:full |short |monitoring )?inspection (?:of|report:?) (?![^\n]*(?:local authority|children[’'`]?s serv))"
        rf"[^\n]{{0,80}}\b(?:school|academy|college|nursery|pre-?school|playgroup){_END}",
        r"school (?:inspection )?report\b",
    ),
    _family(
        "an inspection report on a children’s home",
        rf"(?:inspection (?:report )?(?:for|of) )?(?:a )?children[’'`]?s homes?(?: inspection)?(?: report)?{_END}",
        r"inspection reports?: children[’'`]?s home",
        r"(?:sc)?\d{6,7}[ \t]*\n(?:[^\n]*\n){0,8}?[^\n]*\b(?:registered|registration) provider:",
    ),
    _family(
        "an inspection report on a fostering or adoption agency",
        r"inspection (?:report )?(?:for|of) [^\n]{0,80}\b(?:fostering|adoption) (?:agency|service|support agency)",
        rf"(?:independent fostering|voluntary adoption) agency(?: inspection)?(?: report)?{_END}",
    ),
    _family(
        "an inspection report on a secure training centre or secure home",
        r"inspections? of [^\n]{0,60}\bsecure (?:training centre|school|children[’'`]?s home)",
    ),
    _family("an inspection report on Cafcass", r"(?:inspection|national inspection) of cafcass\b"),
    _family(
        "guidance for inspectors, not a report",
        rf"(?:[^\n]{{0,60}} )?inspection handbook{_END}",
        rf"inspecting local authority children[’'`]?s services(?: from the child[’'`]?s point of view)?{_END}",
        r"framework, evaluation criteria and inspector guidance",
    ),
)


def known_as(source: Source) -> str:
    """Return what a document that is not read says of itself in its first lines; empty if it does not."""
    beginning = source.printed[:_BEGINNING].replace("\xa0", " ")
    return next((family.name for family in _FAMILIES if family.sign.search(beginning)), "")
