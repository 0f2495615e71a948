"""Write numbers in the forms that Word prints before paragraphs."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26
_LONGEST_RUN = 30
_MOST_ROMAN = 3_999
_TEENS = range(11, 14)
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS["twelve"] = "twelfth"
_MOST_ENCLOSED = 20
# The forms with zeros before their figures, by their names or first numbers, and how many digits they have.
ZEROS = {"decimalZero": 2, "01": 2, "001": 3, "0001": 4, "00001": 5}
_CHICAGO = "*†‡§"


def written(number: int, form: str) -> str:
    """Return a number in one of Word's forms, or in figures if the form is unknown or cannot express it."""
    write = _FORMS.get(form)
    return (write(number) if write else "") or str(number)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return ""
    made = ""
    for worth, sign in _ROMAN:
        made += sign * (number // worth)
        number %= worth
    return made


def _letters(number: int) -> str:
    """Return a letter from a to z, then repeated letters: aa to zz."""
    times, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * (times + 1) if 0 <= times < _LONGEST_RUN else ""


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal(number: int) -> str:
    if not 0 <= number < 100:
        return ""
    if number < len(_SMALL):
        return _SMALL[number].capitalize()
    tens, ones = divmod(number, 10)
    return (_TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")).capitalize()


def _ordinal_words(number: int) -> str:
    before, hyphen, last = _cardinal(number).casefold().rpartition("-")
    if not last:
        return ""
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last.removesuffix("t") + "th")
    return (before + hyphen + ordinal).capitalize()


def _sign(number: int) -> str:
    times, at = divmod(number - 1, len(_CHICAGO))
    return _CHICAGO[at] * (times + 1) if 0 <= times < _LONGEST_RUN else ""


def _with_zeros(digits: int) -> Callable[[int], str]:
    """Return a function that writes numbers with so many digits at least."""
    return lambda number: f"{number:0{digits}}"


def _enclosed(first: int) -> Callable[[int], str]:
    """Return a function that writes numbers up to twenty as characters, of which this is the first."""
    return lambda number: chr(first + number - 1) if 0 < number <= _MOST_ENCLOSED else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal_words,
    **{form: _with_zeros(digits) for form, digits in ZEROS.items()},
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}" if number >= 0 else "",
    "chicago": _sign,
    "decimalEnclosedCircle": _enclosed(0x2460),
    "decimalEnclosedParen": _enclosed(0x2474),
    "decimalEnclosedFullstop": _enclosed(0x2488),
}
