"""Read web pages (.html): the text that a reader of the page sees, a block a line, without navigation and scripts."""

from __future__ import annotations

import re

from ofsted_lint.files.hashes import sha256
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.readers import text
from ofsted_lint.source.source import Source

ENDINGS = (".html", ".htm", ".xhtml")
_PAGE = pattern(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype html|html)\b", re.I | re.S
)
_CHARSET = pattern(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.I)
_HEAD = 4096


def takes(head: bytes) -> bool:
    """Return True if a file begins as a web page does."""
    return bool(_PAGE.match(head))


def decode(name: str, data: bytes) -> Source:
    """Return the source of a web page; `ValueError` with a one-line reason if it has no text, or should be a PDF.

    Nothing that the page refers to is loaded, and nothing in it is run.
    """
    if name.lower().endswith(".pdf"):
        raise ValueError("this is a web page that was saved as .pdf; fetch the PDF itself")
    markup, encoding, notes = decoded(data)
    return page(name, markup, encoding, notes, sha256(data).hexdigest())


def page(name: str, markup: str, encoding: str, notes: tuple[str, ...], digest: str) -> Source:
    """Return the source of a page from its markup."""
    from ofsted_lint.source.readers.html.blocks import printed  # imported here because only pages need it

    shown = printed(markup)
    if not shown.text.strip():
        raise ValueError("this web page has no text: save it again once it has loaded")
    return Source(name, shown.text, encoding, notes, digest, "html", headings=shown.headings)


def decoded(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return the markup, its encoding and notes for the user; the page says its encoding, or it is guessed."""
    named = _CHARSET.search(data[:_HEAD])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = named[1].decode("ascii").casefold()
        try:
            return data.decode(encoding), encoding, ()
        except (UnicodeDecodeError, LookupError):
            pass
    source = text.plain("", data)
    return source.text, source.encoding, source.notes
