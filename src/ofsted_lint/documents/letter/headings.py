"""The headings that the letters of a year have, so that one that is lost is missed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_FINDINGS = {"headline findings": "Main findings", "overview": "Findings"}
_SUMMARIES = {"main findings": "Headline findings", "findings": "Overview"}
_ABOUT_POINTS = re.compile("what needs to improve|areas? (?:for|of) (?:improvement|priority action|strength)")
# Between these days “Findings” often was alone; before them “Overview” preceded it, after them “Headline findings”.
_ALONE_FROM, _ALONE_UNTIL = date(2021, 1, 1), date(2021, 8, 1)


def lost_heading(printed: Iterable[str], start: date | None) -> str | None:
    """Return the heading that belongs to one of these and is not among them, for a visit that began on a day.

    The headings are in lower case, without marks at their ends. Beside a heading of its own a letter may lack one.
    """
    there = set(printed)
    if not all(heading in _FINDINGS or heading in _SUMMARIES or _ABOUT_POINTS.match(heading) for heading in there):
        return None
    if there & _FINDINGS.keys() and there & _SUMMARIES.keys():
        return None
    for heading in sorted(there & _FINDINGS.keys()):
        return _FINDINGS[heading]
    for heading in sorted(there & _SUMMARIES.keys()):
        return _summary(heading, start)
    return None


def _summary(heading: str, start: date | None) -> str | None:
    """Return the heading of the summary that belongs to one of the findings."""
    if heading != "findings":
        return _SUMMARIES[heading]
    if start is None or _ALONE_FROM <= start < _ALONE_UNTIL:
        return None
    return _SUMMARIES[heading] if start < _ALONE_FROM else "Headline findings"
