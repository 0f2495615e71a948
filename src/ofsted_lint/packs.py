"""Packs of rules: folders, or packages that are installed and say that they have rules.

A package says so with an entry point of the group `ofsted_lint.rules`, whose
value is its name and, behind a colon, the folder in it (`saltmarsh_rules:rules`).
Nothing of the package is run.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_GROUP = "ofsted_lint.rules"


def folder(name: str) -> Path:
    """The folder (or rule file) that a name stands for; `ConfigError` where it stands for none."""
    if os.path.exists(name):  # which a name that no path can have does not break
        return Path(name)
    from importlib.metadata import entry_points  # few runs name a pack

    packs = {pack.name: pack for pack in entry_points(group=_GROUP)}
    if name in packs:
        return _installed(packs[name])
    hint = did_you_mean(name, packs) or (f"; installed packs: {', '.join(sorted(packs))}" if packs else "")
    raise ConfigError(name, f"there is no such folder of rules, and no installed pack of that name{hint}")


def _installed(pack: EntryPoint) -> Path:
    from importlib.util import find_spec

    module, _, inside = pack.value.partition(":")
    spec = find_spec(module) if module.isidentifier() else None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        found = Path(place, *inside.strip().split("."))
        if found.is_dir():
            return found
    raise ConfigError(pack.name, f"the installed pack says that its rules are in “{pack.value}”, which is not there")
