"""Write expressions as Python for the shipped rules; the module is generated when the wheel is built.

The module takes the same steps, in the same order, as the interpreter in
`evaluate`, and gives the same values. Nothing that a rule says becomes part of
the program but names of parts and constants, which are checked or quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from keyword import iskeyword

from ofsted_lint.checks.expressions.nodes import Node, number, size

# Deeper blocks are left to the interpreter; Python's own limits are twenty loops and a hundred levels.
_DEEPEST = 16
_STEP = "    "
Names = dict[str, str]


class TooDeep(Exception):
    """An expression that is nested too deeply to be written as Python."""


class Writer:
    """Writes statements line by line; the value of an expression is returned as a name or a constant."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._depth = 0
        self._count = 0

    def line(self, text: str) -> None:
        """Write a line."""
        self.lines.append(_STEP * self._depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Write a line and, below it, a block."""
        self.line(head)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise TooDeep
        yield
        self._depth -= 1

    def local(self, name: str) -> str:
        """Return a new name."""
        self._count += 1
        return f"{checked(name)}_{self._count}"

    def kept(self, value: str) -> str:
        """Give a value a name, and return it."""
        name = self.local("value")
        self.line(f"{name} = {value}")
        return name

    def value(self, node: Node, names: Names) -> str:
        """Write the evaluation of an expression that may use `names`; return its value as Python."""
        return _WRITTEN[node.op](self, node, names)


def checked(name: str) -> str:
    """Return a name; ValueError if it is not a plain Python name."""
    if not name.isidentifier() or iskeyword(name) or name.startswith("_"):
        raise ValueError(f"“{name}” cannot be a name")
    return name


def _path(writer: Writer, node: Node, names: Names) -> str:
    first, *steps = node.args
    root = names.get(first) or _part("document", first)
    if not steps:
        return root if first in names else writer.kept(root)
    value = writer.kept(root)
    for step in steps:
        with writer.block(f"if {value} is not None:"):
            writer.line(f"{value} = {_part(value, step)}")
    return value


def _part(value: str, name: str) -> str:
    return f"part({value}, {checked(name)!r})"


def _logic(wanted: bool) -> Callable[[Writer, Node, Names], str]:
    """Return the function that writes `or` (wanted: True) or `and` (wanted: False)."""

    def write(writer: Writer, node: Node, names: Names) -> str:
        result = writer.kept(str(not wanted))
        # A loop of one round, so that a value that decides the result can leave it.
        with writer.block("for _ in ONCE:"):
            for arg in node.args:
                value = writer.value(arg, names)
                with writer.block(f"if {value} is {wanted}:"):
                    writer.line(f"{result} = {wanted}")
                    writer.line("break")
                with writer.block(f"if {value} is None:"):
                    writer.line(f"{result} = None")
        return result

    return write


def _denied(writer: Writer, node: Node, names: Names) -> str:
    value = writer.value(node.args[0], names)
    return writer.kept(f"None if {value} is None else not {value}")


def _compare(writer: Writer, node: Node, names: Names) -> str:
    left, right = writer.value(node.args[0], names), writer.value(node.args[2], names)
    return writer.kept(f"compared({node.args[1]!r}, {left}, {right})")


def _within(writer: Writer, node: Node, names: Names) -> str:
    item, items = (writer.value(arg, names) for arg in node.args)
    return writer.kept(f"within({item}, {items}, work)")


def _without(writer: Writer, node: Node, names: Names) -> str:
    value = _within(writer, node, names)
    return writer.kept(f"None if {value} is None else not {value}")


def _lacking(missing: bool) -> Callable[[Writer, Node, Names], str]:
    """Return the function that writes `is missing` or `is present`."""

    def write(writer: Writer, node: Node, names: Names) -> str:
        value = writer.value(node.args[0], names)
        return writer.kept(f"lacking({value}) is {missing}")

    return write


@contextmanager
def _loop(
    writer: Writer, whole: Node, variable: str, steps: int, names: Names, backwards: bool = False
) -> Iterator[Names]:
    """Write a loop over a list; yield the names in it."""
    items = f"{writer.value(whole, names)} or ()"
    item = writer.local(variable)
    with writer.block(f"for {item} in {f'reversed({items})' if backwards else items}:"):
        writer.line(f"work.take({steps})")
        yield names | {variable: item}


def _some(wanted: bool) -> Callable[[Writer, Node, Names], str]:
    """Return the function that writes `any` (wanted: True) or `every` (wanted: False)."""

    def write(writer: Writer, node: Node, names: Names) -> str:
        variable, whole, condition = node.args
        result = writer.kept(str(not wanted))
        with _loop(writer, whole, variable, size(condition), names) as inner:
            value = writer.value(condition, inner)
            with writer.block(f"if {value} is {wanted}:"):
                writer.line(f"{result} = {wanted}")
                writer.line("break")
            with writer.block(f"if {value} is None:"):
                writer.line(f"{result} = None")
        return result

    return write


def _end(writer: Writer, node: Node, names: Names) -> str:
    """Write `first` or `last`."""
    variable, whole, condition = node.args
    result = writer.kept("None")
    with _loop(writer, whole, variable, size(condition), names, node.op == "last") as inner:
        value = writer.value(condition, inner)
        with writer.block(f"if {value} is True:"):
            writer.line(f"{result} = {inner[variable]}")
            writer.line("break")
    return result


def _each(writer: Writer, node: Node, names: Names) -> str:
    result, variable, whole, *condition = node.args
    found = writer.kept("[]")
    with _loop(writer, whole, variable, size(node), names) as inner:
        if condition:
            holds = writer.value(condition[0], inner)
            with writer.block(f"if {holds} is not True:"):
                writer.line("continue")
        value = writer.value(result, inner)
        with writer.block(f"if plain_value({value}) is not None:"):
            writer.line(f"{found}.append({value})")
    return writer.kept(f"tuple({found})")


def _list(writer: Writer, node: Node, names: Names) -> str:
    items = [writer.value(arg, names) for arg in node.args]
    return f"({''.join(f'{item}, ' for item in items)})"


def _sum(writer: Writer, node: Node, names: Names) -> str:
    left, right = (writer.value(arg, names) for arg in node.args)
    return writer.kept(f"added({node.op!r}, {left}, {right})")


def _call(writer: Writer, node: Node, names: Names) -> str:
    args = [writer.value(arg, names) for arg in node.args[1:]]
    return writer.kept(f"called({', '.join([repr(node.args[0]), 'work', *args])})")


def _constant(write: Callable[[Node], str]) -> Callable[[Writer, Node, Names], str]:
    return lambda writer, node, names: write(node)


_WRITTEN: dict[str, Callable[[Writer, Node, Names], str]] = {
    "path": _path,
    "either": _logic(True),
    "both": _logic(False),
    "denied": _denied,
    "compare": _compare,
    "within": _within,
    "without": _without,
    "any": _some(True),
    "all": _some(False),
    "first": _end,
    "last": _end,
    "each": _each,
    "list": _list,
    "plus": _sum,
    "minus": _sum,
    "times": _sum,
    "over": _sum,
    "call": _call,
    "missing": _lacking(True),
    "present": _lacking(False),
    "string": _constant(lambda node: repr(node.args[0])),
    "number": _constant(lambda node: repr(number(node.args[0]))),
    "date": _constant(lambda node: f"date.fromisoformat({node.args[0]!r})"),
    "true": _constant(lambda node: "True"),
    "never": _constant(lambda node: "False"),
}
