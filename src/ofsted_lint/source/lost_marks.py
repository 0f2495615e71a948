"""What programs changed in a text: bullets that became question marks, lines quoted in a mail, columns of a table."""

from __future__ import annotations

import re

from ofsted_lint.files.patterns import pattern

_QUERY = pattern(r"(?m)^([ \t]{0,20})\?(?=[ \t]+[A-Z])")
_QUOTED = pattern(r"(?m)^(?:>[ ]?){1,5}")
_LINE = pattern(r"(?m)^.*\S")
# The head of a grade table whose columns are one space apart, and its rows: a grade is after the first line of a name.
_TABLE = pattern(r"(?m)^[ \t]{0,8}Judgement( )Grade[ \t]*$")
_ROW = pattern(
    r"(?m)^[ \t]{0,8}(?:The (?:impact|experiences) [^\n\t]{5,90}?|Overall effectiveness)( )"
    r"(?=(?:Outstanding|Good|Requires improvement to be good|Inadequate)[ \t]*$)"
)
_LONGEST_TABLE = 1_500
_FEW = 2
# Of the lines of a text that is quoted in a mail all but the greeting before it begin so.
_MOST = 0.8
QUERIES = "{} lines begin with “?”, read as bullets: the file was saved in an encoding without them."
QUOTES = "“>” before the lines was left out: the text was quoted in a mail."


def restored(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text of the same length with its marks, and notes for the user; the text itself if none were lost."""
    notes: list[str] = []
    text = _with_columns(text)
    if text.count("\n>") > _FEW:
        quoted = sum(1 for _ in _QUOTED.finditer(text))
        if quoted >= _MOST * sum(1 for _ in _LINE.finditer(text)):
            text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
            notes.append(QUOTES)
    queries = sum(1 for _ in _QUERY.finditer(text)) if "?" in text else 0
    if queries > _FEW and not re.search(r"[◼■▪•●]", text):
        text = _QUERY.sub(r"\1◼", text)
        notes.append(QUERIES.format(queries))
    return text, tuple(notes)


def _with_columns(text: str) -> str:
    """Return a text with tabs between the columns of a grade table that were one space apart."""
    head = _TABLE.search(text) if "Judgement Grade" in text else None
    if head is None:
        return text
    rows = _ROW.finditer(text, head.end(), head.end() + _LONGEST_TABLE)
    made = list(text)
    for at in (head.start(1), *(row.start(1) for row in rows)):
        made[at] = "\t"
    return "".join(made)
