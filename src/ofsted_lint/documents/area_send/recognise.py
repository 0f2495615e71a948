"""Recognition of reports of area SEND inspections, by their title and their headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.lines import Lines, Sureness
from ofsted_lint.files.patterns import pattern

if TYPE_CHECKING:
    from ofsted_lint.documents.area_send.model import AreaSendReport

_BEGINNING = 4000
_TITLE = pattern(
    r"^[ \t*#|]*(?:local area partnership report[ \t*|]*$|area send (?:full )?inspection\s+of\b)",
    re.IGNORECASE | re.MULTILINE,
)
# One of these as well: a news item has the title, but none of the headings.
_FORM = pattern(
    r"^[ \t*#|]*(?:inspection outcome|information about (?:the )?local area partnership"
    r"|what is the (?:local )?area partnership doing|what does the (?:local )?area partnership need)\b[^\n.]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)


def sureness(lines: Lines) -> Sureness:
    """Return how sure it is that a text is such a report."""
    text = lines.source.printed[:_BEGINNING].replace("\xa0", " ")
    if not _TITLE.search(text):
        return Sureness.NONE
    return Sureness.SURE if _FORM.search(text) else Sureness.SOME


def accepted(report: AreaSendReport) -> AreaSendReport:
    """Accept any report: its title and a heading are enough, whatever parts it lacks."""
    return report
