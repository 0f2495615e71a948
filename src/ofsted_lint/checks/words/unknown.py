"""Find the words of a document that are not in any word list, without names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import NotApplicable
from ofsted_lint.checks.terms.scan import NOWHERE
from ofsted_lint.checks.words.listed import common, is_word
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Place

Chooses = Callable[[frozenset[str]], bool]
# A word that a document uses this often is taken as correct.
_OWN = 3
_SHORTEST, _SHORTEST_PART = 3, 5
# “a long way” is not “along”.
_OF_ONE_LETTER = frozenset("ai")
# A text with this many unknown words is in another language, or was not read correctly.
_MOST, _MOST_SHARE = 50, 0.1
# The characters before and after a word that is part of an address, or of a word with an apostrophe in it.
_SHORTENED = pattern(r"\.,? [a-z]")
_PIECE_BEFORE = pattern(r"(?:[@/.:_&]|\w')\Z")
_PIECE_AFTER = pattern(r"[@/_]|[.:]\w|'(?!s?(?!\w))|-(?!\w)")
_BEFORE = pattern(r"(?<![\w'@./-])([^\W\d_]+) \Z")
_AFTER = pattern(r" ([^\W\d_]+)(?![\w'@-]|\.\w)")
_PART_BEFORE, _PART = pattern(r"([^\W\d_]+)-\Z"), pattern(r"[^\W\d_]+")
_NEXT_IS_NAME = pattern(r"[’']?\s*[A-Z]")
_WINDOW = 40


class Unknown(msgspec.Struct, frozen=True):
    """A word in a passage that is not in any word list: `word` is in lower case."""

    passage: Passage
    start: int
    end: int
    word: str

    @property
    def printed(self) -> str:
        """The word as it is printed."""
        return self.passage.prose.text[self.start : self.end]

    @property
    def place(self) -> Place:
        """The place of the word in its source."""
        return self.passage.prose.place(self.start, self.end)

    def with_other_part(self) -> Unknown | None:
        """Return the common word that this makes with the word before or after it; None if there is none."""
        text = self.passage.folded
        after = _AFTER.match(text, self.end)
        before = _BEFORE.search(text, max(self.start - _WINDOW, 0), self.start)
        whole = [Unknown(self.passage, self.start, after.end(), self.word + after[1])] if after else []
        whole += [Unknown(self.passage, before.start(), self.end, before[1] + self.word)] if before else []
        return next((each for each in whole if each.word in common() and not _is_name(each)), None)


def unknown_words(document: Document, chooses: Chooses, right: frozenset[str]) -> Iterator[Unknown]:
    """Return the words in the chosen parts that are neither in a list nor in `right`; `NotApplicable` without parts.

    Names, parts of addresses and of words like “isn’t”, abbreviations, words in
    quotation marks, and words that the document uses often are left out.
    """
    if not any(map(chooses, document.tagged)):
        raise NotApplicable(NOWHERE)
    found = document.memo("unknown words", lambda: tuple(_unknown_words(document)))
    return (each for each in found if each.word not in right and chooses(each.passage.tags))


def _unknown_words(document: Document) -> Iterator[Unknown]:
    places = document.vocabulary.ends
    # (Subtracting views of keys would iterate over all of the second.)
    strange = [word for word in set(places).difference(common()) if _is_strange(word)]
    if len(strange) > max(_MOST, _MOST_SHARE * len(places)):
        return
    for word in sorted(word for word in strange if len(places[word]) < _OWN):
        found = [_unknown(document, word, end) for end in places[word]]
        if not any(map(_is_name, found)):
            yield from (each for each in found if not _is_piece(each, document))


def _is_strange(word: str) -> bool:
    return word.isalpha() and word not in _OF_ONE_LETTER and (len(word) < _SHORTEST or not is_word(word))


def _unknown(document: Document, word: str, end: int) -> Unknown:
    passage, at = document.folded.at(end - len(word))
    return Unknown(passage, at, at + len(word), word)


def _is_name(found: Unknown) -> bool:
    """True if a word has a capital that is not due to the start of a sentence."""
    text, printed = found.passage.prose.text, found.printed
    if printed.islower():
        return False
    sentence = found.passage.sentence_span(found.start)
    first = sentence is not None and not text[sentence[0] : found.start].strip("‘“'\"([")
    return not first or not printed[1:].islower() or bool(_NEXT_IS_NAME.match(text, found.end))


def _is_piece(found: Unknown, document: Document) -> bool:
    """True if a word is part of a longer word or address, or is quoted."""
    text, start, end = found.passage.folded, found.start, found.end
    if _PIECE_BEFORE.search(text, max(start - 2, 0), start):
        return True
    if len(found.word) < _SHORTEST_PART and _SHORTENED.match(found.passage.prose.text, end):
        return True
    if _PIECE_AFTER.match(text, end) or found.passage.quoted(start):
        return True
    return _is_part(found) or (document.hyphens_lost and _is_compound(found.word))


def _is_part(found: Unknown) -> bool:
    """True if a word is a short part of a compound, or makes a known word with the next part."""
    text, start, end, word = found.passage.folded, found.start, found.end, found.word
    before = _PART_BEFORE.search(text, max(start - _WINDOW, 0), start)
    after = _PART.match(text, end + 1) if text[end : end + 1] == "-" else None
    if text[start - 1 : start] != "-" and not after:
        return False
    joined = [before[1] + word] if before else []
    joined += [word + after[0]] if after else []
    return len(word) < _SHORTEST_PART or any(map(is_word, joined))


def _is_compound(word: str) -> bool:
    """True if a word may be a compound without its hyphen."""
    known = common()
    return any(word[:at] in known and is_word(word[at:]) for at in range(2, len(word) - 1))
