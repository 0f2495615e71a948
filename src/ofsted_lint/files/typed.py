"""Convert plain values to strict types, and report mistakes in plain words with their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.patterns import pattern

_T = TypeVar("_T")
Way = tuple[str | int, ...]
Position = tuple[int | None, int | None]
# Finds the place of a value in its file, from the path of keys to it and, if one is concerned, a key in it.
Locate = Callable[[Way, str | None], Position]
_WAY = pattern(r" - at (`key` in )?`\$([^`]*)`$")
_STEP = pattern(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
_SWITCH = "; to switch a rule off, set “enabled” to false"
_OFF = ("off", "none", "ignore", "disabled", "false")
# msgspec's names of types, for people.
_WORDS = {
    "Invalid RFC3339 encoded date": "Expected a date like 2024-06-30",
    "of length >= 1": "that is not empty",
    "`object | null`": "keys and values",
    "`date | null`": "a date like 2024-06-30",
    "`str | array`": "a text or a list",
    "`array | null`": "a list",
    "`bool | null`": "true or false",
    "`object`": "keys and values",
    "`array`": "a list",
    "`str | null`": "a text",
    "`int | null`": "a number",
    "`str`": "a text",
    "`int`": "a number",
    "`float`": "a number with decimals",
    "`bool`": "true or false",
    "`date`": "a date",
    "`datetime`": "a date with a time",
    "`bytes`": "bytes",
    "`set`": "a set",
    "`null`": "nothing",
}


def convert(found: Any, kind: type[_T], path: str, locate: Locate, way: Way = ()) -> _T:
    """Return a value as a strict type; `ConfigError` with the place of a mistake in it."""
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise _plain_error(str(error), kind, path, locate, way) from None


def _plain_error(message: str, kind: Any, path: str, locate: Locate, way: Way) -> ConfigError:
    """Return msgspec's error in plain words, with the place it names and the most similar known key."""
    match = _WAY.search(message)
    steps = tuple(_steps(match[2])) if match else ()
    problem = message[: match.start()] if match else message
    unknown = re.search(r"unknown field `([^`]*)`", problem)
    if unknown:
        known = [field.encode_name for field in msgspec.structs.fields(_type_at(kind, steps))]
        hint = did_you_mean(unknown[1], known) or f"; known here: {', '.join(known)}"
        return ConfigError(path, f"unknown key “{unknown[1]}”{hint}", *locate((*way, *steps), unknown[1]))
    missing = re.search(r"missing required field `([^`]*)`", problem)
    words = f"the key “{missing[1]}” is missing" if missing else _plain(problem, steps, kind)
    words = f"a key must be a text: {words}" if match and match[1] else words
    return ConfigError(path, words, *locate((*way, *steps), None))


def _steps(way: str) -> Iterator[str | int]:
    """The keys and indexes of a path as msgspec writes it."""
    for match in _STEP.finditer(way):
        yield match[1] if match[1] else int(match[2] or 0)


def _plain(problem: str, steps: Way, kind: Any) -> str:
    """Return a problem in plain words, with the key that it concerns and the values allowed."""
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    named = f"“{key}”: " if key else ""
    value = re.fullmatch(r"Invalid enum value '?([^']*)'?", problem)
    if value:
        known = _choices(_type_at(kind, steps))
        hint = did_you_mean(value[1], known) or f"; it may be {', '.join(known)}"
        return f"{named}“{value[1]}” is not known{hint}{_SWITCH if key == 'severity' and value[1] in _OFF else ''}"
    for technical, plain in _WORDS.items():
        problem = problem.replace(technical, plain)
    hint = _SWITCH if key == "severity" and "true or false" in problem else ""  # “off” in YAML
    owner = _type_at(kind, steps[:-1])
    if problem.endswith("got keys and values") and steps[-1:] == (key,) and hasattr(owner, "__struct_fields__"):
        known = [field.encode_name for field in msgspec.structs.fields(owner)]
        hint = did_you_mean(key, [name for name in known if name != key])
    return f"{named}{problem[0].lower()}{problem[1:]}{hint}"


def _type_at(kind: Any, steps: Way) -> Any:
    """Return the type of the value that a path of keys and indexes leads to."""
    for step in steps:
        kind = _bare(kind)
        if isinstance(step, str) and hasattr(kind, "__struct_fields__"):
            kind = next(field.type for field in msgspec.structs.fields(kind) if field.encode_name == step)
        else:
            # Of a mapping the type of its values, of a list that of its items.
            kind = kind.__args__[-1 if getattr(kind, "__origin__", None) is dict else 0]
    return _bare(kind)


def _bare(kind: Any) -> Any:
    """Return a type without its annotations (`Annotated`), and without None if it is optional."""
    kind = kind.__origin__ if hasattr(kind, "__metadata__") else kind
    given = [each for each in getattr(kind, "__args__", ()) if each is not type(None)]
    return given[0] if type(None) in getattr(kind, "__args__", ()) and len(given) == 1 else kind


def _choices(kind: Any) -> list[str]:
    """Return the words that an enumeration or a union of literals allows."""
    kind = _bare(kind)
    if hasattr(kind, "__members__"):
        return [str(member.value) for member in kind]
    args = getattr(kind, "__args__", ())
    return [word for arg in args for word in ([arg] if isinstance(arg, str) else _choices(arg))]
