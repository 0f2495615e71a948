"""Abbreviations of a document: where each is spelled out, and where it is used."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose

# Two capitals or more: MASH, IROs, CiCC, CAMHs, DfE, “RAG-rated”, “pre-PLO”. Not a name like McGuire,
# nor one made of words (SpeakerBox, GetSafe): each with small letters, one with two.
_SHORT = pattern(r"[A-Z](?<![\w&/.’'].)(?<![A-Z]-.)(?<!\W[a-z]-.)[a-z]{0,9}[A-Z][A-Za-z]{0,9}(?![\w&]|-[A-Z])")
_NAME = pattern(r"Ma?c[A-Z][a-z]|(?=.*[A-Z][a-z]{2})(?:[A-Z][a-z]+){2,}\Z")
_BRACKET = pattern(r"\((?P<inside>[^()]{2,120})\)")
_IN_BRACKET = pattern(rf"(?:known as |the |or )?[‘'“\"]?(?P<short>{_SHORT.pattern})[’'”\"]?(?:[:,;]? [^()]*)?")
_AT_ITS_END = pattern(rf"(?P<long>[^()]{{3,}}?)(?:,| [-–—]|:) (?P<short>{_SHORT.pattern})")
_WORD = pattern(r"[^\W_]+(?:[’'][^\W_]+)?")
_ROMAN = pattern(r"[IVX]+\Z")
_SMALL = frozenset(
    [
        *("of", "and", "or", "the", "for", "to", "in", "with", "on", "a", "an", "at", "by"),
        *("from", "who", "are", "is", "being"),
    ]
)
_MOST_WORDS = 10
_FEW = 3
_FAR = 600


class Use(msgspec.Struct, frozen=True, eq=False):
    """An abbreviation used without its full form; `quoted` is true in quotation marks."""

    prose: Prose
    quoted: bool
    address: str


class Expansion(msgspec.Struct, frozen=True, eq=False):
    """A place where an abbreviation is spelled out.

    `long` is the full form, None if the words before the bracket do not have
    the letters; `short` the abbreviation as printed; `before` the words before
    the bracket.
    """

    prose: Prose
    long: Prose | None
    short: Prose
    before: Prose
    address: str


class Abbreviation(msgspec.Struct, frozen=True, eq=False):
    """An abbreviation with all its uses and expansions, in order."""

    short: str
    uses: tuple[Use, ...]
    expansions: tuple[Expansion, ...]


def abbreviations(passages: Iterable[Passage]) -> tuple[Abbreviation, ...]:
    """Return the abbreviations in texts, in the order in which they first occur."""
    uses: dict[str, list[Use]] = {}
    expansions: dict[str, list[Expansion]] = {}
    for passage in passages:
        taken: list[tuple[int, int]] = []
        for expansion, span in _expansions(passage):
            expansions.setdefault(singular(expansion.short.text), []).append(expansion)
            uses.setdefault(singular(expansion.short.text), [])
            taken.append(span)
        for use in _uses(passage, taken):
            uses.setdefault(singular(use.prose.text), []).append(use)
    return tuple(Abbreviation(short, tuple(found), tuple(expansions.get(short, ()))) for short, found in uses.items())


def singular(short: str) -> str:
    """Return an abbreviation without the s of a plural: IROs, IRO."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() and len(short) > 2 else short


def _is_short(word: str) -> bool:
    """True if a word with two capitals is an abbreviation, neither a name nor a numeral."""
    return not _NAME.match(word) and not _ROMAN.match(word)


def _uses(passage: Passage, taken: list[tuple[int, int]]) -> Iterator[Use]:
    text = passage.prose.text
    if text.isupper():
        return
    spelled = sorted(taken)
    for match in _SHORT.finditer(text):
        at = bisect_right(spelled, (match.start(), len(text))) - 1
        if not _is_short(match[0]) or (at >= 0 and match.start() < spelled[at][1]):
            continue
        yield Use(passage.prose.part(*match.span()), passage.quoted(match.start()), passage.address)


