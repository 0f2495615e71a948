"""What programs changed in a text: bullets that became question marks, quoted lines, columns, numbered lines."""

from __future__ import annotations

from collections import Counter

from ofsted_lint.files.patterns import pattern

# A bullet that an encoding lacks is a question mark; what reads pictures takes it for another sign, or for an “e”.
_LOST = pattern(r"(?m)^([ \t]{0,20})([?«»¢©®@+~=§¤°¬¦]|e)(?=[ \t]+[A-Z])")
_BULLET = pattern(r"[◼■▪•●]")
_QUOTED = pattern(r"(?m)^(?:>[ ]?){1,5}")
_NUMBERED = pattern(r"(?m)^\f?[ \t]{0,12}\d{1,4}[|:]?(?=[ \t])")
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
SIGNS = "{} lines begin with “{}”, read as bullets: the program that read the page took them for it."
QUOTES = "“>” before the lines was left out: the text was quoted in a mail."


def restored(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text of the same length with its marks, and notes for the user; the text itself if none were lost."""
    notes: list[str] = []
    if len(_NUMBERED.findall(text)) > 2 * _FEW:
        from ofsted_lint.source import line_numbers  # few texts have them

        text = line_numbers.removed(text)
    text = _with_columns(text)
    if text.count("\n>") > _FEW:
        quoted = sum(1 for _ in _QUOTED.finditer(text))
        if quoted >= _MOST * sum(1 for _ in _LINE.finditer(text)):
            text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
            notes.append(QUOTES)
    if not _BULLET.search(text):
        text = _with_bullets(text, notes)
    return text, tuple(notes)


def _with_bullets(text: str, notes: list[str]) -> str:
    """Return a text with bullets for the sign that is at the beginning of several of its lines, and add a note."""
    found = Counter(match[2] for match in _LOST.finditer(text)).most_common(1)
    if not found or found[0][1] <= _FEW:
        return text
    sign, count = found[0]
    notes.append((QUERIES if sign == "?" else SIGNS).format(count, sign))
    return _LOST.sub(lambda match: f"{match[1]}◼" if match[2] == sign else match[0], text)


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
