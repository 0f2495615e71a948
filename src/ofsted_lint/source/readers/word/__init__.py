"""Read Word files (.docx): the text as Word prints it, with automatic numbers and all changes accepted."""

from __future__ import annotations

import re

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Source

ENDINGS = (".docx", ".docm")
_HEAD = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Word files saved as one XML file, of today and of 2003, and the main part of one.
_FLAT = pattern(
    rb"<.{0,900}?(?:progid=[\"']Word\.Document|http://schemas\.microsoft\.com/office/(?:2006/xmlPackage|word/2003/wordml)"
    rb"|<w:(?:word)?[dD]ocument\b)",
    re.DOTALL,
)
_MARK, _WIDE = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0"
# The directory of an OLE file stores names in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = "WordDocument".encode("utf-16-le")


def takes(head: bytes) -> bool:
    """Return True if a file is a zip archive, an old Office file or a Word file in XML: no other reader accepts it."""
    return head.startswith((*_ZIP, _OLE)) or _is_flat(head)


def decode(name: str, data: bytes) -> Source:
    """Return the source of a Word file; `ValueError` with a one-line reason if it is not one or is refused."""
    if _is_flat(data[:_HEAD]):
        raise ValueError("this is a Word document saved as one XML file; save it as .docx in Word")
    if data.startswith(_OLE):
        raise ValueError(_refusal(data))
    if not data.startswith(_ZIP):
        raise ValueError("this is not a Word file, despite its name: it is not a zip archive")
    from ofsted_lint.source.readers.word import docx  # imported here because only Word files need it

    return docx.read(name, data)


def _is_flat(head: bytes) -> bool:
    """Return True if a file with these first bytes is a Word file in XML."""
    if head.startswith(_WIDE):
        head = head.decode("utf-16", "replace").encode()
    return _FLAT.match(head.removeprefix(_MARK).lstrip()) is not None


def _refusal(data: bytes) -> str:
    """Return the reason why an OLE file is not read."""
    if _ENCRYPTED in data:
        return "this file is protected with a password; save it without one"
    if _OLD in data:
        return "this is an old Word file (.doc); save it as .docx"
    return "this is an old Office file; save it as .docx"
