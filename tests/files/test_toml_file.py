"""The places of values in a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.files import toml_file
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.toml_file import bare, position, toml

TEXT = '''\
# a comment with a = 1 and [a.table]
select = ["all", # [x]
  'b=c',
  """d
  e = 1""", {f = 2, g.h = [3, 4]}]
[path."a.b/*"] # and more
rule.short.params = {must = 'x', let = {}}
"q\\u0075ote" = 1.5
[[list]]
k = 2024-06-30
'''


@pytest.mark.parametrize(
    ("way", "key", "place"),
    [
        (("select",), None, (2, 10)),
        ((), "select", (2, 1)),
        (("select", 0), None, (2, 11)),
        (("select", 1), None, (3, 3)),
        (("select", 2), None, (4, 3)),
        (("select", 3), "f", (5, 14)),
        (("select", 3, "g", "h", 1), None, (5, 31)),
        (("path", "a.b/*"), None, (6, 1)),
        (("path", "a.b/*", "rule"), "short", (7, 1)),
        (("path", "a.b/*", "rule", "short", "params"), "must", (7, 22)),
        (("path", "a.b/*", "rule", "short", "params", "let"), None, (7, 40)),
        (("path", "a.b/*", "quote"), None, (8, 16)),
        (("list",), None, (9, 1)),
        (("list", "k"), None, (10, 5)),
        (("select", 1, "what is not there"), None, (3, 3)),
        (("nothing",), None, (None, None)),
    ],
)
def test_a_value_has_its_place(way: tuple[str | int, ...], key: str | None, place: tuple[int, int]) -> None:
    assert tomllib.loads(TEXT)
    assert position(TEXT, way, key) == place


VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text("ab.\"'\\\n\t=[]{}#,é😀", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("a.\"'=[#", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("ab. \"'#", max_size=3), VALUES, max_size=4))
def test_what_is_written_is_read_as_it_was_and_every_value_is_found(found: dict[str, Any]) -> None:
    text = "\n".join(f"{bare(key)} = {toml(value)}" for key, value in found.items())
    assert tomllib.loads(text) == found
    for way, value in values(found, ()):
        line, column = position(text, way)
        assert line is not None
        assert column is not None
        assert text.split("\n")[line - 1][column - 1 :].startswith(toml(value))


def values(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*way, key), item
        yield from values(item, (*way, key))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param('a = """b = [', ["a", "=", '"""b = ['], id="a text of several lines"),
        pytest.param("a = '''b = [\n", ["a", "=", "'''b = [\n"], id="a literal text of several lines"),
        pytest.param('a = "b\\" = [\nc', ["a", "=", '"b\\" = [', "\n", "c"], id="a text of one line"),
        pytest.param("a = 'b\nc", ["a", "=", "'b", "\n", "c"], id="a literal text of one line"),
        pytest.param('a = """b\\', ["a", "=", '"""b\\'], id="a text that ends in an escape"),
    ],
)
def test_a_text_that_never_ends_is_one_token_up_to_where_it_would_have_to(
    text: str, tokens: list[str], tmp_path: Path
) -> None:
    assert [match[0] for match in toml_file._TOKEN.finditer(text)] == tokens
    path = tmp_path / "a.toml"
    path.write_text("#" + "." * 60 + "\n" + text, "utf-8")
    with pytest.raises(ConfigError, match="this is not TOML"):
        toml_file.read(path)
