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
    return frozenset(_WORD.findall(_BOARD.sub("icb", name.casefold()).replace("’", "'"))) - _FILLING
