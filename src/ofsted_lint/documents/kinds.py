"""The kinds of documents: one entry for each family.

A family is a folder with `model.py` (its document, with the names that rules
may use), `recognise.py` (how certain it is of a text), `build.py` (from a syntax
tree to its document) and `outline.py` (its part of the outline). Nothing else
in the program lists families; their modules are loaded when they are needed.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint.documents.document import UNKNOWN, Document

_HERE = "ofsted_lint.documents"


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A family of documents.

    `plural` is the name of its documents, `groups` the words by which rules
    name it together with others. `grammar` is the file of its grammar, without
    an ending; a name alone is one of the program's own. `model` is the class of
    its documents in `package`. `compared_with` are the kinds of documents that
    its own are compared with. `successive` is true if `compare` takes two of its
    documents, as drafts of one or one after the other.
    """

    name: str
    plural: str
    groups: tuple[str, ...]
    grammar: str | Path
    package: str
    model: str
    compared_with: tuple[str, ...] = ()
    successive: bool = False


# The kinds that texts are read as, in the order in which they are tried.
KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        Kind(
            name="ilacs",
            plural="inspection reports",
            groups=("reports", "ofsted"),
            grammar="ilacs",
            package=f"{_HERE}.report",
            model="Report",
            compared_with=("ilacs", "letter"),
            successive=True,
        ),
        Kind(
            name="letter",
            plural="letters about visits",
            groups=("letters", "ofsted"),
            grammar="letter",
            package=f"{_HERE}.letter",
            model="Letter",
            compared_with=("ilacs", "letter"),
        ),
        Kind(
            name="jtai",
            plural="letters about joint targeted area inspections",
            groups=("ofsted",),
            grammar="jtai",
            package=f"{_HERE}.jtai",
            model="JtaiLetter",
        ),
        Kind(
            name="area-send",
            plural="reports of area SEND inspections",
            groups=("ofsted",),
            grammar="area-send",
            package=f"{_HERE}.area_send",
            model="AreaSendReport",
            successive=True,
        ),
        Kind(
            name="statement",
            plural="statements about a report",
            groups=("statements",),
            grammar="statement",
            package=f"{_HERE}.statement",
            model="Statement",
            compared_with=("ilacs", "letter", "area-send"),
        ),
    )
}
_ANY = "any"
# The documents compared with, by their names in expressions; None if they may be of any kind.
COMPARED: dict[str, str | None] = {
    "report": "ilacs",
    "earlier": "ilacs",
    "letter": "letter",
    "area_report": "area-send",
    "another": None,
}


def names() -> list[str]:
    """Return the names of all kinds, `unknown` last."""
    return [*KINDS, UNKNOWN]


def groups() -> list[str]:
    """Return the words for several kinds."""
    return [*dict.fromkeys(group for kind in KINDS.values() for group in kind.groups), _ANY]


def of_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds for names of kinds and groups, each once; `KeyError` with a word that is neither."""
    found: dict[str, None] = {}
    for word in words:
        if word not in (*names(), *groups()):
            raise KeyError(word)
        found |= dict.fromkeys(names() if word == _ANY else [word] if word in names() else _in_group(word))
    return tuple(found)


def _in_group(group: str) -> list[str]:
    return [name for name, kind in KINDS.items() if group in kind.groups]


def in_words(chosen: Iterable[str]) -> str:
    """Return the words for documents of these kinds."""
    return " and ".join(KINDS[name].plural if name in KINDS else "texts of no known kind" for name in chosen)


def compared() -> tuple[str, ...]:
    """Return the kinds that documents of any kind are compared with."""
    return tuple(dict.fromkeys(name for kind in KINDS.values() for name in kind.compared_with))


def comparable(name: str) -> tuple[str, ...]:
    """Return the kinds that documents of this kind are compared with."""
    return KINDS[name].compared_with if name in KINDS else compared()


def successive(name: str) -> bool:
    """Return True if `compare` takes two documents of this kind."""
    return name in KINDS and KINDS[name].successive


def differ(old: str, new: str) -> str:
    """Return why `compare` cannot take a document of the kind `new` after one of the kind `old`; empty if it can."""
    here, there = (f"among {KINDS[name].plural}" for name in (old, new))
    return "" if old == new else f"compare takes two documents of one kind; OLD is {here}, this {there}"


def module(name: str, part: str) -> Any:
    """Return a module of a family, such as `build`; None for `unknown`."""
    return importlib.import_module(f"{KINDS[name].package}.{part}") if name in KINDS else None


def model(name: str) -> type[Document]:
    """Return the class of the documents of a kind, which has the names that rules may use."""
    found: type[Document] = getattr(module(name, "model"), KINDS[name].model) if name in KINDS else Document
    return found


def having(name: str) -> list[str]:
    """Return the kinds whose documents have a part of this name."""
    return [kind for kind in KINDS if name in model(kind).RULE_NAMES]


def references() -> dict[str, type[Document]]:
    """Return the classes of the documents compared with, by their names in expressions."""
    return {name: model(kind) if kind else Document for name, kind in COMPARED.items()}
