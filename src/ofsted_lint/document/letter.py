"""A letter about a focused or a monitoring visit."""

from __future__ import annotations

import msgspec

from ofsted_lint.document.base import Document
from ofsted_lint.document.prose import Prose


class Visit(msgspec.Struct, frozen=True, eq=False):
    """The visit that a letter is about: `kind` is “focused” or “monitoring”."""

    prose: Prose
    kind: str
    address: str = "opening"


class Ordinal(msgspec.Struct, frozen=True, eq=False):
    """Which visit of its kind it was: “second” is 2."""

    prose: Prose
    value: int
    address: str = "opening"


class Letter(Document, frozen=True, eq=False, dict=True):
    """A letter about a visit. Its `dates` are the days of the visit."""

    visit: Visit | None = None
    ordinal: Ordinal | None = None
