"""Prints the figures of docs/echo.md from the scores that `benchmarks.echo` wrote.

    python -m benchmarks.echo_figures --data FOLDER SCORES [--authorities FILE]

With `--authorities`, a file with the name of an authority a line: their reports
by themselves, and the others.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import echo_data
from benchmarks.accuracy import corpus
from benchmarks.echo_data import Data, Item
from benchmarks.echo_table import COUNTS
from ofsted_lint.comparison.echo.verdict import Limits

_RATES = (0.01, 0.05)
_FIRST = 3


def area(negative: Sequence[float], positive: Sequence[float]) -> float:
    """The area under the curve: how often a positive score is above a negative one."""
    order = sorted(negative)
    wins = sum((bisect_left(order, each) + bisect_right(order, each)) / 2 for each in positive)
    return wins / (len(order) * len(positive)) if order and positive else 0.0


def found_at(rate: float, negative: Sequence[float], positive: Sequence[float]) -> float:
    """The share of positive scores above the threshold that this share of negative ones is above."""
    limit = sorted(negative, reverse=True)[int(rate * len(negative))]
    return sum(each > limit for each in positive) / len(positive)


def flagged(line: dict[str, Any]) -> bool:
    """True if a point has a warning or advice."""
    return bool(line["missed"]) or (line["score"] >= Limits().doubtful and not line["clear"])


def share(lines: Sequence[dict[str, Any]], test: Callable[[dict[str, Any]], bool]) -> str:
    count = sum(map(test, lines))
    return f"{count} of {len(lines)} ({count / max(len(lines), 1):.1%})"


def figures(data: Data, scores: dict[str, dict[str, Any]], wanted: Callable[[Item], bool]) -> None:
    """Print the figures of some items."""

    def lines(test: Callable[[Item], bool]) -> list[dict[str, Any]]:
        return [scores[item.id] for item in data.items if wanted(item) and test(item)]

    own = lines(lambda item: item.kind == "own")
    echoed = lines(lambda item: item.kind == "own" and data.verdicts.get(item.id) != "not_echoed")
    removed = lines(lambda item: item.kind == "deletion")
    lacking = removed + lines(lambda item: item.kind == "transplant" and data.verdicts.get(item.id) == "unsupported")
    negative, positive = [each["score"] for each in echoed], [each["score"] for each in lacking]
    print(
        f"AUC {area(negative, positive):.3f}, paragraphs taken out {area(negative, [d['score'] for d in removed]):.3f}"
    )
    print(", ".join(f"found at {rate:.0%} {found_at(rate, negative, positive):.0%}" for rate in _RATES))
    for name, group in (("published points", own), ("lacking support", lacking), ("paragraphs taken out", removed)):
        warned = share(group, lambda line: bool(line["missed"]))
        print(f"{name}: warned {warned}, warned or advised {share(group, flagged)}")


def places(data: Data, scores: dict[str, dict[str, Any]]) -> None:
    """Print how often the right paragraph comes first, and in the first three."""
    ranked = [(scores[point]["ranking"], core) for point, core in data.labelled.items() if core and point in scores]
    first = sum(ranking[0] in core for ranking, core in ranked) / max(len(ranked), 1)
    three = sum(bool(core & set(ranking[:_FIRST])) for ranking, core in ranked) / max(len(ranked), 1)
    print(f"right paragraph first {first:.2f}, in the first {_FIRST} {three:.2f}, of {len(ranked)} points")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("scores", type=Path)
    parser.add_argument("--data", type=Path, default=corpus() / "echo" / "data")
    parser.add_argument("--authorities", type=Path)
    args = parser.parse_args()
    data = echo_data.read(args.data)
    scores = {each["bullet_id"]: each for each in map(json.loads, args.scores.read_text("utf-8").splitlines())}
    figures(data, scores, lambda _: True)
    places(data, scores)
    size = sum(path.stat().st_size for path in (COUNTS, COUNTS.with_name("weights.json")))
    print(f"tables: {size / 1000:.0f} KB")
    if args.authorities:
        apart = set(args.authorities.read_text("utf-8").splitlines())
        for name, inside in (("these authorities", True), ("the others", False)):
            print(f"\n{name}:")
            figures(data, scores, lambda item, inside=inside: (data.authority[item.report] in apart) is inside)  # type: ignore[misc]


if __name__ == "__main__":
    main()
