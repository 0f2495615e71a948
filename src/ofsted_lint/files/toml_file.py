"""Read TOML configuration files of a bounded size, and locate values in them for messages."""

from __future__ import annotations

import functools
import re
import stat
from pathlib import Path
from typing import Any

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.patterns import pattern
from ofsted_lint.files.text_lines import position as position_in
from ofsted_lint.files.typed import Position, Way

_MOST_BYTES = 1_000_000
_MOST_PARTS = 50
# Key paths are compared up to this depth, which exceeds that of any known key.
_DEEPEST = 12
_BARE = pattern(r"[A-Za-z0-9_-]+")
# A text that does not end is one token, up to where it would have to: a file with many of them is looked at once.
_TOKEN = pattern(
    r"""\#[^\n]*
      | \"\"\"(?:\\.|[^\\]|\\\Z)*?(?:\"{3,5}|\Z) | '''.*?(?:'{3,5}|\Z)
      | \"(?:\\.|[^\"\\\n]|\\\Z)*(?:\"|(?=\n)|\Z) | '[^'\n]*(?:'|(?=\n)|\Z)
      | [\[\]{},=.\n]
      | [^\s\[\]{},=.\#\"']+""",
    re.DOTALL | re.VERBOSE,
)


def read(path: Path, sign: re.Pattern[str] | None = None) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and its values; `ConfigError` if it cannot be read as TOML.

    Of a file in which nothing matches `sign` no values are read.
    """
    try:
        text = _read_bytes(path).decode("utf-8-sig")
        if sign is not None and not sign.search(text):
            return text, {}
        import tomllib  # most runs have no configuration file

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
        raise _syntax_error(path, str(error)) from None


def _read_bytes(path: Path) -> bytes:
    """Return the content of an ordinary file; others are not opened, since they may never end."""
    if "\0" in str(path):
        raise ConfigError(str(path), "a file cannot have this name")
    if not stat.S_ISREG(path.stat().st_mode):
        raise ConfigError(str(path), "this is not an ordinary file")
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ConfigError(str(path), f"a configuration file may have {_MOST_BYTES // 1_000_000} MB at most")
    return data


def _refuse_long_keys(path: Path, text: str) -> None:
    """Refuse keys of very many parts, for which the reader's time is quadratic."""
    parts = 0
    for match in _TOKEN.finditer(text):
        sign = match[0]
        parts = parts + 1 if sign == "." else 0 if sign[0] in "=,[]{}#\n" else parts
        if parts > _MOST_PARTS:
            line = position_in(text, match.start()).line
            raise ConfigError(str(path), "this key has too many parts", line)


def _syntax_error(path: Path, message: str) -> ConfigError:
    """Return the TOML reader's error with its place moved from the text to the front."""
    match = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if match:
        return ConfigError(str(path), f"this is not TOML: {message[: match.start()]}", int(match[1]), int(match[2]))
    return ConfigError(str(path), f"this is not TOML: {message}")


class Words(str):
    """A text for people that `toml` prints without quotation marks."""

    __slots__ = ()


def toml(value: Any, deep: int = 0) -> str:
    """Return a value in TOML syntax, shortened where it is deeply nested."""
    if isinstance(value, (Words, bool)):
        return str(value) if isinstance(value, Words) else str(value).lower()
    if isinstance(value, str):
        return _quoted(str(getattr(value, "value", value)))
    if isinstance(value, (list, tuple, dict)) and deep > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{bare(key)} = {toml(item, deep + 1)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(item, deep + 1) for item in value) + "]"
    return str(value)


def bare(key: str) -> str:
    """Return a key in TOML syntax, in quotation marks if it needs them."""
    return key if _BARE.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    import json  # only mistakes and templates need it

    return json.dumps(text, ensure_ascii=False)


def position(text: str, way: Way, key: str | None = None) -> Position:
    """Return the line and column, from 1, of a value in a TOML text; with `key`, those of that key in it.

    If the path leads nowhere, the place is that of the last key on it that exists.
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
    """Return the offsets of each key and of its value; for an item of a list, both are the item's."""
    walk = _Walk()
    for match in _TOKEN.finditer(text):
        if not match[0].startswith("#"):
            walk.step(match[0], match.start())
    return walk.found


class _Walk:
    """A walk over the tokens of a valid TOML text; it uses a list of open values and so needs no recursion."""

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
        """Take the next token, which is at the offset `at`."""
        self._step(sign, at)

    def _key(self, sign: str, at: int) -> None:
        """Handle a token before a `=`, or at the start of a line, which may begin with `[`."""
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
        """Handle a token inside the brackets of `[a.table]`."""
        if sign == "]":
            self._table = self._way = tuple(self._parts[:_DEEPEST])
            self._note(0, self._start)
            self._parts, self._step = [], self._key
        elif sign not in "[.":
            self._parts.append(_unquoted(sign))

    def _value(self, sign: str, at: int) -> None:
        """Handle a token after a `=`, or in a list."""
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
        """Enter a list or an inline table."""
        self._open.append((self._way, 0 if sign == "[" else None))
        if sign == "[":
            self._way = (*self._way, 0)[:_DEEPEST]
        else:
            self._step = self._key

    def _next(self) -> None:
        """Handle a comma: the next item of a list, or the next key of an inline table, follows."""
        way, number = self._open[-1]
        if number is None:
            self._step = self._key
        else:
            self._open[-1] = way, number + 1
            self._way = (*way, number + 1)[:_DEEPEST]

    def _close(self) -> None:
        """Leave a list or an inline table."""
        self._way, _ = self._open.pop()
        self._step = self._value

    def _note(self, known: int, at: int) -> None:
        """Record the place of a key, and give it to the tables that the key creates."""
        for length in range(known + 1, len(self._way)):
            self.found.setdefault(self._way[:length], (at, at))
        self.found.setdefault(self._way, (at, at if self._step == self._head else -1))


def _unquoted(sign: str) -> str:
    """Return a key without its quotation marks and escapes."""
    if sign[0] not in "\"'":
        return sign
    if "\\" not in sign:
        return sign[1:-1]
    import tomllib

    key: str = tomllib.loads(f"key = {sign}")["key"]
    return key
