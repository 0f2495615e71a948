"""Read text files: encodings and line ends."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from msgspec.structs import replace

from ofsted_lint.files.hashes import sha256
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source import lost_marks, original
from ofsted_lint.source.source import Source

ENDINGS = (".txt",)

# The first bytes of formats that look like text but are not plain text.
_MAGIC = {
    b"{\\rtf": "this is rich text (RTF); save it as plain text first",
}
_SNIFFED = 8192
# What ends lines in files that have no line feed: vertical tabs, and the separators of Unicode.
_LINE_ENDS = pattern("[\x0b\x85\u2028\u2029]")


def takes(head: bytes) -> bool:
    """Return False: plain text cannot be recognised from its first bytes."""
    return False


def decode(name: str, data: bytes) -> Source:
    """Return the source of a text file, with the marks that it lost."""
    return _restored(plain(name, data))


def plain(name: str, data: bytes) -> Source:
    """Return the source of a text file as it is written.

    The encoding is UTF-8, with or without a byte order mark; UTF-16 with one;
    else Windows-1252, with a note for the user. `ValueError` with a one-line
    reason if the bytes are not text.
    """
    for magic, reason in _MAGIC.items():
        if data.startswith(magic):
            raise ValueError(reason)
    text, encoding, notes = _decode_text(data)
    if "\x00" in text[:_SNIFFED]:
        raise ValueError("this is a binary file, not text")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return as_written(Source(name, "", encoding, notes, sha256(data).hexdigest()), text)


def as_written(source: Source, text: str, names: bool = False) -> Source:
    """Return a source with another text of its file, which is read as it is; with `names`, as Markdown."""
    lines = text if "\n" in text.strip() else _LINE_ENDS.sub("\n", text)
    read, given = original.read(lines, names)
    if lines != text:
        given = replace(given, text=text) if given else original.Original(text, (0,), (0,))
    return replace(source, text=read, original=given)


def reread(source: Source, text: str) -> Source:
    """Return a source with another text of its file."""
    return _restored(as_written(source, text))


def _restored(source: Source) -> Source:
    """Return a source with the marks that its text lost."""
    marked, lost = lost_marks.restored(source.text)
    known = (*source.notes, *(note for note in lost if note not in source.notes))
    return replace(source, shown="" if marked == source.text else marked, notes=known)


def encode(source: Source, text: str, data: bytes) -> bytes:
    """Return the bytes of a file with another text; `data` are the bytes from which the source was read.

    Encoding, byte order mark and line ends are kept. `ValueError` with a
    one-line reason if that is not possible or the data have changed since.
    """
    try:
        again = decode(source.path, data)
    except ValueError:
        raise ValueError("it is not a text file, or no longer one, so nothing was written") from None
    if (again.written, again.encoding) != (source.written, source.encoding):
        raise ValueError("it was changed while it was read, so nothing was written")
    for ends in ("\n", "\r"):
        write = _encoder(source.encoding, data, ends)
        if write(source.written) == data:
            return write(text)
    raise ValueError("it cannot be written back byte for byte (it has characters that could not be read)")


def _encoder(encoding: str, data: bytes, ends: str) -> Callable[[str], bytes]:
    """Return a function that encodes a text with these line ends and the byte order mark of `data`."""
    mark, name = b"", encoding
    if encoding == "utf-16":
        mark, name = data[:2], "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    return lambda text: mark + text.replace("\n", ends).encode(name)


def _decode_text(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return the text, its encoding and notes for the user."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _decode_utf16(data), encoding, ()
    try:
        encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        return _decode_by_guess(data, error.start)


def _decode_utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise ValueError("this is damaged UTF-16 text") from None


def _decode_by_guess(data: bytes, at: int) -> tuple[str, str, tuple[str, ...]]:
    """Decode text that is not valid UTF-8; return also the encoding and a note with the assumption made."""
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
        raise ValueError(f"line {line} contains bytes that are neither UTF-8 nor Windows-1252") from None
    note = f"Read as Windows-1252: {where} is not UTF-8. Check quotation marks, dashes and pound signs."
    return text, "cp1252", (note,)
