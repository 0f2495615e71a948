"""YAML is read alike by every reader that PyYAML has, and what a reader refuses by itself is one line of ours."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ofsted_lint.files import yaml_file
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.package_data import folder

FILES = sorted(folder("rules").rglob("*.yaml"))


@pytest.fixture
def pure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """PyYAML as it is where it was built without libyaml."""
    with monkeypatch.context() as without:
        for name in ("CSafeLoader", "CSafeDumper"):
            without.delattr(yaml, name, raising=False)
        importlib.reload(yaml_file)
        yield
    importlib.reload(yaml_file)


def plain(path: Path, loader: Any) -> list[Any]:
    return list(yaml.load_all(path.read_text("utf-8"), Loader=loader))


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_every_rule_file_means_the_same_to_both_readers() -> None:
    assert len(FILES) > 200
    assert [path.name for path in FILES if plain(path, yaml.SafeLoader) != plain(path, yaml.CSafeLoader)] == []


@pytest.mark.usefixtures("pure")
def test_a_rule_file_is_read_and_placed_without_libyaml() -> None:
    data = b"id: short\nparams:\n  let: {a: 1}\n---\nexamples: []\n"
    assert list(yaml_file.documents("a.yaml", data)) == [{"id": "short", "params": {"let": {"a": 1}}}, {"examples": []}]
    assert yaml_file.position(data, 0, ("params", "let"), "a") == (3, 9)
    assert yaml_file.items(b"- 1\n- 2\n") == ("- 1\n- 2\n", [2, 6])
    stream = io.StringIO()
    yaml_file.write({"b": "é", "a": [1]}, stream)
    assert stream.getvalue() == "b: é\na:\n- 1\n"


REFUSED = [
    pytest.param(b"[" * 5_000, "a.yaml:1:201: values are nested too deeply here", id="a deep nest"),
    pytest.param(b"{a: " * 3_000, "a.yaml:1:801: values are nested too deeply here", id="a deep nest of keys"),
    pytest.param(b"- " * 9_000, "a.yaml:1:401: values are nested too deeply here", id="a deep nest of lists"),
    pytest.param(b"? " * 9_000, "a.yaml:1:401: values are nested too deeply here", id="a deep nest of keys of keys"),
    pytest.param(b"a: " + b"[" * 5_000 + b"*a", "a.yaml:1:203: values are nested too deeply here", id="and an alias"),
    pytest.param(b"a: &x 1\nb: *x\n", "a.yaml:2:4: aliases (*name) are not allowed here", id="an alias"),
    pytest.param(b"a: 1\na: 2\n", "a.yaml:2:1: “a” is given twice", id="a key twice"),
    pytest.param(b"a: [1", None, id="no end"),
    pytest.param(b"a: \x01", None, id="a control character"),
    pytest.param("a: \ud800".encode("utf-8", "surrogatepass"), None, id="half a character"),
    pytest.param("a: \ufffe".encode(), None, id="no character"),
    pytest.param(b"a: !!python/object/apply:os.system [ls]", None, id="an object of Python's"),
    pytest.param(b"[" * 150 + b"}" * 300, None, id="brackets that do not fit"),
    pytest.param(b"a: " + b'"\\x' * 300, None, id="escapes that are none"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_what_a_reader_refuses_is_one_line(data: bytes, said: str | None) -> None:
    with pytest.raises(ConfigError) as refused:
        list(yaml_file.documents("a.yaml", data))
    assert str(refused.value) == (said or str(refused.value).split("\n")[0])


@pytest.mark.usefixtures("pure")
@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_what_the_pure_reader_refuses_is_one_line(data: bytes, said: str | None) -> None:
    with pytest.raises(ConfigError) as refused:
        list(yaml_file.documents("a.yaml", data))
    assert str(refused.value) == (said or str(refused.value).split("\n")[0])
