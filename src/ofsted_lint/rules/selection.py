"""Which rules are chosen: by their ids, by patterns of them, by families, or all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

import msgspec

from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.path_patterns import like
from ofsted_lint.rules.loading import Loaded

# What weighs more wins over what weighs less: a rule by its name over its family.
NOT, BEFORE, ALL, FAMILY, PATTERN, NAME = range(6)
_ALL = "all"
Refuse = Callable[[int, str], ConfigError]


class Selection(msgspec.Struct, frozen=True):
    """What a list of selectors chooses."""

    names: frozenset[str]
    patterns: tuple[str, ...]
    families: frozenset[str]
    all: bool

    def weight(self, rule: str, family: str) -> int:
        """How a rule is chosen, by the most exact of the selectors; `NOT` where it is not."""
        if rule in self.names:
            return NAME
        if any(like(pattern, rule) for pattern in self.patterns):
            return PATTERN
        if family in self.families:
            return FAMILY
        return ALL if self.all else NOT

    def switches_on(self, rule: str) -> bool:
        """Whether a rule that is off unless asked for is asked for."""
        return self.all or rule in self.names


class Choice(msgspec.Struct, frozen=True):
    """What one place (a file, a part of it, the command line) says of which rules are in force."""

    select: Selection | None = None
    ignore: Selection | None = None
    enabled: Mapping[str, bool] = {}

    def settle(self, on: dict[str, bool], usual: dict[str, bool], family: Mapping[str, str]) -> None:
        """Settle which rules are `on` after what was said before; `usual` is whether each is when nobody selects."""
        usual.update(self.enabled)
        for rule in on:
            wanted = BEFORE if on[rule] else NOT
            if self.select is not None:
                asked = usual[rule] or self.select.switches_on(rule)
                wanted = self.select.weight(rule, family[rule]) if asked else NOT
            unwanted = self.ignore.weight(rule, family[rule]) if self.ignore is not None else NOT
            if rule in self.enabled:
                wanted, unwanted = (NAME, unwanted) if self.enabled[rule] else (wanted, NAME)
            on[rule] = wanted > unwanted


def families(rules: Iterable[Loaded]) -> dict[str, str]:
    """The family of each rule: the folder that its file lies in."""
    return {each.rule.id: os.path.basename(os.path.dirname(os.path.abspath(each.path))) for each in rules}


def selection(words: Iterable[str], known: Mapping[str, str], refuse: Refuse) -> Selection:
    """What words choose among rules with these families.

    The first word that chooses nothing is raised as what `refuse` makes of its number and what is wrong.
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