def _expansions(passage: Passage) -> Iterator[tuple[Expansion, tuple[int, int]]]:
    """Find “long form (SHORT)” and “SHORT (long form)”, each with the range of its abbreviation."""
    prose = passage.prose
    for bracket in _BRACKET.finditer(prose.text):
        found = _IN_BRACKET.fullmatch(prose.text, *bracket.span("inside"))
        if found and _is_short(found["short"]):
            start, end = found.span("short")
            long = _long(prose.text, bracket.start(), prose.text[start:end])
            before = _before(prose.text, bracket.start(), found["short"])
            # “HMI Probation (HMI Prob)” does not spell out HMI.
            if long is None and found["short"] in _WORD.findall(prose.text, before, bracket.start()):
                continue
            first = long if long is not None else before
            whole = prose.part(first, bracket.end())
            full = prose.part(long, bracket.start()) if long is not None else None
            yield (
                Expansion(whole, full, prose.part(start, end), prose.part(before, bracket.start()), passage.address),
                (start, end),
            )
            continue
        if within := _AT_ITS_END.fullmatch(prose.text, *bracket.span("inside")):
            start, end = within.span("short")
            if _is_short(within["short"]) and _long(prose.text, within.end("long"), within["short"]) is not None:
                inside = prose.part(*within.span("long"))
                whole = prose.part(*bracket.span())
                yield Expansion(whole, inside, prose.part(start, end), inside, passage.address), (start, end)
                continue
        if turned := _reversed(prose.text, bracket):
            taken, full_form = turned
            inside = prose.part(*full_form)
            whole = prose.part(taken[0], bracket.end())
            yield Expansion(whole, inside, prose.part(*taken), inside, passage.address), taken


def _reversed(text: str, bracket: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the abbreviation before a bracket that spells it out, and the full form, after which a clause may come."""
    match = next(reversed(list(_SHORT.finditer(text, max(bracket.start() - 14, 0), bracket.start()))), None)
    if match is None or not _is_short(match[0]) or text[match.end() : bracket.start()].strip():
        return None
    first, last = bracket.span("inside")
    if text[first].lower() != match[0][0].lower():
        return None
    # A word in it may not have a letter: CERAF (comprehensive child exploitation risk assessment framework).
    ends = (end for end in (last, text.find(", ", first, last)) if end >= 0)
    full = next((end for end in ends if (_long(text, end, match[0]) or -1) >= first), None)
    return (match.span(), (first, full)) if full else None


def _before(text: str, end: int, short: str) -> int:
    """Return the offset at which the words begin that a bracket is about, within their sentence.

    This is the first of the last few words that has the abbreviation's first letter, else the first of them.
    """
    first = max(end - _FAR, 0)
    start = max(first, *(text.rfind(mark, first, end) + 1 for mark in (". ", ", ", " (")))
    words = list(_WORD.finditer(text, start, end))[-len(short) - _FEW :]
    begins = (word for word in words if word[0][0].lower() == short[0].lower())
    return next(begins, words[0]).start() if words else end


def _long(text: str, end: int, short: str) -> int | None:
    """Return the offset at which the full form of an abbreviation begins; None if its letters do not fit.

    Each letter begins a word, in order from the last word backwards; small words
    and parts of hyphenated ones may be skipped (“multi-agency safeguarding hub”),
    and a word may give several letters (“CICC”).
    """
    letters = [letter.lower() for letter in singular(short) if letter.isalnum()]
    # No full form goes beyond a bracket before it.
    first = max(end - 160, text.rfind(")", 0, end) + 1, 0)
    words = list(_WORD.finditer(text, first, end))[-_MOST_WORDS - len(letters) :]
    at = len(words) - 1
    for left in range(len(letters), 0, -1):
        while at >= 0 and not words[at][0].lower().startswith(letters[left - 1]):
            if words[at][0].lower() not in _SMALL or at == len(words) - 1:
                return None
            at -= 1
        if at < 0:
            return None
        at -= 1
    # The first letter may be that of “and” by chance: “assessed and supported year”, “AIT”.
    if at >= 0 and words[at + 1][0] in _SMALL and words[at][0].lower().startswith(letters[0]):
        at -= 1
    return words[at + 1].start()
