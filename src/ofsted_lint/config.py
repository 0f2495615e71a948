"""The configuration file: which rules are in force, and with which parameters.

`ofsted-lint.toml`, `.ofsted-lint.toml`, or the table `tool.ofsted-lint` of a
`pyproject.toml`; the nearest of the folder where the linter is run and those
above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ofsted_lint import strict
from ofsted_lint.errors import ConfigError, did_you_mean
from ofsted_lint.finding import Severity
from ofsted_lint.rule import Loaded, prepared

_NAMES = ("ofsted-lint.toml", ".ofsted-lint.toml", "pyproject.toml")
_TABLE = "tool.ofsted-lint"


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is set for one rule."""

    severity: Annotated[Severity | None, Meta(description="error, warning or advice, instead of the rule's own")] = None
    enabled: Annotated[bool | None, Meta(description="whether the rule is in force")] = None
    params: Annotated[dict[str, Any], Meta(description="parameters of its check, instead of the rule's own")] = {}


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a configuration file says."""

    rules: Annotated[tuple[str, ...], Meta(description="folders of rules and installed packs to use as well")] = ()
    rule: Annotated[dict[str, Setting], Meta(description="what is set for a rule, by its id")] = {}


class File(msgspec.Struct, frozen=True, eq=False):
    """A configuration with the file it came from; without a file nothing is set."""

    config: Config = Config()
    path: Path | None = None
    text: str = ""
    table: str = ""

    @property
    def folders(self) -> list[str]:
        """The folders and packs that it names; a folder is meant from where the file is."""
        base = self.path.parent if self.path else Path()
        return [str(base / name) if (base / name).exists() else name for name in self.config.rules]

    def locate(self, way: strict.Way, key: str | None) -> strict.Position:
        """The line of a value, as well as plain text shows it."""
        steps = [str(step) for step in (*way, *([key] if key else [])) if isinstance(step, str)]
        return _line(self.text, [*self.table.split("."), *steps] if self.table else steps), None


def find(start: Path) -> File:
    """The configuration for a folder: the nearest file that has one."""
    for folder in (start, *start.parents):
        for name in _NAMES:
            path = folder / name
            if path.is_file() and (found := read(path)):
                return found
    return File()


def read(path: Path) -> File | None:
    """The configuration in a file; None where a `pyproject.toml` has none. `ConfigError` where it is wrong."""
    import tomllib  # most runs have no such file

    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "a configuration file must be UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _broken(path, str(error)) from None
    table = _TABLE if path.name == "pyproject.toml" else ""
    plain: Any = found
    for name in table.split(".") if table else ():
        plain = plain.get(name) if isinstance(plain, dict) else None
    if plain is None:
        return None
    made = File(Config(), path, text, table)
    settings = plain.get("rule") if isinstance(plain, dict) else None
    for name, setting in settings.items() if isinstance(settings, dict) else ():
        # One by one, since only so it is known in which a mistake is.
        strict.convert(setting, Setting, str(path), _within(made, name))
    return replace(made, config=strict.convert(plain, Config, str(path), made.locate))


def apply(file: File, rules: Iterable[Loaded]) -> list[Loaded]:
    """Rules with what a configuration sets for them; `ConfigError` where it cannot be set."""
    if not file.config.rule:
        return list(rules)
    by_id = {loaded.rule.id: loaded for loaded in rules}
    for name, setting in file.config.rule.items():
        if name not in by_id:
            line, _ = file.locate(("rule", name), None)
            raise ConfigError(str(file.path), f"there is no rule “{name}”{did_you_mean(name, by_id)}", line)
        by_id[name] = _set(by_id[name], setting, file, ("rule", name, "params"))
    return list(by_id.values())


def _set(loaded: Loaded, setting: Setting, file: File, way: strict.Way) -> Loaded:
    rule = replace(
        loaded.rule,
        severity=setting.severity or loaded.rule.severity,
        enabled=loaded.rule.enabled if setting.enabled is None else setting.enabled,
        params={**loaded.rule.params, **setting.params},
    )
    if not setting.params:
        return replace(loaded, rule=rule)
    return replace(prepared(rule, str(file.path), file.locate, way), path=loaded.path, changed=True)


def _within(file: File, name: str) -> strict.Locate:
    """Places in what is set for one rule."""
    return lambda way, key: file.locate(("rule", name, *way), key)


def _broken(path: Path, said: str) -> ConfigError:
    """The TOML reader's words with their place in front."""
    match = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    if match:
        return ConfigError(str(path), f"this is not TOML: {said[: match.start()]}", int(match[1]), int(match[2]))
    return ConfigError(str(path), f"this is not TOML: {said}")


def _line(text: str, steps: list[str]) -> int | None:
    """The line on which the last of these keys is set, in whichever way TOML has for it."""
    at, table = None, ""
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        key = re.match(r"\s*([\w.\"'-]+)\s*=", line)
        if head:
            table = head[1]
        named = f"{table}.{key[1]}" if key and table else key[1] if key else table
        words = re.split(r"\.", named.replace('"', "").replace("'", ""))
        if (head or key) and words[: len(steps)] == steps:
            return number
        if (head or key) and words == steps[: len(words)]:
            at = number
    return at
