"""The text of a web page: a block a line, with an empty line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from ofsted_lint.source.readers.html.markup import Tag, tokens
from ofsted_lint.source.source import Span

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = _HEADINGS | frozenset(
    [
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "body",
            "ul",
            "ol",
            "dl",
            "dd",
            "dt",
            "li",
            "figure",
            "br",
        ),
        *("figcaption", "blockquote", "table", "caption", "thead", "tbody", "tr", "hr", "pre", "address", "details"),
        *("summary", "fieldset", "center"),
    ]
)
_CELLS = frozenset(["td", "th"])
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "base", "embed", "param"]
)
# Parts of a page that are not its text: elements, and words of their class, id or role.
_ASIDE = frozenset(["nav", "footer", "aside", "form", "button", "select", "head", "dialog", "menu"])
_ASIDE_WORDS = frozenset(
    [
        *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "cookie", "cookies", "cookie-banner"),
        *(
            "sidebar",
            "skip-link",
            "skiplink",
            "share",
            "social",
            "social-share",
            "footer",
            "site-footer",
            "site-header",
        ),
        *("search", "contentinfo", "complementary", "alertdialog", "banner", "related", "pagination"),
    ]
)
_MAIN = frozenset(["main", "article"])
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,400}", re.I)
_OF_A_REPORT = re.compile(r"ofsted|report|letter", re.I)
_SPACE = re.compile(r"[\s\xa0\u200b\ufeff]+")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Printed(msgspec.Struct, frozen=True):
    """The text of a page and the spans of its headings in it."""

    text: str
    headings: tuple[Span, ...]


class _Open(msgspec.Struct):
    """An element that has begun: its name, and whether what is in it is left out, or is its main part."""

    name: str
    aside: bool
    main: bool


class _Block(msgspec.Struct):
    """A block of text while it is collected."""

    words: list[str]
    heading: bool = False
    main: bool = False
    before: str = ""
    after: str = ""


def printed(markup: str) -> Printed:
    """Return the text of a page: of its main part if it has one, else of all but navigation and the like."""
    page = _Page()
    for token in tokens(markup):
        page.take(token)
    page.close()
    blocks = [block for block in page.blocks if block.main] if any(block.main for block in page.blocks) else page.blocks
    text, headings = "", []
    parts: list[str] = []
    at = 0
    for block in blocks:
        text = "".join(block.words)
        if block.heading:
            headings.append(Span(at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
    return Printed("\n\n".join(parts) + "\n" if parts else "", tuple(headings))


class _Page:
    """Collects the blocks of a page."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self._open: list[_Open] = []
        self._aside = self._main = self._quoted = 0
        self._block = _Block([])
        self._row: list[str] | None = None
        self._links: list[str] = []

    def take(self, token: Tag | str) -> None:
        """Take the next tag or text."""
        if isinstance(token, str):
            if not self._aside:
                self._block.words.append(token)
        elif token.ends:
            self._end(token)
        else:
            self._begin(token)

    def _begin(self, tag: Tag) -> None:
        if tag.name in _BLOCKS or tag.name in _ASIDE:
            self.close()
        if tag.name not in _VOID:
            opened = _Open(tag.name, _is_aside(tag), tag.name in _MAIN or tag.attributes.get("role") == "main")
            self._open.append(opened)
            self._aside += opened.aside
            self._main += opened.main
        if self._aside:
            return
        self._mark(tag)

    def _mark(self, tag: Tag) -> None:
        """Note what a tag says of the text after it."""
        if tag.name in _HEADINGS:
            self._block.heading = True
        elif tag.name == "li":
            self._block.before = "- "
        elif tag.name == "blockquote":
            self._quoted += 1
        elif tag.name == "q":
            self._block.words.append("“")
        elif tag.name == "tr":
            self._row = []
        elif tag.name in _CELLS:
            self._cell()
        elif tag.name == "a" and (address := _ADDRESS.match(tag.attributes.get("href", "").strip())):
            self._links.append(address[0])

    def _end(self, tag: Tag) -> None:
        name = tag.name
        if not self._aside:
            if name == "q":
                self._block.words.append("”")
            elif name in _CELLS:
                self._cell()
        if name in _BLOCKS or name in _ASIDE:
            self.close()
        if name == "tr":
            self._close_row()
        self._pop(name)

    def _pop(self, name: str) -> None:
        """End an element; one that was not begun ends nothing."""
        at = next(
            (at for at in range(len(self._open) - 1, max(-1, len(self._open) - 60), -1) if self._open[at].name == name),
            -1,
        )
        if at < 0:
            return
        for opened in self._open[at:]:
            self._aside -= opened.aside
            self._main -= opened.main
            if opened.name == "blockquote" and not self._aside and self._quoted:
                self._quoted -= 1
        del self._open[at:]

    def _cell(self) -> None:
        """Put the words since the cell before into the row."""
        words = _spaced(self._block.words)
        self._block.words = []
        if self._row is not None and words:
            self._row.append(words)

    def _close_row(self) -> None:
        if self._row:
            self._add(_Block([" | ".join(self._row)], main=bool(self._main)))
        self._row = None

    def close(self) -> None:
        """End a block of text."""
        words = _spaced(self._block.words)
        if self._row is not None:
            if words:
                self._row.append(words)
        elif words:
            marked = self._quoted and not re.search(r"[“”\"]", words)
            words = self._block.before + (f"“{words}”" if marked else words)
            self._add(_Block([words], self._block.heading, bool(self._main)))
        self._block = _Block([])
        if self._row is None and words:
            for link in dict.fromkeys(each for each in self._links if _OF_A_REPORT.search(each + words)):
                if link not in words:
                    self._add(_Block([link], main=bool(self._main)))
            self._links = []

    def _add(self, block: _Block) -> None:
        self.blocks.append(block)


def _spaced(words: list[str]) -> str:
    """Return words with one space where the page has any white space."""
    return _SPACE.sub(" ", "".join(words)).strip()


def _is_aside(tag: Tag) -> bool:
    """True if an element is not part of the text that a reader of the page reads."""
    given = tag.attributes
    if (
        tag.name in _ASIDE
        or "hidden" in given
        or given.get("aria-hidden") == "true"
        or _HIDES.search(given.get("style", ""))
    ):
        return tag.name not in ("body", "main", "article")
    words = set(_words(given))
    return bool(words & _ASIDE_WORDS) and tag.name not in ("body", "html", "main", "article")


def _words(given: dict[str, str]) -> Iterator[str]:
    for name in ("class", "id", "role"):
        yield from given.get(name, "").casefold().split()
