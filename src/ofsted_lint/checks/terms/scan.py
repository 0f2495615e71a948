"""Terms looked for in the parts of a document that a rule speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, ParamError
from ofsted_lint.checks.terms.pattern import TermError
from ofsted_lint.checks.terms.scopes import ScopeError, chosen
from ofsted_lint.checks.terms.terms import Match, Terms
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import searchable
from ofsted_lint.source.source import Place

# A word with a capital, and what may join it to the next of a name.
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]* (?:(?:and|&) )?\Z")
_LONGEST_WORD = 40
_LETTERS = re.compile(r" \(([A-Za-z]{2,8})\)")
NOWHERE = "it has none of the parts that this rule looks in"
Way = tuple[str | int, ...]
InQuotes = Literal["skip", "only", "include"]


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    """What all kinds that read texts share."""

    in_: Annotated[
        tuple[str, ...], Meta(min_length=1, description="the parts to look in: “paragraph”, “prose and not leaders”")
    ] = ("prose",)


class Scoped(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    """What all kinds that look for terms share."""

    in_quotes: Annotated[InQuotes, Meta(description="whether to look in quotations: skip, only or include")] = "skip"
    case: Annotated[bool, Meta(description="whether capitals matter")] = False
    except_: Annotated[tuple[str, ...], Meta(description="longer terms in which a match is left alone")] = ()
    except_before: Annotated[
        tuple[str, ...], Meta(description="a match is left alone where it stands right before one of these")
    ] = ()
    except_after: Annotated[
        tuple[str, ...], Meta(description="a match is left alone where it stands right after one of these")
    ] = ()
    except_near: Annotated[
        tuple[str, ...],
        Meta(description="a match is left alone where its sentence, or the one before, has one of these"),
    ] = ()
    except_names: Annotated[
        bool, Meta(description="whether a match is left alone that ends a name: “Sport for Children service”")
    ] = False
    except_initials: Annotated[
        bool, Meta(description="whether a match is left alone that ends a title with letters of its own, in brackets")
    ] = False


class Found(msgspec.Struct, frozen=True):
    """A term in a passage of a document."""

    passage: Passage
    start: int
    end: int
    term: str

    @property
    def text(self) -> str:
        return self.passage.prose.text[self.start : self.end]

    @property
    def place(self) -> Place:
        return self.passage.prose.place(self.start, self.end)


class Scan:
    """Looks for terms as a rule's parameters say; made once a rule. Each term comes with the way to it."""

    def __init__(self, terms: Iterable[tuple[Way, str]], scoped: Scoped) -> None:
        self._scoped = scoped
        self._terms = checked(terms, scoped.case)
        self._around = checked(listed("except", scoped.except_), scoped.case)
        self._before = checked(listed("except_before", scoped.except_before), scoped.case)
        self._after = checked(listed("except_after", scoped.except_after), scoped.case)
        self._near = checked(listed("except_near", scoped.except_near), scoped.case)
        self._chosen = scope(scoped)

    def run(self, report: Document) -> Iterator[Found]:
        """The terms in the document; `NotApplicable` where it has nothing to look in."""
        if not any(map(self._chosen, report.tagged)):
            raise NotApplicable(NOWHERE)
        whole = report.searchable if self._scoped.case else report.folded
        around = _Around(self._around)
        for match in self._terms.find_all(whole, report.vocabulary):
            passage, start = whole.at(match.start)
            found = Found(passage, start, start + match.end - match.start, match.term)
            if (
                self._chosen(passage.tags)
                and _asked(found, self._scoped.in_quotes)
                and not self._excepted(found, around)
            ):
                yield found

    def _excepted(self, found: Found, around: _Around) -> bool:
        """Whether a match stands in what is left alone, or beside it."""
        text = searchable(found.passage.prose.text) if self._scoped.case else found.passage.folded
        if self._before.terms and self._before.after(text, found.end):
            return True
        if self._after.terms and self._after.before(text, found.start):
            return True
        if self._near.terms and self._near.find(text[_sentence_before(found) : _sentence_end(found)]):
            return True
        if (self._scoped.except_names and _ends_name(found)) or (self._scoped.except_initials and _is_titled(found)):
            return True
        return around.has(found, text)


def _sentence_before(found: Found) -> int:
    """Where the sentence begins that stands before that of a match, or its own if it is the first."""
    spans = found.passage.sentence_spans
    at = bisect_right(spans, (found.start + 1,)) - 1
    return spans[max(at - 1, 0)][0]


def _sentence_end(found: Found) -> int:
    span = found.passage.sentence_span(found.start)
    return span[1] if span else len(found.passage.prose.text)


def _ends_name(found: Found) -> bool:
    """Whether a match begins with the last word of a name and goes on in small letters."""
    text, start = found.passage.prose.text, found.start
    if not found.text[:1].isupper() or found.text.istitle():
        return False
    return bool(_NAME_BEFORE.search(text, max(start - _LONGEST_WORD, 0), start))


def _is_titled(found: Found) -> bool:
    """Whether letters in brackets follow that stand for more than what was found: “moving-on advisor (MOA)”."""
    letters = _LETTERS.match(found.passage.prose.text, found.end)
    return letters is not None and len(letters[1].removesuffix("s")) > len(found.text.split())


class _Around:
    """The longer terms in which a match is left alone, looked for once in each text."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._passage: Passage | None = None
        self._there: list[Match] = []

    def has(self, found: Found, text: str) -> bool:
        """Whether what was found in a text lies in one of them."""
        if not self._terms.terms:
            return False
        if found.passage is not self._passage:
            self._passage, self._there = found.passage, self._terms.find(text)
        at = bisect_right(self._there, found.start, key=lambda match: match.start) - 1
        return at >= 0 and found.end <= self._there[at].end


def scope(where: Where) -> Callable[[frozenset[str]], bool]:
    """The parts that a rule's parameters choose; `ParamError` where they name none."""
    try:
        return chosen(where.in_)
    except ScopeError as error:
        raise ParamError(("in",), str(error)) from None


def applicable(report: Document, chooses: Callable[[frozenset[str]], bool]) -> list[Passage]:
    """The passages that a rule speaks of; `NotApplicable` where there are none."""
    found = [passage for passage in report.passages if chooses(passage.tags)]
    if not found:
        raise NotApplicable(NOWHERE)
    return found


def listed(key: str, terms: Iterable[str]) -> Iterator[tuple[Way, str]]:
    """The terms of a parameter that is a list, each with the way to it."""
    return (((key, at), term) for at, term in enumerate(terms))


def checked(terms: Iterable[tuple[Way, str]], case: bool = False) -> Terms:
    """Terms to look for; `ParamError` with the way to the one that is none."""
    found: list[str] = []
    for way, term in terms:
        try:
            Terms((term,), case).check()
        except TermError as error:
            raise ParamError(way, str(error)) from None
        found.append(term)
    return Terms(tuple(found), case)


def _asked(found: Found, in_quotes: InQuotes) -> bool:
    if in_quotes == "include":
        return True
    return found.passage.quoted(found.start) is (in_quotes == "only")
