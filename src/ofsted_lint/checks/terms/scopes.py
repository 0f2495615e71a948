"""Which parts of a document a rule looks in, in plain writing.

A scope is one or more names of parts joined by “and”, with “not” before what
is left out: “paragraph and leaders”, “prose and not improvement”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.structure.passages import TAGS
from ofsted_lint.files.errors import did_you_mean

# No text is two of these, or lies in two of these sections.
_SECTIONS = frozenset(NAMES)
_GRADES = frozenset(grade.tag for grade in Grade)
_ONE_OF = (TAGS.keys() - {"any", "prose", "front", "table"} - _SECTIONS - _GRADES, _SECTIONS, _GRADES)


class ScopeError(ValueError):
    """A scope that cannot be used, and why."""


def chosen(scopes: Iterable[str]) -> Callable[[frozenset[str]], bool]:
    """Whether a text with certain tags lies in one of these scopes; `ScopeError` where one is none."""
    return _chosen(tuple(scopes))


@lru_cache(256)  # most rules look in the same parts
def _chosen(scopes: tuple[str, ...]) -> Callable[[frozenset[str]], bool]:
    wanted = [_read(scope) for scope in scopes]

    @lru_cache(256)  # a document has some twenty such sets, and each rule asks about all its texts
    def chooses(tags: frozenset[str]) -> bool:
        return any(has <= tags and not lacks & tags for has, lacks in wanted)

    return chooses


def tags(scope: str) -> frozenset[str]:
    """The tags that a text in a scope has."""
    return _read(scope)[0]


@lru_cache(256)
def _read(scope: str) -> tuple[frozenset[str], frozenset[str]]:
    """The tags that a scope asks for and those that it leaves out."""
    has: set[str] = set()
    lacks: set[str] = set()
    for part in scope.split(" and "):
        word = part.strip()
        name = word.removeprefix("not ").strip()
        if name not in TAGS:
            hint = did_you_mean(name, TAGS) or f"; there are {', '.join(sorted(TAGS))}"
            raise ScopeError(f"“{name}” is no part of a document{hint}")
        (lacks if word != name else has).add(name)
    if never := has & lacks or next((has & group for group in _ONE_OF if len(has & group) > 1), set()):
        raise ScopeError(f"no text is “{scope}”: {_why(never)}")
    return frozenset(has), frozenset(lacks)


def _why(never: set[str]) -> str:
    """Why there can be no text that has all of these tags, or has and lacks the only one."""
    if len(never) == 1:
        return f"it cannot be “{next(iter(never))}” and not"
    return f"{' and '.join(f'“{name}”' for name in sorted(never))} are different parts; list them side by side"
