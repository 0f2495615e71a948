"""The notation of terms, and the plain texts that each term matches.

A term is written as it is read. `(a|b)` matches one of several choices, `(s)`
matches something optional, `*` the letters of a word, `#` a number, `##` a
number of two digits, and `^` a word with a capital (if capitals matter).
`{ }` marks the part that is flagged if the rest is only needed as context:
`section 47 {enquires}`. A backslash before a bracket makes it an ordinary
character. No other character has a special meaning, so that every term becomes
a limited list of plain texts.
"""

from __future__ import annotations

from ofsted_lint.checks.terms.search import TermError
from ofsted_lint.files.patterns import pattern

_GROUP = pattern(r"\(([^()]*)\)")
_WORD = pattern(r"\w+")
# At most one pair of braces, with something in them.
_MARKED = pattern(r"[^{}]*(?:\{[^\s{}](?:[^{}]*[^\s{}])?\}[^{}]*)?")
_DIVIDED = pattern(r"#[{}]#")
# With more wildcards than this in one word, a text could match in too many ways.
_MOST_SIGNS = 2
_BY_LETTERS = pattern(r"[^\W\d_]*\*(?:\*|[^\W\d_])*")
_BY_CAPITALS = pattern(r"[\w*^#'’-]+")
_MOST_VARIANTS = 200
_LONGEST = 500
# Placeholders for literal brackets while a term is read.
_OPEN, _CLOSE = "\ue000", "\ue001"


def variants(term: str) -> list[str]:
    """Return the plain texts that a term matches, with `*`, `#` and `^` kept; raise `TermError` if it is not valid."""
    if len(term) > _LONGEST:
        raise TermError(f"a term may have at most {_LONGEST} characters")
    term = term.replace("\\(", _OPEN).replace("\\)", _CLOSE)
    found = [""]
    at = 0
    for match in _GROUP.finditer(term):
        found = _grown(found, [_checked(term[at : match.start()], term)])
        choices = match[1].split("|")
        found = _grown(found, choices if len(choices) > 1 else ["", match[1]])
        at = match.end()
    found = _grown(found, [_checked(term[at:], term)])
    words = [" ".join(text.split()).replace(_OPEN, "(").replace(_CLOSE, ")") for text in found]
    if not all(_MARKED.fullmatch(text) for text in words):
        raise TermError(f"“{term}” needs one pair of braces, with words in them: {{the flagged part}}")
    if any(_DIVIDED.search(text) for text in words):
        raise TermError(f"the braces in “{term}” divide the digits of one number")
    runs = (run for text in words for run in (_BY_CAPITALS if "^" in text else _BY_LETTERS).findall(text))
    if any(run.count("*") + run.count("^") > _MOST_SIGNS for run in runs):
        raise TermError(f"“{term}” has more than {_MOST_SIGNS} of “*” and “^” in one word")
    if not all(_WORD.search(text) or "#" in text or len(text) > 1 for text in words):
        raise TermError(f"“{term}” could match an empty text")
    return list(dict.fromkeys(words))


def _checked(text: str, term: str) -> str:
    if stray := next((char for char in "()|" if char in text), None):
        raise TermError(
            f"“{stray}” in “{term}” is not allowed here: choices are written (one|other), without brackets inside"
        )
    return text


def _grown(found: list[str], choices: list[str]) -> list[str]:
    if len(found) * len(choices) > _MOST_VARIANTS:
        raise TermError(f"a term may match at most {_MOST_VARIANTS} texts")
    return [text + choice for text in found for choice in choices]
