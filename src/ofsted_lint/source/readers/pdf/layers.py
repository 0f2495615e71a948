"""Text in layers of a PDF that are switched off.

PDFium does not say which layers are on, but draws a page as it is seen: text in
a layer is drawn alone, on white and on black, and is off if neither changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source.readers.pdf import library

_MOST_DRAWN = 60
_DEEPEST = 8
_SIDE = 400
_WHITE, _BLACK = 0xFFFFFFFF, 0xFF000000
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")


class _Leaf(NamedTuple):
    """A text object in a layer or a form, with the objects around it; those of one `group` are on or off together."""

    path: tuple[Any, ...]
    group: tuple[int, ...]


def possible(data: bytes) -> bool:
    """Return False if a PDF shows that it has no layers; its catalogue may be compressed and so not be seen."""
    return b"/OCProperties" in data or not _CATALOG.search(data)


def hidden(page: Any) -> set[int]:
    """Return the text objects of a page, as plain handles, whose layer is off."""
    leaves = list(_leaves(_objects(page), (), (), False))
    groups = list(dict.fromkeys(leaf.group for leaf in leaves))
    if not leaves or len(groups) > _MOST_DRAWN:
        return set()
    with _inactive(page, leaves):
        off = {group for group in groups if not _is_drawn(page, [leaf for leaf in leaves if leaf.group == group])}
    return {library.address_of(leaf.path[-1]) for leaf in leaves if leaf.group in off}


def _leaves(objects: Iterable[Any], around: tuple[Any, ...], group: tuple[int, ...], layered: bool) -> Iterator[_Leaf]:
    """Yield the text objects in layers, and those in forms, which may be in a layer as a whole."""
    for each in objects:
        layers = tuple(library.layer_marks(library.address_of(each)))
        path, inner = (*around, each), (*group, *layers)
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and (layered or layers):
            yield _Leaf(path, inner)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(path) < _DEEPEST:
            inside = (pdfium.FPDFFormObj_GetObject(each, at) for at in range(pdfium.FPDFFormObj_CountObjects(each)))
            yield from _leaves(inside, path, (*inner, library.address_of(each)), True)


def _objects(page: Any) -> list[Any]:
    return [pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))]


@contextmanager
def _inactive(page: Any, leaves: list[_Leaf]) -> Iterator[None]:
    """Keep everything on a page from being drawn, except the forms that hold the leaves."""
    forms = {library.address_of(each) for leaf in leaves for each in leaf.path[:-1]}
    others = [each for each in _objects(page) if library.address_of(each) not in forms]
    others += [
        pdfium.FPDFFormObj_GetObject(form, at)
        for form in {library.address_of(each): each for leaf in leaves for each in leaf.path[:-1]}.values()
        for at in range(pdfium.FPDFFormObj_CountObjects(form))
    ]
    quiet = [each for each in others if library.address_of(each) not in forms]
    for each in quiet:
        pdfium.FPDFPageObj_SetIsActive(each, False)
    try:
        yield
    finally:
        for each in quiet:
            pdfium.FPDFPageObj_SetIsActive(each, True)


def _is_drawn(page: Any, leaves: list[_Leaf]) -> bool:
    """True if a page on which only these texts are drawn is not blank."""
    for leaf in leaves:
        pdfium.FPDFPageObj_SetIsActive(leaf.path[-1], True)
    drawn = any(not _is_blank(page, ground) for ground in (_WHITE, _BLACK))
    for leaf in leaves:
        pdfium.FPDFPageObj_SetIsActive(leaf.path[-1], False)
    return drawn


def _is_blank(page: Any, ground: int) -> bool:
    """True if a page that is drawn on this colour has no other."""
    bitmap = pdfium.FPDFBitmap_Create(_SIDE, _SIDE, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, _SIDE, _SIDE, ground)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, _SIDE, _SIDE, 0, 0)
        size = pdfium.FPDFBitmap_GetStride(bitmap) * _SIDE
        drawn = bytes((library.BYTE * size).from_address(library.address_of(pdfium.FPDFBitmap_GetBuffer(bitmap))))
        return bool(drawn == drawn[:4] * (size // 4))
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
