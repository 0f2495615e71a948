"""The messages of findings: templates with {names} and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from ofsted_lint.files.errors import shortened
from ofsted_lint.files.patterns import pattern

_NAME = pattern(r"\{([^{}]*)\}")
_PLAIN = pattern(r"[a-z_][a-z0-9_]*")


def names(template: str) -> list[str]:
    """Return the names that a template uses, in order."""
    return _NAME.findall(template)


def fault(template: str, known: frozenset[str]) -> str | None:
    """Return what is wrong with a template in which only these names are known, or None."""
    for name in names(template):
        if not _PLAIN.fullmatch(name):
            return f"“{{{name}}}” is not a name: a message may have only names in braces"
        if name not in known:
            return f"unknown name “{name}” in a message; known here: {', '.join(sorted(known)) or 'none'}"
    return None


def worded(template: str, facts: Mapping[str, str]) -> str:
    """Return the template with its facts filled in, each shortened to a readable length."""
    return _NAME.sub(lambda match: shortened(facts.get(match[1], "")), template)
