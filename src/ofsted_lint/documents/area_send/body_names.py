"""Names of the bodies that are responsible in an area: councils, integrated care boards, trusts."""

from __future__ import annotations

from ofsted_lint.files.patterns import pattern

# The last words of such names.
_END = r"(?:Councils?|Boards?|ICBs?|Trusts?|Authorit(?:y|ies)|First|Partnerships?|Borough|Companies|Company|Services)"
_ENDS = pattern(rf"\b{_END}\W*$")
_SMALL = frozenset({"and", "of", "the", "for", "&", "in", "on", "upon", "with"})
_MOST_WORDS = 14
_BOARD = pattern(r"\bintegrated care boards?\b")
_FILLING = frozenset(
    {"nhs", "the", "council", "county", "city", "borough", "metropolitan", "of", "icb", "and", "isles"}
)
_BRACKETS = pattern(r"\([^()]*\)?")
_WORD = pattern(r"[\w’'-]+")
_PART_END = pattern(rf"\b{_END}\b(?P<sign>,? and |, ?(?:and )?|; ?)(?=(?:the |NHS )?[A-Z])")


def ends_body(text: str) -> bool:
    """True if a text ends with the last word of the name of a body."""
    return bool(_ENDS.search(text))


def reads_as_body(text: str) -> bool:
    """True if a line can be part of such names: words with capitals, joined by small words."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or text.endswith((".", ":", ";")):
        return False
    return all(word[0].isupper() or word.strip(",") in _SMALL for word in words)


def parted(text: str) -> list[tuple[int, int]]:
    """Return the places of the single names in a list of bodies."""
    starts = [0]
    ends = []
    for match in _PART_END.finditer(text):
        ends.append(match.start("sign"))
        starts.append(match.end())
    ends.append(len(text.rstrip(" .,;")))
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def name_words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others; “Integrated Care Board” and “ICB” count as none."""
    plain = _BRACKETS.sub(" ", _BOARD.sub("icb", name.casefold()).replace("’", "'"))
    return frozenset(_WORD.findall(plain)) - _FILLING


# An integrated care board by its name, in running text.
_NAMED_BOARD = pattern(
    r"(?<![\w’-])(?:NHS )?(?P<name>[A-Z][\w’-]+(?:,? (?:(?:and|&) (?:the )?|of (?:the )?|the )?[A-Z][\w’-]+){0,9}?)"
    r" (?:NHS )?(?:Integrated [Cc]are [Bb]oard|ICB)\b"
)
_NO_PLACE = frozenset({"the", "an", "each", "both", "its", "their", "our", "this", "local", "lead", "nhs"})


def boards_named(text: str) -> list[tuple[int, int]]:
    """Return the places of the names of integrated care boards in a text, with “ICB” or the words for it."""
    found = []
    for match in _NAMED_BOARD.finditer(text):
        start, end = parted(match[0])[-1]  # councils may be named before it
        found.append((match.start() + start, match.start() + end))
    return [span for span in found if name_words(text[slice(*span)]) - _NO_PLACE]
