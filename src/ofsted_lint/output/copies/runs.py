"""Runs of a Word file, divided where something begins or ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import msgspec

from ofsted_lint.source import original
from ofsted_lint.source.readers.word.docx import Traced
from ofsted_lint.source.readers.word.layout import Origin
from ofsted_lint.source.readers.word.xml_names import W, child
from ofsted_lint.source.source import Span

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORDS = re.compile(r"\S+(?: \S+){0,4}")


class Cut(msgspec.Struct, frozen=True, order=True):
    """A place between two characters: the origin with the character before it, or after it, and the offset in it.

    `at` is the offset in the text of the body.
    """

    origin: int
    offset: int
    at: int


class Body:
    """The words of a Word file's body, with the elements that print them, in order."""

    def __init__(self, traced: Traced) -> None:
        self.text = traced.text
        self.root = traced.root
        own = (each for each in traced.origins if each.element.getroottree().getroot() is traced.root)
        self.origins = [each for each in own if self.text[max(each.start, 0) : each.end]]
        self._starts = [each.start for each in self.origins]

    def within(self, span: Span) -> Iterator[int]:
        """Yield the origins that have characters of a span, by their index."""
        at = max(bisect_right(self._starts, span.start) - 1, 0)
        while at < len(self.origins) and self.origins[at].start < span.end:
            if self.origins[at].end > span.start:
                yield at
            at += 1

    def anchor(self, span: Span) -> tuple[Span, bool]:
        """Return the words of the body nearest to a span, and whether these are the span's own, or in its paragraph."""
        line = self._line(span)
        inside = [self.origins[at] for at in self.within(span)]
        if inside:
            end = span.end if span.end <= line.end else inside[-1].end
            return self._trimmed(Span(max(span.start, inside[0].start), min(end, inside[-1].end))), True
        beside = [self.origins[at] for at in self.within(line)]
        if beside:
            after = next((each for each in beside if each.start >= span.start), beside[-1])
            return self._first_words(after), True
        return (self._first_words(self.origins[0]) if self.origins else Span(0, 0)), False

    def _line(self, span: Span) -> Span:
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.start)
        return Span(start, len(self.text) if end < 0 else end)

    def _trimmed(self, span: Span) -> Span:
        """Return a span without white space at its ends, unless it has nothing else."""
        text = self.text[span.start : span.end]
        left = len(text) - len(text.lstrip())
        return Span(span.start + left, span.start + len(text.rstrip())) if text.strip() else span

    def _first_words(self, origin: Origin) -> Span:
        """Return the first words of a paragraph from those that an element prints on."""
        start = max(origin.start, 0)
        line = self._line(Span(start, start))
        end = max(self.origins[at].end for at in self.within(Span(start, line.end)))
        found = _WORDS.search(self.text, start, min(end, line.end))
        return Span(*found.span()) if found else Span(start, origin.end)

    def start(self, at: int) -> Cut:
        """Return the cut before the character at an offset."""
        index = max(bisect_right(self._starts, at) - 1, 0)
        if self.origins[index].end <= at:
            index = min(index + 1, len(self.origins) - 1)
        at = max(at, self.origins[index].start)
        return Cut(index, self._written(index, at), at)

    def end(self, at: int) -> Cut:
        """Return the cut after the character before an offset."""
        index = max(bisect_left(self._starts, at) - 1, 0)
        origin = self.origins[index]
        at = min(at, origin.end)
        return Cut(index, self._written(index, at), at)

    def _written(self, index: int, at: int) -> int:
        """Return the offset in the words of an element of an offset in the text."""
        origin = self.origins[index]
        text = origin.element.text or ""
        _, written = original.read(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
        offset = at - origin.start
        return min(written.offset(offset) if written else offset, len(text))

    def divide(self, cut: Cut) -> tuple[Any, Any]:
        """Divide the run with a cut there; return the runs before and after it, either of which may be None.

        Cuts that were asked for together must come from the last to the first, so that those still to come keep
        their places.
        """
        element = self.origins[cut.origin].element
        run = element.getparent()
        text = element.text or ""
        first = run.index(element) + (cut.offset > 0)
        if cut.offset <= 0 and not _has_content(list(run)[:first]):
            return None, run
        if cut.offset >= len(text) and not _has_content(list(run)[first:]):
            return run, None
        rest = run.makeelement(run.tag, dict(run.attrib))
        properties = child(run, "rPr")
        if properties is not None:
            rest.append(deepcopy(properties))
        following = list(run)[first:]
        if 0 < cut.offset < len(text):
            second = _with_text(element, text[cut.offset :])
            rest.append(second)
            self._part(cut, second)
            element.text = text[: cut.offset]
            element.set(_SPACE, "preserve")
        rest.extend(following)
        run.addnext(rest)
        return run, rest

    def _part(self, cut: Cut, second: Any) -> None:
        """Record that the words of an element after a cut are those of a second element."""
        whole = self.origins[cut.origin]
        parts = (Origin(whole.start, cut.at, whole.element), Origin(cut.at, whole.end, second))
        self.origins[cut.origin : cut.origin + 1] = parts
        self._starts.insert(cut.origin + 1, cut.at)


def _has_content(children: list[Any]) -> bool:
    """True if among these children of a run is more than its format."""
    return any(each.tag != W + "rPr" for each in children)


def _with_text(element: Any, text: str) -> Any:
    made = element.makeelement(element.tag, dict(element.attrib))
    made.text = text
    made.set(_SPACE, "preserve")
    return made
