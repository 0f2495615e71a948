"""How the echo judges the points of letters and of area SEND reports, for which its rules are not in force.

    python -m benchmarks.echo_families [--show]

Each point is traced in its own document's findings, and in those of the documents two and three places further
in the list, in which most points have no support. In letters these are the findings and the opening, in area SEND
reports what the partnership needs to do better. Prints how many points would be warned of and advised on; with
`--show` those of their own documents.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.accuracy import corpus
from benchmarks.echo_data import topics
from benchmarks.echo_figures import area
from ofsted_lint import documents
from ofsted_lint.comparison.echo.of_document import whole
from ofsted_lint.comparison.echo.verdict import Limits, Point, trace
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.source.readers import read_file

FAMILIES = ("letters", "area-send")
_BETTER = "need to do better"
_OTHERS = (2, 3)


class Traced(NamedTuple):
    """A document with its points, as traced in its own findings and in those of others."""

    name: str
    texts: list[str]
    own: list[Point]
    elsewhere: list[Point]


def findings(document: OfstedDocument) -> list[str]:
    """The paragraphs in which the points of a document should be found."""
    better = [each for each in document.sections if each.heading and _BETTER in each.heading.prose.text.casefold()]
    chosen = better or document.sections
    summary = () if better else document.summary
    return [paragraph.prose.text for part in chosen for paragraph in part.paragraphs] + [
        paragraph.prose.text for paragraph in summary
    ]


def traced(family: str) -> Iterator[Traced]:
    """All documents of a family that have points."""
    read = [
        (path, documents.read(read_file(path))) for path in sorted((corpus() / "corpus" / family).rglob("*.layout.txt"))
    ]
    known = [(path, each) for path, each in read if isinstance(each, OfstedDocument) and each.improvements]
    texts = [findings(each) for _, each in known]
    for at, (path, document) in enumerate(known):
        points = [whole(each) for each in document.improvements]
        others = [texts[(at + further) % len(known)] for further in _OTHERS]
        judged = [trace(points, each, topics=topics()) for each in (texts[at], *others)]
        yield Traced(path.parent.name, points, judged[0], [*judged[1], *judged[2]])


def _share(points: list[Point], limits: Limits) -> str:
    warned = sum(bool(limits.missed(each)) for each in points)
    flagged = sum(limits.verdict(each) != "supported" for each in points)
    count = len(points)
    return f"{count} points, warned {warned} ({warned / count:.1%}), flagged {flagged} ({flagged / count:.1%})"


def main() -> None:
    """Print the figures of each family."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--show", action="store_true", help="print the points that are flagged in their own documents")
    args, limits = parser.parse_args(), Limits()
    for family in FAMILIES:
        found = list(traced(family))
        own = [point for each in found for point in each.own]
        elsewhere = [point for each in found for point in each.elsewhere]
        print(
            f"{family}: {len(found)} documents, own {_share(own, limits)}; in others {_share(elsewhere, limits)};",
            end=" ",
        )
        print(f"AUC {area([each.doubt for each in own], [each.doubt for each in elsewhere]):.3f}")
        for each in found if args.show else ():
            for text, point in zip(each.texts, each.own, strict=True):
                if limits.verdict(point) != "supported":
                    names = [mention.topic.name for mention in limits.missed(point)]
                    print(f"  {each.name}: {point.doubt:.2f} {names or 'advice'}: {text}")


if __name__ == "__main__":
    main()
