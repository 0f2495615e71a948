"""Scopes: the parts of a document that a rule checks, in plain writing.

A scope is one or more names of parts joined by “and”, with “not” before those
that are excluded: “paragraph and leaders”, “prose and not improvement”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.structure.passages import TAGS
from ofsted_lint.files.errors import did_you_mean

# No text has two tags of one of these groups.
_SECTIONS = frozenset(NAMES)
_GRADES = frozenset(grade.tag for grade in Grade)
_ONE_OF = (TAGS.keys() - {"any", "prose", "front", "table"} - _SECTIONS - _GRADES, _SECTIONS, _GRADES)


class ScopeError(ValueError):
    """Raised for a scope that cannot be used; the message is the reason."""


def chosen(scopes: Iterable[str]) -> Callable[[frozenset[str]], bool]:
    """True if a text with certain tags lies in one of these scopes; `ScopeError` where one is none."""
    return _chosen(tuple(scopes))


@lru_cache(256)  # most rules look in the same parts
def _chosen(scopes: tuple[str, ...]) -> Callable[[frozenset[str]], bool]:
    wanted = [_read(scope) for scope in scopes]

    @lru_cache(256)  # a document has about twenty such sets, and each rule tests all its texts
    def chooses(tags: frozenset[str]) -> bool:
        return any(has <= tags and not lacks & tags for has, lacks in wanted)

    return chooses


def tags(scope: str) -> frozenset[str]:
    """Return the tags that every text in a scope has."""
    return _read(scope)[0]


@lru_cache(256)
def _read(scope: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the tags that a scope requires and those that it excludes."""
    has: set[str] = set()
    lacks: set[str] = set()
    for part in scope.split(" and "):
        word = part.strip()
        name = word.removeprefix("not ").strip()
        if name not in TAGS:
            hint = did_you_mean(name, TAGS) or f"; there are {', '.join(sorted(TAGS))}"
            raise ScopeError(f"“{name}” is not a part of a document{hint}")
        (lacks if word != name else has).add(name)
    if never := has & lacks or next((has & group for group in _ONE_OF if len(has & group) > 1), set()):
        raise ScopeError(f"no text is “{scope}”: {_why(never)}")
    return frozenset(has), frozenset(lacks)


def _why(never: set[str]) -> str:
    """Return why no text can have all of these tags, or both have and lack the only one."""
    if len(never) == 1:
        return f"it cannot be “{next(iter(never))}” and not"
    return f"{' and '.join(f'“{name}”' for name in sorted(never))} are different parts; list them side by side"
