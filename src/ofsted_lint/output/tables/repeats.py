"""The table of texts that reports of different councils share."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ofsted_lint.output.tables.table import Row, Table, columns


class RepeatRow(Row, frozen=True):
    """A paragraph that is in the reports of several councils, in the same words or nearly."""

    text: Annotated[int, Meta(description="the number of the text, the most spread first; its rows all have it")]
    councils: Annotated[int, Meta(description="how many councils have the text in their reports")]
    documents: Annotated[int, Meta(description="how many documents have it")]
    document: Annotated[str, Meta(description="the path of a document that has it")]
    council: Annotated[str | None, Meta(description="the council of that document")]
    paragraph: Annotated[int | None, Meta(description="the number of the paragraph there, if it has one")]
    line: Annotated[int, Meta(description="the line on which the paragraph begins there")]
    section: Annotated[str | None, Meta(description="the heading above it there")]
    likeness: Annotated[float, Meta(description="how alike it is to the first of the text, from 0 to 1")]
    words: Annotated[str, Meta(description="the words of the paragraph there")]


TABLE = Table("repeats", "a row for each paragraph that reports of different councils share", tuple(columns(RepeatRow)))
