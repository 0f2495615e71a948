"""Find the likely intended words for a word that is not in any word list."""

from __future__ import annotations

from functools import cache, lru_cache

from ofsted_lint.checks.words.listed import common, is_familiar, is_word
from ofsted_lint.source.similar import slips

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# From this length on, a word with two slips can still be distinguished from other words.
_LONG = 9
# From this length on, a word is also compared with familiar words that are not common in reports.
_TELLING = 7
_MOST = 3
# No word has so many letters, nor do two that were run together; the work for one grows with the square of its length.
_LONGEST = 60
_SHORTEST_BASE, _RARE_BASE = 4, 6
_PREFIXES = (
    *("anti", "co", "cyber", "de", "dis", "extra", "inter", "intra", "micro", "mis", "multi", "neuro", "non", "out"),
    *("over", "post", "pre", "re", "self", "semi", "socio", "sub", "super", "tele", "trans", "un", "under", "up"),
)
# How words are derived from others: an ending, and the endings that it replaces.
_ENDINGS = (
    *(("s", ""), ("ly", ""), ("ably", "able"), ("ibly", "ible"), ("ness", ""), ("iness", "y"), ("less", "")),
    *(("ity", ""), ("ity", "e"), ("ability", "able"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e")),
    *(("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ional", "ion"), ("ative", "ation")),
    *(
        ("ive", "e"),
        ("ment", ""),
        ("ments", ""),
        ("isation", "ise"),
        ("ise", ""),
        ("ised", ""),
        ("ising", ""),
        ("wise", ""),
    ),
)
# Words that take an ending in another way: “families”, “truly”, “specifically”, “stability”.
_BUT_NOT = {
    "s": ("s", "x", "z", "ch", "sh", "y", "children", "people", "men"),
    "ly": ("le", "ic", "true", "due", "through", "ll", "y"),
    "ity": ("le",),
}
_SURE = frozenset("""the and of with their they that this these those from are have has were was which who""".split())  # noqa: SIM905
# These also begin and end other words, so they count only next to another short word, or after a long word.
_SMALL = frozenset("""a as at be by can for he in is it no not on or so to we will""".split())  # noqa: SIM905

# Phrases that are often printed as one word, though their words are not short, or are one slip from another.
_PHRASES = {
    phrase.replace(" ", ""): phrase
    for phrase in (
        "a lot",
        "as well",
        "at least",
        "each other",
        "in addition",
        "in case",
        "in fact",
        "in order",
        "no one",
    )
}
_AUXILIARIES = frozenset("are could did do does had has have is should was were would".split())  # noqa: SIM905


@lru_cache(1 << 12)
def likely_words(word: str) -> tuple[str, ...]:
    """Return the likely intended words for an unknown one, the likeliest first; none for a derived word.

    They are one slip away, or two for words of nine letters or more; two words
    that were run together come last.
    """
    if word in _PHRASES or len(word) > _LONGEST:
        return ()
    if word.endswith("nt") and word[:-2] in _AUXILIARIES:
        return (f"{word[:-1]}'t",)
    if is_derived(word):
        return ()
    ways, known = _slips(word), common()
    if near := sorted((known[each], each) for each in ways & known.keys() if len(each) > 1):
        return (*(each for _, each in near[:_MOST]), *run_together(word))
    if run_together(word):
        return ()
    rare = sorted(each for each in ways if each[0] == word[0] and is_familiar(each)) if len(word) >= _TELLING else []
    return tuple((rare or _two_slips(word))[:_MOST])


@lru_cache(1 << 12)
def run_together(word: str) -> tuple[str, ...]:
    """Return the two words that an unknown one has if a space was lost, one of them short; empty if there are none."""
    if word in _PHRASES:
        return (_PHRASES[word],)
    if len(word) > _LONGEST:
        return ()
    known = common()
    parts = ((word[:at], word[at:]) for at in range(1, len(word)))
    return tuple(f"{one} {two}" for one, two in parts if one in known and two in known and _parts(one, two))[:1]


def _parts(one: str, two: str) -> bool:
    """True if one of two words is short enough to be run together with the other."""
    if one in _SURE or two in _SURE:
        return len(one) > 2 or one in _SURE | _SMALL
    long = len(one) > _SHORTEST_BASE or (one in _SMALL and len(one + two) > _SHORTEST_BASE)
    return two in _SMALL - {"a"} and long


@lru_cache(1 << 12)
def is_derived(word: str) -> bool:
    """True if a word is derived from a known one by a prefix or an ending, so that no list needs it."""
    known = common()
    for prefix in _PREFIXES:
        base = word.removeprefix(prefix)
        if base != word and len(base) >= _SHORTEST_BASE and base in known:
            return True
    return any(_is_base(word.removesuffix(end) + instead, end) for end, instead in _ENDINGS if word.endswith(end))


def _is_base(base: str, end: str) -> bool:
    """True if a word takes an ending without a change: “plan” does not, since its n is doubled."""
    if len(base) < _SHORTEST_BASE or (base not in common() and (len(base) < _RARE_BASE or not is_word(base))):
        return False
    if base.endswith(_BUT_NOT.get(end, ())):
        return False
    return end[0] not in "ei" or not is_word(base + base[-1] + end)


def _slips(word: str) -> set[str]:
    """Return all letter sequences that are one slip away from a word."""
    cut = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {one + two[1:] for one, two in cut if two}
    swapped = {one + two[1] + two[0] + two[2:] for one, two in cut if len(two) > 1}
    other = {one + letter + two[1:] for one, two in cut if two for letter in _LETTERS}
    return less | swapped | other | {one + letter + two for one, two in cut for letter in _LETTERS}


def _two_slips(word: str) -> list[str]:
    """Return the common words with the same first letter that are two slips away from a long word."""
    if len(word) < _LONG:
        return []
    known, sizes = common(), range(max(_LONG - 1, len(word) - 2), len(word) + 3)
    near = (each for size in sizes for each in _alike().get((word[0], size), ()) if slips(word, each, 2))
    return sorted(near, key=lambda each: (known[each], each))


@cache
def _alike() -> dict[tuple[str, int], list[str]]:
    """Return the common words by their first letter and their length."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in common():
        found.setdefault((word[:1], len(word)), []).append(word)
    return found
