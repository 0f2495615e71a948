"""How right each shipped rule was found to be on published reports."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from ofsted_lint.files.package_data import file


class Figures(msgspec.Struct, frozen=True):
    """Reports flagged and findings in a part of the corpus, and the verdicts on those that were read."""

    reports: int
    findings: int
    read: int
    true: int
    false: int
    arguable: int


class Planted(msgspec.Struct, frozen=True):
    """In how many reports the fault was planted, and in how many it was found."""

    reports: int
    found: int


class Precision(Figures, frozen=True, kw_only=True):
    """What is known of a rule. `set_aside` is the part of the corpus that it was made without."""

    set_aside: Figures
    planted: Planted | None = None
    note: str = ""

    @property
    def measured(self) -> bool:
        """Whether any of its findings was read."""
        return self.read + self.set_aside.read > 0

    def verdicts(self) -> dict[str, int] | None:
        """How many findings were true, false and arguable; None where none was read."""
        if not self.measured:
            return None
        return {name: getattr(self, name) + getattr(self.set_aside, name) for name in ("true", "false", "arguable")}


class _Measured(msgspec.Struct, frozen=True):
    reports: dict[str, int]
    rules: dict[str, Precision]


def precision(shipped: bool, rule: str) -> tuple[Precision | None, int]:
    """What is known of a rule (None of one that does not ship), and in how many reports it was measured."""
    measured = _measured() if shipped else None
    if measured is None:
        return None, 0
    return measured.rules.get(rule), sum(measured.reports.values())


@cache
def _measured() -> _Measured | None:
    from ofsted_lint.files import yaml_file  # only where rules are described

    path = file("precision.yaml", "docs")
    if not path.is_file():
        return None
    found: Any = next(yaml_file.documents(str(path), path.read_bytes()), None)
    return msgspec.convert(found, _Measured)
