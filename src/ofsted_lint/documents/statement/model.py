"""A council's statement about a report or a letter."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property
from typing import ClassVar

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.statement.councils_named import is_about_another, named
from ofsted_lint.documents.statement.counted_points import CountedPoints, counted_points
from ofsted_lint.documents.statement.dated_visits import Occasion, VisitOrdinal, occasion_words, occasions, ordinals
from ofsted_lint.documents.statement.earlier_inspections import EarlierYear, earlier_years
from ofsted_lint.documents.statement.grade_claims import GradeClaim, grade_claims, listed_claims
from ofsted_lint.documents.statement.grade_tables import table_claims
from ofsted_lint.documents.statement.links import links
from ofsted_lint.documents.statement.named_points import named_points
from ofsted_lint.documents.statement.office_holders import Officer, officers
from ofsted_lint.documents.statement.people import Named
from ofsted_lint.documents.statement.people import named as named_people
from ofsted_lint.documents.statement.published_reports import ReportDay, report_days
from ofsted_lint.documents.statement.quotations import Citation, citations
from ofsted_lint.documents.statement.subjects import is_of_another
from ofsted_lint.documents.statement.visit_focus import Focus, focus
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import DateMention
from ofsted_lint.source.prose import Prose

_TEXT = frozenset({"title", "heading", "prose"})
# Shorter quotations are names and grades, not words of the report.
_LONG = 5
# In characters: so much of a paragraph is read to see which council it is about.
_NEAR = 1500


class Listing(msgspec.Struct, frozen=True, eq=False):
    """A list and the paragraph that introduces it; `lead` is None if the text begins with the list."""

    lead: Paragraph | None
    items: tuple[Paragraph, ...]


class Statement(Document, frozen=True, eq=False, dict=True):
    """A statement about a report or a letter: a press release, a news item, a post.

    Its text is in its sections; items of lists are paragraphs there as well.
    `publishing` is the printed date of publication.
    """

    lists: tuple[Listing, ...] = ()
    publishing: DateMention | None = None

    RULE_NAMES: ClassVar[dict[str, str]] = {
        **Document.RULE_NAMES,
        "lists": "its lists, each with the paragraph that introduces it",
        "publishing": "the printed date of publication",
        "citations": "the quotations, each with who is quoted",
        "claims": "the grades that it claims",
        "occasions": "the inspections and visits that it dates",
        "people": "words that may be the names of people",
        "officers": "the people whom it names with their offices",
        "ordinals": "the visits that it numbers",
        "about_a_visit": "whether it is about a visit rather than an inspection",
        "links": "the addresses of pages that it gives",
        "worded": "the title, headings and paragraphs as passages",
        "texts": "the title, headings and paragraphs",
    }
    TAGS: ClassVar[frozenset[str]] = Document.TAGS - {"footnote"}

    def is_about_another(self, council: str) -> bool:
        """True if it names councils, and this one is not among them."""
        said = [_own_words(passage) for passage in self.passages]
        if is_about_another(council, "\n".join(said)):
            return True
        return is_about_another(council, "\n".join(passage.prose.text for passage in self.passages))

    def speaks_of_another(self, prose: Prose, report: Document) -> bool:
        """True if a part of its text is about another place than the council of a report, if that is known."""
        if not report.council:
            return False
        text, end = self.source.printed, prose.span.end
        start = max(text.rfind("\n\n", 0, end) + 2, end - _NEAR, 0)
        return is_of_another(" ".join(text[start:end].split()), report.council, report.source.printed, text)

    @property
    def council_named(self) -> Prose | None:
        """The first text after its title in which a council is named as such, not in a quotation."""
        return next((each.prose for each in self.worded[1:] if named(_own_words(each))), None)

    def may_speak_of(self, day: date) -> bool:
        """True if it may mention an inspection or visit that began on this day, which is not after publication."""
        published = self.publishing.day if self.publishing else None
        return published is None or day <= published

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Its quotations, each with who is quoted."""
        items = frozenset(item.address for listing in self.lists for item in listing.items)
        return tuple(citations(self.worded, items))

    @cached_property
    def claims(self) -> tuple[GradeClaim, ...]:
        """The grades that it claims, except those in quotations of the report."""
        made = list(grade_claims(self.worded))
        for listing in self.lists:
            if listing.lead:
                made += listed_claims(listing.lead.prose, listing.items)
        made += table_claims(self.worded)
        made.sort(key=lambda claim: claim.prose.offset(0))
        return tuple(claim for claim in made if not self._is_quoted(claim.prose))

    @cached_property
    def _quoted(self) -> tuple[list[int], list[int]]:
        """The offsets at which longer quotations of the report begin, and those at which they end."""
        spans = [each.words.span for each in self.citations if each.speaker == "report" and each.count >= _LONG]
        return [span.start for span in spans], [span.end for span in spans]

    def _is_quoted(self, prose: Prose) -> bool:
        """True if a text begins in a longer quotation of the report."""
        starts, ends = self._quoted
        at = prose.offset(0)
        number = bisect_right(starts, at) - 1
        return number >= 0 and at < ends[number]

    @cached_property
    def counted_points(self) -> tuple[CountedPoints, ...]:
        """The numbers of points to improve that it gives."""
        return tuple(counted_points(self.worded))

    @cached_property
    def named_points(self) -> tuple[Prose, ...]:
        """The parts that say what Ofsted asks to be improved."""
        lists = [(each.lead.prose, each.items) for each in self.lists if each.lead]
        return tuple(named_points(self.worded, lists))

    @cached_property
    def focus(self) -> tuple[Focus, ...]:
        """The areas that it says a visit looked at."""
        return tuple(focus(self.worded))

    @cached_property
    def report_days(self) -> tuple[ReportDay, ...]:
        """The days on which it says that Ofsted's report or letter came out."""
        return tuple(report_days(self.worded))

    @cached_property
    def earlier_years(self) -> tuple[EarlierYear, ...]:
        """The years that it gives for earlier inspections."""
        return tuple(earlier_years(self.worded, self.claims, self.previous_inspections))

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """The inspections and visits that it dates."""
        found = occasions(self.worded)
        return tuple(each for each in found if not self._is_quoted(each.prose))

    @cached_property
    def people(self) -> tuple[Named, ...]:
        """Words that may be the names of people, in order."""
        return tuple(named_people(self.worded))

    @cached_property
    def officers(self) -> tuple[Officer, ...]:
        """The people whom it names with their offices."""
        return tuple(officers(self.worded))

    @cached_property
    def ordinals(self) -> tuple[VisitOrdinal, ...]:
        """The visits that it numbers."""
        return tuple(ordinals(self.worded))

    @cached_property
    def about_a_visit(self) -> bool:
        """True if it mentions a visit before any inspection, or visits in general and no inspection."""
        found = [word for passage in self.worded for word in occasion_words(_own_words(passage))]
        one = next((word for word in found if word != "visits"), None)
        return one == "visit" if one else bool(found)

    @cached_property
    def links(self) -> tuple[Prose, ...]:
        """The addresses of pages that it gives."""
        return tuple(links(self.source))

    @cached_property
    def worded(self) -> tuple[Passage, ...]:
        """Its title, headings and paragraphs as passages."""
        return tuple(passage for passage in self.passages if passage.tags & _TEXT)

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """Its title, headings and paragraphs."""
        return tuple(passage.prose for passage in self.worded)


def _own_words(passage: Passage) -> str:
    """A text without its quotations: what is quoted of Ofsted may name another council than whoever quotes it."""
    text, at, kept = passage.prose.text, 0, []
    for quote in passage.quotes:
        kept.append(text[at : quote.start])
        at = quote.end
    return "".join([*kept, text[at:]])
