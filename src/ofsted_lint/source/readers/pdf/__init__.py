"""Read PDFs with PDFium, in a separate process (`child`).

The lines of a PDF are those of the text extracted from it, which `ofsted-lint
text FILE` prints.
"""

from __future__ import annotations

from importlib.util import find_spec

from ofsted_lint.files.errors import MissingExtraError
from ofsted_lint.source.original import plain_spaces
from ofsted_lint.source.readers import text
from ofsted_lint.source.source import AUTHOR, Leftover, Source, Span

ENDINGS = (".pdf",)
_MISSING = "reading PDFs needs an extra: pip install 'ofsted-lint[pdf]'"
# Some PDFs have a few bytes before their signature.
_HEAD = 1024


def takes(head: bytes) -> bool:
    """Return True if a file begins like a PDF."""
    return head.lstrip().startswith(b"%PDF-")


def begin(data: bytes) -> None:
    """Begin to read a PDF, in the process that reads them."""
    if b"%PDF" in data[:_HEAD] and find_spec("pypdfium2_raw"):
        from ofsted_lint.source.readers.pdf.reader import READER

        READER.begin(data)


def decode(name: str, data: bytes) -> Source:
    """Return the source of a PDF; `ValueError` with a one-line reason if it cannot be read.

    A file that is named like a PDF and is text, such as the output of `pdftotext`, is read as text.
    """
    if b"%PDF" not in data[:_HEAD]:
        return text.decode(name, data)
    if find_spec("pypdfium2_raw") is None:
        raise MissingExtraError(_MISSING)
    # Imported here because only PDFs need a process, and only large files a faster hash.
    from hashlib import sha256

    from ofsted_lint.source.readers.pdf.reader import READER

    answer = READER.read(data)
    if answer.error:
        raise ValueError(answer.error)
    raised = tuple(Span(*each) for each in answer.raised)
    left = tuple(
        Leftover("comment", Span(start, end), *said) for start, end, *said in answer.leftovers if said[1] != AUTHOR
    )
    made, digest = plain_spaces(answer.text), sha256(data).hexdigest()
    return Source(name, made, "utf-8", answer.notes, digest, "pdf", leftovers=left, raised=raised)
