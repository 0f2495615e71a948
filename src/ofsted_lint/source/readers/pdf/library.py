"""The functions of PDFium that are called for single characters and elements, several times faster than usual.

PDFium is called through `ctypes` without wrappers, since a page has thousands
of characters.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any

import pypdfium2_raw as pdfium


def _quick(name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of PDFium with plain numbers as handles, which is several times faster to call."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
object_of = _quick("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
font_size = _quick("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
matrix = _quick("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _HANDLE)
char_box = _quick("FPDFText_GetCharBox", _INT, _HANDLE, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
char_origin = _quick("FPDFText_GetCharOrigin", _INT, _HANDLE, _INT, _HANDLE, _HANDLE)
loose_box = _quick("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _HANDLE)
content_id = _quick("FPDFPageObj_GetMarkedContentID", _INT, _HANDLE)
kid_count = _quick("FPDF_StructElement_CountChildren", _INT, _HANDLE)
kid_at = _quick("FPDF_StructElement_GetChildAtIndex", _HANDLE, _HANDLE, _INT)
kid_mark = _quick("FPDF_StructElement_GetChildMarkedContentID", _INT, _HANDLE, _INT)
_kind = _quick("FPDF_StructElement_GetType", ctypes.c_ulong, _HANDLE, _HANDLE, ctypes.c_ulong)
root_count = _quick("FPDF_StructTree_CountChildren", _INT, _HANDLE)
root_at = _quick("FPDF_StructTree_GetChildAtIndex", _HANDLE, _HANDLE, _INT)
mark_count = _quick("FPDFPageObj_CountMarks", _INT, _HANDLE)
mark_at = _quick("FPDFPageObj_GetMark", _HANDLE, _HANDLE, ctypes.c_ulong)
_mark_name = _quick("FPDFPageObjMark_GetName", _INT, _HANDLE, _HANDLE, ctypes.c_ulong, _HANDLE)
BYTE = ctypes.c_ubyte
_NAME = ctypes.create_string_buffer(128)


def address_of(handle: Any) -> int:
    """Return a handle as the plain number that the functions of this module take."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def kind_of(element: int) -> str:
    """Return the kind of an element of the tree of tags, such as `P`."""
    return _name(_kind(element, _NAME, len(_NAME)))


def is_artifact(found: int) -> bool:
    """Return True if a page object is marked as an artifact: a header, a footer, a page number."""
    return any(_is_named(mark_at(found, at), "Artifact") for at in range(mark_count(found)))


def layer_marks(found: int) -> list[int]:
    """Return the marks by which a page object is in layers; objects that were marked together have the same."""
    marks = (mark_at(found, at) for at in range(mark_count(found)))
    return [mark for mark in marks if _is_named(mark, "OC")]


def _is_named(mark: int, name: str) -> bool:
    size = ctypes.c_ulong()
    return bool(_mark_name(mark, _NAME, len(_NAME), ctypes.addressof(size))) and _name(size.value) == name


def _name(size: int) -> str:
    """Return the name in the buffer `_NAME`, of so many bytes including two for its end."""
    return _decoded(_NAME.raw[: size - 2]) if 2 < size <= len(_NAME) else ""


@lru_cache(256)
def _decoded(name: bytes) -> str:
    return name.decode("utf-16-le", "replace")
