"""The options about findings that do not count, and the baseline files that a run writes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings import baseline
from ofsted_lint.findings.outcome import Outcome

_MOST_NAMED = 3


class BaselineFiles:
    """The baseline that a run writes, or the baselines that it updates."""

    def __init__(self, options: CheckOptions, console: Console) -> None:
        self._target = Path(options.write_baseline) if options.write_baseline else None
        if options.diff_base and self._target:
            raise ConfigError("command line", "--write-baseline takes all findings, so it does not go with --diff-base")
        self._shown_only = options.diff
        self._console = console
        self._documents: list[baseline.Document] = []

    def take(self, outcome: Outcome) -> Outcome:
        """Return an outcome without its findings if they are to be written to a baseline, else unchanged."""
        if self._target is None:
            return outcome
        self._documents.append(baseline.entry(outcome, self._target))
        return replace(outcome, findings=())

    def close(self, used: Collection[baseline.Baseline], rules: Collection[str]) -> None:
        """Write the baseline, or remove from the used ones what no longer occurs; `rules` are all known rule ids."""
        if self._target and self._console.failures:
            self._console.say(f"nothing was written to {self._target}, since not all could be done")
        elif self._target:
            baseline.write(self._target, self._documents)
            count = sum(len(document.findings) for document in self._documents)
            message = f"{count:,} finding(s) of {len(self._documents):,} document(s) were written to {self._target}"
            self._console.say(message)
        for each in used:
            # After a failure, such as a missing folder of rules, it is not known which findings no longer occur.
            gone = {} if self._console.failures or self._shown_only else each.gone(rules)
            if gone:
                self._prune(each, gone)

    def _prune(self, used: baseline.Baseline, gone: dict[str, list[baseline.Known]]) -> None:
        count = sum(map(len, gone.values()))
        named = [f"{document}: {_listed([each.rule for each in entries])}" for document, entries in gone.items()]
        more = f" and {len(named) - _MOST_NAMED:,} other document(s)" if len(named) > _MOST_NAMED else ""
        what = f"{count:,} known finding(s) no longer occur ({'; '.join(named[:_MOST_NAMED])}{more})"
        try:
            used.prune(gone)
            self._console.say(f"{what} and were taken out of {used.path}")
        except ConfigError as error:
            self._console.say(f"{what}, but {error}")


def _listed(rules: list[str]) -> str:
    counts = {rule: rules.count(rule) for rule in dict.fromkeys(rules)}
    return ", ".join(rule if count == 1 else f"{count} × {rule}" for rule, count in counts.items())
