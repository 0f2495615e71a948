"""Signs by which a text is a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.lines import Lines, Sureness

if TYPE_CHECKING:
    from .model import Plan

GRAMMAR = Path(__file__).parent.parent / "plans"


def sureness(lines: Lines) -> Sureness:
    """Return how sure it is that a text is a plan: by its title."""
    found = any(token.type == "PLAN_TITLE" for token in lines.tokens(GRAMMAR))
    return Sureness.SURE if found else Sureness.NONE


def accepted(plan: Plan) -> Plan:
    """Return the plan: its title is enough."""
    return plan
