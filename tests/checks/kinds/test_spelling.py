"""The lists of right words, and what is made of a word that is in neither."""

from __future__ import annotations

import pytest

from ofsted_lint import checks, documents
from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.words import listed
from ofsted_lint.checks.words.likely import is_derived, likely_words, run_together
from ofsted_lint.checks.words.listed import common, is_familiar, is_word, packed
from ofsted_lint.source.similar import slips
from ofsted_lint.source.source import Source
from tests.make.work import calls

SIZES = {"common.zz": 30_000, "words.txt": 700_000}


def found(kind: str, text: str, hyphens_lost: bool = False) -> list[str]:
    """Return what a kind of check finds in a paragraph."""
    document = documents.read(Source("report.txt", f"1.   {text}\n"), "ilacs")
    vars(document)["hyphens_lost"] = hyphens_lost
    module = checks.load(kind)
    hits = module.prepare(module.Params())(CheckContext(document))
    return [hit.facts["found"] for hit in hits]


@pytest.mark.parametrize(
    ("word", "there", "familiar"),
    [
        ("children", True, True),
        ("carpets", True, True),
        ("abacuses", True, True),
        ("zoological", True, True),
        ("café", True, True),
        ("cafe", True, True),
        ("cat", True, True),
        ("abampere", True, False),
        ("behavior", True, False),
        ("childern", False, False),
        ("zzz", False, False),
        ("aal", False, False),
        ("|", False, False),
        ("", False, False),
    ],
)
def test_a_word_is_looked_up(word: str, there: bool, familiar: bool) -> None:
    assert (is_word(word), is_familiar(word)) == (there, familiar)


def test_every_word_that_is_packed_is_found_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    familiar, rare = {"cat", "cats", "catch", "bus", "café", "mess"}, {"cat", "catchy", "mes", "cab", "cabs"}
    file = tmp_path_factory.mktemp("words") / "words.txt"
    file.write_text(packed(familiar, rare), "utf-8", newline="\n")
    text = file.read_bytes()
    assert text.decode() == "bus  | \ncab | + \ncaf é | \ncat + ch | chy \nmes s |  \n"
    monkeypatch.setattr(listed, "_words", lambda: text)
    monkeypatch.setattr(listed, "common", dict)
    tried = familiar | rare | {"catc", "ca", "busy", "buses", "caf", "cafés", "messs", "zoo", "aaa", "cabss"}
    listed._line.cache_clear()
    is_word.cache_clear()
    try:
        assert {word for word in tried if is_word(word)} == familiar | rare
        assert {word for word in tried if is_familiar(word)} == familiar
    finally:
        listed._line.cache_clear()
        is_word.cache_clear()


def test_the_lists_stay_small() -> None:
    files = {path.name: path.stat().st_size for path in (listed.COMMON, listed.WORDS)}
    assert {name: size for name, size in files.items() if size > SIZES[name]} == {}


def test_common_words_are_listed_by_degree() -> None:
    assert sorted(set(common().values())) == [0, 1, 2, 3, 4]
    assert common()["children"] == 0


def test_the_large_list_is_not_read_for_common_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> bytes:
        raise AssertionError("it was read")

    monkeypatch.setattr(listed, "_words", read)
    is_word.cache_clear()
    assert found("spelling", "Social workers know their children well.") == []


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("recieve", ("receive",)),
        ("supervison", ("supervision", "supervisor")),
        ("knowledgably", ("knowledgeably",)),
        ("truely", ("truly",)),
        ("reccomendation", ("recommendation",)),
        ("refered", ("referred",)),
        ("wasnt", ("wasn't",)),
        ("embarassed", ("embarrassed",)),
        ("comunity", ("community",)),
        ("interventionis", ("interventions", "intervention is")),
        ("adaptably", ()),
        ("residentials", ()),
        ("rebalancing", ()),
        ("zxqwv", ()),
    ],
)
def test_what_is_meant(word: str, right: tuple[str, ...]) -> None:
    assert likely_words(word) == right


