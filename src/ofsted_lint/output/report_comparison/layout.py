"""A comparison as blocks of lines, in the order in which a person wants to see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ofsted_lint.comparison.reports.model import Change, Comparison, Detail, Judged, Part, Side, Step, What
from ofsted_lint.comparison.word_diff import Piece, pieces
from ofsted_lint.findings import record

Sign = Literal["+", "−", "~", "=", "▲", "▼", " "]
_MOST_WORDS, _FIRST, _LAST = 45, 30, 10
_KNOWN = 12
_WORD_FOR_WORD = 0.8
_CHANGES: dict[What, tuple[Sign, str]] = {
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
    "other": ("~", "another"),
    "new": ("+", "new"),
    "gone": ("−", "no longer made"),
    "same": ("=", "the same"),
}
_OF_LEADERS = " on social work practice with children and families"
# What is listed of points, in this order: first what a reader of the last report knows.
_POINTS: tuple[What, ...] = ("carried-over", "rewritten", "split", "merged", "new", "dropped")


class Line(NamedTuple):
    """A line: its sign, what it is about and where, and the text with what differs in it."""

    sign: Sign
    head: str
    text: tuple[Piece, ...] = ()


class Block(NamedTuple):
    """A heading, its counts and its lines; `level` 2 lies under the one before."""

    title: str
    said: str = ""
    lines: tuple[Line, ...] = ()
    level: int = 1


def heading(comparison: Comparison[record.Finding]) -> str:
    """What the two documents are to each other, as a sentence."""
    what = "Drafts of one report" if comparison.relation == "drafts" else "Successive reports"
    if comparison.councils == "different":
        what = f"Compared as {what[0].lower()}{what[1:]}"
    return f"{what}: {comparison.because}."


def warning(comparison: Comparison[record.Finding]) -> str:
    """What is wrong with comparing these at all, if anything is."""
    if comparison.councils != "different":
        return ""
    return f"Different councils: {comparison.old.council} and {comparison.new.council}."


def blocks(comparison: Comparison[record.Finding]) -> Iterator[Block]:
    """What differs: grades, then what is printed once, points, paragraphs by part, findings."""
    if comparison.same:
        yield Block("Nothing differs", "")
        return
    yield _grades(comparison.judgements)
    if comparison.details:
        found = tuple(_detail(each, comparison.hyphens) for each in comparison.details)
        yield Block("Title, dates and names", f"{len(found):,} changed", found)
    yield _points(comparison)
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
    said = ", ".join(f"{counts[step]:,} {word}" for step, (_, word) in _STEPS.items() if counts[step])
    return Block("Grades", said or "none", tuple(lines))


def _grade(each: Judged) -> Line:
    sign, said = _STEPS[each.change]
    grades = " → ".join(side.text for side in (each.old, each.new) if side)
    where = " (in the heading)" if each.where == "heading" else ""
    return Line(sign, f"{_short(each.name)}{where}: {grades}", _plain(f"{said}; {_where(each.old, each.new)}"))


def _short(name: str) -> str:
    """The name of a judgement or section without what says nothing more."""
    short = name.removeprefix("The experiences and progress of ").removesuffix(_OF_LEADERS)
    return short[:1].upper() + short[1:]


def _detail(each: Detail, hyphens: bool) -> Line:
    sign: Sign = "~" if each.old and each.new else "+" if each.new else "−"
    return Line(sign, f"{each.what}, {_where(each.old, each.new)}", _text(each.old, each.new, hyphens))


def _points(comparison: Comparison[record.Finding]) -> Block:
    part = comparison.improvements
    order = list(_POINTS)
    shown = sorted((each for each in part.changes if each.change in order), key=lambda each: order.index(each.change))
    lines = tuple(_change(each, comparison.hyphens) for each in shown)
    return Block("Points to improve", _counted(part.counts), lines)


def _paragraphs(comparison: Comparison[record.Finding]) -> Iterator[Block]:
    """All parts counted; of drafts those in which something differs, of successive reports each."""
    total: Counter[What] = Counter()
    for part in comparison.parts:
        total.update(part.counts)
    drafts = comparison.relation == "drafts"
    said = _counted(total) if drafts else f"{_taken_over(comparison.parts)}; {_counted(total)}"
    yield Block("Paragraphs", said)
    for part in comparison.parts:
        if part.changes or not drafts:
            lines = tuple(_change(each, comparison.hyphens) for each in part.changes)
            yield Block(_short(part.title), _counted(part.counts), lines, 2)


def _taken_over(parts: Iterable[Part]) -> str:
    number = sum(len(part.changes) for part in parts)
    return f"{number or 'none'} taken over from the last report, or nearly"


def _change(change: Change, hyphens: bool) -> Line:
    old, new = change.old, change.new
    sign = _CHANGES[change.change][0]
    if change.change == "split" and new:
        return Line(sign, f"{_place(new)}: split off from {_where(old, None)}", _plain(new.text))
    if change.change == "merged" and old:
        return Line(sign, f"{_where(old, None)}: merged into {_place(new)}", _plain(old.text))
    text = _text(old, new, hyphens) if change.change != "moved" else _opening(new)
    return Line(sign, f"{_where(old, new)}: {_become(change)}", text)


def _become(change: Change) -> str:
    """What has become of a text, in words."""
    said = _CHANGES[change.change][1]
    if change.change == "carried-over":
        return said if change.likeness >= _WORD_FOR_WORD else f"{said} in other words"
    if change.moved and change.old and change.new:
        said = "moved" if change.change == "moved" else f"moved and {said}"
        return f"{said} from “{_short(change.old.section)}”" if change.old.section != change.new.section else said
    return said


def _text(old: Side | None, new: Side | None, hyphens: bool) -> tuple[Piece, ...]:
    """What differs between two texts, or one of them where there is no other; what is long is cut."""
    if old and new:
        found = tuple(pieces(old.text, new.text, hyphens=hyphens))
        return tuple(Piece(piece.kind, _cut(piece.text)) for piece in found) or _plain(new.text)
    one = new or old
    return _plain(one.text) if one else ()


def _opening(side: Side | None) -> tuple[Piece, ...]:
    """The first words of a text that is known, so that it is recognised."""
    words = side.text.split(" ") if side else []
    return (Piece("same", " ".join([*words[:_KNOWN], "…"] if len(words) > _KNOWN else words)),)


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece("same", _cut(text)),)


def _cut(text: str) -> str:
    """A text without its middle if it is long."""
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


def _counted(counts: Mapping[What, int]) -> str:
    """Counts in words, the changes first: “1 new, 2 rewritten, 34 the same”."""
    there = ((counts.get(what, 0), said) for what, (_, said) in _CHANGES.items())
    return ", ".join(f"{count:,} {said}" for count, said in there if count) or "none"


def _findings(comparison: Comparison[record.Finding]) -> Block:
    found = comparison.findings
    said = f"{len(found.new):,} new, {len(found.gone):,} gone, {len(found.same):,} still there"
    lines: list[Line] = []
    if comparison.relation == "drafts":
        lines += [_finding("+", each, "") for each in found.new]
        lines += [_finding("−", each, " of the old report") for each in found.gone]
    return Block("Findings of the linter", said, tuple(lines))


def _finding(sign: Sign, found: record.Finding, of: str) -> Line:
    page = f", page {found.page}" if found.page else ""
    head = f"line {found.line}{page}{of}: {found.severity} ({found.rule})"
    return Line(sign, head, (Piece("same", found.message),))
