"""Bytes of a text file to a source: encodings and line ends."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from ofsted_lint.files.hashes import sha256
from ofsted_lint.source.source import Source

ENDINGS = (".txt",)

# What a file is that is no text, by its first bytes.
_MAGIC = {
    b"{\\rtf": "this is rich text (RTF); save it as plain text first",
}
_SNIFFED = 8192


def takes(head: bytes) -> bool:
    """Nothing tells a text by its first bytes."""
    return False


def decode(name: str, data: bytes) -> Source:
    """The text of a file.

    UTF-8, with or without a byte order mark; UTF-16 with one; else
    Windows-1252, with a note that says so. `ValueError` says in a line why
    bytes are no text.
    """
    for magic, reason in _MAGIC.items():
        if data.startswith(magic):
            raise ValueError(reason)
    text, encoding, notes = _decoded(data)
    if "\x00" in text[:_SNIFFED]:
        raise ValueError("this is a binary file, not text")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return Source(name, text, encoding, notes, sha256(data).hexdigest())


def encode(source: Source, text: str, data: bytes) -> bytes:
    """The bytes of a file whose `data` were read as a source, with another text.

    Encoding, byte order mark and line ends stay. `ValueError` says in a line
    why they cannot be had so, or that the data are not those that were read.
    """
    try:
        again = decode(source.path, data)
    except ValueError:
        raise ValueError("it is no text file, or no longer one, so nothing was written") from None
    if (again.text, again.encoding) != (source.text, source.encoding):
        raise ValueError("it was changed while it was read, so nothing was written")
    for ends in ("\n", "\r"):
        write = _encoder(source.encoding, data, ends)
        if write(source.text) == data:
            return write(text)
    raise ValueError("it cannot be written back byte for byte (it has characters that could not be read)")


def _encoder(encoding: str, data: bytes, ends: str) -> Callable[[str], bytes]:
    """What writes a text as these bytes are written, with these line ends."""
    mark, name = b"", encoding
    if encoding == "utf-16":
        mark, name = data[:2], "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return lambda text: mark + text.replace("\n", ends).encode(name)


def _decoded(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _utf16(data), encoding, ()
    try:
        encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        return _guessed(data, error.start)


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise ValueError("this is damaged UTF-16 text") from None


def _guessed(data: bytes, at: int) -> tuple[str, str, tuple[str, ...]]:
    """Text that is not UTF-8, and a note that says what was assumed."""
    where = f"line {data[:at].count(10) + 1}"
    if b"\x00" in data[:_SNIFFED]:
        raise ValueError("this is a binary file, not text")
    whole = data.decode("utf-8", "replace")
    if sum(ord(char) > 127 for char in whole) > 2 * whole.count("\ufffd"):
        note = f"Read as UTF-8 with {whole.count('�')} unreadable character(s), the first on {where}."
        return whole, "utf-8", (note,)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(10) + 1
        raise ValueError(f"line {line} holds bytes that are neither UTF-8 nor Windows-1252") from None
    note = f"Read as Windows-1252: {where} is not UTF-8. Check quotation marks, dashes and pound signs."
    return text, "cp1252", (note,)
