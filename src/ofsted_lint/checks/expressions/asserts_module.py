"""Generate the module with a function for each assertion of the shipped rules when the wheel is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ofsted_lint.checks.expressions.assertion import PART, Assertion, Texts, parsed
from ofsted_lint.checks.expressions.nodes import Node
from ofsted_lint.checks.expressions.to_python import Names, TooDeep, Writer

_HEAD = '''\
"""The assertions of the shipped rules as Python, generated from the rule files when the wheel was built."""

from datetime import date

from ofsted_lint.checks.expressions.assertion import nothing
from ofsted_lint.checks.expressions.operations import added, called, compared, lacking, within
from ofsted_lint.checks.expressions.scope import part, plain_value

ONCE = (None,)
'''
# The names of the documents that a document is compared with.
_GIVEN = ("report", "earlier", "letter", "area_report", "another")


def written(rules: Mapping[str, Texts]) -> str:
    """Return the text of the module for assertions by rule id; an assertion that is nested too deeply is left out."""
    parts, known = [_HEAD], {}
    for rule, texts in sorted(rules.items()):
        name = rule.replace("-", "_")
        try:
            lines = _function(f"rule_{name}", texts)
        except TooDeep:
            continue
        parts.append("\n".join(lines) + "\n")
        known[texts.key] = f"rule_{name}"
    entries = "".join(f'    "{key}": {name},\n' for key, name in known.items())
    return "\n\n".join([*parts, f"FAILURES = {{\n{entries}}}\n"])


def _function(name: str, texts: Texts) -> list[str]:
    writer = Writer()
    with writer.block(f"def {name}(document, given, work):"):
        for line in _comments(texts):
            writer.line(f"# {line}")
        _body(writer, parsed(texts))
    return writer.lines


def _comments(texts: Texts) -> Iterator[str]:
    """Return the expressions as the rule has them."""
    for key, text in (
        ("each", texts.each),
        *((f"let {key}", text) for key, text in texts.let.items()),
        ("where", texts.where),
        ("must", texts.must),
    ):
        if text:
            yield f"{key}: {' '.join(text.split())}"


def _body(writer: Writer, assertion: Assertion) -> None:
    names: Names = {name: f"given[{name!r}]" for name in _GIVEN}
    own: Names = {}
    parts = writer.value(assertion.parts, names) if assertion.parts else "ONCE"
    if assertion.fixed:
        with writer.block(f"if {parts}:"):
            _let(writer, assertion.fixed, names, own)
    writer.line("decided = False")
    part = writer.local(assertion.variable or "part")
    with writer.block(f"for {part} in {parts} or ():"):
        writer.line(f"work.take({PART})")
        if assertion.parts:
            own[assertion.variable] = part
        _part(writer, assertion, names, own)
    # “must: never” requires that there is no such part, so finding none is a pass.
    if assertion.must.op != "never":
        with writer.block("if not decided:"):
            writer.line("raise nothing()")


def _part(writer: Writer, assertion: Assertion, names: Names, own: Names) -> None:
    """Write the condition for a part; `own` are the names that the rule itself defines."""
    _let(writer, assertion.let, names, own)
    known = names | own
    if assertion.where:
        with writer.block(f"if {writer.value(assertion.where, known)} is not True:"):
            writer.line("continue")
    holds = writer.value(assertion.must, known)
    with writer.block(f"if {holds} is not None:"):
        writer.line("decided = True")
    with writer.block(f"if {holds} is False:"):
        items = "".join(f", {key!r}: {value}" for key, value in own.items())
        writer.line(f"yield {{**given{items}}}")


def _let(writer: Writer, let: Mapping[str, Node], names: Names, own: Names) -> None:
    """Write the values of names; each may use the names before it."""
    for key, node in let.items():
        value = writer.value(node, names | own)
        own[key] = writer.local(key)
        writer.line(f"{own[key]} = {value}")
