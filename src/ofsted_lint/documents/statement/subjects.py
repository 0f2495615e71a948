"""Whether a sentence is about another council than a report's, named by its place: “Borsley was rated good”."""

from __future__ import annotations

import re
from functools import lru_cache

from ofsted_lint.documents.statement.grade_claim_patterns import AREA
from ofsted_lint.documents.statement.phrases import pattern, words
from ofsted_lint.documents.values.council_names import FORMAL, words_of
from ofsted_lint.source.sentences import sentences

_NAME = r"[A-Z][\w’'-]{2,30}?(?: (?:and |on |upon |of |under )?(?:the )?[A-Z][\w’'-]{2,30}?){0,3}"
# The subject of a clause: at its start, before a verb of being judged, or with what belongs to it.
_SUBJECT = re.compile(
    rf"(?:\A|[.;,–—] |\b(?:while|whilst|whereas|but|and|although) )"
    rf"(?:\W|{pattern('councils', 'openings')},? )*(?P<name>{_NAME})"
    rf"(?:[’']s? (?=[\w’'-]+ [\w’'-]+)|(?:, [^,.;]{{1,60}},)? {pattern('councils', 'judged')}\b)"
)
_SMALL = re.compile(r"\b[a-z]\w*")
_FOLLOWS = re.compile(r"\W*(?:It|Its|They|Their|There|The (?:council|borough|county|city|authority))\b")
_NO_PLACES = words("councils", "bodies") | {each.casefold() for each in words("people", "titles")}


@lru_cache(8)  # each claim of a statement needs those of the statement and of its report
def small_words(text: str) -> frozenset[str]:
    """Return the words that a text prints in small letters."""
    return frozenset(_SMALL.findall(text))


def is_of_another(text: str, council: str, *known: str) -> bool:
    """True if the last sentence of a text is about another place than a council's.

    `known` are texts in which ordinary words are printed in small letters, so that they are not taken for places.
    A sentence that begins with “It” or “The council” is about that of the sentence before.
    """
    spans = list(sentences(text))
    ours = set(words_of(council)) - FORMAL or set(words_of(council))
    for start, end in reversed(spans):
        names = [match["name"] for match in _SUBJECT.finditer(text[start:end]) if _is_place(match["name"], *known)]
        if names:
            return not ours & set(words_of(names[-1]))
        if ours & set(words_of(text[start:end])) or not _FOLLOWS.match(text, start, end):
            return False
    return False


def _is_place(name: str, *known: str) -> bool:
    """True if a word with a capital may be a place: it is nowhere printed in small letters."""
    parts = {word for word in words_of(name) if word not in FORMAL}
    if not parts or name.isupper() or AREA.search(name) or _NO_PLACES & parts:
        return False
    return not any(parts & small_words(text) for text in known)
