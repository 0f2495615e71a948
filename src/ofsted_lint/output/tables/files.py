"""The table of the files of an archive: every file that was found, and what became of it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ofsted_lint.output.tables.table import Row, Table, columns

READ, COPY, UNREAD, OTHER, EMPTY = "read", "copy", "not read", "no report", "empty"


class FileRow(Row, frozen=True):
    """A file and what became of it."""

    file: Annotated[str, Meta(description="the path of the file below the folder of the archive")]
    state: Annotated[
        str,
        Meta(
            description=f"`{READ}`: it has a row in `documents`; `{COPY}`: it has the same bytes as another file; "
            f"`{UNREAD}`: it has a row there that says why; `{OTHER}`: a text without any sign of a report; `{EMPTY}`"
        ),
    ]
    document: Annotated[str | None, Meta(description="the path in `documents` under which its content is")]
    size: Annotated[int, Meta(description="its size in bytes")]
    hash: Annotated[str, Meta(description="the BLAKE2b hash of its bytes, with 20 bytes")]


TABLE = Table("files", "a row for each file of an archive", tuple(columns(FileRow)))
