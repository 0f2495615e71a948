"""What a process that lints is given, and how its answer is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Task(msgspec.Struct, frozen=True):
    """A document to lint: its name, whether it was found in a folder, and its bytes."""

    name: str
    walked: bool
    data: bytes


# Lints a document and returns the record of its outcome.
Work = Callable[[Task], bytes]


class Job(msgspec.Struct, Generic[T], frozen=True, eq=False):
    """A task, and how its result is made of the record."""

    task: Task
    finish: Callable[[bytes], T]
