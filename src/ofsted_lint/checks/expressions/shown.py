"""The findings of an assertion: the part that each marks, the other places that it shows, and its fix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ofsted_lint.checks.expressions import values as places
from ofsted_lint.checks.expressions.evaluate import evaluate
from ofsted_lint.checks.expressions.nodes import parse
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.findings.message import worded
from ofsted_lint.source.edits import Edit, reworded
from ofsted_lint.source.prose import Prose


class Shown:
    """Makes the findings on parts of one document that fail a condition.

    `flag` are the expressions for the part that is marked, the first that is present. `related` are expressions for
    other places, each with a note. `fixes` are the expressions for what is replaced, for the new text, for the
    condition, which may be empty, and the doubt about the fix.
    """

    def __init__(
        self, flag: Iterable[str], related: Iterable[tuple[str, str]], fixes: Iterable[tuple[str, str, str, str]]
    ) -> None:
        self._flag = [parse(text) for text in flag]
        self._related = [(parse(at), note) for at, note in related]
        self._fixes = [
            (parse(replace), parse(instead), parse(where) if where else None, because)
            for replace, instead, where, because in fixes
        ]
        self._known: dict[str, tuple[Any, str]] = {}

    def hit(self, scope: Scope, work: Work) -> Hit:
        """Return the finding on a part, given by the names in the scope."""
        facts = {key: self._words(key, value) for key, value in scope.items()}
        place, address = scope.document.opening.place(), "document"
        for node in self._flag:
            found = places.place(evaluate(node, scope, work))
            if found:
                place, address = found, places.address(node, scope)
                break
        related = []
        for node, note in self._related:
            end = places.place(evaluate(node, scope, work))
            if end:
                related.append(Related(end, worded(note, facts)))
        edits, doubt = self._fix(scope, work)
        return Hit(place, address, facts, tuple(related), edits=edits, doubt=doubt)

    def _words(self, key: str, value: Any) -> str:
        """Return the value of a name in words; one that is the same for every part is put into words once."""
        known = self._known.get(key)
        if known is None or known[0] is not value:
            known = self._known[key] = (value, places.words(value))
        return known[1]

    def _fix(self, scope: Scope, work: Work) -> tuple[tuple[Edit, ...], str]:
        """Return the edits of the first fix that applies here, and the doubt about it, if any."""
        for replace, instead, where, because in self._fixes:
            if where is None or evaluate(where, scope, work) is True:
                parts, text = evaluate(replace, scope, work), places.words(evaluate(instead, scope, work))
                listed = parts if isinstance(parts, list | tuple) else [parts]
                return _edits([places.prose(part) for part in listed], text), because
        return (), ""


def _edits(proses: list[Prose | None], text: str) -> tuple[Edit, ...]:
    """Return the edits that give each of these a new text; none if one of them cannot be edited."""
    made: list[Edit] = []
    for prose in proses:
        edits = reworded(prose, text) if prose and text else None
        if edits is None:
            return ()
        made += edits
    return tuple(sorted(made, key=lambda edit: edit.span))
