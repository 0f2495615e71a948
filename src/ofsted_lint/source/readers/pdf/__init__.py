"""PDFs, read in a process of their own (`_pdf_child`) by PDFium.

Its lines are those of the text that is made of it: `ofsted-lint text FILE`
prints them.
"""

from __future__ import annotations

import re
from importlib.util import find_spec

from ofsted_lint.source.readers import text
from ofsted_lint.source.source import Source, Span

ENDINGS = (".pdf",)
_MISSING = "reading PDFs needs an extra: pip install 'ofsted-lint[pdf]'"
# Some PDFs have a few bytes before their mark.
_HEAD = 1024
_HTML = rb"(?i)\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b"


def takes(head: bytes) -> bool:
    """Whether a file begins as PDFs do."""
    return head.lstrip().startswith(b"%PDF-")


def decode(name: str, data: bytes) -> Source:
    """The text of a PDF; `ValueError` says in a line why it cannot be had.

    What is called a PDF and is text, as `pdftotext` writes it, is read as text.
    """
    if b"%PDF" not in data[:_HEAD]:
        if re.match(_HTML, data[:_HEAD]):
            raise ValueError("this is a web page that was saved as .pdf; fetch the PDF itself")
        return text.decode(name, data)
    if find_spec("pypdfium2") is None:
        raise ValueError(_MISSING)
    # Only who reads PDFs pays for processes, and for the faster hash that large files are worth.
    from hashlib import sha256

    from ofsted_lint.source.readers.pdf.process import READER

    answer = READER.read(data)
    if answer.error:
        raise ValueError(answer.error)
    raised = tuple(Span(*each) for each in answer.raised)
    return Source(name, answer.text, "utf-8", answer.notes, sha256(data).hexdigest(), "pdf", raised=raised)
