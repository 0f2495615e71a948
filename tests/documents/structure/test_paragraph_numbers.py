"""Numbers at the start of a line that number a paragraph, and those that do not."""

from __future__ import annotations

import pytest

from ofsted_lint.documents.structure.paragraph_numbers import Candidate, decide

OPEN, SHUT = True, False


@pytest.mark.parametrize(
    ("candidates", "taken"),
    [
        pytest.param([(1, OPEN), (2, OPEN), (3, OPEN)], [1, 2, 3], id="a sound sequence"),
        pytest.param([(40, OPEN), (16, SHUT), (41, OPEN)], [40, 41], id="an age in mid-sentence"),
        pytest.param([(24, OPEN), (25, SHUT), (25, OPEN)], [24, 25], id="an age that is the number due"),
        pytest.param([(14, OPEN), (16, OPEN), (17, OPEN)], [14, 16, 17], id="a gap"),
        pytest.param([(57, OPEN), (57, OPEN), (58, OPEN)], [57, 57, 58], id="a number twice"),
        pytest.param([(8, OPEN), (9, SHUT), (10, OPEN)], [8, 9, 10], id="a paragraph before it lacks its full stop"),
        pytest.param([(21, SHUT), (1, OPEN)], [1], id="an age in the summary"),
        pytest.param([(33, OPEN), (16, OPEN), (34, OPEN)], [33, 34], id="an age at the start of a sentence"),
        pytest.param([(33, OPEN), (37, OPEN), (34, OPEN)], [33, 37, 34], id="a mistyped number, near the one due"),
        pytest.param([(33, OPEN), (38, OPEN), (34, OPEN)], [33, 34], id="a number too far from the one due"),
        pytest.param([(33, OPEN), (16, OPEN), (17, OPEN)], [33, 16, 17], id="another sequence"),
        pytest.param(
            [(33, OPEN), (16, OPEN), (70, SHUT), (71, SHUT), (34, OPEN)], [33, 34], id="the one due is the third after"
        ),
        pytest.param(
            [(33, OPEN), (16, OPEN), (70, SHUT), (71, SHUT), (72, SHUT), (34, OPEN)], [33, 16, 34],
            id="the one due is too far away",
        ),
        pytest.param([(24, OPEN), (25, SHUT), (26, OPEN), (25, OPEN)], [24, 25, 26, 25], id="a number that comes late"),
    ],
)  # fmt: skip
def test_decide(candidates: list[tuple[int, bool]], taken: list[int]) -> None:
    made = [Candidate(number, opens) for number, opens in candidates]
    assert [c.number for c, take in zip(made, decide(made), strict=True) if take] == taken


def test_the_one_that_is_taken_of_two_is_the_one_that_opens() -> None:
    made = [Candidate(24, OPEN), Candidate(25, SHUT), Candidate(25, OPEN)]
    assert decide(made) == [True, False, True]


def test_a_number_without_its_full_stop_counts_only_where_it_is_due() -> None:
    made = [Candidate(33, OPEN), Candidate(34, OPEN, bare=True), Candidate(16, OPEN, bare=True), Candidate(35, OPEN)]
    assert decide(made) == [True, True, False, True]


@pytest.mark.parametrize(
    ("candidates", "taken"),
    [
        pytest.param([Candidate(34, SHUT, bare=True), Candidate(35, OPEN)], [False, True], id="in mid-sentence"),
        pytest.param([Candidate(34, OPEN, bare=True), Candidate(34, OPEN)], [False, True], id="it comes again"),
        pytest.param([Candidate(34, OPEN, bare=True), Candidate(35, OPEN)], [True, True], id="it comes once"),
    ],
)
def test_a_number_without_its_full_stop_opens_a_paragraph_and_comes_once(
    candidates: list[Candidate], taken: list[bool]
) -> None:
    assert decide([Candidate(33, OPEN), *candidates]) == [True, *taken]