@pytest.mark.parametrize(
    ("word", "two"),
    [
        ("plansand", ("plans and",)),
        ("ofthe", ("of the",)),
        ("alot", ("a lot",)),
        ("eachother", ("each other",)),
        ("keyworker", ()),
        ("onboard", ()),
        ("workplan", ()),
    ],
)
def test_words_run_together(word: str, two: tuple[str, ...]) -> None:
    assert run_together(word) == two


@pytest.mark.parametrize(
    ("word", "derived"),
    [
        ("influencer", True),
        ("unassessed", True),
        ("reunifications", True),
        ("stablity", False),
        ("throughly", False),
        ("commited", False),
        ("familys", False),
    ],
)
def test_derived_words(word: str, derived: bool) -> None:
    assert is_derived(word) is derived


@pytest.mark.parametrize(
    ("one", "two", "most", "near"),
    [
        ("care", "care", 0, True),
        ("care", "race", 1, False),
        ("care", "caer", 1, True),
        ("care", "acer", 2, True),
        ("accommodation", "acomodation", 2, True),
        ("accommodation", "acomodatio", 2, False),
        ("", "ab", 2, True),
    ],
)
def test_slips_are_counted(one: str, two: str, most: int, near: bool) -> None:
    assert (slips(one, two, most), slips(two, one, most)) == (near, near)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Children recieve help.", ["recieve"], id="a slip is found"),
        pytest.param("Plans fail to recieve.", ["recieve"], id="at the end of a sentence as well"),
        pytest.param("Children recieve and (recieve) help.", ["recieve", "recieve"], id="and each time"),
        pytest.param("They recieve, recieve and recieve.", [], id="but not a word that is used three times"),
        pytest.param("See recieve.org, a@recieve or www.a.uk/recieve.", [], id="nor a piece of an address"),
        pytest.param("They met Recieve. At recieve they talk.", [], id="nor a name, even without its capital"),
        pytest.param("The ‘recieve’ group meets.", [], id="nor what is in quotation marks"),
        pytest.param("It isn’t so; they couldn't.", [], id="nor a contraction"),
        pytest.param("The chidl’s re-ofending plan.", ["chidl", "ofending"], id="parts and possessives are words"),
        pytest.param("The take-aways and co-ordinated work.", [], id="parts that make a word are none"),
        pytest.param("Chil dren are seen.", [], id="nor are parts of a word that was parted"),
        pytest.param("The theraplay wextor zoom.", [], id="nor is a word that is near no other"),
    ],
)  # fmt: skip
def test_which_words_are_misspelt(text: str, words: list[str]) -> None:
    assert sorted(found("spelling", text)) == sorted(words)


def test_a_text_in_another_language_is_left_alone() -> None:
    strange = [f"{one}{two}hildrem" for one in "bcdfghjk" for two in "bcdfghjk"]
    assert found("spelling", f"Children recieve {' '.join(strange)} help.") == []


def test_where_hyphens_were_lost_a_compound_is_no_slip() -> None:
    text = "A reform of carehome and longterms plans; they recieve help."
    assert found("spelling", text, hyphens_lost=True) == ["recieve"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The chil dren are seen.", ["chil dren"]),
        ("Children s upport each other.", ["s upport"]),
        ("They work to gether.", ["to gether"]),
        ("They work out with in a day; pre proceedings are some times slow.", []),
    ],
)
def test_a_parted_word_is_found_once(text: str, words: list[str]) -> None:
    assert found("parted-word", text) == words


def test_no_slip_is_found_by_two_kinds() -> None:
    text = "The chil dren plansand recieve interventionis of the closeto."
    kinds = {kind: sorted(found(kind, text)) for kind in ("spelling", "joined-words", "parted-word")}
    assert kinds == {
        "spelling": ["interventionis", "recieve"],
        "joined-words": ["closeto", "plansand"],
        "parted-word": ["chil dren"],
    }


def test_what_is_longer_than_any_word_takes_no_work_that_grows_with_its_square() -> None:
    common()

    def work(letters: int) -> int:
        word = "x" * letters
        return calls(lambda: (likely_words(word), run_together(word), is_derived(word)))

    assert work(20_000) == work(100)
    assert (likely_words("x" * 61), run_together("the" + "x" * 60)) == ((), ())
