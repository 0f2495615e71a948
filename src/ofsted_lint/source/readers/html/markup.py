"""The tags and texts of a web page, in order; any text is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import msgspec

# Elements whose contents are no text, or not for readers.
_HIDDEN = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video", "audio")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_STOP = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(
    r"([A-Za-z][A-Za-z:-]{0,30})(?:\s{0,9}=\s{0,9}(?:\"([^\"]{0,500})\"|'([^']{0,500})'|([^\s\"'>]{1,500})))?"
)
_MOST_OF_A_TAG = 4_000


class Tag(msgspec.Struct, frozen=True):
    """A tag: its name in lower case, whether it ends an element, and its attributes."""

    name: str
    ends: bool
    attributes: dict[str, str]


def tokens(markup: str) -> Iterator[Tag | str]:
    """Yield tags and the texts between them, without comments and what is not for readers."""
    at, reader = 0, _Reader(markup)
    while at < len(markup):
        start = markup.find("<", at)
        if start < 0:
            yield unescape(markup[at:])
            return
        if start > at:
            yield unescape(markup[at:start])
        match = _NAME.match(markup, start)
        if match is None:
            at = reader.after_special(start)
            if at == start + 1:
                yield "<"
            continue
        at = reader.after_tag(match.end())
        tag = Tag(match[1].casefold(), markup[start + 1] == "/", _attributes(markup[match.end() : at - 1]))
        if tag.name in _HIDDEN and not tag.ends:
            at = reader.after_element(tag.name, at)
            continue
        yield tag


class _Reader:
    """Finds where things end; what was once not found is not looked for again, so that any text takes linear time."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._lower = markup.casefold() if len(markup.casefold()) == len(markup) else markup
        self._missing: set[str] = set()

    def _after(self, words: str, at: int, otherwise: int) -> int:
        """Return the offset after the next of some words, or `otherwise` if there is none."""
        found = -1 if words in self._missing else self._lower.find(words, at)
        if found < 0:
            self._missing.add(words)
            return otherwise
        return found + len(words)

    def after_special(self, at: int) -> int:
        """Return where a comment, declaration or instruction ends; a lone “<” is text."""
        if self._markup.startswith("<!--", at):
            return self._after("-->", at + 4, len(self._markup))
        if self._markup.startswith(("<!", "<?", "</"), at):
            return self._after(">", at + 2, len(self._markup))
        return at + 1

    def after_tag(self, at: int) -> int:
        """Return where a tag ends; a “>” in quotation marks does not end it."""
        while match := _STOP.search(self._markup, at):
            if match[0] == ">":
                return match.end()
            at = self._after(match[0], match.end(), match.end())
        return len(self._markup)

    def after_element(self, name: str, at: int) -> int:
        """Return where an element that is left out ends."""
        end = self._after(f"</{name}", at, len(self._markup))
        return self._after(">", end, len(self._markup)) if end < len(self._markup) else end


def _attributes(words: str) -> dict[str, str]:
    """Return the attributes of a tag; of long tags only the first ones."""
    found = _ATTRIBUTE.finditer(words[:_MOST_OF_A_TAG])
    return {match[1].casefold(): unescape(match[2] or match[3] or match[4] or "") for match in found}
