"""Text of a page that is not seen: outside the part that is shown, or in a layer that is switched off."""

from __future__ import annotations

import ctypes

import pypdfium2_raw as pdfium

from ofsted_lint.source.readers.pdf import layers
from ofsted_lint.source.readers.pdf.pages import UNSEEN, Page


def removed(page: Page) -> str:
    """Return the text of a page with what is not seen as UNSEEN."""
    hidden = layers.hidden(page.handle) if page.has_layers else set()
    cropped = _is_cropped(page)
    if not (hidden or cropped):
        return page.text
    return "".join(
        UNSEEN if not char.isspace() and (page.object_at(at) in hidden or (cropped and _is_outside(page, at))) else char
        for at, char in enumerate(page.text)
    )


def _is_cropped(page: Page) -> bool:
    """True if less of a page is shown than its paper, and some text is elsewhere."""
    paper = tuple(ctypes.c_float() for _ in range(4))
    left, bottom, right, top = page.shown
    if pdfium.FPDFPage_GetMediaBox(page.handle, *paper) and page.shown == tuple(each.value for each in paper):
        return False
    shown = pdfium.FPDFText_GetBoundedText(page.words, left, top, right, bottom, None, 0)
    return bool(shown < len(page.text))


def _is_outside(page: Page, index: int) -> bool:
    """True if the middle of a character is outside the part of the page that is shown."""
    left, bottom, right, top = page.shown
    x, y = page.middle(index)
    return not (left <= x <= right and bottom <= y <= top)
