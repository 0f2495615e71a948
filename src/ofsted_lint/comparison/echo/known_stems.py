"""The stems of words that reports use often, which are read from a file: calculating one takes far longer.

`stems.txt` has a line for each word with its stem by Porter's second algorithm.
It is made by `benchmarks/echo_stems.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ofsted_lint.comparison.echo.porter import porter

STEMS = Path(__file__).resolve().parent / "stems.txt"


def stemmed(word: str) -> str:
    """Return the stem of a word in lower case, as `porter` does."""
    return known().get(word) or porter(word)


@cache
def known() -> dict[str, str]:
    """Return the words of the file with their stems."""
    parts = STEMS.read_text("utf-8").split()
    return dict(zip(parts[::2], parts[1::2], strict=True))
