"""Read the parts of an Office file: XML in a zip archive, unpacked within limits and parsed without entities."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import sys
import zipfile
import zlib
from typing import Any
from urllib.parse import unquote

import msgspec

from ofsted_lint.files.errors import MissingExtraError

if sys.platform == "emscripten":  # lxml is not built for browsers
    from ofsted_lint.source.readers.word import plain_tree as xml
else:
    try:
        from ofsted_lint.source.readers.word import lxml_tree as xml
    except ImportError:  # the extra is not installed: `opened` raises an error
        xml = None  # type: ignore[assignment]

_MOST_PARTS = 5_000
_MOST_BYTES = 400_000_000
_LARGEST_PART = 24_000_000
# All parts that are read: a report with its headers, notes and comments has 2 MB.
_MOST_UNPACKED = 60_000_000
_LARGEST_RATIO = 400
_SMALL = 1_000_000
# An element takes some twenty times the memory of its shortest mark-up.
_MOST_NODES = 1_000_000
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The errors that the archive reader raises for damaged archives or unknown compression (a kind of RuntimeError).
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
)
# The strict variant of the format has other names for the same elements.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|wordprocessingml/main)")
_NAMES = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
MISSING = "reading Word files needs lxml: pip install 'ofsted-lint[docx]'"


class Package(msgspec.Struct, frozen=True):
    """An opened archive; each part is unpacked and parsed when it is needed."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    # The names in the archive by those that programs accept: in any case, with either kind of slash.
    written: dict[str, str]
    # How many bytes were unpacked so far.
    unpacked: list[int] = msgspec.field(default_factory=list)

    def root(self, name: str) -> Any:
        """Return the root element of a part, or None if there is none; `ValueError` if it is not valid."""
        written = self.written.get(_accepted(name))
        if written is None:
            return None
        data = _unpacked(self.archive, written)
        self.unpacked.append(len(data))
        if sum(self.unpacked) > _MOST_UNPACKED:
            raise ValueError(f"it is refused, since its parts have more than {_MOST_UNPACKED / 1e6:,.0f} MB in all")
        return parsed(data, name)

    def is_strict(self, name: str) -> bool:
        """Return True if a part is of the strict variant, whose elements have other names when they are read."""
        return bool(_STRICT.search(_unpacked(self.archive, self.name_of(name))))

    def has(self, name: str) -> bool:
        """Return True if there is a part with a name."""
        return _accepted(name) in self.written

    def name_of(self, name: str) -> str:
        """Return the name of a part as it is in the archive; that of a new part is the name given."""
        return self.written.get(_accepted(name), name)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relationships within the archive by id: the last word of the type, and the target's name."""
        folder, file = posixpath.split(name)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for each in root if root is not None else ():
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, _decoded(each.get("Target", ""))))
                found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found


def opened(data: bytes) -> Package:
    """Open an archive; `ValueError` with a one-line reason if it is damaged or refused."""
    if xml is None:
        raise MissingExtraError(MISSING)
    if data.count(_ENTRY) > _MOST_PARTS:
        raise ValueError(f"it is refused, since it has more than {_MOST_PARTS:,} parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise ValueError("it is damaged: it begins like a Word file, but is not a complete zip archive") from None
    size = sum(entry.file_size for entry in archive.infolist())
    if size > _MOST_BYTES:
        raise ValueError(f"it is refused, since it would unpack to {size / 1e6:,.0f} MB")
    written = {_accepted(name): name for name in reversed(archive.namelist())}
    return Package(archive, frozenset(written), written)


def _decoded(target: str) -> str:
    """Return the name of a part from the target of a relationship, in which signs may be written as in addresses."""
    return unquote(target.replace("\\", "/"))


def _accepted(name: str) -> str:
    """Return a part's name as it is compared: in lower case, with slashes between its folders."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, never beyond the limit, whatever size the archive states."""
    entry = archive.getinfo(name)
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        raise ValueError(f"its part {name} is encrypted or packed in a way that Word does not use")
    if entry.file_size > max(_SMALL, _LARGEST_RATIO * entry.compress_size):
        raise ValueError(f"it is refused, since its part {name} is compressed more than {_LARGEST_RATIO} times")
    if entry.file_size > _LARGEST_PART:
        raise ValueError(f"it is refused, since its part {name} would unpack to {entry.file_size / 1e6:,.0f} MB")
    try:
        with archive.open(entry) as stream:
            return stream.read(_LARGEST_PART)
    except _DAMAGED:
        raise ValueError(f"it is damaged: its part {name} cannot be unpacked") from None


def serialised(root: Any) -> bytes:
    """Return the XML of a part, as Word writes it: UTF-8 with its declaration."""
    made: bytes = xml.serialised(root)
    return made


def parsed(data: bytes, name: str) -> Any:
    """Parse XML, which must not contain declarations or external references, and return its root element."""
    if data.count(b"<") + data.count(b"=") > _MOST_NODES:
        raise ValueError(f"it is refused, since its part {name} has more than {_MOST_NODES:,} elements and attributes")
    if _STRICT.search(data):
        data = _STRICT.sub(lambda match: _NAMES[match[1]], data)
    root: Any = None
    try:
        root = None if b"<!DOCTYPE" in data else xml.tree(data)
    except ValueError:
        raise ValueError(f"it is damaged: its part {name} is not valid XML") from None
    if root is None:
        raise ValueError(f"it is refused, since its part {name} declares a document type, which Word files never do")
    return root
