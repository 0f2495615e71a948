"""The council that a report is about, as its prose names it.

`fault: absent` finds a title whose council the prose never names although it
names another place again and again; `fault: elsewhere` children, families or
services in another place than the council's, if no word of `beside` gives a reason;
`fault: small` the council's name, or one of `names`, in small letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.terms.scan import Where, applicable, checked, listed, scope
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.council_names import FORMAL, OF_SERVICES, key_of, words_of
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import folded

_NAME = r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+){0,2}"
_PEOPLE = ("children", "leavers", "people", "families", "parents", "leaders")
_PLACE = pattern(rf" (?:in|across|of) (?P<place>{_NAME})\b(?! Care)")
_COUNCIL = pattern(rf"(?P<place>{_NAME}?)(?: (?:County|City|Borough|Metropolitan Borough))? Council\Z")
_DOES = (" has ", " is ", " does ", " provides ", " knows ", " must ", " have ", " needs ")
_FAR = 60
_ANYWHERE = pattern(rf"\b(?:in|of|to|for|across|from|within) (?P<place>{_NAME})\b")
_OFTEN = 2
_SMALL = frozenset({"and", "with", "upon", "on", "in"})
# Characters next to a word that is part of an address or a compound.
_ADDRESS = ("@", "/", "#", "-", "_", ".")
_SHORTEST = 5


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    fault: Annotated[
        Literal["absent", "elsewhere", "small"],
        Meta(description="absent: it is not named; elsewhere: another place is; small: its name has no capital"),
    ]
    beside: Annotated[
        tuple[str, ...], Meta(description="words in the sentence that give a reason for naming another place")
    ] = ()
    names: Annotated[tuple[str, ...], Meta(description="names that have a capital, whatever the council")] = ()
    words: Annotated[
        tuple[str, ...],
        Meta(description="words that are not another place, or not a name if they are in small letters"),
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "name", "other", "times", "instead"})


def edits_possible(params: Params) -> str:
    return "" if params.fault == "small" else "only a name in small letters has one correction"


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen, beside = scope(params), checked(listed("beside", params.beside))

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        texts = applicable(report, chosen)
        if params.fault == "small":
            return _small(report, chosen, params)
        if not report.council:
            raise NotApplicable("no title says which council it is about")
        if params.fault == "absent":
            return _absent(report, texts, params)
        return _elsewhere(report, chosen, params, beside)

    return run


def _own(report: Document) -> frozenset[str]:
    """Return the words that distinguish the council from others; none for a trust without a place in its name."""
    return frozenset(key_of(report.council)) - _SMALL - OF_SERVICES if report.council else frozenset()


def _absent(report: Document, texts: list[Passage], params: Params) -> Iterator[Hit]:
    """Yield the title if the prose is about another place."""
    own = _own(report)
    if not own or any(_is_prose(report, end) for word in own for end in report.vocabulary.ends.get(word, ())):
        return
    known = frozenset(params.words)
    found = (match["place"] for passage in texts for match in _ANYWHERE.finditer(passage.prose.text))
    others = Counter(place for place in found if not known & set(place.split()))
    other, times = next(iter(others.most_common(1)), ("", 0))
    if times >= _OFTEN and report.title and report.title.council:
        facts = {"found": report.council, "name": report.council, "other": other, "times": str(times), "instead": ""}
        yield Hit(report.title.council.place(), report.title.address, facts)


def _is_prose(report: Document, offset: int) -> bool:
    passage, _ = report.folded.at(max(offset - 1, 0))
    return "prose" in passage.tags


def _elsewhere(
    report: Document, chosen: Callable[[frozenset[str]], bool], params: Params, beside: Terms
) -> Iterator[Hit]:
    """Yield places of other councils that the prose mentions as if they were the council's own."""
    footers = report.footers if isinstance(report, OfstedDocument) else ()
    own = _own(report) | frozenset(word for each in footers if each.council for word in key_of(each.council.text))
    known = frozenset(params.words)
    for start, end, place in sorted(_places(report)) if own else ():
        passage, at = report.searchable.at(start)
        if own & set(words_of(place)) or known & set(place.replace("-", " ").split()) or not chosen(passage.tags):
            continue
        sentence = passage.sentence(at)
        if passage.quoted(at) or own & set(words_of(sentence)) or beside.find(folded(sentence)):
            continue
        facts = {"found": passage.prose.text[at : at + end - start], "name": report.council, "other": place}
        related = (Related(report.title.prose.place(), "the title"),) if report.title else ()
        prose = passage.prose.place(at, at + end - start)
        yield Hit(prose, passage.address, facts | {"times": "1", "instead": ""}, related)


def _places(report: Document) -> Iterator[tuple[int, int, str]]:
    """Yield mentions of people in a place or of a council's services, with the place."""
    text, ends = report.searchable.text, report.vocabulary.ends
    for word in _PEOPLE:
        for end in ends.get(word, ()):
            start = end - len(word)
            # “Care Leavers in Education” is a name.
            amid = text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha()
            if (match := _PLACE.match(text, end)) and not (amid and text[start].isupper()):
                yield start, match.end(), match["place"]
    for end in ends.get("council", ()):
        if text.startswith(_DOES, end) and (match := _COUNCIL.search(text, max(end - _FAR, 0), end)):
            yield match.start(), end, match["place"]


def _small(report: Document, chosen: Callable[[frozenset[str]], bool], params: Params) -> Iterator[Hit]:
    """Yield names without their capitals."""
    ordinary = FORMAL | frozenset(params.words)
    mine = {word for word in _own(report) if len(word) >= _SHORTEST and word not in ordinary}
    wanted = {name.casefold(): name for name in params.names} | {word: word.capitalize() for word in mine}
    text, ends = report.searchable.text, report.vocabulary.ends
    for word, instead in wanted.items():
        for end in ends.get(word, ()):
            start = end - len(word)
            if text[start].isupper() or text[start - 1 : start] in _ADDRESS or text[end : end + 1] in _ADDRESS[:-1]:
                continue
            passage, at = report.searchable.at(start)
            # “northfell.gov.uk” is an address.
            if chosen(passage.tags) and not (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum()):
                edits = corrected(passage.prose, passage.copies, at, at + len(word), instead)
                facts = {"found": word, "name": instead, "other": "", "times": "1", "instead": instead}
                yield Hit(passage.prose.place(at, at + len(word)), passage.address, facts, edits=edits)
