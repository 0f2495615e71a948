"""Show how an assertion came to its result for each part of a document, for the author of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ofsted_lint.checks.expressions import values
from ofsted_lint.checks.expressions.assertion import Texts, parsed
from ofsted_lint.checks.expressions.evaluate import evaluate
from ofsted_lint.checks.expressions.explain import in_words, missing
from ofsted_lint.checks.expressions.nodes import Node
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.documents.document import Document

# The number of parts that are shown.
_MOST = 6


def lines(texts: Texts, document: Document, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each part that the assertion is about: its place, the values of `let`, and the result."""
    assertion = parsed(texts)
    outer, work = Scope(document, given), Work()
    parts = evaluate(assertion.parts, outer, work) if assertion.parts else (None,)
    if not parts:
        yield f"there is nothing to check: “{texts.each.partition(' in ')[2].strip()}” is {in_words(parts)}"
    for part in (parts or ())[:_MOST]:
        scope = outer.inner()
        if assertion.parts:
            scope[assertion.variable] = part
        let = {**assertion.fixed, **assertion.let}
        for key in texts.let:
            scope[key] = evaluate(let[key], scope, work)
        named = [f"{key} = {_value(let[key], scope, work)}" for key in texts.let]
        ends = [("where", assertion.where), ("must", assertion.must)]
        named += [f"{key} is {_result(node, scope, work)}" for key, node in ends if node]
        yield f"{_head(assertion.variable, part)}{'; '.join(named)}"
    if len(parts or ()) > _MOST:
        yield f"and {len(parts) - _MOST} more"


def _head(variable: str, part: Any) -> str:
    if not variable:
        return ""
    place = values.place(part)
    where = f" (line {place.source.position(place.span.start).line})" if place else ""
    return f"{variable}{where}: "


def _value(node: Node, scope: Scope, work: Work) -> str:
    found = evaluate(node, scope, work)
    return in_words(found) if found is not None else f"undecided{_why(node, scope)}"


def _result(node: Node, scope: Scope, work: Work) -> str:
    found = evaluate(node, scope, work)
    return str(found).lower() if found is not None else f"undecided{_why(node, scope)}"


def _why(node: Node, scope: Scope) -> str:
    """Return the names without which an expression is undecided."""
    lost = " and no ".join(f"“{each}”" for each in missing(node, scope))
    return f" (there is no {lost})" if lost else ""
