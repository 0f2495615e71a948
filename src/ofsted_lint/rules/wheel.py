"""What is made when a wheel is built, by the names of the files that it is in."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ofsted_lint.documents import syntax_compiler
from ofsted_lint.rules import catalogue, plan

_GRAMMARS = ("ilacs", "letter", "statement")


def files(root: Path) -> dict[str, bytes]:
    """Return the tables of the grammars and the plan of the rules of a checkout."""
    made = {
        name: msgspec.msgpack.encode(syntax_compiler.tables(root / "grammar" / f"{name}.lark")) for name in _GRAMMARS
    }
    return made | {plan.NAME: catalogue.shipped_plan(root / "rules")}
