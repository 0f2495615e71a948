"""An expression must be true for each of the chosen parts of a document.

`each` chooses the parts (“section in sections”; without it, the rule is checked
once for the whole document), `let` names values, `where` limits the rule to
some of the parts, and `must` is the condition. `flag` is the part that a
finding marks (of a list, the first that is present), `related` are other
places to show. If a value that is compared is missing, there is no finding.
`fixes` give the replacement text, so that findings can be fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, ParamError
from ofsted_lint.checks.expressions.assertion import EACH, Texts, failures
from ofsted_lint.checks.expressions.nodes import ExpressionError, Node, UnknownName, parse
from ofsted_lint.checks.expressions.scope import Scope, Work
from ofsted_lint.checks.expressions.types import ListOf, compared_as, fields, name
from ofsted_lint.documents import kinds as families
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.structure.parts import Number
from ofsted_lint.findings.finding import Hit
from ofsted_lint.findings.message import fault

if TYPE_CHECKING:
    from ofsted_lint.checks.expressions.shown import Shown


class OtherEnd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another place that a finding concerns, with a note on it."""

    at: Annotated[str, Meta(description="the related part, as an expression")]
    note: Annotated[str, Meta(description="the note on it; {names} may be used as in a message")]


class FixCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}, kw_only=True):
    """A replacement for a part, with the condition under which it is certain."""

    replace: Annotated[str, Meta(description="the part, or the list of parts, whose text is replaced")]
    with_: Annotated[str, Meta(description="an expression that gives the new text")]
    where: Annotated[
        str, Meta(description="condition under which this is the only possible correction; default: always")
    ] = ""
    because: Annotated[
        str, Meta(description="why a person must check this correction, although the rule's fix is safe")
    ] = ""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    must: Annotated[str, Meta(description="the expression that must be true; “never”: the part must not exist")]
    flag: Annotated[
        str | list[str], Meta(description="the part that a finding marks; of several, the first that is present")
    ]
    each: Annotated[
        str, Meta(description="the parts to check, such as “section in sections”; default: once for the document")
    ] = ""
    where: Annotated[str, Meta(description="condition for the parts that the rule applies to; default: all")] = ""
    let: Annotated[
        dict[str, str], Meta(description="names for values, for use in the other expressions and in the message")
    ] = {}
    related: Annotated[list[OtherEnd], Meta(description="other places that a finding shows, with a note on each")] = []
    fixes: Annotated[
        list[FixCase],
        Meta(description="possible corrections: the first one whose “where” is true is used; default: none"),
    ] = []

    @property
    def texts(self) -> Texts:
        """The expressions for the condition and for the parts that it applies to."""
        return Texts(self.each, self.let, self.where, self.must)


def names(params: Params) -> frozenset[str]:
    """A message may name the part in `each` and the values in `let`."""
    match = EACH.fullmatch(params.each)
    return frozenset(params.let) | ({match[1]} if match else frozenset())


