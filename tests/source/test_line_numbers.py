"""Numbers of lines in the margin of a text, which are no text, and other numbers that begin lines."""

from __future__ import annotations

import pytest

from ofsted_lint.source.line_numbers import removed

LINES = ["Title", "", *("words of a line", "and of another", "") * 8]


def numbered(step: int, first: int = 1, blank: bool = True, sign: str = "") -> tuple[str, str]:
    """Lines with numbers in their margin, and the same with blanks for these."""
    made, plain, number = [], [], first - 1
    for line in LINES:
        number += bool(line) or blank
        label = f"{number}{sign}" if number % step == 0 and (line or blank) else ""
        made.append(f"{label:>5}  {line}")
        plain.append(f"{'':>5}  {line}")
    return "\n".join(made), "\n".join(plain)


@pytest.mark.parametrize(
    ("made", "plain"),
    [
        pytest.param(*numbered(1), id="each line"),
        pytest.param(*numbered(5), id="each fifth line"),
        pytest.param(*numbered(1, blank=False), id="each line with words"),
        pytest.param(*numbered(1, first=120), id="from another number on"),
        pytest.param(*numbered(1, sign="|"), id="with a sign"),
    ],
)
def test_numbers_that_count_lines_are_left_out(made: str, plain: str) -> None:
    assert removed(made) == plain


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"{at} A paragraph of\ntwo lines.\n\n" for at in range(1, 30)), id="paragraphs"),
        pytest.param(
            "Title\n" + "".join(f"{at} words\n" for at in range(1, 30)) + "End\n", id="a list from the margin"
        ),
        pytest.param("".join(f"  {at * at} children\n" for at in range(1, 30)), id="figures"),
        pytest.param("  1  One line\n  2  and another\n", id="few lines"),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert removed(text) == text
