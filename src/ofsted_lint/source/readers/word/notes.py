"""The markers of footnotes and endnotes, as Word prints them."""

from __future__ import annotations

from typing import Any

import msgspec

from ofsted_lint.source.readers.word.numerals import written
from ofsted_lint.source.readers.word.xml_names import child, number, value

KINDS = ("footnote", "endnote")
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
_EACH_SECTION, _EACH_PAGE = "eachSect", "eachPage"


class Count(msgspec.Struct, frozen=True):
    """How the notes of a kind are numbered: the form, the first number, and where they begin anew: `numRestart`."""

    form: str
    start: int = 1
    anew: str = ""


class Notes:
    """The notes that a text cites, numbered in order, each kind by itself.

    `marks` are the markers of the notes by their kinds and ids, `own` those
    notes whose markers were typed.
    """

    def __init__(self, settings: Any = None) -> None:
        self.marks: dict[tuple[str, str], str] = {}
        self.own: set[tuple[str, str]] = set()
        plain = {kind: Count(form) for kind, form in _FORMS.items()}
        self._general = {kind: _count(child(settings, f"{kind}Pr"), plain[kind]) for kind in KINDS}
        self._counts = dict(self._general)
        self._last = {kind: self._general[kind].start - 1 for kind in KINDS}

    def section(self, properties: Any, first: bool) -> None:
        """Begin a section of the document, which has these properties."""
        for kind in KINDS:
            self._counts[kind] = _count(child(properties, f"{kind}Pr"), self._general[kind])
            if first or self._counts[kind].anew == _EACH_SECTION:
                self._last[kind] = self._counts[kind].start - 1
        if value(child(properties, "type")) != "continuous":
            self.page()

    def page(self) -> None:
        """Begin a page, as the file says: by a break, or where its last program began one."""
        for kind in KINDS:
            if self._counts[kind].anew == _EACH_PAGE:
                self._last[kind] = self._counts[kind].start - 1

    def mark(self, kind: str, id_: str) -> str:
        """Return the marker of a note, numbering it if it is cited for the first time."""
        if (kind, id_) not in self.marks:
            self._last[kind] += 1
            self.marks[kind, id_] = written(self._last[kind], self._counts[kind].form)
        return self.marks[kind, id_]

    def typed(self, kind: str, id_: str, mark: str) -> None:
        """Record the marker that was typed for a note, which is not counted."""
        self.marks[kind, id_] = mark
        self.own.add((kind, id_))


def _count(properties: Any, general: Count) -> Count:
    """Return how the notes of a kind are numbered by these properties, which may leave it as it is in general."""
    start = number(value(child(properties, "numStart")))
    restart = value(child(properties, "numRestart"))
    return Count(
        value(child(properties, "numFmt")) or general.form,
        general.start if start is None else start,
        restart or general.anew,
    )
