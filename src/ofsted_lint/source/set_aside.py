"""What is in one file with a report and not of it: a committee's papers around it, a second report after it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Source

# A report begins with its title and, a few lines below, the dates of the inspection.
# (A pattern that begins with one set of characters is several times faster.)
_BEGINS = pattern(
    r"[Ii](?i:nspection of [^\n.:]{3,90}\n(?:[^\n\f]{0,100}\n){0,6}?[ \t*]{0,12}Inspection dates?:)",
)
# What may be before the title in its line.
_BEFORE = pattern(r"(?:\A|[\n\f])[ \t#*]{0,12}\Z")
_LONGEST_BEFORE = 13
_PAPERS = pattern(
    r"(?im)(?:^|(?<=\f))[ \t#*]{0,40}"
    r"(?:agenda\b|minutes\b|public document pack|report (?:of|to) |appendix \w|[^\n]{0,60}\bcommittee\b)"
)
# The last lines of a report.
_ENDS = pattern(
    r"[©Ww](?i:(?<=©) Crown copyright[^\n]{0,60}\n"
    r"|(?<=w)ww\.gov\.uk/ofsted[^\n]{0,60}\n(?=[^\n]*\n[^\n]*\Z|\s*\f(?!\s*©)))"
)
_APPENDIX = pattern(r"(?im)(?:^|(?<=\f))[ \t#*]{0,40}(?:appendix|annex|agenda item)\b")
# A note to the text, on the page after its last lines, with the footer of the page.
_NOTE = pattern(r"\f\s{0,20}(?:Inspection of [^\n]{1,200}\n\s{0,20})?\d{1,2}[ \t]*\n(?=[ \t]*[A-Z])")
_SHOWN = pattern(r"[^\n\f]")
_SEEN = pattern(r"\S")
# In characters; a report is longer, and what is above a title shorter.
_SHORTEST = 3_000
_LETTERHEAD = 200
SECOND = "A second report begins on line {}; only the first was read: save each report in a file of its own."
AROUND = "Only the report was read, from line {}: the papers before it were left out."
AFTER = "What comes after the report, from line {}, was left out."


def applied(source: Source) -> Source:
    """Return a source of which only the (first) report is shown, with notes for the user on what was left out."""
    text, notes = kept(source.printed)
    if not notes:
        return source
    known = (*source.notes, *(note for note in notes if note not in source.notes))
    return replace(source, shown=text, notes=known)


def kept(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text of the same length with blanks for what is not of the (first) report, and notes for the user.

    A report begins on a page of its own, and its last lines are on its last page.
    """
    if "nspection date" not in text:
        return text, ()
    found = list(_beginnings(text))
    if not found:
        return text, ()
    first, notes = found[0], []
    if before := _papers(text, first):
        text = _blank(text, 0, before)
        notes.append(AROUND.format(_line(text, first)))
    second = next((at for at in found[1:] if at - first > _SHORTEST), None)
    if second is not None:
        text = _blank(text, _top(text, second), len(text))
        notes.append(SECOND.format(_line(text, second)))
    elif after := _after(text, first):
        notes.append(AFTER.format(_line(text, after)))
        text = _blank(text, after, len(text))
    return text, tuple(notes)


def _beginnings(text: str) -> Iterator[int]:
    """Yield the offsets of the reports in a text: of the lines of their titles."""
    title = _BEGINS.search(text)
    while title:
        before = _BEFORE.search(text, max(title.start() - _LONGEST_BEFORE, 0), title.start())
        if before:
            yield before.start() + (before[0][:1] in ("\n", "\f"))
        title = _BEGINS.search(text, title.end() if before else title.start() + 1)


def _papers(text: str, first: int) -> int:
    """Return the end of the papers before a report that begins at `first`: of the pages before, or of its cover."""
    page = text.rfind("\f", 0, first) + 1
    if _PAPERS.search(text, page, first):
        return first
    return page if _SEEN.search(text, 0, page) else 0


def _top(text: str, begins: int) -> int:
    """Return where the page of a report's title begins, if only a line or two, such as its council, come before."""
    page = text.rfind("\f", 0, begins) + 1
    return page if page and begins - page < _LETTERHEAD else begins


def _after(text: str, first: int) -> int | None:
    """Return where the first words of a page or an appendix after a report's last lines begin, if there are any."""
    ends = _ENDS.search(text, first + _SHORTEST)
    if ends is None:
        return None
    appendix = _APPENDIX.search(text, ends.end())
    page = text.find("\f", ends.end())
    words = _SEEN.search(text, page) if page >= 0 and not _NOTE.match(text, page) else None
    starts = [found.start() for found in (appendix, words) if found]
    return min(starts, default=None)


def _blank(text: str, start: int, end: int) -> str:
    """Return a text with a part blank, but for the ends of its lines and pages."""
    return text[:start] + _SHOWN.sub(" ", text[start:end]) + text[end:]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
