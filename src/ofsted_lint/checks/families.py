"""Refuse rules that need a part which documents of their kinds never have: they could never find anything."""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.checks.context import ParamError
from ofsted_lint.checks.terms.scopes import tags
from ofsted_lint.documents import kinds as families

Way = tuple[str | int, ...]


def ask_for(part: str, kinds: Iterable[str], way: Way = ()) -> None:
    """Raise `ParamError` if documents of one of a rule's kinds never have a part; `way` is the path to its name."""
    without = [kind for kind in kinds if part not in families.model(kind).RULE_NAMES]
    if without:
        reason = "" if way else ", which this kind of check needs"
        raise ParamError(way, f"{families.in_words(without)} never have “{part}”{reason}")


def look_in(scopes: Iterable[str], kinds: Iterable[str], way: Way) -> None:
    """Raise `ParamError` for the first scope that documents of all of a rule's kinds lack."""
    names = tuple(kinds)
    models = [families.model(kind) for kind in names]
    for at, scope in enumerate(scopes):
        if not any(tags(scope) <= model.TAGS for model in models):
            raise ParamError((*way, at), f"{families.in_words(names)} never have “{scope}”")
