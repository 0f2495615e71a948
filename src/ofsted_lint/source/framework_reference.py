"""References to the outcomes and enablers of the national framework, most of them in brackets."""

from __future__ import annotations

import re

from ofsted_lint.files.patterns import pattern

# References such as “(outcome 3, national framework)”, in 2025 and later.
_NAMED = r"\b(?:outcomes?|enablers?|principles?)\b"
FRAMEWORK = pattern(
    rf"\([^()]{{0,60}}{_NAMED}[^()]{{0,160}}\)|\[[^\[\]]{{0,60}}{_NAMED}[^\[\]]{{0,160}}\]"
    r"|(?<=[.,;] )(?:outcomes?|enablers?|principles?) (?:\d|one|two|three|four)\b"
    r"[^()\[\].]{0,40}\bnational framework\b\.?",
    re.IGNORECASE,
)


def mentions_framework(text: str) -> bool:
    """Return False if a text certainly has no such reference, which is far faster than to look for one."""
    if not ("(" in text or "[" in text or "ramework" in text):
        return False
    lower = text.lower()
    return "outcome" in lower or "enabler" in lower or "principle" in lower
