"""Two texts that differ by one slip of the hand."""

from __future__ import annotations


def one_slip(one: str, two: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours have changed places."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    if len(one) == len(two):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other or rest == other[1:]
