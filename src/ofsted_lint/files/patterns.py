"""Regular expressions that are compiled when they are first used, and whose compiled form is kept between runs.

Python's compiler of regular expressions is itself written in Python, and takes longer than reading a report.
Its result is a list of numbers, which the matching engine checks before it accepts them; they can do nothing but
match. They depend on the version of Python only. The wheel has those of the program's own patterns for the Python
that built it; others, such as those of terms with wildcards, are kept in the cache. Where Python's own modules are
arranged in another way, everything is compiled as usual.
"""

from __future__ import annotations

import functools
import importlib
import re
import sys
from array import array
from contextlib import suppress
from typing import Any, AnyStr, cast

import msgspec

from ofsted_lint.files import cache, package_data

# The name of the compiled patterns, in the wheel and in the cache.
NAME = "patterns"
# The errors that are raised for numbers that another engine made, and for other arrangements of Python's modules.
_UNSOUND = (ImportError, AttributeError, LookupError, TypeError, ValueError, OverflowError, RuntimeError)
# A compiled pattern: its flags, its numbers in the order of bytes of this machine, the number of groups, their names.
_Form = tuple[int, bytes, int, dict[str, int]]
_NUMBERS = "I"


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern of the program itself, which is compiled when it is first used."""
    made = _all.setdefault((text, int(flags)), _Late(text, int(flags)))
    return cast("re.Pattern[AnyStr]", made)


def compiled(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern of the program itself or of its rules, from its kept form if there is one."""
    name = _name(text, int(flags))
    with suppress(*_UNSOUND):
        form = _used.get(name) or _shipped().get(name) or _kept().get(name)
        if form is not None:
            made = _revived(text, form)
            _used[name] = form
            return made
    with suppress(*_UNSOUND):
        _used[name] = _new[name] = _form(text, int(flags))
        return _revived(text, _new[name])
    return re.compile(text, flags)


def keep() -> None:
    """Keep what was compiled in this run for later ones."""
    if _new:
        cache.write(NAME, _key(), _read() | _new)


def built() -> bytes:
    """Return the compiled forms of all patterns of the modules that are imported, for a wheel.

    Those of terms, which a run may also have made, are not among them.
    """
    for each in _all.values():
        each.groups  # noqa: B018 (is compiled when it is asked for)
    names = sorted(_name(*key) for key in _all)
    return msgspec.msgpack.encode((_engine(), {name: _used[name] for name in names if name in _used}))


def _name(text: str | bytes, flags: int) -> str:
    """Return the name of a kept form, which can be written whatever is in the pattern's text."""
    return f"{flags} {text!a}"


class _Late:
    """A pattern that is compiled when one of its attributes is first used; the attribute is then its own."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        text: Any = self._text
        found = getattr(compiled(text, self._flags), name)
        setattr(self, name, found)
        return found


_all: dict[tuple[str | bytes, int], _Late] = {}
# The forms that this run made, and all that it used.
_new: dict[str, _Form] = {}
_used: dict[str, _Form] = {}


@functools.cache
def _shipped() -> dict[str, _Form]:
    """Return the compiled patterns of the wheel by their flags and text; none if they are for another Python."""
    packed = package_data.built(NAME)
    if packed is not None:
        with suppress(msgspec.DecodeError, *_UNSOUND):
            engine, forms = msgspec.msgpack.decode(packed)
            return cast("dict[str, _Form]", forms) if engine == _engine() else {}
    return {}


@functools.cache
def _kept() -> dict[str, _Form]:
    """Return the compiled patterns that earlier runs kept."""
    return _read()


def _read() -> dict[str, _Form]:
    found = cache.read(NAME, _key())
    return found if isinstance(found, dict) else {}


def _key() -> str:
    return cache.key(_engine().encode())


def _engine() -> str:
    """Return what compiled patterns depend on: the version of Python, its matching engine, and the order of bytes."""
    magic = importlib.import_module("_sre").MAGIC
    return f"{sys.implementation.cache_tag} {magic} {sys.byteorder} {array(_NUMBERS).itemsize}"


def _form(text: str | bytes, flags: int) -> _Form:
    """Return the compiled form of a pattern, as `re.compile` makes it."""
    parsed = importlib.import_module("re._parser").parse(text, flags)
    numbers = importlib.import_module("re._compiler")._code(parsed, flags)
    return (
        flags | parsed.state.flags,
        array(_NUMBERS, numbers).tobytes(),
        parsed.state.groups - 1,
        parsed.state.groupdict,
    )


def _revived(text: AnyStr, form: _Form) -> re.Pattern[AnyStr]:
    """Return the pattern of a compiled form; one of `_UNSOUND` if the engine refuses it."""
    flags, packed, groups, named = form
    numbers = array(_NUMBERS)
    numbers.frombytes(packed)
    names: list[str | None] = [None] * (groups + 1)
    for name, at in named.items():
        names[at] = name
    made: re.Pattern[AnyStr] = importlib.import_module("_sre").compile(
        text, flags, numbers.tolist(), groups, named, tuple(names)
    )
    return made