def edits_possible(params: Params) -> str:
    return "" if params.fixes else "give the replacement under “fixes”"


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return the check; expressions that are only needed for a finding are parsed when there is one."""
    find = failures(params.texts)

    def run(context: CheckContext) -> Iterator[Hit]:
        work, shown = Work(), None
        for names in find(context.document, context.against.names(), work):
            shown = shown or _shown(params)
            yield shown.hit(Scope(context.document, names), work)

    return run


def explain(params: Params, context: CheckContext) -> Iterable[str]:
    """Yield the values that decided, a line for each part that the rule checks."""
    from ofsted_lint.checks.expressions.failing import lines  # only tests of rules need it

    yield from lines(params.texts, context.document, context.against.names())


def _shown(params: Params) -> Shown:
    from ofsted_lint.checks.expressions.shown import Shown  # most rules find nothing

    fixes = [(each.replace, each.with_, each.where, each.because) for each in params.fixes]
    return Shown(_flags(params), [(end.at, end.note) for end in params.related], fixes)


def validate(params: Params, kinds: Iterable[str]) -> None:
    """Raise `ParamError` if an expression cannot be parsed, or does not fit these kinds of documents or another one."""
    by_model: dict[type[Document], list[str]] = {}
    for kind in kinds:
        by_model.setdefault(families.model(kind), []).append(kind)
    for model, named in by_model.items():
        try:
            _fit(params, {**fields(model), **families.references()})
        except ParamError as error:
            raise ParamError(error.way, _reason(error, named, len(by_model) > 1), error.at) from None


def _reason(error: ParamError, named: list[str], several: bool) -> str:
    """Return why a rule cannot be used for some kinds of documents, and which other kinds have the missing part."""
    if isinstance(error.__cause__, UnknownName) and (others := families.having(error.__cause__.name)):
        return f"{families.in_words(named)} never have “{error.__cause__.name}”; {families.in_words(others)} have it"
    return error.message + (f" (in {families.in_words(named)})" if several else "")


def _fit(params: Params, known: dict[str, Any]) -> None:
    """Raise `ParamError` if an expression does not fit these names and their types."""
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
        _flag(text, known)
    for i, end in enumerate(params.related):
        _check(("related", i, "at"), _parse(("related", i, "at"), end.at), known)
        if wrong := fault(end.note, names(params)):
            raise ParamError(("related", i, "note"), wrong)
    for i, each in enumerate(params.fixes):
        _fix_case(("fixes", i), each, known)


def _flag(text: str, known: dict[str, Any]) -> None:
    """Raise `ParamError` for a part that a finding cannot mark: a list, or what is not printed."""
    node = _parse(("flag",), text)
    kind = _check(("flag",), node, known)
    if isinstance(kind, ListOf):
        message = f"“{text}” is a list, and a finding marks one part: write “first x in {text}”, or use “each”"
        raise ParamError(("flag",), message, node.at)
    if compared_as(kind) in (int, bool, date) and kind is not Number:
        raise ParamError(("flag",), f"this is {name(kind)}, which is not printed anywhere; name a part", node.at)


def _fix_case(way: tuple[str | int, ...], each: FixCase, known: dict[str, Any]) -> None:
    """Raise `ParamError` for a fix that replaces a value that is not printed, or whose replacement is not a text."""
    place = _parse((*way, "replace"), each.replace)
    kind = _check((*way, "replace"), place, known)
    part = kind.item if isinstance(kind, ListOf) else kind
    if part in (str, int, bool, date, Grade):
        raise ParamError(
            (*way, "replace"), f"this is {name(part)}, which is not printed anywhere; name a part", place.at
        )
    node = _parse((*way, "with"), each.with_)
    kind = _check((*way, "with"), node, known)
    if kind is not None and compared_as(kind) not in (str, int, date, Grade):
        raise ParamError((*way, "with"), f"this is {name(kind)}; a text was expected", node.at)
    if each.where:
        _condition((*way, "where"), each.where, known)


def _flags(params: Params) -> list[str]:
    return [params.flag] if isinstance(params.flag, str) else params.flag


def _each(text: str) -> tuple[str, Node, int]:
    match = EACH.fullmatch(text)
    if match is None:
        raise ParamError(("each",), "“name in list” was expected, as in “section in sections”")
    return match[1], _parse(("each",), match[2], match.start(2)), match.start(2)


def _parse(way: tuple[str | int, ...], text: str, at: int = 0) -> Node:
    try:
        return parse(text)
    except ExpressionError as error:
        raise ParamError(way, error.message, at + error.at) from None


def _check(way: tuple[str | int, ...], node: Node, known: dict[str, Any], at: int = 0) -> Any:
    from ofsted_lint.checks.expressions.type_check import check  # rules that were checked before do not need it

    try:
        return check(node, known)
    except ExpressionError as error:
        raise ParamError(way, error.message, at + error.at) from error


def _condition(way: tuple[str | int, ...], text: str, known: dict[str, Any]) -> None:
    from ofsted_lint.checks.expressions.type_check import expect

    node = _parse(way, text)
    try:
        expect(node, known, bool)
    except ExpressionError as error:
        raise ParamError(way, error.message, error.at) from error
