"""Fixes as tracked changes in the body of a Word file: each can be accepted or rejected by its writer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from ofsted_lint.output.copies.runs import Body
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.readers.word.xml_names import W, child, local, number, value
from ofsted_lint.source.source import AUTHOR, Span

_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "fldSimple"})
_TOKEN = re.compile(r"\s+|[^\s\w]|\w+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def allows(body: Body, edit: Edit) -> bool:
    """True if an edit changes typed words only: no number that Word counts, no field, no other person's change."""
    if "\n" in edit.text or "\n" in body.text[edit.span.start : edit.span.end]:
        return False
    span = edit.span if edit.span.start < edit.span.end else _beside(body, edit.span.start)
    inside = [body.origins[at] for at in body.within(span)]
    covered = sum(min(each.end, span.end) - max(each.start, span.start) for each in inside)
    return bool(inside) and covered == span.end - span.start and all(_is_free(each.element) for each in inside)


def _beside(body: Body, at: int) -> Span:
    """Return the character beside which words are inserted: the one before, or the first of a line."""
    first = at == 0 or body.text[at - 1] == "\n"
    return Span(at, at + 1) if first else Span(at - 1, at)


def _is_free(element: Any) -> bool:
    """True if an element's words are no change of another person and no result of a field."""
    run = element.getparent()
    for each in run.iterancestors():
        if local(each) == "p":
            break
        if local(each) in _CHANGES:
            return False
    depth = 0
    for each in run.itersiblings(preceding=True):
        for mark in each.iter(W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(value(mark, "fldCharType"), 0)
    return depth <= 0


def differences(old: str, new: str) -> Iterator[Edit]:
    """Yield the edits, in words, that make one text of another with as many lines."""
    from difflib import SequenceMatcher  # imported here because few runs write changes

    at = 0
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            mine, theirs = _TOKEN.findall(before), _TOKEN.findall(after)
            places = [at]
            for token in mine:
                places.append(places[-1] + len(token))
            for op, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
                if op != "equal":
                    yield Edit(Span(places[a], places[b]), "".join(theirs[c:d]))
        at += len(before) + 1


def track(body: Body, edits: Iterable[Edit]) -> int:
    """Put edits into a body as tracked changes by this program, and return how many there are."""
    ids = (number(value(each, "id")) for each in body.root.iter() if isinstance(each.tag, str))
    last = max((each for each in ids if each is not None), default=0)
    made = 0
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        if allows(body, edit):
            last = _track(body, edit, last)
            made += 1
    return made


def _track(body: Body, edit: Edit, last: int) -> int:
    """Put one edit into a body; return the last number that was given to a change."""
    if edit.span.start == edit.span.end:
        span = _beside(body, edit.span.start)
        before, after = body.divide(body.end(span.end) if span.end == edit.span.start else body.start(span.start))
        change = _change(body.root, "ins", last + 1)
        change.append(_typed(before if before is not None else after, edit.text))
        if before is not None:
            before.addnext(change)
        else:
            after.addprevious(change)
        return last + 1
    runs = _runs(body, edit.span)
    for run in runs:
        last += 1
        change = _change(body.root, "del", last)
        run.addprevious(change)
        change.append(run)
        for text in run.iter(W + "t"):
            text.tag = W + "delText"
            text.set(_SPACE, "preserve")
    if edit.text:
        last += 1
        change = _change(body.root, "ins", last)
        change.append(_typed(runs[0], edit.text))
        runs[-1].getparent().addnext(change)
    return last


def _runs(body: Body, span: Span) -> list[Any]:
    """Return the runs with exactly the words of a span, divided where it begins and ends."""
    body.divide(body.end(span.end))
    body.divide(body.start(span.start))
    runs: list[Any] = []
    for at in body.within(span):
        run = body.origins[at].element.getparent()
        if not runs or run is not runs[-1]:
            runs.append(run)
    return runs


def _change(root: Any, name: str, id_: int) -> Any:
    change = root.makeelement(W + name)
    change.set(W + "id", str(id_))
    change.set(W + "author", AUTHOR)
    return change


def _typed(like: Any, words: str) -> Any:
    """Return a run with words, in the format of another run."""
    made = like.makeelement(W + "r")
    properties = child(like, "rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    text = like.makeelement(W + "t")
    text.text = words
    text.set(_SPACE, "preserve")
    made.append(text)
    return made
