"""Who is quoted: the report and Ofsted, or a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.document.passages import Passage
from ofsted_lint.document.prose import Prose
from ofsted_lint.document.quotes import Quote, quotations

# What stands before a quotation in its sentence says whose it is, or what stands behind.
_BEFORE = 300
_BEHIND = 120
_INSPECTORS = (
    r"(?:Ofsted(?:[’'`]s)?|(?:[Tt]he |[Tt]heir |[Ii]ts |[Oo]ur )?(?:[Ll]ead )?[Ii]nspect(?:ors?|orate|ion team)"
    r"(?:[’'`]s?)?|[Tt]he (?:\w+ ){0,3}(?:report|letter|feedback|findings|judgements?|watchdog|regulator)(?:[’'`]s)?"
    r"|HMI)"
)
_VERB = (
    r"(?:said|says?|saying|stat(?:es?|ed|ing)|comment(?:s|ed|ing)?|add(?:s|ed|ing)|not(?:es?|ed|ing)|f(?:ound|inds?)|"
    r"wr(?:ites?|ote|itten)|report(?:s|ed)|describ(?:es?|ed|ing)|prais(?:es?|ed|ing)|highlight(?:s|ed|ing)?|"
    r"conclud(?:es?|ed|ing)|recogni[sz](?:es?|ed|ing)|observ(?:es?|ed|ing)|identif(?:y|ies|ied)|judged|"
    r"acknowledg(?:es?|ed|ing)|reads?|explain(?:s|ed|ing)?|commend(?:s|ed)?|remark(?:s|ed)?|reported|confirm(?:s|ed)?|"
    r"continued?s?|went on|go on|goes on|told|reflect(?:s|ed)|saw|determined|described as|tells?|spoke)"
)
_PERSON = (
    r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness) )?[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){1,3}"
)
_NO_PERSON = (
    r"(?!(?:The|Their|Our|This|Ofsted|Inspectors?|Children|Council|Services?|Chief|Lead|Leader|Director|Cabinet|"
    r"Executive|Deputy|Portfolio|Interim|Chair)\b)"
)
_SUBJECTS = re.compile(
    rf"(?P<report>\b{_INSPECTORS})|(?P<same>\b(?:[Tt]hey|[Ii]t|[Ss]he|[Hh]e)\b)"
    rf"|(?P<person>\b{_NO_PERSON}{_PERSON})|(?P<we>\b(?:I|[Ww]e|[Yy]ou)\b)"
)
_VERBS = re.compile(rf"\b{_VERB}\b")
_SAID_BEHIND = re.compile(
    rf"[\s,.]{{0,3}}(?:{_VERB} (?:\w+ ){{0,2}}?(?P<late>(?:the |our )?[\w’'-]+(?: [\w’'-]+)?)"
    rf"|(?P<early>[^.;]{{3,90}}?) {_VERB}\b)"
)
_IS_REPORT = re.compile(rf"\b{_INSPECTORS}")
_HAS_NAME = re.compile(rf"\b{_NO_PERSON}{_PERSON}")
# “According to Ofsted …”, “the report’s “…””.
_OWNED = re.compile(rf"\b[Aa]ccording to {_INSPECTORS}|\b{_INSPECTORS}(?: (?:that|as|is|are|was|were|of))?[\s:,]*\Z")
_SENTENCE_END = re.compile(r"[.!?][’”'\")]?\s+(?=[A-Z])")


class Citation(msgspec.Struct, frozen=True, eq=False):
    """A quotation and who is quoted.

    `speaker` is “report” (Ofsted, its inspectors, the report or letter),
    “person”, or “unknown”; `words` is what stands between the marks, `prose`
    with them; `inner` says that it lies in what another is quoted to say.
    """

    prose: Prose
    words: Prose
    speaker: str
    closed: bool
    inner: bool
    address: str

    @property
    def count(self) -> int:
        """How many words are quoted."""
        return len(self.words.text.split())


def citations(passages: Iterable[Passage]) -> Iterator[Citation]:
    """The quotations in the text of a statement, in order, each with its speaker.

    A quotation that goes on in the next paragraph is not closed in the first
    and is opened again in the next; its speaker is the same.
    """
    speaker, open_ = "unknown", False
    for passage in passages:
        text = passage.prose.text
        end = 0
        for quote in passage.quotes:
            goes_on = open_ and quote.start == 0
            found = speaker if goes_on else _speaker(text, end, quote, speaker)
            yield _cited(passage, quote, found, inner=False)
            yield from _inner(passage, quote)
            if found != "unknown":
                speaker = found
            end, open_ = quote.end, not quote.closed
        if not passage.quotes:
            open_ = False


def _cited(passage: Passage, quote: Quote, speaker: str, inner: bool) -> Citation:
    end = quote.end - 1 if quote.closed else quote.end
    words = passage.prose.part(quote.start + 1, end)
    return Citation(passage.prose.part(quote.start, quote.end), words, speaker, quote.closed, inner, passage.address)


def _inner(passage: Passage, quote: Quote) -> Iterator[Citation]:
    """What is quoted within a quotation."""
    start = quote.start + 1
    inside = passage.prose.text[start : quote.end - 1 if quote.closed else quote.end]
    end = 0
    for each in quotations(inside):
        found = _speaker(inside, end, each, "person")
        end = each.end
        if found == "report":
            moved = Quote(each.start + start, each.end + start, each.mark, each.closed)
            yield _cited(passage, moved, found, inner=True)


def _speaker(text: str, from_: int, quote: Quote, last: str) -> str:
    """Who is quoted, told from what stands before and behind; `last` is who was quoted before."""
    before = text[max(from_, quote.start - _BEFORE) : quote.start]
    ends = list(_SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    behind = text[quote.end : quote.end + _BEHIND]
    said = _said_behind(behind)
    verbs = list(_VERBS.finditer(before))
    subjects = list(_SUBJECTS.finditer(before, 0, verbs[-1].start())) if verbs else []
    if said and not subjects:
        return said
    if subjects:
        return _kind(subjects, last)
    if re.search(
        rf"\b[Aa]ccording to {_INSPECTORS}|\b{_INSPECTORS}(?: (?:that|as|is|are|was|were|of))?[\s:,]*\Z", before
    ):
        return "report"
    # “Leaders are ambitious”, behind a paragraph's quotation by the same speaker.
    return last if not before.strip() and from_ else "unknown"


def _kind(subjects: list[re.Match[str]], last: str) -> str:
    """The kind of the nearest subject; a pronoun is whoever was named before it, or quoted last."""
    for match in reversed(subjects):
        kind = match.lastgroup or ""
        if kind in ("report", "person"):
            return kind
        if kind == "we":
            return "person"
    return last


def _said_behind(behind: str) -> str:
    """Who is named behind a quotation as having said it; empty where nobody is."""
    match = _SAID_BEHIND.match(behind)
    if match is None:
        return ""
    who = match["late"] or match["early"]
    rest = behind[match.start("late") :] if match["late"] else who
    if _IS_REPORT.match(rest.strip()) or (match["early"] and _IS_REPORT.search(who)):
        return "report"
    return "person" if _HAS_NAME.search(rest) or match["early"] else ""
