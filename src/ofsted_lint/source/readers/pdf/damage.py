"""Pages of a PDF whose content is damaged, which PDFium reads as far as it can without a word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_CONTENTS = re.compile(rb"/Contents\s*(?:(\d{1,9})\s+\d{1,5}\s+R\b|\[([\d\sR]{1,4000})\])")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R")
_STREAM = re.compile(rb"\s+obj\b([^>]{0,400}>>)\s*stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_ENCRYPTED = re.compile(rb"/Encrypt\b")
_MOST_PAGES = 500
# No page has as much content; what is longer is not checked.
_LONGEST = 4_000_000
_NOTE = "The content of {} page(s) is damaged, so words may be missing; fetch or export the PDF again."


def note(data: bytes) -> str:
    """Return a note on the pages whose compressed content has a wrong checksum; empty if there is none."""
    if _ENCRYPTED.search(data):
        return ""
    damaged = sum(_is_damaged(data, number) for number in set(_content_numbers(data)))
    return _NOTE.format(damaged) if damaged else ""


def _content_numbers(data: bytes) -> Iterator[bytes]:
    """Yield the numbers of the objects that are contents of pages."""
    for at, match in enumerate(_CONTENTS.finditer(data)):
        if at >= _MOST_PAGES:
            return
        yield from [match[1]] if match[1] else _NUMBER.findall(match[2])


def _is_damaged(data: bytes, number: bytes) -> bool:
    """True if an object is compressed by Flate alone, and does not come out right and whole."""
    at = data.rfind(b"\n" + number + b" 0 obj")
    found = _STREAM.match(data, at + len(number) + 3) if at >= 0 else None
    if not found or not _FLATE.search(found[1]) or b"/DecodeParms" in found[1]:
        return False
    packed = data[found.end() : data.find(b"endstream", found.end())]
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed, _LONGEST)
    except zlib.error:
        return True
    return not unpacker.eof and not unpacker.unconsumed_tail
