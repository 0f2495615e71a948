"""One rule file, read strictly: what is wrong in it is told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ofsted_lint import checks, yamlfile
from ofsted_lint.errors import ConfigError, did_you_mean
from ofsted_lint.messages import fault
from ofsted_lint.rule import Example, Loaded, Rule
from ofsted_lint.subject import ParamError

_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WAY = re.compile(r" - at `(?:key in )?\$([^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")


class _Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    examples: list[Example]


def load(file: Path, data: bytes) -> Loaded:
    """The rule of a file that has examples of both sorts; `ConfigError` where it is not sound."""
    found = next(yamlfile.documents(str(file), data), None)
    rule = _typed(found, Rule, file, data, 0)
    if not _ID.fullmatch(rule.id) or rule.id != file.stem:
        raise _error(file, data, ("id",), f"the id must be the file’s name, “{file.stem}”, in lower case with hyphens")
    if rule.check not in checks.kinds():
        hint = did_you_mean(rule.check, checks.kinds()) or f"; there are {', '.join(checks.kinds())}"
        raise _error(file, data, ("check",), f"unknown kind of check “{rule.check}”{hint}")
    kind = checks.load(rule.check)
    params = _typed(rule.params, kind.Params, file, data, 0, ("params",))
    if wrong := fault(rule.message, kind.names(params)):
        raise _error(file, data, ("message",), wrong)
    try:
        made = Loaded(rule, str(file), kind.prepare(params))
    except ParamError as error:
        raise _error(file, data, ("params", *error.way), error.message, error.at) from None
    _proved(file, data)
    return made


def _proved(file: Path, data: bytes) -> None:
    """Refuse a rule that shows nothing that it finds, or nothing that it leaves alone."""
    marked = {"[[" in example.text for example in _examples(file, data)}
    for wanted, what in ((True, "is flagged: mark what must be found with [[ ]]"), (False, "is quiet, without marks")):
        if wanted not in marked:
            raise ConfigError(str(file), f"no example {what}")


def examples(file: Path) -> list[Example]:
    """The examples of a rule file, which stand in its second document.

    `ConfigError` where there are none.
    """
    return _examples(file, contents(file))


def _examples(file: Path, data: bytes) -> list[Example]:
    found = next(islice(yamlfile.documents(str(file), data), 1, None), None)
    if found is None:
        raise ConfigError(str(file), "it has no examples: write them below a line “---”")
    return _typed(found, _Examples, file, data, 1).examples


def contents(file: Path) -> bytes:
    """The bytes of a rule file; `ConfigError` where they cannot be had."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(str(file), f"cannot be read ({error.strerror})") from None


def _typed(found: Any, kind: type[_T], file: Path, data: bytes, document: int, way: yamlfile.Way = ()) -> _T:
    """A value as a strict type, or an error at its place in the file."""
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise _refused(str(error), kind, file, data, document, way) from None


def _refused(said: str, kind: Any, file: Path, data: bytes, document: int, way: yamlfile.Way) -> ConfigError:
    """msgspec's words in ours, with the place they speak of and the nearest known key."""
    match = _WAY.search(said)
    steps = tuple(_steps(match[1])) if match else ()
    problem = said[: match.start()] if match else said
    unknown = re.search(r"unknown field `([^`]*)`", problem)
    if unknown:
        known = [field.encode_name for field in msgspec.structs.fields(_type_at(kind, steps))]
        hint = did_you_mean(unknown[1], known) or f"; known here: {', '.join(known)}"
        line, column = yamlfile.position(data, document, (*way, *steps), unknown[1])
        return ConfigError(str(file), f"unknown key “{unknown[1]}”{hint}", line, column)
    missing = re.search(r"missing required field `([^`]*)`", problem)
    words = f"the key “{missing[1]}” is missing" if missing else _plain(problem, steps, kind)
    line, column = yamlfile.position(data, document, (*way, *steps))
    return ConfigError(str(file), words, line, column)


def _steps(way: str) -> Iterator[str | int]:
    for match in _STEP.finditer(way):
        yield match[1] if match[1] else int(match[2] or 0)


def _plain(problem: str, steps: yamlfile.Way, kind: Any) -> str:
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    named = f"“{key}”: " if key else ""
    value = re.fullmatch(r"Invalid enum value '?([^']*)'?", problem)
    if value:
        known = _choices(_type_at(kind, steps))
        hint = did_you_mean(value[1], known) or f"; it may be {', '.join(known)}"
        return f"{named}“{value[1]}” is not known{hint}"
    for said, plain in _WORDS.items():
        problem = problem.replace(said, plain)
    return f"{named}{problem[0].lower()}{problem[1:]}"


# msgspec's names of types, for people.
_WORDS = {
    "`object | null`": "keys and values",
    "`date | null`": "a date like 2024-06-30",
    "`str | array`": "a text or a list",
    "`object`": "keys and values",
    "`array`": "a list",
    "`str`": "a text",
    "`int`": "a number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`null`": "nothing",
}


def _type_at(kind: Any, steps: yamlfile.Way) -> Any:
    """The type of the value that a way of keys and indexes leads to."""
    for step in steps:
        if isinstance(step, str):
            kind = next(field.type for field in msgspec.structs.fields(kind) if field.encode_name == step)
        else:
            kind = kind.__args__[0]
    return kind


def _choices(kind: Any) -> list[str]:
    """The words that a type allows."""
    if hasattr(kind, "__members__"):
        return [str(member.value) for member in kind]
    args = getattr(kind, "__args__", ())
    return [word for arg in args for word in ([arg] if isinstance(arg, str) else _choices(arg))]


def _error(file: Path, data: bytes, way: yamlfile.Way, message: str, at: int = 0) -> ConfigError:
    line, column = yamlfile.position(data, 0, way)
    return ConfigError(str(file), message, line, (column or 1) + at if column else None)
