"""Pages of a PDF whose content is damaged, which PDFium reads as far as it can without a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_CONTENTS = re.compile(rb"/Contents\s*(?:(\d{1,9})\s+\d{1,5}\s+R\b|\[([\d\sR]{1,4000})\])")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R")
_STREAM = re.compile(rb"\s+obj\b([^>]{0,400}>>)\s*stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_OBJECT = b" 0 obj"
_LONGEST_NUMBER = 9
_ENCRYPTED = re.compile(rb"/Encrypt\b")
_MOST_PAGES = 500
# No page has as much content; what is longer is not checked.
_LONGEST = 4_000_000
_NOTE = "The content of {} page(s) is damaged, so words may be missing; fetch or export the PDF again."


def note(data: bytes) -> str:
    """Return a note on the pages whose compressed content has a wrong checksum; empty if there is none."""
    if b"/Encrypt" in data and _ENCRYPTED.search(data):
        return ""
    ends = dict(_objects(data))
    damaged = sum(_is_damaged(data, ends[number]) for number in set(_content_numbers(data)) if number in ends)
    return _NOTE.format(damaged) if damaged else ""


def _content_numbers(data: bytes) -> Iterator[bytes]:
    """Yield the numbers of the objects that are contents of pages."""
    for at, match in enumerate(_CONTENTS.finditer(data)):
        if at >= _MOST_PAGES:
            return
        yield from [match[1]] if match[1] else _NUMBER.findall(match[2])


def _objects(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the number of each object that begins a line, and where the word `obj` follows it."""
    at = data.find(_OBJECT)
    while at >= 0:
        line = data.rfind(b"\n", max(at - _LONGEST_NUMBER - 1, 0), at)
        if line >= 0:
            yield data[line + 1 : at], at + 2
        at = data.find(_OBJECT, at + len(_OBJECT))


def _is_damaged(data: bytes, start: int) -> bool:
    """True if an object whose words begin here is compressed by Flate alone, and does not come out right and whole."""
    found = _STREAM.match(data, start)
    if not found or not _FLATE.search(found[1]) or b"/DecodeParms" in found[1]:
        return False
    packed = data[found.end() : data.find(b"endstream", found.end())]
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed, _LONGEST)
    except zlib.error:
        return True
    return not unpacker.eof and not unpacker.unconsumed_tail
