"""Word files (.docx): the text that Word prints, with its automatic numbers and all changes accepted."""

from __future__ import annotations

from ofsted_lint.source.source import Source

ENDINGS = (".docx", ".docm")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
# Names in the folder of an OLE file are written in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = "WordDocument".encode("utf-16-le")


def takes(head: bytes) -> bool:
    """Whether a file is a zip archive or an old Office file: nothing else here reads those."""
    return head.startswith((*_ZIP, _OLE))


def decode(name: str, data: bytes) -> Source:
    """The text of a Word file; `ValueError` says in a line why it is none, or is not read."""
    if data.startswith(_OLE):
        raise ValueError(_refusal(data))
    if not data.startswith(_ZIP):
        raise ValueError("this is no Word file, though its name says so: it is no zip archive")
    from ofsted_lint.source.readers.word import docx  # other files do not pay for it

    return docx.read(name, data)


def _refusal(data: bytes) -> str:
    """What an OLE file is."""
    if _ENCRYPTED in data:
        return "this file is protected with a password; save it without one"
    if _OLD in data:
        return "this is an old Word file (.doc); save it as .docx"
    return "this is an old Office file; save it as .docx"
