"""Recognition of letters about joint targeted area inspections, by their subject line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.lines import Lines, Sureness

if TYPE_CHECKING:
    from ofsted_lint.documents.jtai.model import JtaiLetter

_BEGINNING = 8000
_SUBJECT = re.compile(r"^[ \t*#]*Joint targeted area inspection(?: \(JTAI\))?\s+of\b", re.IGNORECASE | re.MULTILINE)
# One of these as well: a news item has the subject as its title, but neither salutation nor the headings.
_FRAMED = re.compile(
    r"^[ \t*]*Dear [^\n]{2,100}$|^[ \t*]*Yours sincerely\b|^[ \t*#]*Next steps[ \t*]*$", re.IGNORECASE | re.MULTILINE
)
_OPENING = re.compile(
    r"\bletter summari[sz]es\s+the\s+findings\s+of\s+(?:the|a)\s+joint\s+targeted\s+area"
    r"|\bundertook\s+a\s+joint\b|\bcarried\s+out\s+a\s+joint\b|\bThis\s+(?:joint\s+)?inspection\s+took\s+place",
    re.IGNORECASE,
)


def sureness(lines: Lines) -> Sureness:
    """Return how sure it is that a text is such a letter."""
    text = lines.source.printed[:_BEGINNING]
    whole = f"{text}\n{lines.source.printed[-_BEGINNING:]}"
    signs = _SUBJECT.search(text), _FRAMED.search(whole), _OPENING.search(text)
    return Sureness.SURE if all(signs) else Sureness.NONE


def accepted(letter: JtaiLetter) -> JtaiLetter:
    """Accept any letter: its wording is enough, whatever parts it lacks."""
    return letter
