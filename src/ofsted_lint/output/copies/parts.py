"""A Word file with some of its parts replaced or added; all others are copied as they are."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from ofsted_lint.source.readers.word.package import Package, parsed, serialised

_TYPES = "[Content_Types].xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
_EMPTY_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
# The earliest date of the archive's format: copies of one draft are the same whenever they are made.
_DATE = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of a Word file, some of which are changed."""

    def __init__(self, package: Package, main: str, root: Any) -> None:
        self._package, self._main = package, main
        self._changed: dict[str, Any] = {main: root}

    def related(self, kind: str) -> Any:
        """Return the root of the main part's related part of a kind, to be changed; None if there is none."""
        name = next((part for each, part in self._package.related(self._main).values() if each == kind), None)
        return None if name is None else self.root(name)

    def root(self, name: str) -> Any:
        """Return the root of a part, to be changed; None if there is none."""
        if name not in self._changed:
            root = self._package.root(name)
            if root is None:
                return None
            self._changed[name] = root
        return self._changed[name]

    def add(self, kind: str, data: bytes) -> Any:
        """Add a part of a kind that the main part is related to, and return its root."""
        folder, file = posixpath.split(self._main)
        name = self._unused(posixpath.join(folder, kind))
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if self.root(relations) is None:
            self._changed[relations] = parsed(_EMPTY_RELATIONS, relations)
        self._relate(self._changed[relations], kind, posixpath.basename(name))
        types = self.root(_TYPES)
        if types is None:
            raise ValueError("it is damaged: it has no list of the types of its parts")
        override = types.makeelement(types.tag.replace("}Types", "}Override"))
        override.set("PartName", f"/{name}")
        override.set("ContentType", _CONTENT_TYPE.format(kind=kind))
        types.append(override)
        self._changed[name] = parsed(data, name)
        return self._changed[name]

    def _unused(self, stem: str) -> str:
        names = (f"{stem}{number or ''}.xml" for number in range(1_000))
        return next(name for name in names if not self._package.has(name))

    def _relate(self, relations: Any, kind: str, target: str) -> None:
        used = {each.get("Id") for each in relations}
        made = relations.makeelement(relations.tag.replace("}Relationships", "}Relationship"))
        made.set("Id", next(name for at in range(10_000) if (name := f"rIdLint{at}") not in used))
        made.set("Type", _RELATION.format(kind=kind))
        made.set("Target", target)
        relations.append(made)

    def packed(self) -> bytes:
        """Return the file with its changed parts: the same bytes for the same parts."""
        left = {self._package.name_of(name): serialised(root) for name, root in self._changed.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._package.archive.infolist():
                same = zipfile.ZipInfo(entry.filename, entry.date_time)
                same.compress_type, same.external_attr = entry.compress_type, entry.external_attr
                data = left.pop(entry.filename, None)
                archive.writestr(same, self._package.archive.read(entry) if data is None else data)
            for name, data in left.items():
                added = zipfile.ZipInfo(name, _DATE)
                added.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(added, data)
        return out.getvalue()
