"""Suppression comments in a text.

`<!-- ofsted-lint: ignore RULE reason -->` applies to the part that follows,
`off RULE reason` to everything that follows until `on RULE`. Several rules are
separated by commas; `until 2027-01-31` before the reason ends the suppression
after that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ofsted_lint.files.errors import did_you_mean
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Place, Source, Span

# A line of its own, like `COMMENT` in grammar/lines.lark, or a misspelling of one.
_LINE = pattern(r"^[ \t]*(<!--[ \t]*(ofsted[-_ ]?lint)\b([^\n]*))$", re.MULTILINE | re.IGNORECASE)
_NAME = "ofsted-lint"
_ACTION = pattern(r"[ \t]*:[ \t]*([\w-]*)[ \t]*")
_RULES = pattern(r"[\w*-]+(?:[ \t]*,[ \t]*[\w*-]+)*")
_UNTIL = pattern(r"[ \t,]*until[ \t]+([^\s:]+)")
_MARKS = " \t:,;.–—-"
_ACTIONS = ("ignore", "off", "on")


class Comment(msgspec.Struct, frozen=True, eq=False):
    """A suppression comment. `action` is `ignore`, `off` or `on`.

    `problem` states why it cannot be followed, as the end of a sentence; it is
    empty if it can.
    """

    place: Place
    action: str = ""
    rules: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    problem: str = ""


def comments(source: Source) -> Iterator[Comment]:
    """Find the suppression comments of a text, in order."""
    if "<!--" not in source.text:
        return
    for match in _LINE.finditer(source.text):
        end = match.end(1) - (len(match[1]) - len(match[1].rstrip()))
        yield _comment(Place(source, (Span(match.start(1), end),)), match[2], match[3].rstrip())


def _comment(place: Place, name: str, text: str) -> Comment:
    if name != _NAME:
        return Comment(place, problem=f"it is addressed to “{name}”; did you mean “{_NAME}”?")
    body, closed, _ = text.partition("-->")
    action = _ACTION.match(body)
    if not closed:
        return Comment(place, problem="it does not end with --> on its line")
    if not action:
        return Comment(place, problem="a colon must follow “ofsted-lint”")
    if action[1] not in _ACTIONS:
        hint = did_you_mean(action[1], _ACTIONS) or f"; it may be {', '.join(_ACTIONS)}"
        return Comment(place, problem=f"“{action[1]}” is not known{hint}")
    rules = _RULES.match(body, action.end())
    named = tuple(re.split(r"[ \t]*,[ \t]*", rules[0])) if rules else ()
    if not named and action[1] != "on":
        return Comment(place, action[1], problem="it names no rule")
    return _reasoned(Comment(place, action[1], named), body[rules.end() if rules else action.end() :])


def _reasoned(comment: Comment, rest: str) -> Comment:
    """Add the day on which a comment ends, and its reason."""
    until = _UNTIL.match(rest)
    day = None
    if until:
        try:
            day = date.fromisoformat(until[1].strip(_MARKS))
        except ValueError:
            return msgspec.structs.replace(comment, problem=f"“{until[1]}” is not a day like 2027-01-31")
    reason = rest[until.end() if until else 0 :].strip(_MARKS)
    return msgspec.structs.replace(comment, reason=reason, until=day)


def next_part(parts: Iterable[Span], offset: int) -> Span:
    """Return the span from an offset to the end of the part that follows it, or that contains it."""
    spans = list(parts)
    within = [span.end for span in spans if span.start < offset < span.end]
    if within:
        return Span(offset, min(within))
    first = min((span.start for span in spans if span.start >= offset), default=offset)
    return Span(offset, max((span.end for span in spans if span.start == first), default=offset))
