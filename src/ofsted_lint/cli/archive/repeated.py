"""The texts that documents about different councils share, of those of an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import msgspec

from ofsted_lint.cli.archive.councils import Councils
from ofsted_lint.cli.archive.plan import File
from ofsted_lint.cli.archive.rows import Text, unpacked
from ofsted_lint.comparison.repeats.clusters import Clusters, Group, Paragraph
from ofsted_lint.files.atomic_write import drafts_in
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import path_text
from ofsted_lint.files.store import Store
from ofsted_lint.output.tables.repeats import RepeatRow

# The texts that are listed, the most spread first, and the documents that are listed for each; all are counted.
MOST_TEXTS, MOST_DOCUMENTS = 1000, 20


class Named(msgspec.Struct, frozen=True):
    """A document: its number in the archive, its file, and the council that it names."""

    at: int
    file: File
    council: str | None


class Shared:
    """Groups the texts of documents, which are given in their order."""

    def __init__(self, store: Store, clusters: Clusters) -> None:
        self._store, self._clusters = store, clusters

    def add(self, at: int, file: File) -> None:
        """Take a document that has been read, with its number in the archive."""
        if texts := self._texts(file):
            self._clusters.add(at, [Paragraph(each.plain, each.bands) for each in texts])

    def rows(self, documents: Iterable[Named]) -> list[RepeatRow]:
        """Return the rows of shared texts, in their order; `documents` are those that were read."""
        named = {each.at: each for each in documents}
        councils = Councils((each.file.path, each.council) for each in named.values())
        numbers = ((at, councils.of(each.file.path, each.council)) for at, each in named.items())
        groups = self._clusters.groups({at: number for at, number in numbers if number is not None})
        return self._rows(list(islice(groups, MOST_TEXTS)), named)

    def _rows(self, groups: Sequence[Group], named: Mapping[int, Named]) -> list[RepeatRow]:
        """Return the rows of the groups in order, having read each document once."""
        wanted: dict[int, list[tuple[int, int, float]]] = {}
        for number, group in enumerate(groups, 1):
            for document, place, likeness in group.members[:MOST_DOCUMENTS]:
                wanted.setdefault(document, []).append((number, place, likeness))
        made: list[RepeatRow] = []
        for document, places in wanted.items():
            about = named[document]
            texts, path = self._texts(about.file), path_text(about.file.path)
            for number, place, likeness in places:
                group, text = groups[number - 1], texts[place]
                at = (text.number, text.line, text.section, likeness, text.words)
                made.append(RepeatRow(number, group.councils, group.documents, path, about.council, *at))
        return sorted(made, key=lambda each: (each.text, each.document, each.line))

    def _texts(self, file: File) -> tuple[Text, ...]:
        found = self._store.more(file.key)
        return unpacked(found, tuple[Text, ...]) if found else ()


@contextmanager
def shared(store: Store, out: Path) -> Iterator[Shared]:
    """Yield what groups texts, in a file in the folder `out` that is removed at the end."""
    with drafts_in(out) as draft:
        clusters: Clusters | None = None
        try:
            clusters = Clusters(draft / "repeats.db")
            yield Shared(store, clusters)
        except sqlite3.Error as error:
            raise ConfigError(str(out), f"cannot be written ({error})") from None
        finally:
            if clusters:
                clusters.close()
