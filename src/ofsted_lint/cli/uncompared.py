"""Statements that were checked without their report, and the command that compares them with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ofsted_lint.documents.kinds import compared
from ofsted_lint.findings.outcome import Outcome

# In a run with many statements the first few commands show how it is done.
_MOST = 5


def command(statement: str, report: str) -> str:
    """Return the command that compares a statement with a report, as it is typed."""
    import shlex  # few runs print it

    return f"ofsted-lint {shlex.quote(statement)} --against {shlex.quote(report)}"


class Uncompared:
    """Collects the statements of a run without `--against`, and the reports that were named beside them."""

    def __init__(self) -> None:
        self._statements: list[Outcome] = []
        self._reports: list[tuple[str, str | None]] = []

    def see(self, outcome: Outcome) -> None:
        """Remember a document if it is a statement, or a report or letter that statements are about."""
        if outcome.kind == "statement":
            self._statements.append(outcome)
        elif outcome.kind in compared():
            self._reports.append((outcome.source.path, outcome.about.council))

    def lines(self) -> Iterator[str]:
        """Yield a line for each statement whose report is in the same run, with the command to type."""
        for statement in self._statements[:_MOST] if self._reports else ():
            report = next(self._fitting(statement), None)
            if report:
                path = statement.source.path
                yield f"{path}: a statement about an inspection; compare it with its report: {command(path, report)}"

    def _fitting(self, statement: Outcome) -> Iterator[str]:
        """Yield the paths of the reports that may be of the council of a statement."""
        return (
            path for path, council in self._reports if not (council and statement.document.is_about_another(council))
        )


def swapped(paths: Iterable[str], given: str) -> str:
    """Return the command with a statement and its report in their places, where they were changed round."""
    return command(given, next((path for path in paths if path != given), "REPORT"))
