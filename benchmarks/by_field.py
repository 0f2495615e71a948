"""Documents as read and as a key has them, field by field: the comparison and its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ofsted_lint.documents.document import Document

Norm = Callable[[str | None], str | None]
_QUOTES = str.maketrans("‘’`“”", "'''\"\"")


class Compared(NamedTuple):
    """A document in one form: its fields as read and as the key has them."""

    name: str
    form: str
    document: Document
    read: dict[str, Any]
    key: dict[str, Any]

    def wrong(self) -> list[str]:
        """The names of the fields that differ."""
        return [field for field in self.key if self.read.get(field) != self.key[field]]


def norm_of(form: str) -> Norm:
    """Return how texts of a form are compared: plain text has lost the hyphens at line ends."""
    return _loose if form == "plain" else _strict


def _strict(text: str | None) -> str | None:
    return None if text is None else " ".join(text.translate(_QUOTES).split())


def _loose(text: str | None) -> str | None:
    return None if text is None else "".join(text.translate(_QUOTES).replace("-", "").split())


def report(found: list[Compared], form: str, noun: str, show: str | None) -> None:
    """Print how many documents of a form are right in each field, and those that are not in the field `show`."""
    whole = sum(not each.wrong() for each in found)
    lines = sum(each.document.lines for each in found)
    recognised = sum(each.document.recognised for each in found)
    print(f"{form}: {len(found)} {noun}, {whole} right in all ({whole / len(found):.1%});", end=" ")
    print(f"{recognised:,} of {lines:,} lines recognised ({recognised / lines:.2%})")
    for field in found[0].key:
        wrong = [each for each in found if field in each.wrong()]
        print(f"  {field:<18} {len(found) - len(wrong)} right ({1 - len(wrong) / len(found):.1%})")
        for each in wrong if show in (field, "all") else []:
            print(f"    {each.name}\n      read {each.read.get(field)}\n      key  {each.key[field]}")
