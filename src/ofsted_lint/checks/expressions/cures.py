"""What to write instead of the signs, words and functions of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ofsted_lint.files.errors import did_you_mean

_SIGNS = {
    "==": "write “=” once",
    "&": "write “and”",
    "|": "write “or”",
    "!": "write “not”",
    "<>": "write “!=”",
    "≠": "write “!=”",
    "≤": "write “<=”",
    "≥": "write “>=”",
    "[": "write “nth(1, list)” for an item of a list",
    "×": "write “*”",
    "÷": "write “/”",
    "%": "write a share as a division: “part / whole”",
    "“": "write straight quotation marks, ' or \"",
    "”": "write straight quotation marks, ' or \"",
    "‘": "write straight quotation marks, ' or \"",
    "’": "write straight quotation marks, ' or \"",
}
# Words that another language has at this place.
_WORDS = {
    "empty": "write “is missing”",
    "null": "write “is missing”",
    "none": "write “is missing”",
    "not": "write “is present”, or put “not” before the whole condition",
    "contains": "write it as a function: contains(text, other)",
    "mentions": "write it as a function: mentions(text, other)",
    "says": "write it as a function: says(text, 'term')",
    "starts": "write it as a function: starts(text, beginning)",
    "ends": "write it as a function: ends(text, ending)",
    "if": "write the condition under “where”",
    "then": "write the condition under “where”",
    "else": "write the condition under “where”",
    "where": "write “first x in list where …”",
}
_END = re.compile(r"(first|last)\s*\Z")
_WORD = re.compile(r"\w+")
_LENGTH = ("length", "len", "size")
_FUNCTIONS = {
    **dict.fromkeys(_LENGTH, "count"),
    **dict.fromkeys(("total", "add"), "sum"),
    **dict.fromkeys(("item", "get", "at"), "nth"),
    **dict.fromkeys(("lowercase", "lower_case", "to_lower"), "lower"),
    **dict.fromkeys(("word_count", "count_words", "number_of_words"), "words"),
    **dict.fromkeys(("min", "minimum"), "lowest"),
    **dict.fromkeys(("max", "maximum"), "highest"),
    **dict.fromkeys(("startswith", "starts_with"), "starts"),
    **dict.fromkeys(("endswith", "ends_with"), "ends"),
    **dict.fromkeys(("includes", "has", "matches"), "contains"),
    "replace": "replaced",
    "distinct": "unique",
}


def sign(text: str, at: int) -> str:
    """Return what to write instead of what another language has at a place of a text; empty if there is none."""
    if end := _END.search(text, 0, at):
        return f"; write “{end[1]} x in list”"
    if (word := _WORD.match(text, at)) and word[0].lower() in _WORDS:
        return f"; {_WORDS[word[0].lower()]}"
    if word and word[0].isupper():
        return f"; write “{word[0].lower()}”: words of the language have no capitals"
    near = text[max(at - 1, 0) : at + 1]
    found = next((cure for sign, cure in _SIGNS.items() if sign == near or sign == text[at : at + 1]), "")
    return f"; {found}" if found else ""


def function(called: str, given: Any, known: Iterable[str]) -> str:
    """Return which function to write instead of an unknown one whose first value has a type; empty if none is near."""
    if called in _LENGTH and given is str:
        return "; write “words”, the number of words of a text"
    return f"; write “{_FUNCTIONS[called]}”" if called in _FUNCTIONS else did_you_mean(called, known)
