"""An example of a rule file: a text that tests the rule."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

_LeftKind = Literal[
    "insertion", "deletion", "move", "merge", "renumbering", "formatting", "comment", "strike", "highlight", "watermark"
]


class Left(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A tracked change or comment that is left in a file."""

    kind: Annotated[_LeftKind, Meta(description="the kind of change or mark")]
    at: Annotated[str, Meta(description="the words of the text at its place")]
    words: Annotated[str, Meta(description="the words inserted, deleted, moved, marked or commented")]
    author: Annotated[str, Meta(description="its author")] = ""


class Against(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A report or letter that an example is compared with, and the day on which it was published."""

    text: Annotated[str, Meta(description="its text")]
    published: Annotated[date | None, Meta(description="the day on which it was published")] = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text that tests a rule, with the expected findings."""

    name: Annotated[str, Meta(description="the case that it shows, in a few words")]
    text: Annotated[str, Meta(description="a fragment of a document; the expected findings are marked with [[ ]]")]
    says: Annotated[str | None, Meta(description="the message of the first finding")] = None
    fixed: Annotated[str | None, Meta(description="the whole text after all possible fixes")] = None
    notes: Annotated[tuple[str, ...], Meta(description="notes that the reader of the file would give")] = ()
    leftovers: Annotated[
        tuple[Left, ...], Meta(description="tracked changes and comments that are left in the file")
    ] = ()
    published: Annotated[date | None, Meta(description="the day on which the report was published")] = None
    kind: Annotated[
        str | None, Meta(description="the kind of the document; default: the first of the rule's kinds")
    ] = None
    against: Annotated[
        tuple[str | Against, ...],
        Meta(description="the reports and letters that it is compared with: each a text, or “text” and “published”"),
    ] = ()
    todo: Annotated[bool, Meta(description="true: the example is known to fail at present")] = False
