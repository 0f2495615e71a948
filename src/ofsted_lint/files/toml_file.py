"""TOML as configuration files use it: ordinary files of a bounded size, with places for what is wrong."""

from __future__ import annotations

import functools
import json
import re
import stat
from pathlib import Path
from typing import Any

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.text_lines import position as position_in
from ofsted_lint.files.typed import Position, Way

_MOST_BYTES = 1_000_000
_MOST_PARTS = 50
# How deep ways are told apart: values may lie deeper than anything that is asked for.
_DEEPEST = 12
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TOKEN = re.compile(
    r"""\#[^\n]*
      | \"\"\"(?:\\.|[^\\])*?\"{3,5} | '''.*?'{3,5}
      | \"(?:\\.|[^\"\\\n])*\" | '[^'\n]*'
      | [\[\]{},=.\n]
      | [^\s\[\]{},=.\#\"']+""",
    re.DOTALL | re.VERBOSE,
)


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file and what it holds; `ConfigError` where it is no such file."""
    import tomllib  # most runs have no such file

    try:
        text = _bytes(path).decode("utf-8-sig")
        if text.count(".") > _MOST_PARTS:
            _refuse_long_keys(path, text)
        return text, tomllib.loads(text)
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "a configuration file must be UTF-8") from None
    except RecursionError:
        raise ConfigError(str(path), "values are nested too deeply here") from None
    except ValueError as error:
        raise _broken(path, str(error)) from None


def _bytes(path: Path) -> bytes:
    """What is in an ordinary file; others are not opened, since they may have no end."""
    if "\0" in str(path):
        raise ConfigError(str(path), "no file can have this name")
    if not stat.S_ISREG(path.stat().st_mode):
        raise ConfigError(str(path), "this is no ordinary file")
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ConfigError(str(path), f"a configuration file may have {_MOST_BYTES // 1_000_000} MB at most")
    return data


def _refuse_long_keys(path: Path, text: str) -> None:
    """The reader takes time by the square of the parts of a key."""
    parts = 0
    for match in _TOKEN.finditer(text):
        sign = match[0]
        parts = parts + 1 if sign == "." else 0 if sign[0] in "=,[]{}#\n" else parts
        if parts > _MOST_PARTS:
            line = position_in(text, match.start()).line
            raise ConfigError(str(path), "this key has too many parts", line)


def _broken(path: Path, said: str) -> ConfigError:
    """The TOML reader's words with their place in front."""
    match = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    if match:
        return ConfigError(str(path), f"this is not TOML: {said[: match.start()]}", int(match[1]), int(match[2]))
    return ConfigError(str(path), f"this is not TOML: {said}")


class Words(str):
    """Words for a person where a value would stand."""

    __slots__ = ()


def toml(value: Any, deep: int = 0) -> str:
    """A value as TOML writes it, as far as a person follows."""
    if isinstance(value, (Words, bool)):
        return str(value) if isinstance(value, Words) else str(value).lower()
    if isinstance(value, str):
        return json.dumps(str(getattr(value, "value", value)), ensure_ascii=False)
    if isinstance(value, (list, tuple, dict)) and deep > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{bare(key)} = {toml(item, deep + 1)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(item, deep + 1) for item in value) + "]"
    return str(value)


def bare(key: str) -> str:
    """A key as TOML writes it."""
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def position(text: str, way: Way, key: str | None = None) -> Position:
    """Line and column, from 1, of a value in a text that is TOML; with `key` those of that key in it.

    What the way does not reach has the place of what it does.
    """
    known = _places(text)
    steps = (*way, *([key] if key is not None else []))[:_DEEPEST]
    for length in range(len(steps), 0, -1):
        place = known.get(steps[:length])
        if place:
            at = place[0] if key is not None else place[1]
            found = position_in(text, at)
            return found.line, found.column
    return None, None


@functools.lru_cache(maxsize=4)
def _places(text: str) -> dict[Way, tuple[int, int]]:
    """Where each key stands, and its value; of the items of a list, both are the item's."""
    walk = _Walk()
    for match in _TOKEN.finditer(text):
        if not match[0].startswith("#"):
            walk.step(match[0], match.start())
    return walk.found


class _Walk:
    """A walk over the tokens of a sound TOML text; what is open is kept in a list, so that depth is no matter."""

    def __init__(self) -> None:
        self.found: dict[Way, tuple[int, int]] = {}
        self._table: Way = ()
        # Lists (with the number of the item) and inline tables (with None) that are open.
        self._open: list[tuple[Way, int | None]] = []
        self._parts: list[str] = []
        self._start = 0
        self._way: Way = ()
        self._step = self._key

    def step(self, sign: str, at: int) -> None:
        self._step(sign, at)

    def _key(self, sign: str, at: int) -> None:
        """In front of a `=`, or where a line may begin with `[`."""
        if sign == "=":
            base = self._open[-1][0] if self._open else self._table
            self._way = (*base, *self._parts)[:_DEEPEST]
            self._note(len(base), self._start)
            self._parts, self._step = [], self._value
        elif sign == "}":
            self._close()
        elif sign == "[":
            self._start, self._step = at, self._head
        elif sign not in ",.\n]":
            self._start = at if not self._parts else self._start
            self._parts.append(_unquoted(sign))

    def _head(self, sign: str, at: int) -> None:
        """Inside the brackets of `[a.table]`."""
        if sign == "]":
            self._table = self._way = tuple(self._parts[:_DEEPEST])
            self._note(0, self._start)
            self._parts, self._step = [], self._key
        elif sign not in "[.":
            self._parts.append(_unquoted(sign))

    def _value(self, sign: str, at: int) -> None:
        """Behind a `=`, or in a list."""
        if sign in "]}":
            self._close()
        elif sign == "\n":
            self._step = self._value if self._open else self._key
        elif sign == ",":
            self._next()
        elif sign != ".":
            key, value = self.found.get(self._way, (at, -1))
            self.found[self._way] = key, at if value < 0 else value
            if sign in "[{":
                self._enter(sign)

    def _enter(self, sign: str) -> None:
        self._open.append((self._way, 0 if sign == "[" else None))
        if sign == "[":
            self._way = (*self._way, 0)[:_DEEPEST]
        else:
            self._step = self._key

    def _next(self) -> None:
        """Behind a comma: the next item of a list, or the next key of an inline table."""
        way, number = self._open[-1]
        if number is None:
            self._step = self._key
        else:
            self._open[-1] = way, number + 1
            self._way = (*way, number + 1)[:_DEEPEST]

    def _close(self) -> None:
        self._way, _ = self._open.pop()
        self._step = self._value

    def _note(self, known: int, at: int) -> None:
        """The place of a key, which is that of the tables that it makes on its way."""
        for length in range(known + 1, len(self._way)):
            self.found.setdefault(self._way[:length], (at, at))
        self.found.setdefault(self._way, (at, at if self._step == self._head else -1))


def _unquoted(sign: str) -> str:
    """A key as it is meant."""
    if sign[0] not in "\"'":
        return sign
    if "\\" not in sign:
        return sign[1:-1]
    import tomllib

    key: str = tomllib.loads(f"key = {sign}")["key"]
    return key
