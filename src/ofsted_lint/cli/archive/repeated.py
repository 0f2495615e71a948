"""The texts that documents about different councils share, of those of an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from ofsted_lint.cli.archive.councils import Councils
from ofsted_lint.cli.archive.plan import File
from ofsted_lint.cli.archive.progress import Meter
from ofsted_lint.cli.archive.rows import Text, unpacked
from ofsted_lint.cli.archive.run import Known
from ofsted_lint.comparison.repeats.clusters import Clusters, Group, Paragraph
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import path_text
from ofsted_lint.output.tables.repeats import RepeatRow

# The texts that are listed, the most spread first, and the documents that are listed for each; all are counted.
MOST_TEXTS, MOST_DOCUMENTS = 1000, 20


def repeats(known: Known, files: Sequence[File], names: Sequence[str | None], draft: Path) -> list[RepeatRow]:
    """Return the rows of shared texts; `names` are the councils of the files, `draft` is a folder for a file."""
    try:
        with closing(Clusters(draft / "repeats.db")) as clusters:
            _fill(clusters, known, files, names)
            groups = list(islice(clusters.groups(), MOST_TEXTS))
    except sqlite3.Error as error:
        raise ConfigError(str(draft.parent), f"cannot be written ({error})") from None
    finally:
        (draft / "repeats.db").unlink(missing_ok=True)
    return _rows(groups, known, files, names)


def _fill(clusters: Clusters, known: Known, files: Sequence[File], names: Sequence[str | None]) -> None:
    councils = Councils((file.path, name) for file, name in zip(files, names, strict=True))
    meter = Meter("documents compared", len(files))
    for at, (file, name) in enumerate(zip(files, names, strict=True)):
        council = councils.of(file.path, name)
        if council is not None:
            clusters.add(at, council, [Paragraph(each.words, each.bands) for each in _texts(known, file)])
        meter.show(at)
    meter.close()


def _texts(known: Known, file: File) -> tuple[Text, ...]:
    found = known.store.more(file.key)
    return unpacked(found, tuple[Text, ...]) if found else ()


def _rows(groups: Sequence[Group], known: Known, files: Sequence[File], names: Sequence[str | None]) -> list[RepeatRow]:
    """Return the rows of the groups in order, having read each document once."""
    wanted: dict[int, list[tuple[int, int, float]]] = {}
    for number, group in enumerate(groups, 1):
        for document, place, likeness in group.members[:MOST_DOCUMENTS]:
            wanted.setdefault(document, []).append((number, place, likeness))
    made: list[RepeatRow] = []
    for document, places in wanted.items():
        texts = _texts(known, files[document])
        path = path_text(files[document].path)
        for number, place, likeness in places:
            group, text = groups[number - 1], texts[place]
            at = (text.number, text.line, text.section, likeness, text.words)
            made.append(RepeatRow(number, group.councils, group.documents, path, names[document], *at))
    return sorted(made, key=lambda each: (each.text, each.document, each.line))
