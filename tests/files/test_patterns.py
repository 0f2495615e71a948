"""Patterns that are compiled late, and their kept forms."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest

import ofsted_lint
from ofsted_lint.files import patterns


def every() -> list[patterns._Late]:
    """Return the patterns of all modules."""
    for module in pkgutil.walk_packages(ofsted_lint.__path__, "ofsted_lint."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return list(patterns._all.values())


def test_the_kept_form_of_each_pattern_is_what_python_compiles() -> None:
    texts: list[tuple[Any, int]] = [(each._text, each._flags) for each in every()]
    wrong = [
        text for text, flags in texts if patterns._revived(text, patterns._form(text, flags)) != re.compile(text, flags)
    ]
    assert wrong == []


def test_a_late_pattern_matches_as_an_ordinary_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_all", {})  # it is not one of the program's, which a wheel has
    made = patterns.pattern(r"(?P<word>[a-z]+)", re.IGNORECASE)
    found = made.search("12 Ab")
    assert found is not None
    assert (found["word"], found.span(), made.sub("x", "Ab cd"), made.groups) == ("Ab", (3, 5), "x x", 1)


def test_what_a_run_compiles_is_kept_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(patterns, "_new", {})
    patterns._kept.cache_clear()
    text = "unlikely \ud800 (?P<word>[‘a-z])"  # a text that UTF-8 cannot hold
    patterns.compiled(text)
    patterns.keep()
    patterns._kept.cache_clear()
    monkeypatch.setattr(patterns, "_new", {})
    kept = list(patterns._kept())
    again = patterns.compiled(text)
    patterns._kept.cache_clear()
    assert (kept, patterns._new, again) == ([f"0 {text!a}"], {}, re.compile(text))


@pytest.mark.parametrize(
    "form",
    [(32, b"\x01", 0, {}), (32, b"\xff" * 16, 0, {}), ("x",), (32, b"", -1, {"a": 5}), 5],
    ids=[
        "half a number",
        "numbers that the engine does not know",
        "too few parts",
        "a name for no group",
        "another type",
    ],
)
def test_a_damaged_form_is_not_used(form: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_kept", lambda: {"0 'abc'": form})
    monkeypatch.setattr(patterns, "_new", {})
    assert patterns.compiled("abc") == re.compile("abc")


def test_without_pythons_own_modules_a_pattern_is_compiled_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(patterns, "_kept", dict)
    monkeypatch.setattr(patterns, "_new", {})
    monkeypatch.setattr("ofsted_lint.files.patterns.importlib.import_module", missing)
    assert (patterns.compiled("abc"), patterns._new) == (re.compile("abc"), {})
