"""Fields of a Word file: their codes are not printed, and some of their results are computed or left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from ofsted_lint.source.readers.word.numerals import written

# Their results repeat headings of the document, or words of its text.
_LISTS = frozenset({"TOC", "TOA", "INDEX"})
_OPTION = re.compile(r'\\([A-Za-z])\s*(?:"([^"]*)"|(\S+))?')
_LONGEST_CODE = 400
_LONGEST_START = 6
# The forms of the nine levels of Word's own lists for LISTNUM.
_DEFAULT = (
    *(("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})")),
    *(("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})")),
    *(("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}.")),
)
_OUTLINE = (
    *(("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})")),
    *(
        ("decimal", "({})"),
        ("lowerLetter", "({})"),
        ("lowerRoman", "({})"),
        ("lowerLetter", "({})"),
        ("lowerRoman", "({})"),
    ),
)
_LEVELS = 9


class Fields:
    """The open fields during reading, which distinguish the codes of fields from their results.

    If fields are incomplete in a file (`whole` is False), nothing counts as code.
    """

    def __init__(self, whole: bool) -> None:
        self._whole = whole
        self._open: list[_Field] = []
        self._hidden = 0
        self._counts: dict[str, list[int]] = {}

    @property
    def hide(self) -> bool:
        """True inside the code of a field, and in a list of contents, which are not read."""
        return self._hidden > 0

    def instruct(self, code: str) -> None:
        """Add to the code of the field that was begun last."""
        if self._open and self._open[-1].is_code:
            self._open[-1].code = (self._open[-1].code + code)[:_LONGEST_CODE]

    def step(self, kind: str, length: int) -> str:
        """Process the beginning of a field, the separator of its code and result, or its end.

        `length` is that of the text so far. Returns the number that a field without a result prints.
        """
        if not self._whole:
            return ""
        if kind == "begin":
            self._open.append(_Field())
            self._hidden += 1
        elif self._open and kind == "separate" and self._open[-1].is_code:
            self._open[-1].is_code = False
            self._open[-1].result_at = length
            self._open[-1].is_hidden = is_list(self._open[-1].code)
            self._hidden -= not self._open[-1].is_hidden
        elif self._open and kind == "end":
            field = self._open.pop()
            self._hidden -= field.is_hidden
            without = field.is_code or field.result_at == length
            return self.number(field.code) if without and not self.hide else ""
        return ""

    def number(self, code: str) -> str:
        """Return the number that a field with this code prints, which files do not have; empty for other fields."""
        name = _name(code)
        make = _NUMBERS.get(name)
        return make(code, self._counts) if make else ""


class _Field:
    """An open field: its code, whether that is being read, whether what is read is hidden, where its result begins."""

    __slots__ = ("code", "is_code", "is_hidden", "result_at")

    def __init__(self) -> None:
        self.code, self.is_code, self.is_hidden, self.result_at = "", True, True, -1


def is_list(code: str) -> bool:
    """Return True if a field with this code prints a list of contents or an index."""
    return _name(code) in _LISTS


def _name(code: str) -> str:
    words = code.split(None, 1)
    return words[0].upper() if words else ""


def _options(code: str) -> dict[str, str]:
    """Return the options of a field by their letters in lower case."""
    return {match[1].lower(): match[2] or match[3] or "" for match in _OPTION.finditer(code)}


def _automatic(form: str) -> Callable[[str, dict[str, list[int]]], str]:
    """Return a function that numbers paragraphs one after another."""

    def make(code: str, counts: dict[str, list[int]]) -> str:
        count = counts.setdefault(form, [0])
        count[0] += 1
        options = _options(code)
        ending = "" if "e" in options else options.get("s", ".")[:1]
        return written(count[0], form) + ending

    return make


def _listed(code: str, counts: dict[str, list[int]]) -> str:
    """Return the next number of a list at a level, that of the option `\\l`, else the first."""
    options, words = _options(code), code.split()
    name = words[1].strip('"').casefold() if len(words) > 1 and not words[1].startswith("\\") else ""
    level = int(options["l"]) - 1 if options.get("l", "") in tuple("123456789") else 0
    count = counts.setdefault(f"list {name}", [0] * _LEVELS)
    start = options.get("s", "")
    count[level] = int(start) if start.isdecimal() and len(start) < _LONGEST_START else count[level] + 1
    count[level + 1 :] = [0] * (_LEVELS - level - 1)
    if name == "legaldefault":
        return "".join(f"{max(each, 1)}." for each in count[: level + 1])
    form, shown = (_OUTLINE if name == "outlinedefault" else _DEFAULT)[level]
    return shown.format(written(count[level], form))


def _in_sequence(code: str, counts: dict[str, list[int]]) -> str:
    """Return the next number of a sequence, in the place of a caption’s number."""
    options, words = _options(code), code.split()
    count = counts.setdefault(f"sequence {words[1].casefold() if len(words) > 1 else ''}", [0])
    start = options.get("r", "")
    if "c" not in options:
        count[0] = int(start) if start.isdecimal() and len(start) < _LONGEST_START else count[0] + 1
    return "" if "h" in options else str(count[0])


_NUMBERS: dict[str, Callable[[str, dict[str, list[int]]], str]] = {
    "AUTONUM": _automatic("decimal"),
    "AUTONUMLGL": _automatic("decimal"),
    "AUTONUMOUT": _automatic("upperRoman"),
    "LISTNUM": _listed,
    "SEQ": _in_sequence,
}
