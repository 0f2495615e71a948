"""Numbers at the start of a line: which of them number a paragraph.

“… until they are / 25. Their well-being is …” is a wrapped line, not paragraph
25. A number is decided by the text before it and by the numbers around it.
"""

from __future__ import annotations

import msgspec

_LOOK_AHEAD = 400
# A mistyped number is usually close to the right one; an age at the start of a
# sentence is far from it.
_NEAR = 3
_SOON = 3


class Candidate(msgspec.Struct):
    """A number at the start of a line.

    `opens` is true if a paragraph may open here, after a heading or the end of a
    sentence; `bare` if the number is printed without its full stop.
    """

    number: int
    opens: bool
    bare: bool = False


def decide(candidates: list[Candidate]) -> list[bool]:
    """Return for each candidate in order whether it numbers a paragraph.

    The number that is due is accepted, unless the line before is unfinished and
    the same number occurs again, in a better place, before the next one; without its
    full stop, only if both conditions hold. A number
    that is not due is accepted (and will be a finding) if a paragraph may open
    there, unless it is far off and the one that is due follows.
    """
    taken: list[bool] = []
    due: int | None = None
    for at, candidate in enumerate(candidates):
        if candidate.number == due or (due is None and candidate.number == 1):
            again = _comes_again(candidates, at)
            take = candidate.opens and not again if candidate.bare else candidate.opens or not again
        else:
            far = due is not None and abs(candidate.number - due) > _NEAR
            take = candidate.opens and not candidate.bare and not (far and _comes(candidates, at, due))
        taken.append(take)
        if take:
            due = candidate.number + 1
    return taken


def _comes(candidates: list[Candidate], at: int, due: int | None) -> bool:
    """True if the number that is due opens one of the next paragraphs."""
    return any(later.number == due and later.opens for later in candidates[at + 1 : at + 1 + _SOON])


def _comes_again(candidates: list[Candidate], at: int) -> bool:
    """True if this number opens a paragraph later, before the number after it does."""
    number = candidates[at].number
    for later in candidates[at + 1 : at + _LOOK_AHEAD]:
        if later.number == number + 1 and later.opens:
            return False
        if later.number == number and later.opens:
            return True
    return False
