"""Makes the list of stems that the echo reads instead of calculating them.

    python -m benchmarks.echo_stems

Writes `src/ofsted_lint/comparison/echo/stems.txt` for the words that reports of
several authorities use (the common words of the spelling check), those of the
topics of the rules, and those of the echo's own vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.echo_data import topics
from ofsted_lint.checks.words.listed import common
from ofsted_lint.comparison.echo.porter import porter
from ofsted_lint.comparison.echo.stems import STEMS
from ofsted_lint.comparison.echo.vocabulary import EMPTY, RELATED, TERMS
from ofsted_lint.files.atomic_write import written


def texts() -> Iterator[str]:
    """Yield texts with all the words."""
    yield from common()
    yield from (*RELATED, *TERMS, *EMPTY)
    for topic in topics():
        yield from (*topic.names, *topic.also, *topic.points, *topic.findings)


def text() -> str:
    """Return the lines of the file: a word and its stem, in the order of the words."""
    words = {word for each in texts() for word in re.findall(r"[a-z]+", each.lower())}
    return "".join(f"{word} {porter(word)}\n" for word in sorted(words))


def main() -> None:
    made = text()
    with written(str(STEMS)) as stream:
        stream.write(made)
    print(f"{STEMS.name}: {made.count(chr(10))} words, {len(made) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
