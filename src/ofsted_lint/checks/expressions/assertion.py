"""Find the parts of a document for which an assertion fails, by the interpreter or by generated Python code."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from ofsted_lint.checks.context import NotApplicable
from ofsted_lint.checks.expressions import nodes
from ofsted_lint.checks.expressions.evaluate import evaluate, runner
from ofsted_lint.checks.expressions.nodes import Node, parse
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.documents.document import Document
from ofsted_lint.files.hashes import blake2b
from ofsted_lint.files.patterns import pattern

# The steps counted for each part, besides the loops in its expressions.
PART = 20
EACH = pattern(r"\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)", re.DOTALL)
# For a document and the names that are given: the names, with their values, of each part for which it does not hold;
# `NotApplicable` where that is decided for none.
Failures = Callable[[Document, Mapping[str, Any], Work], Iterator[dict[str, Any]]]
# The module that is generated when the wheel is built; a checkout does not have it.
_WRITTEN = "ofsted_lint._data.built.asserts"


class Texts(msgspec.Struct, frozen=True, array_like=True):
    """The expressions of an assertion as they are written in a rule."""

    each: str
    let: dict[str, str]
    where: str
    must: str

    @property
    def key(self) -> str:
        """A name for these expressions, by which the generated function for them is found."""
        return blake2b(msgspec.msgpack.encode(self), digest_size=8).hexdigest()


class Assertion(msgspec.Struct, frozen=True):
    """The parsed expressions; `fixed` are the names that are the same for every part."""

    variable: str
    parts: Node | None
    fixed: dict[str, Node]
    let: dict[str, Node]
    where: Node | None
    must: Node


def parsed(texts: Texts) -> Assertion:
    """Return an assertion whose expressions are parsed; `ExpressionError` if one cannot be parsed."""
    match = EACH.fullmatch(texts.each)
    let = {key: parse(text) for key, text in texts.let.items()}
    varying = {match[1]} if match else set()
    for key, node in let.items():
        if varying & nodes.names(node):
            varying.add(key)
    return Assertion(
        match[1] if match else "",
        parse(match[2]) if match else None,
        {key: node for key, node in let.items() if key not in varying},
        {key: node for key, node in let.items() if key in varying},
        parse(texts.where) if texts.where else None,
        parse(texts.must),
    )


def failures(texts: Texts) -> Failures:
    """Return the function that finds the parts for which an assertion fails, generated or interpreted."""
    written: Failures | None = _written().get(texts.key)
    return written or interpreted(texts)


def interpreted(texts: Texts) -> Failures:
    """Return a function that finds the parts by evaluating the expressions."""
    assertion = parsed(texts)
    return lambda document, given, work: _failures(assertion, document, given, work)


@cache
def _written() -> dict[str, Failures]:
    """Return the generated functions for the shipped rules."""
    try:
        found: dict[str, Failures] = importlib.import_module(_WRITTEN).FAILURES
    except ImportError:
        return {}
    return found


def _failures(
    assertion: Assertion, document: Document, given: Mapping[str, Any], work: Work
) -> Iterator[dict[str, Any]]:
    fixed = Scope(document, given)
    parts = evaluate(assertion.parts, fixed, work) if assertion.parts else [None]
    decided = False
    for key, node in assertion.fixed.items() if parts else ():
        fixed[key] = evaluate(node, fixed, work)
    let = [(key, runner(node)) for key, node in assertion.let.items()]
    where = runner(assertion.where) if assertion.where else None
    must = runner(assertion.must)
    for part in parts or ():
        work.take(PART)
        scope = fixed.inner()
        if assertion.parts:
            scope[assertion.variable] = part
        for key, run in let:
            scope[key] = run(scope, work)
        if where and where(scope, work) is not True:
            continue
        holds = must(scope, work)
        decided = decided or holds is not None
        if holds is False:
            yield scope
    # “must: never” requires that there is no such part, so finding none is a pass.
    if not decided and assertion.must.op != "never":
        raise nothing()


def nothing() -> NotApplicable:
    """Return the error for an assertion that could not be decided for any part."""
    return NotApplicable("it has no part that this rule can check")
