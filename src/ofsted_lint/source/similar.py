"""Compare words that differ by a single typing mistake."""

from __future__ import annotations


def one_slip(one: str, two: str) -> bool:
    """Return True if one letter is wrong, missing or superfluous, or two adjacent letters are swapped."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    if len(one) == len(two):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other or rest == other[1:]


def slips(one: str, two: str, most: int) -> bool:
    """True if so many slips at most make one text of the other; for words, since it tries all ways."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    if not most or abs(len(rest) - len(other)) > most:
        return rest == other
    ways = [(rest[1:], other), (rest, other[1:]), (rest[1:], other[1:])]
    if rest[:2] == other[1::-1]:
        ways.append((rest[2:], other[2:]))
    return any(slips(*way, most - 1) for way in ways)
