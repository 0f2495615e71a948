"""The parts of an Office file: XML in a zip archive, unpacked within bounds and parsed without entities."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Any

import msgspec

try:
    from lxml import etree
except ImportError:  # the extra is not installed: `parsed` says so
    etree = None  # type: ignore[assignment]

_MOST_PARTS = 5_000
_MOST_BYTES = 400_000_000
_LARGEST_PART = 24_000_000
_LARGEST_RATIO = 400
_SMALL = 1_000_000
# An element takes some twenty times the room of its shortest mark-up.
_MOST_NODES = 1_000_000
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the reader of archives raises for those that are damaged, or packed in a way it does not know.
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError),
    *(RuntimeError, OSError, ValueError, IndexError, OverflowError),
)
# The strict form of the format has other names for the same things.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|wordprocessingml/main)")
_NAMES = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
MISSING = "reading Word files needs lxml: pip install 'ofsted-lint[docx]'"


class Package(msgspec.Struct, frozen=True):
    """An opened archive; each part is unpacked and parsed when it is asked for."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def root(self, name: str) -> Any:
        """The root element of a part, None where there is no such part; `ValueError` where it is not sound."""
        return parsed(_unpacked(self.archive, name), name) if name in self.names else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to within the archive, by id: the last word of its type, and the part's name."""
        folder, file = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for each in root if root is not None else ():
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found


def opened(data: bytes) -> Package:
    """The archive that some bytes are; `ValueError` says in a line why it is not read."""
    if etree is None:
        raise ValueError(MISSING)
    if data.count(_ENTRY) > _MOST_PARTS:
        raise ValueError(f"it is refused, since it has more than {_MOST_PARTS:,} parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise ValueError("it is damaged: it begins like a Word file, but is no whole zip archive") from None
    size = sum(entry.file_size for entry in archive.infolist())
    if size > _MOST_BYTES:
        raise ValueError(f"it is refused, since it would unpack to {size / 1e6:,.0f} MB")
    return Package(archive, frozenset(archive.namelist()))


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, never more than a part may have, whatever the archive says of its size."""
    entry = archive.getinfo(name)
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        raise ValueError(f"its part {name} is encrypted or packed in a way that Word does not use")
    if entry.file_size > max(_SMALL, _LARGEST_RATIO * entry.compress_size):
        raise ValueError(f"it is refused, since its part {name} is packed {_LARGEST_RATIO} times smaller than it is")
    if entry.file_size > _LARGEST_PART:
        raise ValueError(f"it is refused, since its part {name} would unpack to {entry.file_size / 1e6:,.0f} MB")
    try:
        with archive.open(entry) as stream:
            return stream.read(_LARGEST_PART)
    except _DAMAGED:
        raise ValueError(f"it is damaged: its part {name} cannot be unpacked") from None


def parsed(data: bytes, name: str) -> Any:
    """The root element of some XML, which may declare nothing and refer to nothing outside."""
    if data.count(b"<") + data.count(b"=") > _MOST_NODES:
        raise ValueError(f"it is refused, since its part {name} has more than {_MOST_NODES:,} elements and attributes")
    if _STRICT.search(data):
        data = _STRICT.sub(lambda match: _NAMES[match[1]], data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: Any = None
    declares = b"<!DOCTYPE" in data
    try:
        root = None if declares else etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise ValueError(f"it is damaged: its part {name} is no sound XML") from None
    if root is None or root.getroottree().docinfo.doctype:
        raise ValueError(f"it is refused, since its part {name} declares a document type, which Word never does")
    return root
