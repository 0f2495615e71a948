"""The wording of findings: templates with {names} and nothing more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ofsted_lint.files.errors import shortened

_NAME = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")


def names(template: str) -> list[str]:
    """The names that a template uses, in order."""
    return _NAME.findall(template)


def fault(template: str, known: frozenset[str]) -> str | None:
    """What is wrong with a template in which these names are known, or None."""
    for name in names(template):
        if not _PLAIN.fullmatch(name):
            return f"“{{{name}}}” is no name: a message takes names in braces and nothing else"
        if name not in known:
            return f"unknown name “{name}” in a message; known here: {', '.join(sorted(known)) or 'none'}"
    return None


def worded(template: str, facts: Mapping[str, str]) -> str:
    """The template with its facts put in, each cut to a readable length."""
    return _NAME.sub(lambda match: shortened(facts.get(match[1], "")), template)
