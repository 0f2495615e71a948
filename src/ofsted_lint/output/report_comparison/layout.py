"""Arrange a comparison as blocks of lines, the most important first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ofsted_lint.comparison.reports.model import Change, ChangeKind, Comparison, Detail, Judged, Part, Side, Step
from ofsted_lint.comparison.word_diff import Piece, pieces
from ofsted_lint.findings import record

Sign = Literal["+", "−", "~", "=", "▲", "▼", " "]
_MOST_WORDS, _FIRST, _LAST = 45, 30, 10
_KNOWN = 12
_WORD_FOR_WORD = 0.8
_CHANGES: dict[ChangeKind, tuple[Sign, str]] = {
    "new": ("+", "new"),
    "dropped": ("−", "dropped"),
    "rewritten": ("~", "rewritten"),
    "split": ("~", "split off"),
    "merged": ("~", "merged"),
    "moved": ("~", "moved"),
    "carried-over": ("=", "carried over"),
    "same": ("=", "the same"),
}
_STEPS: dict[Step, tuple[Sign, str]] = {
    "better": ("▲", "better"),
    "worse": ("▼", "worse"),
    "other": ("~", "different"),
    "new": ("+", "new"),
    "gone": ("−", "no longer made"),
    "same": ("=", "the same"),
}
_OF_LEADERS = " on social work practice with children and families"
# The changes of improvement items that are listed, in this order: first those known from the earlier report.
_POINTS: tuple[ChangeKind, ...] = ("carried-over", "rewritten", "split", "merged", "new", "dropped")


class Line(NamedTuple):
    """A line: its sign, its subject with the place, and the text with its differences."""

    sign: Sign
    head: str
    text: tuple[Piece, ...] = ()


class Block(NamedTuple):
    """A heading, its counts and its lines; a block of level 2 belongs to the last one of level 1."""

    title: str
    counts: str = ""
    lines: tuple[Line, ...] = ()
    level: int = 1


def heading(comparison: Comparison[record.Finding]) -> str:
    """Return a sentence that states how the two documents are related."""
    what = "Drafts of one report" if comparison.relation == "drafts" else "Successive reports"
    if comparison.councils == "different":
        what = f"Compared as {what[0].lower()}{what[1:]}"
    return f"{what}: {comparison.because}."


def warning(comparison: Comparison[record.Finding]) -> str:
    """Return a warning if the documents should perhaps not be compared, else an empty text."""
    if comparison.councils != "different":
        return ""
    return f"Different councils: {comparison.old.council} and {comparison.new.council}."


def blocks(comparison: Comparison[record.Finding]) -> Iterator[Block]:
    """Yield the differences: grades, details, improvement items, paragraphs part by part, findings."""
    if comparison.same:
        yield Block("No differences", "")
        return
    yield _grades(comparison.judgements)
    if comparison.details:
        found = tuple(_detail(each, comparison.hyphens) for each in comparison.details)
        yield Block("Title, dates and names", f"{len(found):,} changed", found)
    yield _improvement_items(comparison)
    yield from _paragraphs(comparison)
    yield _findings(comparison)


def _grades(judgements: Iterable[Judged]) -> Block:
    judged = list(judgements)
    lines = [_grade(each) for each in judged if each.change != "same"]
    same = [f"{_short(each.name)} ({each.new.text})" for each in judged if each.change == "same" and each.new]
    if same:
        lines.append(Line("=", f"the same: {', '.join(same)}"))
    lines += [Line(" ", note) for note in dict.fromkeys(each.note for each in judged) if note]
    counts = Counter(each.change for each in judged)
    counted = ", ".join(f"{counts[step]:,} {word}" for step, (_, word) in _STEPS.items() if counts[step])
    return Block("Grades", counted or "none", tuple(lines))


def _grade(each: Judged) -> Line:
    sign, word = _STEPS[each.change]
    grades = " → ".join(side.text for side in (each.old, each.new) if side)
    where = " (in the heading)" if each.where == "heading" else ""
    return Line(sign, f"{_short(each.name)}{where}: {grades}", _plain(f"{word}; {_where(each.old, each.new)}"))


def _short(name: str) -> str:
    """Return the name of a judgement or section without its standard phrases."""
    short = name.removeprefix("The experiences and progress of ").removesuffix(_OF_LEADERS)
    return short[:1].upper() + short[1:]


def _detail(each: Detail, hyphens: bool) -> Line:
    sign: Sign = "~" if each.old and each.new else "+" if each.new else "−"
    return Line(sign, f"{each.what}, {_where(each.old, each.new)}", _text(each.old, each.new, hyphens))


def _improvement_items(comparison: Comparison[record.Finding]) -> Block:
    part = comparison.improvements
    order = list(_POINTS)
    shown = sorted((each for each in part.changes if each.change in order), key=lambda each: order.index(each.change))
    lines = tuple(_change(each, comparison.hyphens) for each in shown)
    return Block("Improvement items", _counted(part.counts), lines)


def _paragraphs(comparison: Comparison[record.Finding]) -> Iterator[Block]:
    """Yield the counts of all paragraphs, then the parts: all of successive reports, those that differ of drafts."""
    total: Counter[ChangeKind] = Counter()
    for part in comparison.parts:
        total.update(part.counts)
    drafts = comparison.relation == "drafts"
    counted = _counted(total) if drafts else f"{_count_reused(comparison.parts)}; {_counted(total)}"
    yield Block("Paragraphs", counted)
    for part in comparison.parts:
        if part.changes or not drafts:
            lines = tuple(_change(each, comparison.hyphens) for each in part.changes)
            yield Block(_short(part.title), _counted(part.counts), lines, 2)


def _count_reused(parts: Iterable[Part]) -> str:
    number = sum(len(part.changes) for part in parts)
    return f"{number or 'none'} reused from the earlier report, word for word or nearly"


def _change(change: Change, hyphens: bool) -> Line:
    old, new = change.old, change.new
    sign = _CHANGES[change.change][0]
    if change.change == "split" and new:
        return Line(sign, f"{_place(new)}: split off from {_where(old, None)}", _plain(new.text))
    if change.change == "merged" and old:
        return Line(sign, f"{_where(old, None)}: merged into {_place(new)}", _plain(old.text))
    text = _text(old, new, hyphens) if change.change != "moved" else _opening(new)
    return Line(sign, f"{_where(old, new)}: {_describe_change(change)}", text)


def _describe_change(change: Change) -> str:
    """Return the change of a text in words."""
    word = _CHANGES[change.change][1]
    if change.change == "carried-over":
        return word if change.likeness >= _WORD_FOR_WORD else f"{word}, reworded"
    if change.moved and change.old and change.new:
        word = "moved" if change.change == "moved" else f"moved and {word}"
        return f"{word} from “{_short(change.old.section)}”" if change.old.section != change.new.section else word
    return word


def _text(old: Side | None, new: Side | None, hyphens: bool) -> tuple[Piece, ...]:
    """Return the differences between two texts, or the only text; long parts are shortened."""
    if old and new:
        found = tuple(pieces(old.text, new.text, hyphens=hyphens))
        return tuple(Piece(piece.kind, _cut(piece.text)) for piece in found) or _plain(new.text)
    one = new or old
    return _plain(one.text) if one else ()


def _opening(side: Side | None) -> tuple[Piece, ...]:
    """Return the first words of an unchanged text, enough to recognise it."""
    words = side.text.split(" ") if side else []
    return (Piece("same", " ".join([*words[:_KNOWN], "…"] if len(words) > _KNOWN else words)),)


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece("same", _cut(text)),)


def _cut(text: str) -> str:
    """Return a text, without its middle part if it is long."""
    words = text.split(" ")
    return " ".join([*words[:_FIRST], "…", *words[-_LAST:]]) if len(words) > _MOST_WORDS else text


def _where(old: Side | None, new: Side | None) -> str:
    if old and new:
        return f"{_place(new)} (was {_place(old)})" if _place(old) != _place(new) else _place(new)
    return _place(new) if new else f"{_place(old)} of the old report" if old else ""


def _place(side: Side | None) -> str:
    if side is None:
        return ""
    number = f"paragraph {side.number}, " if side.number is not None else ""
    return f"{number}line {side.line}" + (f", {side.beside}" if side.beside else "")


def _counted(counts: Mapping[ChangeKind, int]) -> str:
    """Return counts in words, the changes first: “1 new, 2 rewritten, 34 the same”."""
    named = ((counts.get(what, 0), word) for what, (_, word) in _CHANGES.items())
    return ", ".join(f"{count:,} {word}" for count, word in named if count) or "none"


def _findings(comparison: Comparison[record.Finding]) -> Block:
    found = comparison.findings
    counted = f"{len(found.new):,} new, {len(found.gone):,} gone, {len(found.same):,} in both"
    lines: list[Line] = []
    if comparison.relation == "drafts":
        lines += [_finding("+", each, "") for each in found.new]
        lines += [_finding("−", each, " of the old report") for each in found.gone]
    return Block("Findings of the linter", counted, tuple(lines))


def _finding(sign: Sign, found: record.Finding, of: str) -> Line:
    page = f", page {found.page}" if found.page else ""
    head = f"line {found.line}{page}{of}: {found.severity} ({found.rule})"
    return Line(sign, head, (Piece("same", found.message),))
