"""Texts that several documents share: nearly the same ones are found, others are not, and no document counts twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.comparison.repeats.clusters import Clusters, Paragraph
from ofsted_lint.comparison.repeats.signature import LEAST_WORDS, bands, words

TEXT = (
    "The reading room of the family centre in Ashcombe opens three evenings a week. Most visitors borrow maps and books"
    ", and a kind volunteer writes down what they would like to see on the shelves of the area."
)
OTHER = (
    "A heron stood by the weir all morning. The keeper of the lock counted eleven boats, wrote their names down, "
    "and went home before the rain that had been promised for two days reached the valley at last."
)


def paragraph(text: str) -> Paragraph:
    plain = words(text)
    return Paragraph(" ".join(plain), bands(plain))


@pytest.fixture
def clusters(tmp_path: Path) -> Iterator[Clusters]:
    made = Clusters(tmp_path / "repeats.db")
    yield made
    made.close()


CHANGED = [
    pytest.param(TEXT, id="the same words"),
    pytest.param(TEXT.upper().replace(",", ""), id="other capitals and marks"),
    pytest.param(TEXT.replace("Most", "Nearly all").replace("the area", "Saltmarsh"), id="a few other words"),
    pytest.param(f"In Saltmarsh, {TEXT[0].lower()}{TEXT[1:]}", id="words before it"),
]


@pytest.mark.parametrize("text", CHANGED)
def test_a_text_that_is_nearly_the_same_is_found(text: str, clusters: Clusters) -> None:
    clusters.add(0, [paragraph(OTHER), paragraph(TEXT)])
    clusters.add(1, [paragraph(text)])
    (group,) = clusters.groups({0: 0, 1: 1})
    assert (group.councils, group.documents) == (2, 2)
    assert [(document, place) for document, place, _ in group.members] == [(0, 1), (1, 0)]
    assert group.members[1][2] >= 0.85


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(OTHER, id="another text"),
        pytest.param(" ".join(reversed(TEXT.split())), id="its words in another order"),
        pytest.param(" ".join([*TEXT.split()[:12], *OTHER.split()[:25]]), id="a third of it before other words"),
    ],
)
def test_another_text_is_not(text: str, clusters: Clusters) -> None:
    clusters.add(0, [paragraph(TEXT)])
    clusters.add(1, [paragraph(text)])
    assert list(clusters.groups({0: 0, 1: 1})) == []


def test_documents_about_one_council_share_nothing_with_others(clusters: Clusters) -> None:
    for document in range(3):
        clusters.add(document, [paragraph(TEXT)])
    assert list(clusters.groups(dict.fromkeys(range(3), 7))) == []


def test_the_most_spread_text_is_the_first(clusters: Clusters) -> None:
    for council in range(5):
        clusters.add(council, [paragraph(TEXT), *([paragraph(OTHER)] if council < 2 else [])])
    assert [(each.councils, each.documents) for each in clusters.groups({at: at for at in range(5)})] == [
        (5, 5),
        (2, 2),
    ]


def test_a_short_text_is_not_compared() -> None:
    assert bands(["word"] * (LEAST_WORDS - 1)) == ()
    assert len(bands(["word"] * LEAST_WORDS)) == 8


@given(st.lists(st.text(max_size=8), max_size=60))
def test_any_words_have_numbers_that_a_database_takes(text: list[str]) -> None:
    assert all(-(2**63) <= each < 2**63 for each in bands(text))


def test_the_work_grows_with_the_number_of_paragraphs(tmp_path: Path) -> None:
    """Of all pairs only those that share numbers are compared: of random texts nearly none."""
    drawn = random.Random(28)  # noqa: S311 (the same texts each time)
    known = [f"w{at}" for at in range(3000)]
    made = Clusters(tmp_path / "repeats.db")
    for document in range(200):
        made.add(document, [paragraph(" ".join(drawn.choices(known, k=60))) for _ in range(10)])
    assert list(made.groups({at: at for at in range(200)})) == []
    made.close()
