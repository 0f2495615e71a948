"""Read YAML files strictly and safely, locate values in them for messages, and write YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TextIO

import yaml

from ofsted_lint.files.errors import ConfigError, shortened
from ofsted_lint.files.text_lines import plain_ends
from ofsted_lint.files.text_lines import position as position_in
from ofsted_lint.files.typed import Way

try:
    from yaml import CSafeDumper as _Dumper
    from yaml import CSafeLoader as _Loader
except ImportError:  # built without libyaml: slower, and otherwise the same
    from yaml import SafeDumper as _Dumper  # type: ignore[assignment]
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MOST_BYTES = 256 * 1024
_WIDTH = 100
# How deeply values may be nested: the reader would crash when it runs out of stack.
_DEEPEST = 200
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_KINDS = {"int": "a number", "float": "a number", "bool": "true or false", "timestamp": "a date"}
_TABS = "use spaces, not tabs, at the start of a line"
# What to do about the commonest mistakes, by the reader's own words.
_CURES = {
    "found a tab character": _TABS,
    "mapping values are not allowed": "put the text in quotation marks: a colon and a space begin a value here",
    "could not find expected ':'": "write a colon and a space after the key above, or put the text in quotation marks",
    "unexpected end of stream": "close the quotation mark that begins above",
    "did not find expected ',' or": "close the bracket that begins above, and put commas between its items",
    "expected ',' or": "close the bracket that begins above, and put commas between its items",
    "did not find expected key": "begin this line as far right as those above, and close quotation marks",
    "expected <block end>": "begin this line as far right as those above, and close quotation marks",
}
_MAY_BE_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s*]", re.MULTILINE)


class _Strict(_Loader):
    """A safe loader that refuses a key given twice, and reports the place of a value that cannot be read."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError, TypeError):
            kind = _KINDS.get(node.tag.rpartition(":")[2], f"the type {node.tag}")
            written = f"“{shortened(node.value)}”" if isinstance(node, yaml.ScalarNode) else "this"
            problem = f"{written} cannot be read as {kind}; put a text in quotation marks"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from None

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise yaml.constructor.ConstructorError(None, None, "keys and values were expected", node.start_mark)
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key.value}” is given twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def documents(path: str, data: bytes, most: int = MOST_BYTES) -> Iterator[Any]:
    """The YAML documents of a file of at most `most` bytes, each read when it is needed."""
    text = _text(path, data, most)
    try:
        yield from yaml.load_all(text, Loader=_Strict)
    except yaml.YAMLError as error:
        raise _syntax_error(path, text, error) from None
    except (RecursionError, ValueError) as error:
        raise ConfigError(path, f"this cannot be read as YAML ({error})") from None


def _text(path: str, data: bytes, most: int) -> str:
    """Return the text of a file that is safe to parse: of bounded size and depth, and without aliases."""
    if len(data) > most:
        raise ConfigError(path, f"this file is too large: the limit is {most // 1024} KB")
    try:
        text = plain_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = plain_ends(data[: error.start].decode("utf-8", "replace"))
        raise ConfigError(path, "this file must be UTF-8", position_in(before, len(before)).line) from None
    if text.count("[") + text.count("{") > _DEEPEST or max(map(len, text.split("\n"))) > _DEEPEST:
        _refuse_depth(path, text)
    if _MAY_BE_ALIAS.search(text):
        _refuse_aliases(path, text)
    return text


def _refuse_depth(path: str, text: str) -> None:
    """Refuse values that are nested so deeply that the reader would run out of stack."""
    try:
        mark = _too_deep(text)
    except yaml.YAMLError as error:
        # The parser looks ahead and may fail by its own limit: parse only the text before the failure.
        mark = _too_deep_before(text, error)
        if mark is None:
            raise _syntax_error(path, text, error) from None
    if mark is not None:
        raise ConfigError(path, "values are nested too deeply here", *_place(text, mark))


def _too_deep_before(text: str, error: yaml.YAMLError) -> Any:
    """Return the mark of the first value that lies too deep before the place of an error, or None."""
    end = getattr(getattr(error, "problem_mark", None), "index", 0)
    try:
        return _too_deep(text[:end])
    except yaml.YAMLError:
        return None


def _too_deep(text: str) -> Any:
    """Return the mark of the first value that lies too deep, or None; `yaml.YAMLError` where it cannot be read."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > _DEEPEST:
            return event.start_mark
    return None


def _refuse_aliases(path: str, text: str) -> None:
    """Refuse aliases, which can make a small file expand without bound."""
    try:
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.AliasToken):
                raise ConfigError(path, "aliases (*name) are not allowed here", *_place(text, token.start_mark))
    except yaml.YAMLError as error:
        raise _syntax_error(path, text, error) from None


def _syntax_error(path: str, text: str, error: yaml.YAMLError) -> ConfigError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).split("\n")[0]
    if mark is None:
        return ConfigError(path, problem)
    return ConfigError(path, _cure(problem, text[mark.index : mark.index + 1]), *_place(text, mark))


def _cure(problem: str, sign: str) -> str:
    """Return what to write instead of what the reader could not take; `sign` is the character at its place."""
    if "cannot start any token" in problem and sign == "\t":
        return _TABS
    if "cannot start any token" in problem:
        return f"put the text in quotation marks: it cannot begin with “{sign}”"
    return next((cure for words, cure in _CURES.items() if words in problem), problem)


def _place(text: str, mark: Any) -> tuple[int, int]:
    """Return the line and column of the reader's mark; its own line would count other line ends as well."""
    found = position_in(text, mark.index)
    return found.line, found.column


def position(data: bytes, document: int, way: Way, key: str | None = None) -> tuple[int | None, int | None]:
    """Return the line and column, from 1, of a value in a file's n-th YAML document.

    `way` is the path of keys and indexes to it; with `key`, the place is that
    key's. If the path leads nowhere, the place is that of its last existing part.
    """
    text = _decoded(data)
    try:
        nodes = list(yaml.compose_all(text, Loader=_Loader))
    except yaml.YAMLError:
        return None, None
    if document >= len(nodes):
        return None, None
    node: yaml.Node = nodes[document]
    mark = node.start_mark
    for step in way:
        found = _step(node, step)
        if found is None:
            break
        node = found
        mark = node.start_mark
    if key is not None and isinstance(node, yaml.MappingNode):
        mark = next((k.start_mark for k, _ in node.value if k.value == key), mark)
    return _place(text, mark)


def write(value: Any, stream: TextIO) -> None:
    """Write plain values as YAML for people to read, keys in their given order."""
    yaml.dump(value, stream, _Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def items(data: bytes) -> tuple[str, list[int]]:
    """Return the text of a file and the offsets of the items of its first YAML document, a list."""
    text = _decoded(data)
    node = next(iter(yaml.compose_all(text, Loader=_Loader)), None)
    found = node.value if isinstance(node, yaml.SequenceNode) else []
    return text, [item.start_mark.index for item in found]


def _decoded(data: bytes) -> str:
    """Return the text of a file as the parser sees it."""
    return plain_ends(data.decode("utf-8-sig", "replace"))


def _step(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None
