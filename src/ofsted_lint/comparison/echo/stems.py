"""Split texts into the stems of their words, with each technical term as one word.

`child in need`, `children in need` and `child-in-need` are the same, and so are
`PLO` and `pre-proceedings`. Words without meaning of their own are left out,
and so are references such as “(outcome 3, national framework)”.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain, compress, count
from operator import itemgetter
from typing import NamedTuple

from ofsted_lint.comparison.echo.memo import Memo
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.framework_reference import FRAMEWORK

_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_ENDINGS = pattern(
    r"(?:ations?|ements?|ments?|iveness|ness|ities|ity|ically|ingly|ably|ally|edly|ly|ings?|ers?|ors?"
    r"|ies|ied|ences?|ances?|ent|ant|ive|ed|es|s|e|y)$"
)
# Characters that are not part of words, as a pattern and as a table for Latin-1, which suffices for nearly all texts
# after these marks are replaced.
_NO_WORD = pattern(r"[^\w']")
_BARE = _NO_WORD.sub(" ", bytes(range(256)).decode("latin-1")).encode("latin-1")
_MARKS = (("’", "'"), *((mark, " ") for mark in "‘“”–—…•‑"))
_SHORTEST = 4
_LONGEST = 40
_SAME = {
    form: forms.split()[0]
    for forms in (
        "child children",
        "adviser advisor advisers advisors",
        "abuse violence",
        "timely timeliness untimely",
        "consistent consistency consistently inconsistent inconsistency inconsistencies inconsistently",
        "accurate accuracy accurately inaccurate inaccuracies",
        "sufficient sufficiency sufficiently insufficient insufficiently",
        "stable stability unstable instability",
        "available availability unavailable",
        "suitable suitability unsuitable",
        "frequent frequency frequently infrequent",
        "accessible accessibility inaccessible",
        "clear clarity clearly unclear",
        "rigorous rigour rigorously",
        "purposeful purpose purposefully",
    )
    for form in forms.split()
}
# Words that an improvement item and a finding may share without being about the same subject.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the and or of to in for on with that this those these is are was were be been being by as at from it "
        "its their they them there which who whom whose when where while not no nor but if so than then such into "
        "also has have had do does did can could may might will would should must all any each every some most "
        "more other own same very up out about between through during before after above below again further once "
        "here how what both few only just too he she his her you your we our us i including include includes "
        "ensure ensuring ensures within across whether however order particular particularly use used need needs "
        "via s t ",
    )
)
# Terms that are written in several ways, represented by the first; capitals, hyphens and endings do not matter.
_TERMS = (
    "multi agency safeguarding hub | mash",
    "child in need",
    "child in care | looked after child | children looked after",
    "care leaver | care experienced young people | care experienced young adults | care experienced children",
    "personal adviser",
    "social worker",
    "pre proceedings | preproceedings | public law outline | plo",
    "local authority designated officer | designated officer | lado",
    "independent reviewing officer | iro | iros",
    "emergency duty team | emergency duty service | out of hours | edt",
    "front door",
    "16 and 17 year olds | 16 and 17 year old | 16 to 17 year olds | 16 or 17 year olds",
    "return home interview | return interview | rhi | rhis",
    "missing from home | missing from care",
    "private fostering | privately fostered | privately foster",
    "early help",
    "domestic abuse",
    "section 47",
    "child protection",
    "strategy discussion | strategy meeting",
    "pathway plan | pathway planning",
    "personal education plan | pep | peps",
    "initial health assessment | iha | ihas",
    "health history | health histories | health passport",
    "life story | life journey",
    "kinship | connected person | connected persons | connected carer | connected carers | family and friends",
    "foster carer | fostering carer | foster household | fostering household | foster home | foster family",
    "unaccompanied asylum seeking child",
    "corporate parent | corporate parenting",
    "placed with parents | placement with parents",
    "family time | supervised contact",
    "quality assurance",
    "unregistered | unregulated",
)


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
    return FRAMEWORK.sub(lambda match: " " * len(match[0]), text) if "ramework" in text or "(" in text else text


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
    plain = word.lower().replace("’", "'").removesuffix("'s")
    cut = stem(plain)
    terms = _terms().get(cut, {})
    return _Form(plain, cut, terms[""][0][1] if "" in terms else "" if plain in _EMPTY else cut, terms)


_PLAIN, _ALONE, _TERMS_BEGUN = itemgetter(0), itemgetter(2), itemgetter(3)

# The words between two spaces, looked up as a whole, which is faster than matching them each time.
_blanked: Memo[tuple[_Form, ...]] = Memo(lambda between: tuple(map(_form, _WORD.findall(between))))


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
    for line in _TERMS:
        forms = [[stem(word) for word in form.split()] for form in line.split(" | ")]
        for first, *rest in forms:
            same = made.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
            same.append(((first, *rest), "-".join(forms[0])))
            same.sort(key=lambda term: -len(term[0]))
    return made


@lru_cache(1 << 14)
def stem(word: str) -> str:
    """Return a word in lower case without its ending, by a simple list of endings."""
    word = _SAME.get(word, word)
    cut = _ENDINGS.sub("", word[:_LONGEST], count=1)
    return cut if len(cut) >= _SHORTEST else word[:_LONGEST]
