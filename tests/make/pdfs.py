"""PDFs made of texts: tagged and untagged, encrypted, and made to do harm."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SIZE = 8
WIDTH = 0.6 * SIZE  # of a letter of Courier
_TOP, _LEFT, _STEP = 800, 40, 11
_GAP = re.compile(r"\S(?: {0,2}\S)*")


class Drawn(NamedTuple):
    """A line of text at a place, in points from the lower left, the mark of its content (-1: none), its size."""

    x: float
    y: float
    text: str
    mark: int = -1
    is_artifact: bool = False
    size: int = SIZE


class Node(NamedTuple):
    """An element of the tree of tags; its kids are elements and marks."""

    kind: str
    kids: list[Node | int]


class Page(NamedTuple):
    drawn: list[Drawn]
    tags: list[Node]


class Writer:
    """Objects of a PDF, numbered from 1 as they are put in."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def put(self, body: str | bytes) -> int:
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def stream(self, data: bytes, more: str = "") -> int:
        return self.put(f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream")

    def file(self, root: int, trailer: str = "") -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        size = len(places) + 1
        out += f"trailer\n<< /Size {size} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


class Way(NamedTuple):
    """A way in which a program writes letters that look the same.

    `page` are the operators that turn or scale the page, by `scale`; `font` is the size that is set with the font, in
    sizes of the letters, and `rotate` the angle by which the page is turned when it is shown.
    """

    font: float = 1.0
    page: str = ""
    scale: float = 1.0
    rotate: int = 0
    box: str = "0 0 595 842"


PLAIN = Way()
WAYS = {
    "the size in the matrix of the text": Way(font=1 / SIZE),
    "the size in the matrix of the page": Way(page="0.24 0 0 0.24 0 0 cm", scale=0.24),
    "a size below nought on a text that is turned round": Way(font=-1),
    "a page drawn sideways and turned back": Way(page="0 1 -1 0 842 0 cm", rotate=90, box="0 0 842 595"),
    "a page drawn upside down and turned back": Way(page="-1 0 0 -1 595 842 cm", rotate=180),
    "a page drawn sideways the other way": Way(page="0 -1 1 0 0 595 cm", rotate=270, box="0 0 842 595"),
    "a sideways page that is not turned": Way(page="0 1 -1 0 842 0 cm", box="0 0 842 595"),
}


def tagged(text: str, way: Way = PLAIN) -> bytes:
    """A report's layout text as a tagged PDF: its paragraphs, points, headings, rows and feet."""
    return pdf([_tagged_page(page, first=at == 0) for at, page in enumerate(_pages(text))], way=way)


def untagged(text: str, way: Way = PLAIN) -> bytes:
    """A report's layout text as a PDF that draws each word where it stands in the text."""
    return pdf([Page([*_placed(page.split("\n"))], []) for page in _pages(text)], way=way)


def _pages(text: str) -> list[str]:
    return [page for page in text.replace("\t", " " * 5).replace("**", "").split("\f") if page.strip()]


def _placed(lines: Iterable[str]) -> Iterator[Drawn]:
    for at, line in enumerate(lines):
        for run in _GAP.finditer(line):
            yield Drawn(_LEFT + WIDTH * run.start(), _TOP - _STEP * at, run[0])


_ROW = re.compile(r" \S|.*\S {3,}\S")
_CELLS = re.compile(r" ?(\S.*?)? {3,}(\S.*)")
_OPENS = re.compile(r"(◼|\d{1,3}\.)\s+(.*)")
_HEADING = re.compile(r"The (?:experiences and progress|impact of leaders)|What needs to improve")


def _tagged_page(text: str, first: bool) -> Page:
    """The page with its tags; `first` is the one with the title and the table."""
    page = Page([], [])
    foot = 0 if first else text.rfind("\nInspection of ")
    body, feet = (text[:foot], text[foot:]) if foot > 0 else (text, "")
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", body.strip("\n"))]
    y = float(_TOP)
    for block in blocks:
        if first and _ROW.match(block[0]):
            if page.tags[-1].kind != "Table":
                page.tags.append(Node("Table", []))
            rows = [[line] for line in block] if all(map(_CELLS.match, block)) else [block]
            page.tags[-1].kids.extend(_row(page, row, y - _STEP * at) for at, row in enumerate(rows))
        else:
            page.tags.append(_block(page, block, y))
        y -= _STEP * (len(block) + 1)
    lines = [" ".join(line.split()) for line in feet.strip().split("\n")]
    page.drawn[:0] = [Drawn(_LEFT, y - _STEP * at, line, is_artifact=True) for at, line in enumerate(lines)]
    return page


def _row(page: Page, lines: list[str], y: float) -> Node:
    """A row: a label over one or more lines, and a grade on one of them or beside them."""
    cells = [_CELLS.match(line) for line in lines]
    labels = [cell[1] or "" if cell else line.strip() for line, cell in zip(lines, cells, strict=True)]
    labels = [label for label in labels if label]
    grade = next((cell[2] for cell in cells if cell), "")
    return Node("TR", [_element(page, "TD", _LEFT, y, labels), _element(page, "TD", _LEFT + 260, y, [grade])])


def _block(page: Page, lines: list[str], y: float) -> Node:
    lines = [line.strip() for line in lines]
    opens = _OPENS.match(lines[0])
    if opens:
        label = _element(page, "Lbl", _LEFT, y, [opens[1]])
        body = _element(page, "LBody", _LEFT + 30, y, [opens[2], *lines[1:]])
        return Node("L", [Node("LI", [label, body])])
    return _element(page, "H2" if _HEADING.match(lines[0]) else "P", _LEFT, y, lines)


def _element(page: Page, kind: str, x: float, y: float, lines: list[str]) -> Node:
    """An element of its own marked content, drawn from here downwards."""
    mark = max((each.mark for each in page.drawn), default=-1) + 1
    page.drawn.extend(Drawn(x, y - _STEP * at, line, mark) for at, line in enumerate(lines))
    return Node(kind, [mark])


def pdf(pages: list[Page], user: str | None = None, way: Way = PLAIN) -> bytes:
    """A PDF of pages; `user` is the password that it is encrypted with, if it is."""
    writer = Writer()
    codes = _codes(page for page in pages)
    cmap = "".join(f"<{code:02x}> <{ord(char):04x}>\n" for char, code in codes.items())
    mapping = writer.stream(
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(codes)} beginbfchar\n{cmap}endbfchar "
        "endcmap".encode()
    )
    font = writer.put(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /ToUnicode {mapping} 0 R >>"
    )
    tree = len(writer.objects) + 2 * len(pages) + 2
    entries = f"/Parent {tree - 1} 0 R /Resources << /Font << /F {font} 0 R >> >>"
    numbers = [_page(writer, page, f"{entries} /StructParents {at}", codes, way) for at, page in enumerate(pages)]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    writer.put(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>")
    more = ""
    if any(page.tags for page in pages):
        writer.put("")
        _tree(writer, pages, numbers, tree)
        more = f"/MarkInfo << /Marked true >> /StructTreeRoot {tree} 0 R"
    root = writer.put(f"<< /Type /Catalog /Pages {tree - 1} 0 R {more} >>")
    return _encrypted(writer, root, user) if user is not None else writer.file(root)


def _codes(pages: Iterable[Page]) -> dict[str, int]:
    """A byte for each character that is used: ASCII as it is, others where Courier has letters of some width."""
    used = {char for page in pages for each in page.drawn for char in each.text}
    others = sorted(char for char in used if ord(char) > 126)
    return {char: ord(char) for char in used if ord(char) <= 126} | {c: 161 + at % 94 for at, c in enumerate(others)}


def _page(writer: Writer, page: Page, entries: str, codes: dict[str, int], way: Way) -> int:
    parts = [way.page]
    for each in page.drawn:
        text = "".join(f"{codes[char]:02x}" for char in each.text)
        shown = f"BT {_placement(each, way)} <{text}> Tj ET"
        if each.is_artifact:
            shown = f"/Artifact << /Type /Pagination >> BDC {shown} EMC"
        elif each.mark >= 0:
            shown = f"/P << /MCID {each.mark} >> BDC {shown} EMC"
        parts.append(shown)
    content = writer.stream("\n".join(parts).encode())
    return writer.put(f"<< /Type /Page {entries} /MediaBox [{way.box}] /Rotate {way.rotate} /Contents {content} 0 R >>")


def _placement(each: Drawn, way: Way) -> str:
    """The operators that set font, size and place of a line."""
    size, scale = each.size * way.font, 1 / way.font if abs(way.font) < 1 else way.font
    x, y, size = (value / way.scale for value in (each.x, each.y, size))
    return f"/F {size:.4f} Tf {scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} Tm"


def _tree(writer: Writer, pages: list[Page], numbers: list[int], tree: int) -> None:
    """The tree of tags; its root takes the place `tree` that was kept for it."""
    owners: list[dict[int, int]] = [{} for _ in pages]
    root = writer.put("")
    tops = [
        _node(writer, node, root, number, owner)
        for page, number, owner in zip(pages, numbers, owners, strict=True)
        for node in page.tags
    ]
    writer.objects[root - 1] = f"<< /Type /StructElem /S /Document /P {tree} 0 R /K {_references(tops)} >>".encode()
    found = " ".join(f"{at} {_references(owner[mark] for mark in sorted(owner))}" for at, owner in enumerate(owners))
    parents = writer.put(f"<< /Nums [{found}] >>")
    writer.objects[tree - 1] = f"<< /Type /StructTreeRoot /K [{root} 0 R] /ParentTree {parents} 0 R >>".encode()


def _node(writer: Writer, node: Node, parent: int, page: int, owner: dict[int, int]) -> int:
    number = writer.put("")
    kids = []
    for kid in node.kids:
        if isinstance(kid, int):
            owner[kid] = number
            kids.append(str(kid))
        else:
            kids.append(f"{_node(writer, kid, number, page, owner)} 0 R")
    body = f"<< /Type /StructElem /S /{node.kind} /P {parent} 0 R /Pg {page} 0 R /K [{' '.join(kids)}] >>"
    writer.objects[number - 1] = body.encode()
    return number


def _references(numbers: Iterable[int]) -> str:
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _encrypted(writer: Writer, root: int, user: str) -> bytes:
    """The file with its streams encrypted as PDF 1.3 has it (40 bits)."""
    password = (user.encode() + _PADDING)[:32]
    owner = rc4(_md5(_PADDING)[:5], password)
    key = _md5(password + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"x" * 16)[:5]
    for at, body in enumerate(writer.objects):
        head, mark, rest = body.partition(b"stream\n")
        if mark:
            own = _md5(key + (at + 1).to_bytes(3, "little") + b"\0\0")[:10]
            writer.objects[at] = head + mark + rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"
    made = writer.put(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{rc4(key, _PADDING).hex()}> >>")
    identity = (b"x" * 16).hex()
    return writer.file(root, f"/Encrypt {made} 0 R /ID [<{identity}> <{identity}>]")


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def plain(words: str, pages: int = 1) -> bytes:
    """A PDF without tags that says some words on each page."""
    return pdf([Page([Drawn(_LEFT, _TOP, words)], []) for _ in range(pages)])


def raw(content: Callable[[Writer], str], page: str = "") -> bytes:
    """A PDF of one page whose entries are given, some of them objects that `content` puts in."""
    writer = Writer()
    entries = content(writer)
    number = writer.put("")
    pages = writer.put(f"<< /Type /Pages /Count 1 /Kids [{number} 0 R] >>")
    body = f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] {entries} {page} >>"
    writer.objects[number - 1] = body.encode()
    return writer.file(writer.put(f"<< /Type /Catalog /Pages {pages} 0 R >>"))


def picture() -> bytes:
    """A PDF whose page is a picture."""

    def content(writer: Writer) -> str:
        image = writer.stream(
            b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
        drawn = writer.stream(b"500 0 0 700 40 40 cm /I Do")
        return f"/Contents {drawn} 0 R /Resources << /XObject << /I {image} 0 R >> >>"

    return raw(content)


def bomb(megabytes: int) -> bytes:
    """A PDF whose content is so many megabytes of operators, in a few kilobytes: compressed twice."""
    packer = zlib.compressobj(9)
    block = b"0 0 m\n" * 170_000
    inner = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    outer = zlib.compress(inner, 9)
    return raw(lambda writer: f"/Contents {writer.stream(outer, '/Filter [/FlateDecode /FlateDecode]')} 0 R")
