"""The data of the echo benchmark, from a folder of the form of `shared/echo/data`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Item(NamedTuple):
    """A point set against a report.

    `kind` is `own`, `transplant` or `deletion`; `paragraphs` are those it is
    judged by, as number and text; `authorities` those that the report and the
    point are from, which no statistics may know of.
    """

    id: str
    kind: str
    report: str
    text: str
    paragraphs: list[tuple[int, str]]
    authorities: frozenset[str]


class Judged(NamedTuple):
    """A sentence that was read, with whether it describes a weakness."""

    report: str
    text: str
    weak: bool


class Data(NamedTuple):
    """A folder: the paragraphs of each report with their headings, the authority of each, and all points.

    `labelled` has the supporting paragraphs of some points, `verdicts` what was
    found of points that were read, `judged` the sentences that were read.
    """

    paragraphs: dict[str, list[dict[str, Any]]]
    authority: dict[str, str]
    items: list[Item]
    labelled: dict[str, frozenset[int]]
    verdicts: dict[str, str]
    judged: list[Judged]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def read(folder: Path) -> Data:
    """Everything that the scorer asks for, and the further labels of the folder `more` beside it."""
    paragraphs: dict[str, list[dict[str, Any]]] = {}
    for each in lines(folder / "paragraphs.jsonl"):
        paragraphs.setdefault(each["report"], []).append(each)
    authority = {each["report"]: each["file"].split("/")[0] for each in lines(folder / "reports.jsonl")}
    labelled = {each["bullet_id"]: frozenset(each["core"]) for each in lines(folder / "labels.jsonl")}
    more = folder.parent / "more"
    read_by_people = [*lines(folder / "adjudicated.jsonl"), *lines(more / "open-adjudicated-2.jsonl")]
    verdicts = {each["bullet_id"]: each["verdict"] for each in read_by_people}
    judged = [Judged(each["report"], each["text"], each["weak"]) for each in lines(more / "weak-sentences.jsonl")]
    data = Data(paragraphs, authority, [], labelled, verdicts, judged)
    data.items.extend(_items(folder, data))
    return data


def _items(folder: Path, data: Data) -> Iterator[Item]:
    for kind, name in (("own", "bullets"), ("transplant", "transplants"), ("deletion", "deletion")):
        for each in lines(folder / f"{name}.jsonl"):
            report = each["report"]
            gone = set(each.get("delete", ()))
            kept = [(p["n"], p["text"]) for p in data.paragraphs.get(report, ()) if p["n"] not in gone]
            reports = {report, each.get("donor", report)}
            known = frozenset(data.authority[each] for each in reports if each in data.authority)
            yield Item(each["bullet_id"], kind, report, each["text"], kept, known)
