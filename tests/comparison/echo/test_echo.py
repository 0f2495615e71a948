"""The echo of points to improve in the findings, and weaknesses that no point takes up."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint.comparison.echo.stems import read, stem
from ofsted_lint.comparison.echo.topics import (
    IN_SENTENCE,
    NEARBY,
    NOWHERE,
    WITHOUT_WEAKNESS,
    Mention,
    Named,
    Topic,
    mention,
    prepared,
)
from ofsted_lint.comparison.echo.unaddressed import clauses, unanswered
from ofsted_lint.comparison.echo.verdict import Limits, Point, findings, trace
from ofsted_lint.comparison.echo.weakness_cues import STRONGEST, WEAK, Cues
from ofsted_lint.comparison.echo.word_counts import Table, read_table, shipped
from tests.conftest import ROOT
from tests.make.work import calls

ROOM = ROOT / "src" / "ofsted_lint" / "comparison" / "echo"
POINT = "The timeliness of pathway plans for care leavers in Saltmarsh."
FINDINGS = [
    "Personal advisers know their young people well.",
    "Pathway plans for care leavers are not timely enough. Some are out of date.",
    "Foster carers in Saltmarsh are proud of the children in their care.",
]
# Words of the field and of none, signs, and what is no text at all.
PIECES = st.sampled_from(
    [*FINDINGS, POINT, "not", "However,", "pathway plan", "12", ".", "’s", "(outcome 3)", "\x00", "ﬀ", ""]
)
TEXTS = st.lists(PIECES, max_size=6).map(" ".join) | st.text(max_size=80)
POINTS = st.lists(TEXTS, max_size=4)


def doubts(points: list[Point]) -> list[float]:
    return [point.doubt for point in points]


def test_a_point_that_a_finding_takes_up_is_less_doubtful_than_one_that_none_does() -> None:
    taken_up, not_taken_up = trace([POINT, "The storage of passports by foster carers."], FINDINGS)
    assert taken_up.doubt < Limits().doubtful <= not_taken_up.doubt


def test_the_paragraph_that_says_so_comes_first_with_words_found_and_missing_as_printed() -> None:
    best = trace([POINT], FINDINGS)[0].paragraphs[0]
    assert (best.paragraph, best.found, best.missing, best.weakness) == (
        1,
        ("timeliness", "pathway plans", "care leavers"),
        ("Saltmarsh",),
        "not",
    )
    assert FINDINGS[1][slice(*best.sentence)] == "Pathway plans for care leavers are not timely enough."


def test_words_found_anywhere_are_told_for_the_whole() -> None:
    point = trace([POINT + " Northfell"], FINDINGS)[0]
    found = ("timeliness", "pathway plans", "care leavers", "Saltmarsh")
    assert (point.found, point.missing) == (found, ("Northfell",))


def test_praise_supports_a_point_less_than_a_weakness_does() -> None:
    praise, weakness = (
        trace(["The quality of supervision."], [text])[0].doubt
        for text in ("Supervision is of high quality.", "Supervision is not of high quality.")
    )
    assert weakness < praise


def test_without_its_paragraph_a_point_is_more_doubtful() -> None:
    whole, rest = trace([POINT], FINDINGS)[0], trace([POINT], [FINDINGS[0], FINDINGS[2]])[0]
    assert whole.doubt < rest.doubt


def test_a_reference_to_the_framework_does_not_count() -> None:
    with_it = trace([POINT.rstrip(".") + " (outcome 3, national framework)."], FINDINGS)
    assert with_it == trace([POINT], FINDINGS)


@pytest.mark.parametrize("point", ["", "of the", "(outcome 3, national framework)", "…"])
def test_a_point_without_words_is_not_doubtful(point: str) -> None:
    assert doubts(trace([point], FINDINGS)) == [0.0]


def test_a_report_without_paragraphs_supports_nothing() -> None:
    point = trace([POINT], [])[0]
    assert (point.paragraphs, point.found, Limits().verdict(point)) == ((), (), "doubtful")


FOSTERING = (Topic(("private fostering",), findings=("privately arranged",)),)
FOSTERED = "The assessment of private fostering arrangements."


@pytest.mark.parametrize(
    ("paragraphs", "state", "verdict"),
    [
        (["Visits are not regular."], NOWHERE, "unsupported"),
        (["Private fostering is well known."], WITHOUT_WEAKNESS, "unsupported"),
        (["Private fostering is well known. Visits are not regular."], NEARBY, "doubtful"),
        (["Visits that are privately arranged are not regular."], IN_SENTENCE + 1, "doubtful"),
        (["Private fostering is not always assessed."], IN_SENTENCE + 2, "supported"),
    ],
    ids=["nowhere", "praised only", "weak in the paragraph", "weak by another name", "clearly weak by its name"],
)
def test_a_topic_has_a_state_and_the_item_a_verdict(paragraphs: list[str], state: int, verdict: str) -> None:
    point = trace([FOSTERED], paragraphs, topics=FOSTERING)[0]
    assert ([each.state for each in point.mentions], Limits().verdict(point)) == ([state], verdict)


def test_a_topic_names_the_paragraphs_that_mention_it() -> None:
    there = findings(["Private fostering is rare.", "Homes are good.", "It is privately arranged."])
    (topic,) = prepared(FOSTERING)
    assert mention(topic, there).paragraphs == (0, 2)


def test_a_general_topic_is_only_part_of_the_score() -> None:
    general = (Topic(("audits",), general=True),)
    assert trace(["The quality of audits."], ["Homes are good."], topics=general)[0].mentions == ()


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Early help is better, although a few are not seen.", ["Early help is better", "although a few are not seen"]),
        ("Plans are clear but are not always up to date.", ["Plans are clear but are not always up to date"]),
        (
            "Supervision, while it is regular, is not reflective.",
            ["Supervision is not reflective", "while it is regular"],
        ),
    ],
    ids=["a clause with a subject", "a clause without one stays", "an inserted clause is taken out"],
)
def test_a_sentence_has_clauses(sentence: str, parts: list[str]) -> None:
    assert clauses(sentence) == parts


@settings(max_examples=150)
@given(POINTS, POINTS)
def test_any_texts_can_be_traced(points: list[str], paragraphs: list[str]) -> None:
    for text, point in zip(points, trace(points, paragraphs), strict=True):
        assert 0 <= point.doubt <= 1
        assert all(word in text for word in point.found + point.missing)
        strengths = [each.strength for each in point.paragraphs]
        assert strengths == sorted(strengths, reverse=True)
        for each in point.paragraphs:
            assert 0 <= each.strength <= 1
            assert set(each.found + each.missing) == set(point.found + point.missing)
            assert 0 <= each.sentence[0] <= each.sentence[1] <= len(paragraphs[each.paragraph])


@settings(max_examples=60)
@given(POINTS, POINTS, st.randoms())
def test_the_order_of_paragraphs_does_not_matter(points: list[str], paragraphs: list[str], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(paragraphs, len(paragraphs))
    assert doubts(trace(points, shuffled)) == pytest.approx(doubts(trace(points, paragraphs)))


@settings(max_examples=60)
@given(POINTS, POINTS)
def test_points_are_judged_one_by_one(points: list[str], paragraphs: list[str]) -> None:
    assert trace(points, paragraphs) == [trace([point], paragraphs)[0] for point in points]


@settings(max_examples=60)
@given(TEXTS)
def test_the_words_of_a_text_stand_in_it_in_order(text: str) -> None:
    words = read(text).meaningful
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_a_term_is_one_word_however_it_is_written() -> None:
    written = ["a child in need", "children in need", "child-in-need", "Child in Need’s"]
    assert {tuple(word.stem for word in read(text).meaningful) for text in written} == {("child-in-need",)}


@pytest.mark.parametrize("word", ["delay", "plans", "children", "x" * 10_000])
def test_a_stem_is_never_empty_nor_long(word: str) -> None:
    assert 0 < len(stem(word)) <= 40


@pytest.mark.parametrize(
    ("sentence", "weak", "phrase"),
    [
        ("Supervision is not regular.", True, "not"),
        ("Too many children wait.", True, "too"),
        ("Children are seen quickly and without delay.", False, ""),
        ("Leaders act to minimise delays for children.", False, ""),
        ("Personal advisers are skilled.", False, ""),
    ],
)
def test_a_weakness_is_known_by_its_words(sentence: str, weak: bool, phrase: str) -> None:
    seen = Cues(shipped()[1]).see(read(sentence).plain)
    assert (seen.force >= WEAK, seen.phrase) == (weak, phrase)
    assert 0 <= seen.force <= STRONGEST


def named(points: list[str], paragraphs: list[str], summary: int = 99) -> list[tuple[str, list[int]]]:
    topics = (Topic(("supervision", "supervision records"), ("oversight",)), Topic(("life-story work",)))
    found = unanswered(prepared(topics), points, findings(paragraphs), force=1.0, places=2, summary=summary)
    return [(each.topic, [sentence.paragraph for sentence in each.sentences]) for each in found]


TWICE = ["Supervision is not regular.", "Homes are good.", "Too often, supervision is poor and inconsistent."]


def test_a_weakness_that_is_named_twice_and_by_no_point_is_found() -> None:
    assert [(name, sorted(places)) for name, places in named([POINT], TWICE)] == [("supervision", [0, 2])]


@pytest.mark.parametrize("point", ["The quality of supervision.", "Management oversight."])
def test_a_point_takes_a_weakness_up_by_either_name(point: str) -> None:
    assert named([point], TWICE) == []


def test_once_is_enough_in_the_summary_only() -> None:
    assert named([POINT], TWICE[:1]) == []
    assert named([POINT], TWICE[:1], summary=0) == [("supervision", [0])]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Despite infrequent supervision, too many plans are not good enough.", False),
        ("Too many plans are not good enough despite infrequent supervision.", False),
        ("Despite this, supervision is too often poor.", True),
    ],
    ids=["granted before the weakness", "granted behind it", "weak despite something else"],
)
def test_what_practice_stands_up_to_is_no_weakness_of_it(sentence: str, counts: bool) -> None:
    assert findings([sentence]).sentences[0].force >= 1.0
    assert bool(named([POINT], [TWICE[0], sentence])) is counts


@pytest.mark.parametrize(
    "sentence",
    [
        "Supervision is regular, although some plans are not good and homes are too far away.",
        "Turnover of staff in supervision teams is low, and hardly a post is not filled.",
        "Strong supervision ensures that drift and delay do not happen.",
    ],
    ids=["the weakness is in another clause", "low turnover is a strength", "a delay that does not happen is none"],
)
def test_what_is_no_weakness_of_a_topic_does_not_count(sentence: str) -> None:
    assert named([POINT], [TWICE[0], sentence]) == []


def test_the_words_of_a_topic_stand_side_by_side() -> None:
    apart = ["Work with families is not good, and the story of a life is too short."] * 2
    together = ["Life-story work is not good.", "Life-story work is too short."]
    assert (named([POINT], apart), len(named([POINT], together))) == ([], 1)


def test_the_table_is_small_and_has_stems_and_counts_only() -> None:
    path = ROOM / "counts.tsv"
    assert path.stat().st_size + (ROOM / "weights.json").stat().st_size <= 400_000
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    pairs = re.compile(r"(?:\d+(?: [^\s\d]\S*| \d+\S*[^\s\d]\S*)+(?: |$))*")
    wrong = [row for row in rows if not (row[1].isdigit() and row[2].isdigit() and pairs.fullmatch(row[3]))]
    assert (wrong, {len(row) for row in rows}) == ([], {4})


def test_counts_are_read_as_they_are_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "counts.tsv"
    path.write_text("# a note\n10\t99\ncourt\t7\t5\t3 help plan 4 late\nplan\t9\t2\t\n", "utf-8")
    table = read_table(path)
    asked = [("court", "help"), ("court", "late"), ("court", "none"), ("plan", "court"), ("none", "plan")]
    assert [table.together(*pair) for pair in asked] == [0.3, 0.4, 0.0, 0.0, 0.0]
    assert (table.spread("plan"), table.spread("none")) == ((9, 0.2), (0, 0.0))


def test_an_empty_table_judges_too() -> None:
    assert 0 <= trace([POINT], FINDINGS, Table(1, 0, ()))[0].doubt <= 1


def test_the_room_knows_nothing_of_files_rules_or_reports() -> None:
    allowed = {
        "ofsted_lint.comparison.echo",
        "ofsted_lint.documents.structure.parts",
        "ofsted_lint.files.patterns",
        "ofsted_lint.source.framework_reference",
        "ofsted_lint.source.sentences",
    }
    used = {
        node.module
        for path in ROOM.glob("*.py")
        if path.stem != "of_document"  # which reads a document for all the others
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ofsted_lint")
    }
    assert {name for name in used if not name.startswith(tuple(allowed))} == set()
    files = re.compile(r"\bopen\(|read_text|read_bytes")
    opened = [path.name for path in ROOM.glob("*.py") if files.search(path.read_text("utf-8"))]
    assert sorted(opened) == ["stems.py", "word_counts.py"]


@pytest.mark.parametrize(("points", "paragraphs"), [(8, 1), (1, 8)], ids=["points", "paragraphs"])
def test_the_work_is_linear_in_points_and_in_paragraphs(points: int, paragraphs: int) -> None:
    def work(times_points: int, times_paragraphs: int) -> int:
        given = [POINT] * (4 * times_points), FINDINGS * (40 * times_paragraphs)
        return calls(lambda: trace(*given))

    work(1, 1)  # what is read once is read here
    assert work(points, paragraphs) <= 8 * work(1, 1)


@pytest.mark.parametrize(
    ("states", "missed"),
    [
        ((NOWHERE, IN_SENTENCE), (NOWHERE,)),
        ((NOWHERE, IN_SENTENCE, IN_SENTENCE), ()),
        ((WITHOUT_WEAKNESS,), (WITHOUT_WEAKNESS,)),
        ((WITHOUT_WEAKNESS, NEARBY), ()),
        ((WITHOUT_WEAKNESS, WITHOUT_WEAKNESS, NEARBY), (WITHOUT_WEAKNESS, WITHOUT_WEAKNESS)),
    ],
    ids=[
        "half nowhere",
        "a third nowhere",
        "none with a weakness",
        "half without a weakness",
        "most without a weakness",
    ],
)
def test_topics_that_are_nowhere_count_from_half_and_those_without_a_weakness_from_more(
    states: tuple[int, ...], missed: tuple[int, ...]
) -> None:
    topic = Named(Topic(names=("private fostering",)))
    point = Point(0.8, (), (), tuple(Mention(topic, state, ()) for state in states))
    assert tuple(each.state for each in Limits().missed(point)) == missed


def test_the_limits_of_the_rules_are_those_of_the_verdicts() -> None:
    rule = (ROOT / "rules" / "improvements" / "improvement-hardly-in-findings.yaml").read_text("utf-8")
    least = re.findall(r"^  least: ([\d.]+)$", rule, re.MULTILINE)
    assert [float(each) for each in least] == [Limits().doubtful]
