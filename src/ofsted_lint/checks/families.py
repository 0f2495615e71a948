"""What documents of some kinds never have: a rule that asks for it could never find anything."""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.checks.context import ParamError
from ofsted_lint.checks.terms.scopes import tags
from ofsted_lint.documents import kinds as families

Way = tuple[str | int, ...]


def ask_for(part: str, kinds: Iterable[str], way: Way = ()) -> None:
    """Refuse a rule that asks for a part which documents of one of its kinds never have; `way` leads to its name."""
    without = [kind for kind in kinds if part not in families.model(kind).RULE_NAMES]
    if without:
        asked = "" if way else ", for which this kind of check asks"
        raise ParamError(way, f"{families.in_words(without)} never have “{part}”{asked}")


def look_in(scopes: Iterable[str], kinds: Iterable[str], way: Way) -> None:
    """Refuse a rule that looks in parts which documents of none of its kinds have."""
    names = tuple(kinds)
    models = [families.model(kind) for kind in names]
    for at, scope in enumerate(scopes):
        if not any(tags(scope) <= model.TAGS for model in models):
            raise ParamError((*way, at), f"{families.in_words(names)} never have “{scope}”")
