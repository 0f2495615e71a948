"""Scores the echo benchmark through the function that the check uses.

    python -m benchmarks.echo --data FOLDER --out SCORES           as the check judges
    python -m benchmarks.echo --data FOLDER --out SCORES --cross 10
    python -m benchmarks.echo --data FOLDER --out SCORES --cost

Writes the lines that the benchmark's `score.py` reads. With `--cross N`, for
data that table and weights were made of: reports are judged in N parts, each
with weights learned without its authorities, and each point with counts that
have neither its report's authority nor that of the report it was taken from
(needs numpy, scikit-learn and the corpus). `--cost` prints what judging costs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks import echo_data, echo_topics
from benchmarks.accuracy import corpus
from benchmarks.echo_data import Data, Item
from ofsted_lint.comparison.echo import word_counts
from ofsted_lint.comparison.echo.verdict import Limits, Point, trace
from ofsted_lint.comparison.echo.word_counts import Table, Weights

Known = Callable[[Item], tuple[Table, Weights]]


def shipped(_: Item) -> tuple[Table, Weights]:
    """What the check judges by."""
    return word_counts.shipped()


def crossed(data: Data, parts: int) -> Known:
    """What can be known of an item without its authorities."""
    from benchmarks.echo_table import findings
    from benchmarks.echo_train import learn

    authorities = sorted(set(data.authority.values()))
    random.Random(1).shuffle(authorities)  # noqa: S311
    part = {authority: at % parts for at, authority in enumerate(authorities)}
    texts = findings(corpus())
    learned = []
    for each in range(parts):
        reports = [report for report, authority in data.authority.items() if part[authority] != each]
        learned.append(learn(data, reports, [text for text in texts if part.get(text[0]) != each]))
        print(f"part {each + 1} of {parts} learned", file=sys.stderr)

    def known(item: Item) -> tuple[Table, Weights]:
        counted, weights = learned[part[data.authority[item.report]]]
        return counted.without(item.authorities), weights

    return known


def line(item: Item, point: Point) -> str:
    ranking = [item.paragraphs[each.paragraph][0] for each in point.paragraphs]
    written = {"report": item.report, "bullet_id": item.id, "score": point.doubt, "ranking": ranking}
    return json.dumps(written | {"missed": bool(Limits().missed(point)), "clear": point.is_clear})


def score(data: Data, known: Known) -> list[str]:
    """The lines of all items."""
    made = []
    for item in data.items:
        texts = [text for _, text in item.paragraphs]
        made.append(line(item, trace([item.text], texts, *known(item), topics=echo_topics.shipped())[0]))
    return made


def cost(data: Data) -> None:
    """What loading and judging cost, and whether the work is linear."""
    times = []
    for _ in range(15):
        word_counts.shipped.cache_clear()
        began = time.process_time()
        word_counts.shipped()
        times.append(time.process_time() - began)
    print(f"loading the table: {median(times) * 1000:.1f} ms (at most 15)")
    points = [item.text for item in data.items if item.kind == "own"]
    paragraphs = [each["text"] for report in sorted(data.paragraphs) for each in data.paragraphs[report]]
    for many, few in ((50, 5), (100, 5), (200, 5), (50, 10), (50, 20), (50, 40)):
        rounds = []
        for at in range(15):
            texts, these = paragraphs[at * many : (at + 1) * many], points[at * few : (at + 1) * few]
            began = time.process_time()
            trace(these, texts, topics=echo_topics.shipped())
            rounds.append(time.process_time() - began)
        print(f"{few:>3} points, {many:>3} paragraphs: {median(rounds) * 1000:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=corpus() / "echo" / "data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cross", type=int, metavar="N", help="judge in N parts by what is learned of the others")
    parser.add_argument("--cost", action="store_true", help="print what it costs")
    args = parser.parse_args()
    data = echo_data.read(args.data)
    known = crossed(data, args.cross) if args.cross else shipped
    args.out.write_text("\n".join(score(data, known)) + "\n", "utf-8")
    if args.cost:
        cost(data)


if __name__ == "__main__":
    main()
