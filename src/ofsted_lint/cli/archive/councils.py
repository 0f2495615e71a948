"""Which documents are about the same council: by Ofsted's number in their paths, else by the names in their titles."""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.documents.values.council_names import key_of
from ofsted_lint.output.tables.authorities import number_in


class Councils:
    """Numbers councils. A council that some documents have with Ofsted's number is the same for all with its name."""

    def __init__(self, documents: Iterable[tuple[str, str | None]]) -> None:
        self._ids: dict[object, int] = {}
        self._names: dict[tuple[str, ...], int] = {}
        for path, council in documents:
            if (number := number_in(path)) and council:
                self._names.setdefault(key_of(council), self._id(number))

    def of(self, path: str, council: str | None) -> int | None:
        """Return the number of the council that a document at a path is about; None if it names none."""
        if number := number_in(path):
            return self._id(number)
        if not council:
            return None
        key = key_of(council)
        found = self._names.get(key)
        return self._id(key) if found is None else found

    def _id(self, key: object) -> int:
        return self._ids.setdefault(key, len(self._ids))
