"""For each part of a document chosen by a path, an expression must hold.

`each` chooses the parts (“section in sections”; left out, the rule speaks of
the whole document once), `let` names values, `where` says which parts are
meant, `must` what has to hold. `flag` is the part that a finding marks, the
first of a list that is there; `related` the other ends. Where something that
is compared is missing, nothing is said. `mend` says what is to be written
where, so that it can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, ParamError, CheckContext
from ofsted_lint.checks.expressions import nodes
from ofsted_lint.checks.expressions import values as places
from ofsted_lint.checks.expressions.evaluate import evaluate
from ofsted_lint.checks.expressions.nodes import ExpressionError, Node, parse
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.checks.expressions.type_check import check as typed
from ofsted_lint.checks.expressions.type_check import expect
from ofsted_lint.checks.expressions.types import ListOf, fields, name, said
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.structure.parts import Number
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.findings.message import fault, worded
from ofsted_lint.source.edits import Edit, reworded
from ofsted_lint.source.prose import Prose

# What a part costs besides the loops in its expressions.
_PART = 20
_EACH = re.compile(r"\s*([a-z_][a-z0-9_]*)\s+in\s+(.+)", re.DOTALL)


class OtherEnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another place that a finding concerns, and what is to be said of it."""

    at: Annotated[str, Meta(description="the part that is the other end")]
    note: Annotated[str, Meta(description="what is said of it; {names} as in a message")]


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}, kw_only=True):
    """What is to be written where, if this is a case for it."""

    replace: Annotated[str, Meta(description="the part, or the list of parts, that is to read otherwise")]
    with_: Annotated[str, Meta(description="the expression that gives what is to be written there")]
    where: Annotated[str, Meta(description="the expression that says when only this can be meant; none: always")] = ""
    because: Annotated[str, Meta(description="why a person must look at it first, though the rule's fix is safe")] = ""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    must: Annotated[str, Meta(description="the expression that has to hold; “never”: there should be no such part")]
    flag: Annotated[
        str | list[str], Meta(description="the part that a finding marks; of several the first that is there")
    ]
    each: Annotated[str, Meta(description="the parts to ask for, as “section in sections”; none: once a document")] = ""
    where: Annotated[str, Meta(description="the expression that says which of them are meant; none: all")] = ""
    let: Annotated[dict[str, str], Meta(description="names for values, for the other expressions and the message")] = {}
    related: Annotated[list[OtherEnd], Meta(description="other places that a finding shows, with a note on each")] = []
    mend: Annotated[
        list[Correction], Meta(description="how it is mended: the first of these whose “where” holds; none: it is not")
    ] = []


class _Parsed(msgspec.Struct, frozen=True):
    """The parameters with their expressions parsed; `fixed` are the names that are the same for every part."""

    variable: str
    parts: Node | None
    fixed: dict[str, Node]
    let: dict[str, Node]
    where: Node | None
    must: Node
    flag: list[Node]
    related: list[tuple[Node, str]]
    mend: list[tuple[Node, Node, Node | None, str]]


def names(params: Params) -> frozenset[str]:
    """What a message may name: the part, and whatever `let` names."""
    match = _EACH.fullmatch(params.each)
    return frozenset(params.let) | ({match[1]} if match else frozenset())


