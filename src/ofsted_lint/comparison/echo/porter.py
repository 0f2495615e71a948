"""Reduce English words to their stems by Porter's second algorithm, also known as Snowball English.

Forms of one word have one stem: `homes` and `home`, `families` and `family`,
`monitoring` and `monitored`. A stem need not be a word.
"""

from __future__ import annotations

import re

_VOWELS = "aeiouy"
_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
# After a vowel and a consonant; R1 begins after some prefixes in any case.
_REGION = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]")
_R1_AFTER = ("gener", "commun", "arsen")
_Y_AS_CONSONANT = re.compile(r"(?:^|(?<=[aeiouy]))y")
_SHORT = re.compile(r"(?:^|.*[^aeiouy])[aeiouy][^aeiouywxY]|[aeiouy][^aeiouy]")


def _table(pairs: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in pairs.split())


# Words with stems of their own, and words that are complete after the plural was removed.
_EXCEPTIONS = _table(
    "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli "
    "singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes"
)
_COMPLETE = frozenset({"inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"})
# Suffixes with their replacements, which may be empty; the longest that a word has counts.
_LONG = _table(
    "ization:ize ational:ate fulness:ful ousness:ous iveness:ive tional:tion biliti:ble lessli:less entli:ent "
    "ation:ate alism:al aliti:al ousli:ous iviti:ive fulli:ful enci:ence anci:ance abli:able izer:ize ator:ate "
    "alli:al bli:ble ogi:og li:"
)
_MIDDLE = _table("ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:")
_LAST = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize"),
    *("ion", "al", "er", "ic"),
)


def porter(word: str) -> str:
    """Return the stem of a word in lower case."""
    if len(word) <= 2:
        return word
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    word = _Y_AS_CONSONANT.sub("Y", word.removeprefix("'"))
    first, second = _regions(word)
    word = _without_plural(word)
    if word in _COMPLETE:
        return word
    word = _without_tense(word, first)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        word = f"{word[:-1]}i"
    word = _replaced(word, first, second)
    return _without_end(word, first, second).lower()


def _regions(word: str) -> tuple[int, int]:
    """Return the starts of R1 and R2, the parts of a word that may be suffixes."""
    begun = next((len(each) for each in _R1_AFTER if word.startswith(each)), 0)
    first = begun or _after(word, 0)
    return first, _after(word, first)


def _after(word: str, start: int) -> int:
    found = _REGION.match(word, start)
    return found.end() if found else len(word)


def _without_plural(word: str) -> str:
    for ending in ("'s'", "'s", "'"):
        if word.endswith(ending):
            word = word.removesuffix(ending)
            break
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and any(char in _VOWELS for char in word[:-2]):
        return word[:-1]
    return word


def _without_tense(word: str, first: int) -> str:
    for ending in ("eedly", "eed"):
        if word.endswith(ending):
            return f"{word.removesuffix(ending)}ee" if len(word) - len(ending) >= first else word
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending):
            rest = word.removesuffix(ending)
            return _completed(rest, first) if any(char in _VOWELS for char in rest) else word
    return word


def _completed(rest: str, first: int) -> str:
    """Return a word whose ending for the tense was removed with the form that it has without one."""
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if rest.endswith(_DOUBLES):
        return rest[:-1]
    return f"{rest}e" if first >= len(rest) and _SHORT.fullmatch(rest) else rest


def _replaced(word: str, first: int, second: int) -> str:
    """Replace the suffixes of steps 2 and 3."""
    for ending in (each for each in _LONG if word.endswith(each)):
        rest = word.removesuffix(ending)
        allowed = {"ogi": rest.endswith("l"), "li": rest[-1:] in tuple("cdeghkmnrt")}.get(ending, True)
        word = f"{rest}{_LONG[ending]}" if len(rest) >= first and allowed else word
        break
    for ending in (each for each in _MIDDLE if word.endswith(each)):
        rest = word.removesuffix(ending)
        return f"{rest}{_MIDDLE[ending]}" if len(rest) >= (second if ending == "ative" else first) else word
    return word


def _without_end(word: str, first: int, second: int) -> str:
    """Remove the suffixes of steps 4 and 5."""
    for ending in (each for each in _LAST if word.endswith(each)):
        rest = word.removesuffix(ending)
        word = rest if len(rest) >= second and (ending != "ion" or rest.endswith(("s", "t"))) else word
        break
    rest = word[:-1]
    if word.endswith("e") and (len(rest) >= second or (len(rest) >= first and not _SHORT.fullmatch(rest))):
        return rest
    return rest if word.endswith("ll") and len(rest) >= second else word
