"""Make the data of a wheel: the tables of the grammars, and the plan of the rules that ship.

All of it is plain data and the same for all systems, so the wheel stays pure.
A checkout needs none of it: there the same is made by the first run, and kept.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_IN_THE_WHEEL = "ofsted_lint/_data/built"


class BuildHook(BuildHookInterface[Any]):
    """Adds what is made to the wheel, and takes the folder away in which it was made."""

    PLUGIN_NAME = "custom"
    _place: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make all, except for an editable install."""
        if version == "editable":
            return
        self._place = tempfile.TemporaryDirectory()
        for name, data in _made(Path(self.root)).items():
            file = Path(self._place.name, name)
            file.write_bytes(data)
            file.chmod(0o644)
            build_data["force_include"][str(file)] = f"{_IN_THE_WHEEL}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the folder away."""
        if self._place is not None:
            self._place.cleanup()


def _made(root: Path) -> dict[str, bytes]:
    """Return the files made of a checkout, or of an unpacked source distribution, by name."""
    sys.path.insert(0, str(root / "src"))
    from ofsted_lint.rules import wheel

    return wheel.files(root)
