"""Recognise superscript figures that are footnote markers."""

from __future__ import annotations

from ofsted_lint.files.patterns import pattern

# White space between a word or its full stop and the figure.
_GAP = pattern(r"(?<=[a-z.,;:?!’”)])\s*\Z")
_UNIT = pattern(r"\b(?:[ckm]?m|ft)\Z")
_LOOK_BACK = 8


def gap(text: str, at: int) -> int | None:
    """Return where the gap between a word and its superscript figure begins.

    None if the figure is not a footnote marker, as in “km²”.
    """
    start = max(at - _LOOK_BACK, 0)
    found = _GAP.search(text, start, at)
    return found.start() if found and not _UNIT.search(text, start, at) else None
