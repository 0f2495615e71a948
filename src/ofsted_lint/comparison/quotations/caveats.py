"""Find the words that a quotation leaves out: after it, before it, and at its ellipses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

import msgspec

from ofsted_lint.comparison.quotations.search import Book, Match
from ofsted_lint.comparison.quotations.stream import Stretch
from ofsted_lint.source.sentences import sentences
from ofsted_lint.source.source import Span

_FAR = 2000
_MOST_SEAMS = 40
_LETTER = re.compile(r"\w")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


class Rest(msgspec.Struct, frozen=True):
    """Words that were left out; `continues` is True if they are part of a sentence that is quoted."""

    there: Stretch
    text: str
    continues: bool


def following(book: Book, match: Match) -> Rest | None:
    """Return the rest of the sentence after an exact quotation, else the next sentence of the paragraph, or None."""
    if match.kind != "exact":
        return None
    last = match.parts[-1].there[-1]
    text = book.passages[last.passage].text
    stops = _sentence(text, last.end - 1)[1]
    rest = _omitted(book, last.passage, last.end, stops, True)
    return next(rest, None) or next(_omitted(book, last.passage, *_next(text, last.end), False), None)


def preceding(book: Book, match: Match) -> Rest | None:
    """Return the words before an exact quotation in its sentence (“Not all …”); None if it begins the sentence."""
    if match.kind != "exact":
        return None
    first = match.parts[0].there[0]
    start = _sentence(book.passages[first.passage].text, first.start)[0]
    return next(_omitted(book, first.passage, start, first.start, True), None)


def hidden(book: Book, match: Match) -> tuple[Rest, ...]:
    """Return the words that the ellipses and brackets of an exact quotation hide in the sentences it quotes.

    Within one sentence these are all words between; otherwise the rest of the
    sentence that breaks off, the sentence after it, and the beginning of the
    sentence in which the quotation continues.
    """
    if match.kind != "exact":
        return ()
    seams = [(one.there[-1], two.there[0]) for one, two in islice(pairwise(match.parts), _MOST_SEAMS)]
    return tuple(rest for one, two in seams for rest in _omitted_between(book, one, two))


def turn(rest: Rest, words: Sequence[str]) -> Span | None:
    """Return where omitted words express a reservation (“however”, “but not”, “too many”), or None.

    `words` are the words for it. In the rest of a sentence they must begin it or
    one of its clauses; in another sentence they must begin it or be between commas.
    """
    clause, sentence = _turns(tuple(words))
    match = (clause if rest.continues else sentence).search(rest.text.translate(_MARKS))
    return Span(*match.span("turn")) if match else None


def among(rest: Rest, words: Sequence[str]) -> Span | None:
    """Return where one of `words` (“not”, “few”) first appears in omitted words, or None."""
    match = re.search(rf"(?<!\w)(?:{_either(tuple(words))})(?!\w)", rest.text.translate(_MARKS), re.IGNORECASE)
    return Span(*match.span()) if match and words else None


def conceded(book: Book, match: Match, words: Sequence[str]) -> bool:
    """Return True if one of `words` (“although”) directly precedes an exact quotation: its sentence qualifies it."""
    before = preceding(book, match)
    if before is None or not words:
        return False
    return bool(re.search(rf"(?<!\w)(?:{_either(tuple(words))})\s*\Z", before.text.translate(_MARKS), re.IGNORECASE))


_NEVER = re.compile(r"(?P<turn>(?!))")


@lru_cache(16)
def _turns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # “not only for children, but also for staff” takes nothing back.
    turn = rf"(?!not\s+only\b|but\s+also\b)(?P<turn>{_either(words)})(?!\w)"
    begins = r"\A[\s,;:–—’”'\")\]-]*(?:(?:and|or)\s+)?"
    return (
        re.compile(rf"(?:{begins}|[,;:–—(]\s*(?:and\s+)?|\s-\s){turn}", re.IGNORECASE) if words else _NEVER,
        re.compile(rf"(?:{begins}|,\s+(?=[\w ]{{1,40}},)){turn}", re.IGNORECASE) if words else _NEVER,
    )


@lru_cache(16)
def _either(words: tuple[str, ...]) -> str:
    return "|".join(r"\s+".join(map(re.escape, word.translate(_MARKS).split())) for word in words)


def _omitted_between(book: Book, one: Stretch, two: Stretch) -> Iterator[Rest]:
    """Yield the words left out between two ranges, from the sentences that contain them."""
    text, there = book.passages[one.passage].text, book.passages[two.passage].text
    together = one.passage == two.passage
    stops, opens = _sentence(text, one.end - 1)[1], _sentence(there, two.start)[0]
    if together and two.start < stops:
        yield from _omitted(book, one.passage, one.end, two.start, True)
        return
    yield from _omitted(book, one.passage, one.end, stops, True)
    start, end = _next(text, one.end)
    if not together or end <= opens:
        yield from _omitted(book, one.passage, start, end, False)
    yield from _omitted(book, two.passage, opens, two.start, False)


def _omitted(book: Book, passage: int, start: int, end: int, continues: bool) -> Iterator[Rest]:
    """Yield a range as omitted words, if it has any letters."""
    text = book.passages[passage].text[start:end]
    if _LETTER.search(text):
        yield Rest(Stretch(passage, start, end), text, continues)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Return the start and end of the sentence around an offset."""
    return next((each for each in _near(text, at) if each[0] <= at < each[1]), (at, at + 1))


def _next(text: str, at: int) -> tuple[int, int]:
    """Return the first sentence that begins at or after an offset; an empty range if there is none."""
    return next((each for each in _near(text, at) if each[0] >= at), (at, at))


def _near(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences near an offset; text very far from it is not split."""
    first = max(at - _FAR, 0)
    return ((first + start, first + end) for start, end in sentences(text[first : at + _FAR]))
