"""Select rules by their ids, by patterns of ids, by families, or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.path_patterns import like
from ofsted_lint.rules.rule import Loaded, families

# The higher value wins: the name of a rule over its family.
NOT, BEFORE, ALL, FAMILY, PATTERN, NAME = range(6)
_ALL = "all"
Refuse = Callable[[int, str], ConfigError]


class Selection(msgspec.Struct, frozen=True):
    """The rules that a list of selectors chooses."""

    names: frozenset[str]
    patterns: tuple[str, ...]
    families: frozenset[str]
    all: bool

    def weight(self, rule: str, family: str) -> int:
        """Return the weight of the most exact selector that chooses a rule; `NOT` if none does."""
        if rule in self.names:
            return NAME
        if any(like(pattern, rule) for pattern in self.patterns):
            return PATTERN
        if family in self.families:
            return FAMILY
        return ALL if self.all else NOT

    def switches_on(self, rule: str) -> bool:
        """True if a rule that is off by default is switched on."""
        return self.all or rule in self.names


class Choice(msgspec.Struct, frozen=True):
    """The selectors of one source (a file, a part of it, or the command line)."""

    select: Selection | None = None
    ignore: Selection | None = None
    enabled: Mapping[str, bool] = {}

    def update(self, on: dict[str, bool], usual: dict[str, bool], family: Mapping[str, str]) -> None:
        """Update which rules are `on` after earlier sources; `usual` is whether each is on without any selectors."""
        usual.update(self.enabled)
        for rule in on:
            wanted = BEFORE if on[rule] else NOT
            if self.select is not None:
                available = usual[rule] or self.select.switches_on(rule)
                wanted = self.select.weight(rule, family[rule]) if available else NOT
            unwanted = self.ignore.weight(rule, family[rule]) if self.ignore is not None else NOT
            if rule in self.enabled:
                wanted, unwanted = (NAME, unwanted) if self.enabled[rule] else (wanted, NAME)
            on[rule] = wanted > unwanted


def likely(name: str, rules: Iterable[Loaded]) -> str:
    """Return what may have been meant by the name of a rule that does not exist: a family, or a similar name."""
    family = families(rules)
    if name not in family.values():
        return did_you_mean(name, family)
    listed = ", ".join(sorted(rule for rule, its in family.items() if its == name))
    return f", but a family of rules: --select {name} chooses it; its rules are {listed}"


def selection(words: Iterable[str], known: Mapping[str, str], refuse: Refuse) -> Selection:
    """Return the selection that words make among rules, given with their families.

    For the first word that selects nothing, the error that `refuse` makes of its position and the reason is raised.
    """
    groups = set(known.values())
    names: set[str] = set()
    patterns: dict[str, None] = {}
    chosen: set[str] = set()
    every = False
    for at, word in enumerate(words):
        if word == _ALL:
            every = True
        elif word in known:
            names.add(word)
        elif word in patterns or ("*" in word and any(like(word, rule) for rule in known)):
            patterns[word] = None
        elif word in groups:
            chosen.add(word)
        else:
            hint = did_you_mean(word, [*known, *groups, _ALL])
            raise refuse(at, f"there is no rule and no family of rules “{word}”{hint}")
    return Selection(frozenset(names), tuple(patterns), frozenset(chosen), every)
