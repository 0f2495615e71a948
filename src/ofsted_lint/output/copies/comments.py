"""Comments by this program in the body of a Word file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec

from ofsted_lint.files.printable import printable
from ofsted_lint.output.copies.parts import Parts
from ofsted_lint.output.copies.runs import Body, Cut
from ofsted_lint.source.readers.word.comments import answered, last_paragraph
from ofsted_lint.source.readers.word.xml_names import W, local, number, value
from ofsted_lint.source.source import AUTHOR, Span

_INITIALS = "OL"
_EMPTY = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


class Comment(msgspec.Struct, frozen=True):
    """A comment: the words that it is about, and its paragraphs."""

    span: Span
    lines: tuple[str, ...]


def replace(parts: Parts, body: Body, comments: Iterable[Comment]) -> None:
    """Remove the comments of an earlier run, and add these."""
    root = parts.related("comments")
    kept = answered(parts.related("commentsExtended"))
    used = _removed(root, body.root, kept) if root is not None else set()
    comments = sorted(comments, key=lambda each: each.span)
    if not comments:
        return
    if root is None:
        root = parts.add("comments", _EMPTY)
    first = max(used, default=-1) + 1
    starts: dict[Cut, list[str]] = defaultdict(list)
    ends: dict[Cut, list[str]] = defaultdict(list)
    for at, each in enumerate(comments, first):
        root.append(_comment(root, at, each.lines))
        starts[body.start(each.span.start)].append(str(at))
        ends[body.end(max(each.span.end, each.span.start + 1))].append(str(at))
    for cut in sorted({*starts, *ends}, reverse=True):
        _mark(body, cut, ends.get(cut, []), starts.get(cut, []))


def _removed(root: Any, document: Any, kept: frozenset[str]) -> set[int]:
    """Remove this program's comments but for those that were answered (`kept`); return the ids that are in use."""
    own = {value(each, "id") for each in root if value(each, "author") == AUTHOR and last_paragraph(each) not in kept}
    for each in [each for each in root if value(each, "id") in own]:
        root.remove(each)
    for mark in [each for each in document.iter(*(W + name for name in _MARKS)) if value(each, "id") in own]:
        parent = mark.getparent()
        parent.remove(mark)
        if local(parent) == "r" and not [each for each in parent if local(each) != "rPr"]:
            parent.getparent().remove(parent)
    return {found for each in root if (found := number(value(each, "id"))) is not None}


def _comment(root: Any, id_: int, lines: tuple[str, ...]) -> Any:
    """Return a comment of one paragraph a line."""
    made = _element(root, "comment", id=str(id_), author=AUTHOR, initials=_INITIALS)
    for at, line in enumerate(lines):
        paragraph = _within(made, "p")
        if not at:
            _within(_within(paragraph, "r"), "annotationRef")
        text = _within(_within(paragraph, "r"), "t")
        text.text = printable(line)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _mark(body: Body, cut: Cut, ends: list[str], starts: list[str]) -> None:
    """Put the ends and starts of comments at a cut."""
    before, after = body.divide(cut)
    made: list[Any] = []
    for id_ in ends:
        made.append(_element(body.root, "commentRangeEnd", id=id_))
        reference = _element(body.root, "r")
        _within(reference, "commentReference", id=id_)
        made.append(reference)
    made += (_element(body.root, "commentRangeStart", id=id_) for id_ in starts)
    for each in made:
        if before is None:
            after.addprevious(each)
        else:
            before.addnext(each)
            before = each


def _element(root: Any, name: str, **values: str) -> Any:
    made = root.makeelement(W + name)
    for key, each in values.items():
        made.set(W + key, each)
    return made


def _within(parent: Any, name: str, **values: str) -> Any:
    made = _element(parent, name, **values)
    parent.append(made)
    return made