def edits_possible(params: Params) -> str:
    return "" if params.mend else "say under “mend” what is to be written where"


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    """The check, its expressions parsed."""
    parsed = _parsed(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        return _hits(parsed, context)

    return run


def _parsed(params: Params) -> _Parsed:
    match = _EACH.fullmatch(params.each)
    let = {key: parse(text) for key, text in params.let.items()}
    varying = {match[1]} if match else set()
    fixed: dict[str, Node] = {}
    for key, node in let.items():
        if varying & nodes.names(node):
            varying.add(key)
        else:
            fixed[key] = node
    return _Parsed(
        match[1] if match else "",
        parse(match[2]) if match else None,
        fixed,
        {key: node for key, node in let.items() if key not in fixed},
        parse(params.where) if params.where else None,
        parse(params.must),
        [parse(text) for text in _flags(params)],
        [(parse(end.at), end.note) for end in params.related],
        [
            (parse(each.replace), parse(each.with_), parse(each.where) if each.where else None, each.because)
            for each in params.mend
        ],
    )


def validate(params: Params, kinds: Iterable[str]) -> None:
    """Refuse parameters whose expressions cannot be read, or do not fit these kinds of documents or each other."""
    from ofsted_lint.documents.kinds import AGAINST, MODELS  # not needed where rules were found sound before

    for model in dict.fromkeys(MODELS[kind] for kind in kinds):
        _fit(params, {**fields(model), **AGAINST})


def _fit(params: Params, known: dict[str, Any]) -> None:
    """Refuse parameters whose expressions do not fit these names and their types."""
    if params.each:
        variable, parts, at = _each(params.each)
        kind = _check(("each",), parts, known, at)
        if not isinstance(kind, ListOf):
            raise ParamError(("each",), f"this is {name(kind)}; a list was expected after “in”", at)
        known[variable] = kind.item
    for key, text in params.let.items():
        known[key] = _check(("let", key), _parse(("let", key), text), known)
    if params.where:
        _condition(("where",), params.where, known)
    _condition(("must",), params.must, known)
    for text in _flags(params):
        node = _parse(("flag",), text)
        kind = _check(("flag",), node, known)
        if said(kind) in (int, bool, date) and kind is not Number:
            raise ParamError(("flag",), f"this is {name(kind)}, which is printed nowhere; name a part", node.at)
    for i, end in enumerate(params.related):
        _check(("related", i, "at"), _parse(("related", i, "at"), end.at), known)
        if wrong := fault(end.note, names(params)):
            raise ParamError(("related", i, "note"), wrong)
    for i, each in enumerate(params.mend):
        _correction(("mend", i), each, known)


def _correction(way: tuple[str | int, ...], each: Correction, known: dict[str, Any]) -> None:
    """Refuse a correction that replaces what is not printed, or writes what is no text."""
    place = _parse((*way, "replace"), each.replace)
    kind = _check((*way, "replace"), place, known)
    part = kind.item if isinstance(kind, ListOf) else kind
    if part in (str, int, bool, date, Grade):
        raise ParamError((*way, "replace"), f"this is {name(part)}, which is printed nowhere; name a part", place.at)
    node = _parse((*way, "with"), each.with_)
    kind = _check((*way, "with"), node, known)
    if kind is not None and said(kind) not in (str, int, date, Grade):
        raise ParamError((*way, "with"), f"this is {name(kind)}; a text was expected", node.at)
    if each.where:
        _condition((*way, "where"), each.where, known)


def _flags(params: Params) -> list[str]:
    return [params.flag] if isinstance(params.flag, str) else params.flag


def _each(text: str) -> tuple[str, Node, int]:
    match = _EACH.fullmatch(text)
    if match is None:
        raise ParamError(("each",), "“name in list” was expected, as in “section in sections”")
    return match[1], _parse(("each",), match[2], match.start(2)), match.start(2)


def _parse(way: tuple[str | int, ...], text: str, at: int = 0) -> Node:
    try:
        return parse(text)
    except ExpressionError as error:
        raise ParamError(way, error.message, at + error.at) from None


def _check(way: tuple[str | int, ...], node: Node, known: dict[str, Any], at: int = 0) -> Any:
    try:
        return typed(node, known)
    except ExpressionError as error:
        raise ParamError(way, error.message, at + error.at) from None


def _condition(way: tuple[str | int, ...], text: str, known: dict[str, Any]) -> None:
    node = _parse(way, text)
    try:
        expect(node, known, bool)
    except ExpressionError as error:
        raise ParamError(way, error.message, error.at) from None


def _hits(parsed: _Parsed, context: CheckContext) -> Iterator[Hit]:
    work, report = Work(), context.document
    fixed: dict[str, Any] = dict(context.against.names())
    parts = evaluate(parsed.parts, Scope(report, fixed), work) if parsed.parts else [None]
    decided = False
    for key, node in parsed.fixed.items() if parts else ():
        fixed[key] = evaluate(node, Scope(report, fixed), work)
    for part in parts or ():
        work.take(_PART)
        scope = Scope(report, {**fixed, parsed.variable: part} if parsed.parts else dict(fixed))
        for key, node in parsed.let.items():
            scope.names[key] = evaluate(node, scope, work)
        if parsed.where and evaluate(parsed.where, scope, work) is not True:
            continue
        holds = evaluate(parsed.must, scope, work)
        decided = decided or holds is not None
        if holds is False:
            yield _hit(parsed, scope, work)
    # “must: never” asks that there be no such part: none is what it wants.
    if not decided and parsed.must.op != "never":
        raise NotApplicable("nothing in this document falls under it")


def _hit(parsed: _Parsed, scope: Scope, work: Work) -> Hit:
    facts = {key: places.words(value) for key, value in scope.names.items()}
    place, address = scope.document.opening.place(), "document"
    for node in parsed.flag:
        found = places.place(evaluate(node, scope, work))
        if found:
            place, address = found, places.address(node, scope)
            break
    related = []
    for node, note in parsed.related:
        end = places.place(evaluate(node, scope, work))
        if end:
            related.append(Related(end, worded(note, facts)))
    edits, doubt = _mended(parsed, scope, work)
    return Hit(place, address, facts, tuple(related), edits=edits, doubt=doubt)


def _mended(parsed: _Parsed, scope: Scope, work: Work) -> tuple[tuple[Edit, ...], str]:
    """The edits of the first correction that is meant here, and what is doubtful about it."""
    for replace, instead, where, because in parsed.mend:
        if where is None or evaluate(where, scope, work) is True:
            parts, text = evaluate(replace, scope, work), places.words(evaluate(instead, scope, work))
            listed = parts if isinstance(parts, list | tuple) else [parts]
            return _edits([places.prose(part) for part in listed], text), because
    return (), ""


def _edits(proses: list[Prose | None], text: str) -> tuple[Edit, ...]:
    """The edits by which each of these says a text; none where one of them cannot."""
    made: list[Edit] = []
    for prose in proses:
        edits = reworded(prose, text) if prose and text else None
        if edits is None:
            return ()
        made += edits
    return tuple(sorted(made, key=lambda edit: edit.span))
