"""Recognition of letters about visits, by their wording alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.lines import Lines, Sureness

if TYPE_CHECKING:
    from ofsted_lint.documents.letter.model import Letter
    from ofsted_lint.source.source import Source

# A letter states its subject on its first page or two.
_BEGINNING = 8000
_SPACE = re.compile(r"[\s*#]+")
_SERVICES = r"(?:children[’'`]?s[’']? (?:social (?:care|work) )?services|local authority|council|borough)"
_VISIT = r"(?:focus+ed|monitoring) visit"
_FORMULA = re.compile(
    rf"\bletter (?:summari[sz]es|sets out|outlines|reports|confirms|contains|details)\b.{{0,80}}?\b{_VISIT}\b"
    rf"(?=.{{0,200}}\b{_SERVICES})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"^[ \t*#]*(?:(?:re|subject|ofsted|ilacs|[a-z]{{4,8}}(?:st|nd|rd|th)):? )?{_VISIT}(?: letter)?[ \t]*\n?[ \t]*"
    rf"(?:to|of|at)\b[^\n.]{{2,110}}(?:\n[^\n.]{{2,60}})?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_SALUTATION = re.compile(r"^[ \t*]*Dear [^\n]{2,80}$", re.MULTILINE)
_OTHERS = (
    re.compile(r"\bPiccadilly Gate\b|\bofsted\.gov\.uk\b|\bgov\.uk/ofsted\b|^[ \t*#]*Ofsted[ \t]*$", re.MULTILINE),
    re.compile(r"\b(?:His|Her) Majesty[’'`]?s Inspectors?\b|\bHMI\b", re.IGNORECASE),
    re.compile(r"\bcopying this letter to the Department for Education\b|\bOfsted will take the findings\b"),
)
_VALEDICTION = re.compile(r"^[ \t*]*Yours (?:sincerely|faithfully)", re.IGNORECASE | re.MULTILINE)
_LABELS = re.compile(
    r"^[ \t*#]*(?:Headline findings|Main findings|Overview|Areas? covered by (?:the|this) visit"
    r"|Findings and evaluation of progress|What needs to improve\b.{0,50}|Areas? for priority action)[:?]?[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Letters about other kinds of inspection, or about visits to places other than councils.
_ANOTHER = re.compile(
    r"\bfindings of (?:the|a|an)? ?(?:joint targeted|joint area|joint local|area SEND|local area)"
    rf"|{_VISIT} (?:to|of) (?:[^\n.]{{0,60}} )?(?:school|academy|college|nursery|children[’'`]?s home|provider)\b",
    re.IGNORECASE,
)
_ENOUGH = 3
_REPRINTED = 2


def sureness(lines: Lines) -> Sureness:
    """Return how sure it is that a text is a letter."""
    return Sureness.SURE if _is_letter(lines.source) else Sureness.NONE


def accepted(letter: Letter) -> Letter:
    """Accept any letter: its wording is enough, whatever parts it lacks."""
    return letter


def _is_letter(source: Source) -> bool:
    """True if a text is a letter about a focused or monitoring visit.

    It has the opening sentence or the subject line of such letters, and enough of
    their other signs to exclude an e-mail or a news item about one. A reprint
    without salutation and sign-off has the opening sentence and two of the headings.
    """
    text = source.printed[:_BEGINNING]
    flat = _SPACE.sub(" ", text)
    if _ANOTHER.search(flat):
        return False
    whole = f"{text}\n{source.printed[-_BEGINNING:]}"
    formula, subject, labels = _FORMULA.search(flat), _SUBJECT.search(text), _LABELS.search(whole)
    if not (formula or (subject and labels)):
        return False
    framed = _SALUTATION.search(text), _VALEDICTION.search(whole)
    others = (sign.search(whole) for sign in _OTHERS)
    if not any(framed):
        return bool(formula) and len(set(map(str.casefold, _LABELS.findall(whole)))) >= _REPRINTED
    return sum(map(bool, (formula, subject, labels, *framed, *others))) >= _ENOUGH
