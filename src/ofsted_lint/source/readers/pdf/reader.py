"""Choose where PDFs are read: in a process of their own, or here where a system has no processes."""

from __future__ import annotations

import sys

import msgspec

from ofsted_lint.source.readers.pdf.answer import Answer
from ofsted_lint.source.readers.pdf.message import question


class Here:
    """Reads PDFs in this process, which is then itself the one that may fail: a worker of a page in a browser."""

    def begin(self, data: bytes) -> None:
        """Do nothing: only `read` works on a file here, since there is no other process."""

    def read(self, data: bytes) -> Answer:
        """Return the answer to a file."""
        from ofsted_lint.source.readers.pdf.answering import answered  # brings the library

        return msgspec.convert(answered(data), Answer)

    def find(self, data: bytes, asked: list[tuple[int, str, int]]) -> Answer:
        """Return the rectangles of words in a file as `places`; each is a page, letters, and an offset in its text."""
        return self.read(question(data, asked))


if sys.platform == "emscripten":
    READER = Here()
else:
    from ofsted_lint.source.readers.pdf.process import READER as READER
