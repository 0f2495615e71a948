"""Learns how the findings treat the topics of points in their own report, compared with other reports.

A topic's state (`comparison.echo.topics`) is counted in the reports with a point
on it, and in all. The logarithm of the ratio of both shares is what the state
says against a point: a topic without weakness is hardly ever seen in a point's
own report, and often in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import yaml

from ofsted_lint.comparison.echo.evidence import Findings
from ofsted_lint.comparison.echo.topics import STATES, Named, Topic, mention, named, prepared

_RULE = Path(__file__).resolve().parent.parent / "rules" / "improvements" / "improvement-not-in-findings.yaml"
# How many reports the shares of all topics count for beside a topic's own.
_OWN_ALL, _OTHERS_ALL = 15, 3


@cache
def shipped() -> tuple[Topic, ...]:
    """The topics of the rule."""
    rule = next(yaml.safe_load_all(_RULE.read_text("utf-8")))
    return msgspec.convert(rule["params"]["topics"], tuple[Topic, ...])


class States:
    """Counts of the states of topics, by authority."""

    def __init__(self, findings: Mapping[str, Findings], authority: Mapping[str, str]) -> None:
        self._topics = prepared(shipped())
        self._authority = authority
        self._seen = {report: self._states(each) for report, each in findings.items()}
        self._own: dict[str, Any] = {}
        self._all: dict[str, Any] = {}
        for report, states in self._seen.items():
            counts = self._counts(self._all, report)
            counts[np.arange(len(states)), states] += 1

    def add(self, report: str, point: str) -> None:
        """Count the topics that a report's own point names."""
        names = {id(topic) for topic in named(point, self._topics)}
        counts = self._counts(self._own, report)
        for at, topic in enumerate(self._topics):
            if id(topic) in names:
                counts[at, self._seen[report][at]] += 1

    def without(self, authorities: Iterable[str]) -> tuple[dict[str, list[float]], list[float]]:
        """The logarithms for each topic and for any topic, learned without some authorities."""
        gone = set(authorities)
        own, every = self._sum(self._own, gone), self._sum(self._all, gone)
        usual_own, usual = _shares(own.sum(0)), _shares(every.sum(0))
        ratios = np.log(_shares(every, _OTHERS_ALL * usual) / _shares(own, _OWN_ALL * usual_own))
        made = {topic.name: _rounded(ratios[at]) for at, topic in enumerate(self._topics)}
        return made, _rounded(np.log(usual / usual_own))

    def _states(self, findings: Findings) -> list[int]:
        return [mention(topic, findings).state for topic in self._topics]

    def _counts(self, counts: dict[str, Any], report: str) -> Any:
        home = self._authority[report]
        return counts.setdefault(home, np.zeros((len(self._topics), STATES)))

    def _sum(self, counts: dict[str, Any], gone: set[str]) -> Any:
        kept = [each for authority, each in counts.items() if authority not in gone]
        return sum(kept, np.zeros((len(self._topics), STATES)))


def _shares(counts: Any, prior: Any = 1.0) -> Any:
    counts = counts + prior
    return counts / counts.sum(-1, keepdims=True)


def _rounded(values: Any) -> list[float]:
    return [round(float(value), 2) for value in values]


def of_point(point: str) -> tuple[Named, ...]:
    """The topics that a point names."""
    return tuple(named(point, prepared(shipped())))
