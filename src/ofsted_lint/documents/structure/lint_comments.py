"""Suppression comments in a text.

`<!-- ofsted-lint: ignore RULE reason -->` applies to the part that follows,
`off RULE reason` to everything that follows until `on RULE`. Several rules are
separated by commas; `until 2027-01-31` before the reason ends the suppression
after that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from ofsted_lint.files.errors import did_you_mean
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Place, Source, Span
from ofsted_lint.source.span_index import SpanIndex

# Word processors make dashes of hyphens and an arrow of “-->”.
_DASH = "\u2010-\u2015\u2212-"
_DASHES = pattern(f"[{_DASH}]")
# A line of its own, like `COMMENT` in grammar/lines.lark, or a misspelling of one, or one after other words.
_LINE = pattern(
    rf"^([^\n]*?)(<![{_DASH}]{{1,4}}[ \t]*(ofsted[_ {_DASH}]?lint)\b([^\n]*))$", re.MULTILINE | re.IGNORECASE
)
_END = pattern(rf"[{_DASH}]{{1,4}}>|[\u2192\uf0e0]")
_QUOTES = pattern("[\"'‘’“”]")
_NAME = "ofsted-lint"
_ACTION = pattern(r"[ \t]*:[ \t]*([\w-]*)[ \t]*")
_RULE = rf"[\"'‘’“”]?[\w*{_DASH}]+[\"'‘’“”]?"
_RULES = pattern(rf"{_RULE}(?:[ \t]*,[ \t]*{_RULE})*")
# What is meant as a comment, but is not between the marks of one: they were escaped, lost, or are on other lines.
_STRAY = pattern(
    rf"ofsted[_ {_DASH}]?lint(?:[ \t]*[:;][ \t]*(?:ignore|off|on|disable|enable)|[ \t]+ignore)\b", re.IGNORECASE
)
_UNMARKED = "it is not between <!-- and --> on a line of its own"
_WITHIN = "it shares its line with other words; write it on a line of its own, above the part that it is about"
_UNTIL = pattern(r"[ \t,]*until[ \t]+([^\s:]+)")
_IN_MARGIN = "a comment in the margin is about its own paragraph: it may only be ignore"
_SPEAKS = pattern(rf"\s*(?:<![{_DASH}]*\s*)?(ofsted[_ {_DASH}]?lint)\b([^\n]*)", re.IGNORECASE)
_MARKS = " \t:,;.–—-"
_ACTIONS = ("ignore", "off", "on")


class Comment(msgspec.Struct, frozen=True, eq=False):
    """A suppression comment. `action` is `ignore`, `off` or `on`.

    `problem` states why it cannot be followed, as the end of a sentence; it is
    empty if it can. `reach` is the part that it is about, if that is not the one
    that follows.
    """

    place: Place
    action: str = ""
    rules: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    problem: str = ""
    reach: Span | None = None


def comments(source: Source) -> Iterator[Comment]:
    """Find the suppression comments of a text, in order."""
    yield from _in_margin(source)
    if any(word in source.text for word in ("lint", "Lint", "LINT")):
        found = [*_marked(source)] if "<!" in source.text else []
        stray = list(_unmarked(source, SpanIndex(each.place.span for each in found)))
        yield from sorted([*found, *stray], key=lambda each: each.place.span)


def _marked(source: Source) -> Iterator[Comment]:
    """Yield what begins like a comment, up to the end of its line."""
    for match in _LINE.finditer(source.text):
        end = match.end(2) - (len(match[2]) - len(match[2].rstrip()))
        place = Place(source, (Span(match.start(2), end),))
        alone = not match[1].strip()
        yield _comment(place, match[3], match[4].rstrip()) if alone else Comment(place, problem=_WITHIN)


def _unmarked(source: Source, marked: SpanIndex) -> Iterator[Comment]:
    """Yield what speaks to the linter outside of comments."""
    for match in _STRAY.finditer(source.text):
        if not any(True for _ in marked.containing(match.start())):
            yield Comment(Place(source, (Span(*match.span()),)), problem=_UNMARKED)


def _in_margin(source: Source) -> Iterator[Comment]:
    """Yield the comments in the margin of a Word file that speak to the linter; they apply to their paragraph."""
    for each in source.leftovers:
        if each.kind == "comment" and (match := _SPEAKS.match(each.words)) and each.span.end <= len(source.text):
            start, end = source.text.rfind("\n", 0, each.span.start) + 1, source.text.find("\n", each.span.start)
            place = Place(source, (each.span if each.span.start < each.span.end else source.word(each.span.start),))
            made = _comment(place, match[1], match[2].rstrip("->\u2192 ") + "-->")
            problem = made.problem or ("" if made.action == "ignore" else _IN_MARGIN)
            yield msgspec.structs.replace(made, problem=problem, reach=Span(start, end))


def speaks(words: str) -> bool:
    """True if the words of a comment in the margin speak to the linter."""
    return bool(_SPEAKS.match(words))


def _comment(place: Place, name: str, text: str) -> Comment:
    if _DASHES.sub("-", name) != _NAME:
        return Comment(place, problem=f"it is addressed to “{name}”; did you mean “{_NAME}”?")
    closed = _END.search(text)
    if not closed:
        return Comment(place, problem="it does not end with --> on its line")
    if text[closed.end() :].strip():
        return Comment(place, problem=_WITHIN)
    body = text[: closed.start()]
    action = _ACTION.match(body)
    if not action:
        return Comment(place, problem="a colon must follow “ofsted-lint”")
    if action[1] not in _ACTIONS:
        hint = did_you_mean(action[1], _ACTIONS) or f"; it may be {', '.join(_ACTIONS)}"
        return Comment(place, problem=f"“{action[1]}” is not known{hint}")
    rules = _RULES.match(body, action.end())
    plain = _QUOTES.sub("", _DASHES.sub("-", rules[0])) if rules else ""
    named = tuple(re.split(r"[ \t]*,[ \t]*", plain)) if plain else ()
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


def next_part(parts: SpanIndex, offset: int) -> Span:
    """Return the span from an offset to the end of the part that follows it, or that contains it."""
    within = [span.end for _, span in parts.containing(offset) if span.start < offset]
    if within:
        return Span(offset, min(within))
    return Span(offset, max((span.end for span in parts.following(offset)), default=offset))
