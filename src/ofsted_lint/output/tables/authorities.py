"""Who a document is about: Ofsted's number of the authority from its path, and more from a list that a user has."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.documents.values.council_names import key_of
from ofsted_lint.files import bounded
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.patterns import pattern
from ofsted_lint.output.tables.table import Row

# The folder of an authority: Ofsted's number, which has five digits or, since 2019, seven, and its name.
_FOLDER = pattern(r"(?:^|[/\\])([0-9]{5}|[0-9]{7})_(?=[^\W\d_][^/\\]*[/\\])")
_NUMBER = pattern(r"[0-9]{5}|[0-9]{7}")
_LARGEST = 5_000_000
_COLUMNS = ("name", "number", "code", "region")
_LONGEST = 200


class Authority(Row, frozen=True):
    """The authority that a document is about."""

    ofsted_number: Annotated[
        int | None, Meta(description="Ofsted’s number of the authority, if a folder in the path begins with it")
    ] = msgspec.field(name="Ofsted number")
    authority_code: Annotated[
        str | None, Meta(description="the authority’s code in the list given with `--authorities`")
    ]
    region: Annotated[str | None, Meta(description="the authority’s region in that list")]


class Authorities:
    """The authorities of a list, by Ofsted's number and by name; without a list, none."""

    def __init__(self, numbers: Mapping[int, tuple[str, str]] = {}, names: Mapping[str, tuple[str, str]] = {}) -> None:
        self._numbers, self._names = numbers, names

    def of(self, path: str, council: str | None) -> Authority:
        """Return the authority of a document at a path that is about a council; nothing is guessed."""
        number = number_in(path)
        known = self._numbers.get(number) if number else None
        code, region = known or self._names.get(_key(council or ""), ("", ""))
        return Authority(number, code or None, region or None)


def number_in(path: str) -> int | None:
    """Return Ofsted's number of an authority in a path, such as `reports/80999_northfell/report.pdf`."""
    found = _FOLDER.findall(path)
    return int(found[-1]) if found else None


def read(name: str) -> Authorities:
    """Return the authorities in a CSV file with the columns name or number, and code or region; else `ConfigError`."""
    data = bounded.read(Path(name), _LARGEST)
    if len(data) > _LARGEST:
        raise ConfigError(name, "this list of authorities is too long")
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        head = _head(name, next(rows, []))
        numbers: dict[int, tuple[str, str]] = {}
        names: dict[str, tuple[str, str]] = {}
        for row in rows:
            if any(cell.strip() for cell in row):
                _add(row, head, ConfigErrorAt(name, rows.line_num), numbers, names)
    except UnicodeDecodeError:
        raise ConfigError(name, "this list of authorities is not UTF-8; save it as “CSV UTF-8”") from None
    except csv.Error as error:
        raise ConfigError(name, f"this is no CSV file ({error})") from None
    return Authorities(numbers, names)


class ConfigErrorAt:
    """Makes errors about a line of the list."""

    def __init__(self, name: str, line: int) -> None:
        self._name, self._line = name, line

    def __call__(self, message: str) -> ConfigError:
        return ConfigError(self._name, message, self._line)


def _head(name: str, row: list[str]) -> dict[str, int]:
    """Return where the columns are."""
    head = {cell.strip().casefold(): at for at, cell in enumerate(row)}
    if not head.keys() & {"name", "number"} or not head.keys() & {"code", "region"}:
        unlike = next((cell for cell in head if cell not in _COLUMNS), "")
        hint = did_you_mean(unlike, _COLUMNS)
        raise ConfigError(name, f"the first line must name the columns: name or number, and code or region{hint}", 1)
    return {column: head[column] for column in _COLUMNS if column in head}


def _add(
    row: list[str],
    head: dict[str, int],
    wrong: ConfigErrorAt,
    numbers: dict[int, tuple[str, str]],
    names: dict[str, tuple[str, str]],
) -> None:
    """Add an authority; each must be in the list only once."""
    cell = {column: row[at].strip()[:_LONGEST] if at < len(row) else "" for column, at in head.items()}
    about = cell.get("code", ""), cell.get("region", "")
    number, key = cell.get("number", ""), _key(cell.get("name", ""))
    if not number and not key:
        raise wrong("an authority needs a name or a number")
    if number:
        if not _NUMBER.fullmatch(number):
            raise wrong(f"“{number[:40]}” is not a number of Ofsted’s, which has five or seven digits")
        if numbers.setdefault(int(number), about) != about:
            raise wrong(f"the number {number} is in this list already, with another code or region")
    if key and names.setdefault(key, about) != about:
        raise wrong(f"“{cell['name']}” is in this list already, with another code or region")


def _key(council: str) -> str:
    return " ".join(key_of(council))
