"""What a quotation leaves out: how the report goes on behind it, and what is hidden in it."""

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
    """Words that were left out; `continues` says whether they are of the sentence in which the quotation stops."""

    there: Stretch
    text: str
    continues: bool


def following(book: Book, match: Match) -> Rest | None:
    """How the report goes on behind an exact quotation: the rest of its sentence, else the next of the paragraph."""
    if match.kind != "exact":
        return None
    last = match.parts[-1].there[-1]
    text = book.passages[last.passage].text
    stops = _sentence(text, last.end - 1)[1]
    rest = _made(book, last.passage, last.end, stops, True)
    return next(rest, None) or next(_made(book, last.passage, *_next(text, last.end), False), None)


def preceding(book: Book, match: Match) -> Rest | None:
    """The words before an exact quotation that begins within a sentence (“Not all …”); None where it begins one."""
    if match.kind != "exact":
        return None
    first = match.parts[0].there[0]
    start = _sentence(book.passages[first.passage].text, first.start)[0]
    return next(_made(book, first.passage, start, first.start, True), None)


def hidden(book: Book, match: Match) -> tuple[Rest, ...]:
    """What the ellipses and brackets of an exact quotation hide of the sentences that it quotes from.

    All of it within one sentence; else the rest of the one that is broken off,
    the sentence behind it, and the beginning of the one that is taken up.
    """
    if match.kind != "exact":
        return ()
    seams = [(one.there[-1], two.there[0]) for one, two in islice(pairwise(match.parts), _MOST_SEAMS)]
    return tuple(rest for one, two in seams for rest in _between(book, one, two))


def turn(rest: Rest, words: Sequence[str]) -> Span | None:
    """Where in left-out words something turns (“however”, “but not”, “too many”), by the words for it.

    In the rest of a sentence such words begin it or one of its clauses; in
    another sentence they begin it or stand between commas.
    """
    clause, sentence = _turns(tuple(words))
    match = (clause if rest.continues else sentence).search(rest.text.translate(_MARKS))
    return Span(*match.span("turn")) if match else None


def among(rest: Rest, words: Sequence[str]) -> Span | None:
    """Where the first of some words is in left-out words (“not”, “few”), wherever it stands."""
    match = re.search(rf"(?<!\w)(?:{_either(tuple(words))})(?!\w)", rest.text.translate(_MARKS), re.IGNORECASE)
    return Span(*match.span()) if match and words else None


def conceded(book: Book, match: Match, words: Sequence[str]) -> bool:
    """Whether an exact quotation begins right behind one of some words (“although”): its sentence says the contrary."""
    before = preceding(book, match)
    if before is None or not words:
        return False
    return bool(re.search(rf"(?<!\w)(?:{_either(tuple(words))})\s*\Z", before.text.translate(_MARKS), re.IGNORECASE))


_NEVER = re.compile(r"(?P<turn>(?!))")


@lru_cache(16)
def _turns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    turn = rf"(?P<turn>{_either(words)})(?!\w)"
    begins = r"\A[\s,;:–—’”'\")\]-]*(?:(?:and|or)\s+)?"
    return (
        re.compile(rf"(?:{begins}|[,;:–—(]\s*(?:and\s+)?|\s-\s){turn}", re.IGNORECASE) if words else _NEVER,
        re.compile(rf"(?:{begins}|,\s+(?=[\w ]{{1,40}},)){turn}", re.IGNORECASE) if words else _NEVER,
    )


@lru_cache(16)
def _either(words: tuple[str, ...]) -> str:
    return "|".join(r"\s+".join(map(re.escape, word.translate(_MARKS).split())) for word in words)


def _between(book: Book, one: Stretch, two: Stretch) -> Iterator[Rest]:
    """What is left out between two stretches of the sentences that they are of."""
    text, there = book.passages[one.passage].text, book.passages[two.passage].text
    together = one.passage == two.passage
    stops, opens = _sentence(text, one.end - 1)[1], _sentence(there, two.start)[0]
    if together and two.start < stops:
        yield from _made(book, one.passage, one.end, two.start, True)
        return
    yield from _made(book, one.passage, one.end, stops, True)
    start, end = _next(text, one.end)
    if not together or end <= opens:
        yield from _made(book, one.passage, start, end, False)
    yield from _made(book, two.passage, opens, two.start, False)


def _made(book: Book, passage: int, start: int, end: int, continues: bool) -> Iterator[Rest]:
    """Words that were left out, if any are."""
    text = book.passages[passage].text[start:end]
    if _LETTER.search(text):
        yield Rest(Stretch(passage, start, end), text, continues)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence of a letter."""
    return next((each for each in _near(text, at) if each[0] <= at < each[1]), (at, at + 1))


def _next(text: str, at: int) -> tuple[int, int]:
    """The first sentence that begins behind an offset; empty if none does."""
    return next((each for each in _near(text, at) if each[0] >= at), (at, at))


def _near(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The sentences round an offset; what is very far from it is none of them."""
    first = max(at - _FAR, 0)
    return ((first + start, first + end) for start, end in sentences(text[first : at + _FAR]))
