"""Split texts into the stems of their words, with each technical term as one word.

`child in need`, `children in need` and `child-in-need` are the same, and so are
`PLO` and `pre-proceedings`. Words without meaning of their own are left out,
and so are references such as “(outcome 3, national framework)”.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain, compress, count
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from ofsted_lint.comparison.echo.porter import porter
from ofsted_lint.comparison.echo.vocabulary import EMPTY, OWN, RELATED, TERMS
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.framework_reference import FRAMEWORK, mentions_framework

# The stems of words that reports use often, a word and its stem a line: calculating one takes far longer.
# The file is made by `benchmarks/echo_stems.py`.
STEMS = Path(__file__).resolve().parent / "stems.txt"
Made = TypeVar("Made")


class Memo(dict[str, Made]):
    """The results of a function of words; emptied when it has `most` entries, so that it cannot fill the memory."""

    def __init__(self, make: Callable[[str], Made], most: int = 1 << 11) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, word: str) -> Made:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made


def stemmed(word: str) -> str:
    """Return the stem of a word in lower case, as `porter` does."""
    return known().get(word) or porter(word)


@cache
def known() -> dict[str, str]:
    """Return the words of the file with their stems."""
    parts = STEMS.read_text("utf-8").split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
# Characters that are not part of words, as a pattern and as a table for Latin-1, which suffices for nearly all texts
# after these marks are replaced.
_NO_WORD = pattern(r"[^\w']")
_BARE = _NO_WORD.sub(" ", bytes(range(256)).decode("latin-1")).encode("latin-1")
_MARKS = (("’", "'"), *((mark, " ") for mark in "‘“”–—…•‑"))
_LONGEST = 40


class Word(NamedTuple):
    """A word or term: its stem, and its range in the text."""

    stem: str
    start: int
    end: int


class Words(NamedTuple):
    """The words of a text: those with a meaning of their own, and all in lower case, in order, for phrases."""

    meaningful: list[Word]
    plain: tuple[str, ...]


def read(text: str) -> Words:
    """Read the words of a text."""
    text = _without_references(text)
    found = list(_WORD.finditer(text))
    forms = [_form(match[0]) for match in found]
    plain, names, ends = _joined(forms)
    meaningful = [Word(name, found[at].start(), found[ends.get(at, at)].end()) for at, name in enumerate(names) if name]
    return Words(meaningful, plain)


class Gist(NamedTuple):
    """The stems of the meaningful words of a text, and all its words in lower case, both in order."""

    names: tuple[str, ...]
    plain: tuple[str, ...]


def gist(text: str) -> Gist:
    """Read the stems of the meaningful words of a text, and all its words in lower case."""
    return gist_of_bare(bare(text))


def gist_of_bare(text: str) -> Gist:
    """Do the same for a text that `bare` has prepared."""
    plain, names, _ = _joined(list(chain.from_iterable(map(_blanked.__getitem__, text.split()))))
    return Gist(tuple(filter(None, names)), plain)


def bare(text: str) -> str:
    """Return a text in lower case with spaces for everything but words, and for references to the national framework.

    Each character keeps its position.
    """
    text = _without_references(text)
    if text.isascii() and text.islower() and text.replace(" ", "").isalpha():
        return text
    lower = text.lower()
    if len(lower) != len(text):  # “İ” becomes two characters
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for mark, instead in _MARKS:
        lower = lower.replace(mark, instead)
    try:
        return lower.encode("latin-1").translate(_BARE).decode("latin-1")
    except UnicodeEncodeError:
        return _NO_WORD.sub(" ", lower)


def _without_references(text: str) -> str:
    """Return a text with spaces for references to the national framework."""
    return FRAMEWORK.sub(lambda match: " " * len(match[0]), text) if mentions_framework(text) else text


# The stems of a term's words, and its name.
_Term = tuple[tuple[str, ...], str]


class _Form(NamedTuple):
    """A word in lower case without a possessive ending, its stem, and its name outside of terms, which may be empty.

    `terms` are the terms that begin with it, by the stem of their second word.
    """

    plain: str
    stem: str
    alone: str
    terms: dict[str, list[_Term]]


def _form(word: str) -> _Form:
    return _form_of_plain(word.lower().replace("’", "'").removesuffix("'s"))


def _form_of_plain(plain: str) -> _Form:
    cut = stem(plain)
    terms = _terms().get(cut, {})
    return _Form(plain, cut, terms[""][0][1] if "" in terms else "" if plain in EMPTY else cut, terms)


_PLAIN, _ALONE, _TERMS_BEGUN = itemgetter(0), itemgetter(2), itemgetter(3)

# The words between two spaces, looked up as a whole, which is faster than matching them each time.
_blanked: Memo[tuple[_Form, ...]] = Memo(
    lambda between: (_form_of_plain(between),) if between.isalpha() else tuple(map(_form, _WORD.findall(between)))
)


def stems(words: Words) -> frozenset[str]:
    """Return the stems of a text, each once."""
    return frozenset(word.stem for word in words.meaningful)


def _joined(forms: list[_Form]) -> tuple[tuple[str, ...], list[str], dict[int, int]]:
    """Return the words in lower case, their names (empty within terms or without meaning), and the ends of terms."""
    plain, names = tuple(map(_PLAIN, forms)), list(map(_ALONE, forms))
    ends: dict[int, int] = {}
    done = -1
    for at in compress(count(), map(_TERMS_BEGUN, forms)):
        if at <= done or at + 1 == len(forms):
            continue
        for sequence, term in forms[at].terms.get(forms[at + 1].stem, ()):
            if tuple(form.stem for form in forms[at : at + len(sequence)]) == sequence:
                done = ends[at] = at + len(sequence) - 1
                names[at : done + 1] = [term, *[""] * (len(sequence) - 1)]
                break
    return plain, names, ends


@cache
def _terms() -> dict[str, dict[str, list[_Term]]]:
    """Return the terms by the stems of their first and second word (or none), as sequences of stems, longest first."""
    made: dict[str, dict[str, list[_Term]]] = {}
    for line in TERMS:
        forms = [[stem(word) for word in form.split()] for form in line.split(" | ")]
        for first, *rest in forms:
            same = made.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
            same.append(((first, *rest), "-".join(forms[0])))
            same.sort(key=lambda term: -len(term[0]))
    return made


@cache
def _related() -> dict[str, str]:
    """Return the stem of the group for each stem of a word in a group."""
    return {stemmed(word): stemmed(group.split()[0]) for group in RELATED for word in group.split()}


@lru_cache(1 << 12)
def stem(word: str) -> str:
    """Return the stem of a word in lower case; words of one origin have the same."""
    if word in OWN:
        return OWN[word]
    short = word[:_LONGEST]
    cut = known().get(short) or porter(short) or short
    return _related().get(cut, cut)
