"""Makes texts of a letter, in the layouts in which letters come."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.source.prose import reflow
from tests.make import pdfs
from tests.make import word as wordmaker

# A piece of a letter: what it is, and its lines.
Piece = tuple[str, list[str]]
_WIDTH = 80
_PAGE = 46


def pieces(letter: Letter) -> Iterator[Piece]:
    """A letter piece by piece, in order, with the lines of its address and sign-off."""
    source = letter.source
    yield "letterhead", [line.text for line in letter.letterhead]
    assert letter.letter_date
    assert letter.addressee
    assert letter.salutation
    assert letter.title
    assert letter.signed
    yield "date", [letter.letter_date.prose.text]
    yield "address", [reflow(source, [piece]).text for piece in letter.addressee.prose.pieces()]
    yield "line", [letter.salutation.prose.text]
    yield "title", [letter.title.prose.text]
    for paragraph in letter.summary:
        yield "text", [paragraph.prose.text]
    body: list[tuple[int, Piece]] = [
        (point.prose.span.start, ("bullet", [point.prose.text])) for point in letter.improvements
    ]
    if letter.improvements_heading:
        body.append((letter.improvements_heading.span.start, ("heading", [letter.improvements_heading.text])))
    areas = {area.address for area in letter.areas}
    for section in letter.sections:
        assert section.heading
        body.append((section.heading.prose.span.start, ("heading", [section.heading.prose.text])))
        for p in section.paragraphs:
            start = p.prose.span.start
            listed = p.address in areas or letter.source.text[:start].rstrip(" ").endswith(("◼", "-"))
            kind = f"number {p.number.value}" if p.number else "bullet" if listed else "text"
            body.append((start, (kind, [p.prose.text])))
    yield from (piece for _, piece in sorted(body))
    for paragraph in letter.closing:
        yield "text", [paragraph.prose.text]
    lines = [reflow(source, [piece]).text for piece in letter.signed.prose.pieces()]
    yield "line", lines[:1]
    yield "address", lines[1:]


def unwrapped(letter: Letter) -> str:
    """A paragraph a line, with blank lines between."""
    return "\n\n".join(_lines(kind, lines) for kind, lines in pieces(letter)) + "\n"


def tight(letter: Letter) -> str:
    """A paragraph a line, and no blank line at all."""
    return "\n".join(_lines(kind, lines) for kind, lines in pieces(letter)) + "\n"


def wrapped(letter: Letter) -> str:
    """Lines of eighty characters, lists without blank lines."""
    return _joined(letter, lambda kind, lines: _wrapped(kind, lines, ""))


def windows(letter: Letter) -> str:
    """The same with the line ends of Windows."""
    return wrapped(letter).replace("\n", "\r\n")


def laid_out(letter: Letter) -> str:
    """Pages as `pdftotext -layout` has them: indented, the letterhead at the right, page numbers at the foot."""
    found = list(pieces(letter))
    right, rest = found[0][1], found[1:]
    head = [line for _, lines in rest[:2] for line in [*lines, ""]]
    rows = max(len(right), len(head))
    right, head = right + [""] * (rows - len(right)), head + [""] * (rows - len(head))
    lines = [f"   {one:<60}{two}".rstrip() for one, two in zip(head, right, strict=True)]
    for kind, texts in rest[2:]:
        lines += ["", *_wrapped(kind, texts, "   ").split("\n")]
    pages = [lines[at : at + _PAGE] for at in range(0, len(lines), _PAGE)]
    return "\f".join("\n".join([*page, "", "", f"{'':40}{at}", ""]) for at, page in enumerate(pages, 1)) + "\f"


def markdown(letter: Letter) -> str:
    """Headings, lists and hard line ends."""
    made = []
    for kind, lines in pieces(letter):
        mark = {"heading": "## ", "title": "# ", "bullet": "- "}.get(kind, "")
        mark = f"{kind.split()[1]}. " if kind.startswith("number") else mark
        made.append(mark + "\\\n".join(lines))
    return "\n\n".join(made) + "\n"


def word(letter: Letter) -> bytes:
    """A Word file with lists of its own."""
    numbering = wordmaker.pattern(1, wordmaker.level(0)) + wordmaker.pattern(2, wordmaker.level(0, "bullet", "●"))
    numbering += wordmaker.list_(1, 1) + wordmaker.list_(2, 2)
    body = ""
    for kind, lines in pieces(letter):
        for line in lines:
            how = (1, 0) if kind.startswith("number") else (2, 0) if kind == "bullet" else None
            style = "Heading1" if kind in ("heading", "title") else ""
            body += wordmaker.paragraph(wordmaker.run(line), style=style, list_=how)
    return wordmaker.word(body, numbering=numbering, styles=wordmaker.STYLES)


def tagged(letter: Letter) -> bytes:
    """A PDF with a tag for each paragraph, point and line of the address."""
    made = [_wrapped(kind, [line], "").replace("◼   ", "◼ ") for kind, lines in pieces(letter) for line in lines]
    return pdfs.tagged("\n\n".join(made))


def pdf(letter: Letter) -> bytes:
    """A PDF without tags."""
    return pdfs.untagged(laid_out(letter))


LAYOUTS: dict[str, tuple[str, Callable[[Letter], str | bytes]]] = {
    "unwrapped": ("letter.txt", unwrapped),
    "tight": ("letter.txt", tight),
    "wrapped": ("letter.txt", wrapped),
    "windows": ("letter.txt", windows),
    "laid out": ("letter.txt", laid_out),
    "markdown": ("letter.md", markdown),
    "word": ("letter.docx", word),
    "pdf": ("letter.pdf", pdf),
    "tagged pdf": ("letter.pdf", tagged),
}


def _joined(letter: Letter, write: Callable[[str, list[str]], str]) -> str:
    made, before = "", ""
    for kind, lines in pieces(letter):
        made += ("\n" if kind == before == "bullet" else "\n\n" if made else "") + write(kind, lines)
        before = kind
    return made + "\n"


def _lines(kind: str, lines: list[str]) -> str:
    mark = "◼ " if kind == "bullet" else f"{kind.split()[1]}. " if kind.startswith("number") else ""
    return mark + "\n".join(lines)


def _wrapped(kind: str, lines: list[str], indent: str) -> str:
    first = "◼   " if kind == "bullet" else f"{kind.split()[1]}.  " if kind.startswith("number") else ""
    made: list[str] = []
    for line in lines:
        made += textwrap.wrap(
            line,
            _WIDTH,
            initial_indent=indent + first,
            subsequent_indent=indent + " " * len(first),
            break_on_hyphens=False,
        )
    return "\n".join(made)
