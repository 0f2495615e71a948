"""A function of expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec


class Term:
    """The type of a term, which must be written out in the expression itself."""


class Function(msgspec.Struct, frozen=True):
    """A function: the types of its arguments and of its result, and a description.

    In `takes`, None is any type. In `gives`, None is the type of the items of
    the list argument, and a list of None is the type of that list. `call` shows
    how it is written, `example` is an expression that is true of
    `examples/northfell-2024.txt`. With `ordered`, the items must have an order.
    `size` gives the length of a text before it is made, where it may be longer
    than the arguments together.
    """

    takes: tuple[Any, ...]
    gives: Any
    run: Callable[..., Any]
    call: str
    about: str
    example: str
    ordered: bool = False
    size: Callable[..., int] | None = None
