"""Find terms in the parts of a document that a rule checks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, ParamError
from ofsted_lint.checks.terms.scopes import ScopeError, chosen
from ofsted_lint.checks.terms.search import TermError
from ofsted_lint.checks.terms.terms import Candidates, Match, Terms
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.structure.searchable_text import Vocabulary
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import searchable
from ofsted_lint.source.source import Place

# A word with a capital, and what may join it to the next word of a name.
_NAME_BEFORE = pattern(r"[A-Z][\w’'-]* (?:(?:and|&) )?\Z")
_LONGEST_WORD = 40
_LETTERS = pattern(r" \(([A-Za-z]{2,8})\)")
NOWHERE = "it has none of the parts that this rule checks"
Way = tuple[str | int, ...]
InQuotes = Literal["skip", "only", "include"]


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    """The parameters shared by all kinds that check texts."""

    in_: Annotated[
        tuple[str, ...], Meta(min_length=1, description="the parts to check: “paragraph”, “prose and not leaders”")
    ] = ("prose",)


class Scoped(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    """The parameters shared by all kinds that look for terms."""

    in_quotes: Annotated[
        InQuotes, Meta(description="skip: ignore quotations; only: check nothing else; include: check both")
    ] = "skip"
    case: Annotated[bool, Meta(description="true: capitals matter")] = False
    except_: Annotated[tuple[str, ...], Meta(description="longer terms within which a match is ignored")] = ()
    except_before: Annotated[
        tuple[str, ...], Meta(description="a match directly before one of these terms is ignored")
    ] = ()
    except_after: Annotated[
        tuple[str, ...], Meta(description="a match directly after one of these terms is ignored")
    ] = ()
    except_near: Annotated[
        tuple[str, ...],
        Meta(description="a match is ignored if its sentence, or the one before, has one of these terms"),
    ] = ()
    except_names: Annotated[
        bool, Meta(description="true: a match at the end of a name is ignored: “Sport for Children service”")
    ] = False
    except_initials: Annotated[
        bool, Meta(description="true: a match at the end of a title with its own abbreviation in brackets is ignored")
    ] = False


class Found(msgspec.Struct, frozen=True):
    """A match of a term in a passage of a document."""

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
    """A search for terms with the parameters of a rule, made once for each rule.

    Each term comes with its key path in the parameters.
    """

    def __init__(self, terms: Iterable[tuple[Way, str]], scoped: Scoped) -> None:
        self.scoped = scoped
        self._terms = checked(terms, scoped.case)
        self.around = checked(listed("except", scoped.except_), scoped.case)
        self.before = checked(listed("except_before", scoped.except_before), scoped.case)
        self.after = checked(listed("except_after", scoped.except_after), scoped.case)
        self.near = checked(listed("except_near", scoped.except_near), scoped.case)
        self._chosen = scope(scoped)

    def run(self, report: Document) -> Iterator[Found]:
        """Yield the matches in a document; raise `NotApplicable` if it has none of the parts to check."""
        if not any(map(self._chosen, report.tagged)):
            raise NotApplicable(NOWHERE)
        whole = report.searchable if self.scoped.case else report.folded
        exceptions = _Exceptions(self, report.vocabulary)
        for match in self._terms.find_all(whole, report.vocabulary):
            passage, start = whole.at(match.start)
            found = Found(passage, start, start + match.end - match.start, match.term)
            if self._chosen(passage.tags) and _is_in_scope(found, self.scoped.in_quotes) and not exceptions.has(found):
                yield found


def _sentence_before(found: Found) -> int:
    """Return the start of the sentence before that of a match, or of its own sentence if that is the first."""
    spans = found.passage.sentence_spans
    at = bisect_right(spans, (found.start + 1,)) - 1
    return spans[max(at - 1, 0)][0]


def _sentence_end(found: Found) -> int:
    span = found.passage.sentence_span(found.start)
    return span[1] if span else len(found.passage.prose.text)


def _ends_name(found: Found) -> bool:
    """True if a match begins with the last word of a name and continues in lower case."""
    text, start = found.passage.prose.text, found.start
    if not found.text[:1].isupper() or found.text.istitle():
        return False
    return bool(_NAME_BEFORE.search(text, max(start - _LONGEST_WORD, 0), start))


def _is_titled(found: Found) -> bool:
    """True if an abbreviation of more words than the match follows in brackets: “moving-on advisor (MOA)”."""
    letters = _LETTERS.match(found.passage.prose.text, found.end)
    return letters is not None and len(letters[1].removesuffix("s")) > len(found.text.split())


class _Exceptions:
    """The exceptions of a search in a document, without terms whose words it lacks."""

    def __init__(self, scan: Scan, vocabulary: Vocabulary) -> None:
        self._scan, self._scoped, self._vocabulary = scan, scan.scoped, vocabulary
        self._passage: Passage | None = None
        self._longer: list[Match] = []

    def has(self, found: Found) -> bool:
        """True if a match is within one of the exceptions, or directly before or after one, or near one."""
        text = searchable(found.passage.prose.text) if self._scoped.case else found.passage.folded
        if self._before.variants and self._before.after(text, found.end):
            return True
        if self._after.variants and self._after.before(text, found.start):
            return True
        if self._near.variants and self._near.find(text[_sentence_before(found) : _sentence_end(found)]):
            return True
        if (self._scoped.except_names and _ends_name(found)) or (self._scoped.except_initials and _is_titled(found)):
            return True
        return bool(self._around.variants) and self._is_within(found, text)

    def _is_within(self, found: Found, text: str) -> bool:
        """True if a match is within a longer term, which are looked for once in each text."""
        if found.passage is not self._passage:
            self._passage, self._longer = found.passage, self._around.find(text)
        at = bisect_right(self._longer, found.start, key=lambda match: match.start) - 1
        return at >= 0 and found.end <= self._longer[at].end

    @cached_property
    def _before(self) -> Candidates:
        return self._scan.before.candidates(self._vocabulary)

    @cached_property
    def _after(self) -> Candidates:
        return self._scan.after.candidates(self._vocabulary)

    @cached_property
    def _near(self) -> Candidates:
        return self._scan.near.candidates(self._vocabulary)

    @cached_property
    def _around(self) -> Candidates:
        return self._scan.around.candidates(self._vocabulary)


def scope(where: Where) -> Callable[[frozenset[str]], bool]:
    """Return a test for the tags of texts that a rule checks; raise `ParamError` for a bad scope."""
    try:
        return chosen(where.in_)
    except ScopeError as error:
        raise ParamError(("in",), str(error)) from None


def applicable(report: Document, chooses: Callable[[frozenset[str]], bool]) -> list[Passage]:
    """Return the passages that a rule checks; raise `NotApplicable` if there are none."""
    found = [passage for passage in report.passages if chooses(passage.tags)]
    if not found:
        raise NotApplicable(NOWHERE)
    return found


def listed(key: str, terms: Iterable[str]) -> Iterator[tuple[Way, str]]:
    """Return the terms of a parameter that is a list, each with its key path."""
    return (((key, at), term) for at, term in enumerate(terms))


# Signs of terms that would be written into the document as they are.
_OF_TERMS = "#*^{}|"


def replacements(swap: Mapping[str, str]) -> None:
    """Raise `ParamError` for a replacement that is written like a term."""
    for term, text in swap.items():
        if sign := next((sign for sign in _OF_TERMS if sign in text), ""):
            cure = f"“{sign}” would be written as it is: give the words themselves"
            if sign == "#":
                cure += ", and for words next to a number use “existence” with “terms: ['#{…}']” and “swap”"
            raise ParamError(("swap", term), cure)


def checked(terms: Iterable[tuple[Way, str]], case: bool = False) -> Terms:
    """Terms to look for; `ParamError` with the way to the one that is none."""
    listed = list(terms)
    found = Terms(tuple(term for _, term in listed), case)
    try:
        found.check()
    except TermError as error:
        raise ParamError(_first_wrong(listed, case), str(error)) from None
    return found


def _first_wrong(terms: list[tuple[Way, str]], case: bool) -> Way:
    """The way to the first that is no term."""
    for way, term in terms:
        try:
            Terms((term,), case).check()
        except TermError:
            return way
    return ()


def _is_in_scope(found: Found, in_quotes: InQuotes) -> bool:
    if in_quotes == "include":
        return True
    return found.passage.quoted(found.start) is (in_quotes == "only")
