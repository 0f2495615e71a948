"""The tree of tags of a PDF's page."""

from __future__ import annotations

from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source.readers.pdf import library

_DEEPEST = 40
_MOST_TAGS = 20_000
# The tags within a line; every other kind of tag begins a line.
WITHIN = frozenset({"Span", "Link", "Lbl", "LBody", "Reference", "Quote", "Em", "Strong", "Sub", "Annot", "Code"})
# What browsers put around each run of text, and around blocks, lines and cells, which hold such tags themselves.
_PLAIN = "NonStruct"
# Tags that contain no blocks, whatever browsers put around a raised figure in them.
_OF_TEXT = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6"})
# Tags that contain other tags and no text. PDFium lists those of the whole
# document for each page, so their text is not queried.
_GROUPS = frozenset({"Document", "Part", "Table", "TBody", "THead", "L"})


class Tag(NamedTuple):
    """An element of the tree of tags: its kind (P, H1, TD ...), and its elements and marks in order.

    `within` is True if it is part of a line, with all its content.
    """

    kind: str
    kids: list[Tag | int]
    within: bool = False


def tags(page: Any) -> Tag | None:
    """Return a page's part of the tree of tags, or None if it has none."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return None
    try:
        left = [_MOST_TAGS]
        handle = library.address_of(tree)
        kids = [_tag(library.root_at(handle, at), left, 0) for at in range(library.root_count(handle))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return Tag("", [kid for kid in kids if kid]) if any(kids) else None


def _tag(element: int | None, left: list[int], depth: int) -> Tag | None:
    """Return an element with its content, or None if it is empty; `left` is the number of elements still allowed."""
    if element is None or depth > _DEEPEST:
        return None
    kind = library.kind_of(element)
    kids: list[Tag | int] = []
    for at in range(min(library.kid_count(element), left[0])):
        left[0] -= 1
        found = library.kid_at(element, at)
        if found is not None:
            kid = _tag(found, left, depth + 1)
            if kid:
                kids.append(kid if kid.within or kind not in _OF_TEXT else _inline(kid))
        elif kind not in _GROUPS:
            mark = library.kid_mark(element, at)
            if mark >= 0:
                kids.append(mark)
    if not kids:
        return None
    is_within = kind in WITHIN or (
        kind == _PLAIN and not any(isinstance(kid, Tag) and kid.kind == _PLAIN for kid in kids)
    )
    return Tag(kind, kids, is_within and all(isinstance(kid, int) or kid.within for kid in kids))


def _inline(kid: Tag) -> Tag:
    """Return what is in a paragraph or heading, as part of a line if it only groups such parts."""
    if kid.within or kid.kind != _PLAIN:
        return kid
    kids = [each if isinstance(each, int) else _inline(each) for each in kid.kids]
    return Tag(kid.kind, kids, all(isinstance(each, int) or each.within for each in kids))
