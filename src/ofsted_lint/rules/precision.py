"""The measured precision of each shipped rule on published reports."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from ofsted_lint.files.package_data import file


class Figures(msgspec.Struct, frozen=True):
    """The numbers of flagged reports and of findings in a part of the corpus, and the verdicts on those reviewed.

    `between` is the interval (Wilson, 95%) within which the share of true findings lies; None if none was reviewed.
    """

    reports: int
    findings: int
    read: int
    true: int
    false: int
    arguable: int
    between: tuple[float, float] | None = None


class Planted(msgspec.Struct, frozen=True):
    """The number of reports in which the fault was planted, and in which it was found."""

    reports: int
    found: int


class Precision(Figures, frozen=True, kw_only=True):
    """The figures of a rule. `set_aside` is the part of the corpus that was not used to develop it."""

    set_aside: Figures
    planted: Planted | None = None
    note: str = ""

    @property
    def measured(self) -> bool:
        """True if any of its findings was reviewed."""
        return self.read + self.set_aside.read > 0

    def verdicts(self) -> dict[str, int] | None:
        """Return the numbers of true, false and arguable findings; None if none was reviewed."""
        if not self.measured:
            return None
        return {name: getattr(self, name) + getattr(self.set_aside, name) for name in ("true", "false", "arguable")}


class _Measured(msgspec.Struct, frozen=True):
    reports: dict[str, int]
    rules: dict[str, Precision]


def precision(shipped: bool, rule: str) -> tuple[Precision | None, int]:
    """Return the figures of a rule (None for one that is not shipped), and the number of reports measured."""
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
