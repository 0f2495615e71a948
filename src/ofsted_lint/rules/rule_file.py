"""Read a rule file strictly; errors are reported with their line and column."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint.checks.renamed import merged
from ofsted_lint.documents import kinds
from ofsted_lint.files import typed, yaml_file
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.rules.example import Example
from ofsted_lint.rules.loading import prepared
from ofsted_lint.rules.rule import ID, Loaded, Rule

_MARK = re.compile(r"\[\[|\]\]")


class _Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    examples: list[Example]


class Draft(msgspec.Struct, frozen=True, eq=False):
    """A rule file of which only the YAML was parsed; `extends` is the rule that it changes, or None."""

    file: Path
    data: bytes
    found: Any

    @property
    def extends(self) -> str | None:
        name = self.found.get("extends") if isinstance(self.found, dict) else None
        return name if isinstance(name, str) else None


def read(file: Path, data: bytes) -> Draft:
    """Parse the first document of a rule file; raise `ConfigError` if it is not valid YAML."""
    return Draft(file, data, next(yaml_file.documents(str(file), data), None))


def load(draft: Draft, others: Mapping[str, Loaded], there: Container[str] = ()) -> Loaded:
    """Load the rule of a file; raise `ConfigError` if the rule or its examples are not valid.

    `others` are the rules that it may extend, `there` the names of all rule files, including those with errors.
    """
    file, data = draft.file, draft.data
    if isinstance(draft.found, dict) and "examples" in draft.found:
        place = yaml_file.position(data, 0, (), "examples")
        raise ConfigError(str(file), "put a line “---” above “examples”: they are the second part of the file", *place)
    rule = typed.convert(_merged(draft, others, there), Rule, str(file), _locate(data, 0))
    if not ID.fullmatch(rule.id) or rule.id != file.stem:
        raise _error(draft, ("id",), f"the id must be the file’s name, “{file.stem}”, in lower case with hyphens")
    rule = msgspec.structs.replace(rule, kinds=_kinds(draft, rule))
    loaded = prepared(rule, str(file), _locate(data, 0))
    _check_examples(file, data, rule)
    return loaded


def examples(file: Path) -> list[Example]:
    """Return the examples of a rule file, which are its second document; raise `ConfigError` if there are none."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(str(file), f"cannot be read ({error.strerror})") from None
    return _examples(file, data)


def _merged(draft: Draft, others: Mapping[str, Loaded], there: Container[str]) -> Any:
    """Return the content of a file, merged with the rule that it extends."""
    if draft.extends is None:
        return draft.found
    base = others.get(draft.extends)
    if base is None and draft.extends == draft.file.stem:
        raise _error(draft, ("extends",), f"there is no other rule “{draft.extends}” to extend")
    if base is None and draft.extends in there:
        raise _error(draft, ("extends",), f"the rule “{draft.extends}” that it extends cannot be used, or extends it")
    if base is None:
        hint = did_you_mean(draft.extends, others)
        raise _error(draft, ("extends",), f"there is no rule “{draft.extends}” to extend{hint}")
    check, own = draft.found.get("check"), draft.found.get("params")
    whole = msgspec.to_builtins(base.rule) | draft.found
    if not isinstance(check, str | None) or not isinstance(own, dict | None):
        return whole  # the caller rejects it
    made = merged(base.rule.check, base.rule.params, check, own or {})
    return whole | {"check": made.kind, "params": made.params}


def _kinds(draft: Draft, rule: Rule) -> tuple[str, ...]:
    """Return the kinds of documents that a rule applies to, with groups replaced by their kinds."""
    for at, word in enumerate(rule.kinds):
        if word not in (known := [*kinds.names(), *kinds.groups()]):
            raise _error(draft, ("kinds", at), f"“kinds”: {_unknown(word, known)}")
    return kinds.of_words(rule.kinds)


def _unknown(word: str, known: list[str]) -> str:
    hint = did_you_mean(word, known) or f"; it may be {', '.join(known)}"
    return f"“{word}” is not known{hint}"


def _check_examples(file: Path, data: bytes, rule: Rule) -> None:
    """Raise `ConfigError` for a rule without a flagged example, a quiet example, or (with a fix) a fixed example."""
    examples = _examples(file, data)
    marked = {"[[" in example.text for example in examples}
    for wanted, what in (
        (True, "is flagged: mark the expected finding with [[ ]]"),
        (False, "is quiet, without marks"),
    ):
        if wanted not in marked:
            raise ConfigError(str(file), f"no example {what}")
    fixed = next((at for at, example in enumerate(examples) if example.fixed is not None), None)
    if rule.fix and fixed is None:
        raise ConfigError(str(file), "no example shows the text after the fix: write it under “fixed”")
    if fixed is not None and not rule.fix:
        place = _locate(data, 1)(("examples", fixed, "fixed"), None)
        raise ConfigError(str(file), "an example has “fixed”, but the rule has no “fix”", *place)


def _examples(file: Path, data: bytes) -> list[Example]:
    _, found, *more = [*yaml_file.documents(str(file), data), None, None][:3]
    if found is None:
        raise ConfigError(str(file), "it has no examples: write them below a line “---”")
    locate = _locate(data, 1)
    if more[0] is not None:
        raise ConfigError(str(file), "a second “---”: a file has a rule and its examples", *_locate(data, 2)((), None))
    examples = typed.convert(found, _Examples, str(file), locate).examples
    for at, example in enumerate(examples):
        if example.kind and example.kind not in kinds.names():
            message = f"“kind”: {_unknown(example.kind, kinds.names())}"
            raise ConfigError(str(file), message, *locate(("examples", at, "kind"), None))
        if wrong := _wrong(example):
            raise ConfigError(str(file), wrong, *locate(("examples", at, "text"), None))
    return examples


def _wrong(example: Example) -> str | None:
    """Return the error in the marks of an example, or None."""
    marks = _MARK.findall(example.text)
    if marks != ["[[", "]]"] * (len(marks) // 2):
        return "the marks do not match: each [[ needs a ]] before the next"
    if "[[]]" in example.text:
        return "there is nothing between the marks [[ and ]]"
    for key, there in (("says", example.says), ("fixed", example.fixed)):
        if there is not None and not marks:
            return f"“{key}” needs something marked with [[ ]]"
    return None


def _locate(data: bytes, document: int) -> typed.Locate:
    return lambda way, key: yaml_file.position(data, document, way, key)


def _error(draft: Draft, way: typed.Way, message: str) -> ConfigError:
    return ConfigError(str(draft.file), message, *yaml_file.position(draft.data, 0, way))
