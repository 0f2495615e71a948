"""An example of a rule file: a text that proves the rule."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class Left(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is left in a file of the work on it."""

    kind: Annotated[Literal["insertion", "deletion", "move", "comment"], Meta(description="what it is")]
    at: Annotated[str, Meta(description="the words of the text where it is")]
    words: Annotated[str, Meta(description="the words inserted, deleted, moved or commented")]
    author: Annotated[str, Meta(description="who it is of")] = ""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A text that proves a rule."""

    name: Annotated[str, Meta(description="what it shows, in a sentence")]
    text: Annotated[str, Meta(description="a fragment of a document; what must be found is marked with [[ ]]")]
    says: Annotated[str | None, Meta(description="the message of the first finding")] = None
    fixed: Annotated[str | None, Meta(description="the whole text when all that can be fixed in it is")] = None
    notes: Annotated[tuple[str, ...], Meta(description="what a reader would have noted of the file")] = ()
    leftovers: Annotated[tuple[Left, ...], Meta(description="tracked changes and comments that are left in it")] = ()
    published: Annotated[date | None, Meta(description="the day on which the report was published")] = None
    kind: Annotated[
        str | None, Meta(description="the kind of document that it is; none: the first of the rule's kinds")
    ] = None
    against: Annotated[
        tuple[str, ...], Meta(description="texts of the reports and letters that it is held against")
    ] = ()
    todo: Annotated[bool, Meta(description="whether it is known to fail as yet")] = False
