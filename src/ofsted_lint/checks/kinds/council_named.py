"""The council that a report is about, as its prose names it.

`fault: absent` finds a title whose council the prose never names although it
names another place again and again; `fault: elsewhere` children, families or
services in another place than the council's, if no word of `beside` says why;
`fault: small` the council's name, or one of `names`, in small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, Subject
from ofsted_lint.checks.terms.scan import Where, applicable, checked, listed, scope
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.council_names import FORMAL, key_of, words_of
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import folded

_NAME = r"[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+){0,2}"
_PEOPLE = (
    r"(?:[Cc]hildren|[Cc]are leavers|[Yy]oung people|[Ff]amilies|[Pp]arents|[Cc]arers|[Ss]ocial workers"
    r"|[Ll]eaders|[Mm]anagers|[Pp]ersonal advisers)"
)
_THERE = re.compile(
    rf"\b{_PEOPLE}(?: and (?:their )?(?:families|young people|care leavers))? (?:in|across|of) (?P<place>{_NAME})(?! Care)\b"
    rf"|(?P<council>{_NAME})(?: (?:County|City|Borough|Metropolitan Borough))? Council (?:has|is|does|provides|knows|must)\b"
)
_ANYWHERE = re.compile(rf"\b(?:in|of|to|for|across|from|within) (?P<place>{_NAME})\b")
_OFTEN = 2
_SHORTEST = 5


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    fault: Annotated[
        Literal["absent", "elsewhere", "small"],
        Meta(description="absent: it is not named; elsewhere: another place is; small: its name has no capital"),
    ]
    beside: Annotated[
        tuple[str, ...], Meta(description="words in the sentence that say why another place is named")
    ] = ()
    names: Annotated[tuple[str, ...], Meta(description="names that have a capital, whatever the council")] = ()
    words: Annotated[
        tuple[str, ...], Meta(description="words that are no other place, or no name where they stand in small letters")
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "name", "other", "times", "instead"})


def mends(params: Params) -> str:
    return "" if params.fault == "small" else "only a name in small letters has one correction"


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    chosen, beside = scope(params), checked(listed("beside", params.beside))

    def run(subject: Subject) -> Iterator[Hit]:
        report = subject.document
        texts = applicable(report, chosen)
        if params.fault == "small":
            return _small(report, texts, params)
        if not report.council:
            raise NotApplicable("no title says which council it is about")
        if params.fault == "absent":
            return _absent(report, texts, params)
        return _elsewhere(report, texts, params, beside)

    return run


def _own(report: Document) -> frozenset[str]:
    """The words that tell the council from others."""
    return frozenset(key_of(report.council)) if report.council else frozenset()


def _absent(report: Document, texts: list[Passage], params: Params) -> Iterator[Hit]:
    """The title, where the prose is about another place."""
    if any(_is_prose(report, end) for word in _own(report) for end in report.vocabulary.ends.get(word, ())):
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


def _elsewhere(report: Document, texts: list[Passage], params: Params, beside: Terms) -> Iterator[Hit]:
    """Places of other councils that the prose speaks of as if they were its own."""
    own = _own(report) | frozenset(
        word for foot in report.footers if foot.council for word in key_of(foot.council.text)
    )
    known = frozenset(params.words)
    for passage in texts:
        for match in _THERE.finditer(passage.prose.text):
            group = "place" if match["place"] else "council"
            place = match[group]
            if own & set(words_of(place)) or known & set(place.replace("-", " ").split()):
                continue
            sentence = passage.sentence(match.start())
            if own & set(words_of(sentence)) or beside.find(folded(sentence)):
                continue
            facts = {"found": match[0], "name": report.council, "other": place, "times": "1", "instead": ""}
            related = (Related(report.title.prose.place(), "the title"),) if report.title else ()
            yield Hit(passage.prose.place(*match.span()), passage.address, facts, related)


def _small(report: Document, texts: list[Passage], params: Params) -> Iterator[Hit]:
    """Names without their capitals."""
    ordinary = FORMAL | frozenset(params.words)
    mine = {word for word in _own(report) if len(word) >= _SHORTEST and word not in ordinary}
    wanted = {name.casefold(): name for name in params.names} | {word: word.capitalize() for word in mine}
    there = [word for word in wanted if word in report.vocabulary.ends]
    if not there:
        return
    pattern = re.compile(rf"(?<![\w@./#-])(?:{'|'.join(map(re.escape, there))})(?![\w@/-]|\.\w)")
    for passage in texts:
        for match in pattern.finditer(passage.prose.text):
            instead = wanted[match[0]]
            edits = corrected(passage.prose, passage.copies, *match.span(), instead)
            facts = {"found": match[0], "name": instead, "other": "", "times": "1", "instead": instead}
            yield Hit(passage.prose.place(*match.span()), passage.address, facts, edits=edits)
