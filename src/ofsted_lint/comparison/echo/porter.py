"""Reduce English words to their stems by Porter's second algorithm, also known as Snowball English.

Forms of one word have one stem: `homes` and `home`, `families` and `family`,
`monitoring` and `monitored`. A stem need not be a word.
"""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.files.patterns import pattern

_VOWELS = "aeiouy"
_VOWEL = pattern(r"[aeiouy]")
_DOUBLES = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")
# After a vowel and a consonant; R1 begins after some prefixes in any case.
_REGION = pattern(r"[^aeiouy]*[aeiouy]+[^aeiouy]")
_R1_AFTER = ("gener", "commun", "arsen")
_Y_AS_CONSONANT = pattern(r"(?:^|(?<=[aeiouy]))y")
_TENSE = pattern(r"(?:eed(?:ly)?|ed(?:ly)?|ing(?:ly)?)$")
_SHORT = pattern(r"(?:^|.*[^aeiouy])[aeiouy][^aeiouywxY]|[aeiouy][^aeiouy]")


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
_LAST = _table("ement: ance: ence: able: ible: ment: ant: ent: ism: ate: iti: ous: ive: ize: ion: al: er: ic:")
_BEFORE_LI = frozenset("cdeghkmnrt")


def _by_end(endings: Iterable[str]) -> dict[str, list[str]]:
    """Return the endings by their last two letters, the longest first: most words have none."""
    made: dict[str, list[str]] = {}
    for ending in sorted(endings, key=len, reverse=True):
        made.setdefault(ending[-2:], []).append(ending)
    return made


_LONG_BY_END, _MIDDLE_BY_END, _LAST_BY_END = _by_end(_LONG), _by_end(_MIDDLE), _by_end(_LAST)


def porter(word: str) -> str:
    """Return the stem of a word in lower case."""
    if len(word) <= 2:
        return word
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    word = word.removeprefix("'")
    if "y" in word:
        word = _Y_AS_CONSONANT.sub("Y", word)
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
    if word.startswith(_R1_AFTER):
        first = next(len(each) for each in _R1_AFTER if word.startswith(each))
    else:
        first = _after(word, 0)
    return first, _after(word, first)


def _after(word: str, start: int) -> int:
    found = _REGION.match(word, start)
    return found.end() if found else len(word)


def _without_plural(word: str) -> str:
    if word[-1] not in "s'd":
        return word
    if "'" in word:
        word = word.removesuffix("'").removesuffix("'s")
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _VOWEL.search(word, 0, len(word) - 2):
        return word[:-1]
    return word


def _without_tense(word: str, first: int) -> str:
    if word[-1:] not in ("d", "g", "y"):
        return word
    found = _TENSE.search(word)
    if not found:
        return word
    rest = word[: found.start()]
    if found[0].startswith("ee"):
        return f"{rest}ee" if len(rest) >= first else word
    return _completed(rest, first) if _VOWEL.search(rest) else word


def _completed(rest: str, first: int) -> str:
    """Return a word whose ending for the tense was removed with the form that it has without one."""
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if rest.endswith(_DOUBLES):
        return rest[:-1]
    return f"{rest}e" if first >= len(rest) and _SHORT.fullmatch(rest) else rest


def _ending(word: str, endings: dict[str, list[str]]) -> str:
    """Return the longest of some endings that a word has, or an empty text."""
    return next((each for each in endings.get(word[-2:], ()) if word.endswith(each)), "")


def _replaced(word: str, first: int, second: int) -> str:
    """Replace the suffixes of steps 2 and 3."""
    if ending := _ending(word, _LONG_BY_END):
        rest = word.removesuffix(ending)
        allowed = rest.endswith("l") if ending == "ogi" else ending != "li" or rest[-1:] in _BEFORE_LI
        word = f"{rest}{_LONG[ending]}" if len(rest) >= first and allowed else word
    if ending := _ending(word, _MIDDLE_BY_END):
        rest = word.removesuffix(ending)
        return f"{rest}{_MIDDLE[ending]}" if len(rest) >= (second if ending == "ative" else first) else word
    return word


def _without_end(word: str, first: int, second: int) -> str:
    """Remove the suffixes of steps 4 and 5."""
    if ending := _ending(word, _LAST_BY_END):
        rest = word.removesuffix(ending)
        word = rest if len(rest) >= second and (ending != "ion" or rest.endswith(("s", "t"))) else word
    rest = word[:-1]
    if word.endswith("e") and (len(rest) >= second or (len(rest) >= first and not _SHORT.fullmatch(rest))):
        return rest
    return rest if word.endswith("ll") and len(rest) >= second else word
