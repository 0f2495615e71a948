"""Suppression of findings with a reason: by a comment in the text, or by the suppression file."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.lint_comments import Comment, next_part
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files.errors import did_you_mean
from ofsted_lint.findings.finding import Finding, Related
from ofsted_lint.source.source import Place, Span
from ofsted_lint.source.span_index import SpanIndex

ALL = "all"
_EVERYWHERE = Span(0, sys.maxsize)


class Suppression(msgspec.Struct, frozen=True, eq=False):
    """The suppression of one rule (or `all`) in a part of a document.

    `place` is the comment or the entry of the suppression file. `rules` are the
    rules of a family or a pattern, whose name `rule` is then. A suppression
    applies to `reach` (a span of the document), to `address` (a part and those
    in it) or to `fingerprint`; those that are not given do not restrict it.
    """

    rule: str
    reason: str
    place: Place
    until: date | None = None
    owner: str = ""
    reach: Span | None = None
    address: str = ""
    fingerprint: str = ""
    rules: frozenset[str] = frozenset()

    def names(self, rule: str) -> bool:
        """True if it is about a rule."""
        return self.rule in (rule, ALL) or rule in self.rules

    def covers(self, finding: Finding) -> bool:
        """True if it applies to a finding."""
        start = finding.place.span.start
        return (
            self.names(finding.rule)
            and (self.reach is None or self.reach.start <= start < self.reach.end)
            and self._has(finding.address)
            and self.fingerprint in ("", finding.fingerprint)
        )

    def contains(self, at: int, document: Document) -> bool:
        """True if an offset, which is in its reach, is in the text that it applies to."""
        over = (part for part in document.passages if any(p.start <= at <= p.end for p in part.prose.pieces()))
        return not self.address or any(self._has(part.address) for part in over)

    def _has(self, address: str) -> bool:
        return not self.address or f"{address}/".startswith(f"{self.address.rstrip('/')}/")


class Applied(msgspec.Struct, frozen=True, eq=False):
    """Findings split into those that count and those suppressed; and misuses of suppressions."""

    kept: list[Finding]
    suppressed: list[tuple[Finding, Suppression]]
    misuses: tuple[Misuse, ...]


class Register(msgspec.Struct, frozen=True, eq=False):
    """The context of suppression besides the document itself.

    `entries` are those of the suppression file that apply to the document; `today`
    decides which have expired; `known` are the existing rules, None if any name
    is accepted, `families` those that are known of these, and `renamed` the names
    that some of them had before.
    """

    today: date
    entries: Sequence[Suppression] = ()
    known: Collection[str] | None = None
    families: Mapping[str, str] = {}
    renamed: Mapping[str, str] = {}

    def chosen(self, word: str) -> frozenset[str]:
        """Return the rules that a word of a comment chooses: one by its name, those of a family or of a pattern."""
        word = self.renamed.get(word, word)
        if word == ALL or self.known is None or word in self.known:
            return frozenset({word})
        if "*" in word:
            from ofsted_lint.files.path_patterns import like  # few comments have a pattern

            return frozenset(rule for rule in self.known if like(word, rule))
        return frozenset(rule for rule, family in self.families.items() if family == word)


def apply_suppressions(
    document: Document, findings: Sequence[Finding], register: Register, ran: Collection[str] | None
) -> Applied:
    """Split findings by the comments in their document and the entries of the suppression file.

    `ran` are the rules that were tried on the document, None if all count as tried.
    """
    misuses: list[Misuse] = []
    found = [*_from_comments(document, register, misuses), *register.entries]
    live = []
    for each in found:
        if not each.reason:
            misuses.append(_misuse("reason", each, document))
        elif each.until and each.until < register.today:
            misuses.append(_misuse("expired", each, document))
        else:
            live.append(each)
    kept, suppressed = [], []
    used: set[int] = set()
    index = SpanIndex(each.reach or _EVERYWHERE for each in live)
    for finding in (_without_fix(each, live, index, document) for each in findings) if live else findings:
        near = (at for at, _ in index.containing(finding.place.span.start))
        covering = sorted(at for at in near if live[at].covers(finding))
        used.update(covering)
        (suppressed.append((finding, live[covering[0]])) if covering else kept.append(finding))
    unused = (each for at, each in enumerate(live) if at not in used and _tried(each, ran))
    misuses += [_misuse("unused", each, document) for each in unused]
    return Applied(kept, suppressed, tuple(misuses))


def _without_fix(finding: Finding, live: list[Suppression], index: SpanIndex, document: Document) -> Finding:
    """Return a finding without its fix, if that would change text in which its rule is suppressed."""
    for edit in finding.fix.edits if finding.fix else ():
        near = (live[at] for at, _ in index.containing(edit.span.start))
        comments = (each for each in near if each.names(finding.rule) and not each.fingerprint)
        if any(each.contains(edit.span.start, document) for each in comments):
            return msgspec.structs.replace(finding, fix=None)
    return finding


def _tried(suppression: Suppression, ran: Collection[str] | None) -> bool:
    return ran is None or suppression.rule == ALL or any(suppression.names(rule) for rule in ran)


def _from_comments(document: Document, register: Register, misuses: list[Misuse]) -> Iterator[Suppression]:
    """Yield the suppressions of the comments; record those that cannot be followed as misuses."""
    comments = [(each, [register.chosen(word) for word in each.rules]) for each in document.comments]
    ends = [each for each in comments if each[0].action == "on" and not each[0].problem]
    off: set[str] = set()
    for comment, chosen in comments:
        problem = comment.problem or _unknown(comment, chosen, register) or _not_off(comment, chosen, off)
        if problem:
            misuses.append(Misuse("unclear", comment.place, {"problem": problem}))
        elif comment.action != "on":
            after = bisect_right(ends, comment.place.span.start, key=lambda each: each[0].place.span.start)
            for word, rules in zip(comment.rules, chosen, strict=True):
                yield from _suppressions(document, comment, (word, rules), ends[after:])
        if comment.action == "off":
            off.update(*chosen)


_Read = tuple[Comment, list[frozenset[str]]]


def _suppressions(
    document: Document, comment: Comment, word: tuple[str, frozenset[str]], after: Sequence[_Read]
) -> Iterator[Suppression]:
    """Yield the suppressions of a word of a comment: one for those rules that it switches off equally far."""
    reaches: dict[Span, set[str]] = {}
    for rule in sorted(word[1]):
        reaches.setdefault(_reach(document, comment, rule, after), set()).add(rule)
    for reach, rules in reaches.items():
        yield Suppression(
            word[0], comment.reason, comment.place, comment.until, reach=reach, rules=frozenset(rules - {ALL})
        )


def _unknown(comment: Comment, chosen: list[frozenset[str]], register: Register) -> str:
    for word, rules in zip(comment.rules, chosen, strict=True):
        if not rules:
            known = [*(register.known or ()), *set(register.families.values())]
            return f"there is no rule and no family of rules “{word}”{did_you_mean(word, known)}"
    return ""


def _not_off(comment: Comment, chosen: list[frozenset[str]], off: set[str]) -> str:
    on = frozenset[str]().union(*chosen)
    if comment.action == "on" and not (off & on if on else off):
        return "it switches on rules that no comment above it has switched off"
    return ""


def _reach(document: Document, comment: Comment, rule: str, after: Iterable[_Read]) -> Span:
    if comment.reach:
        return comment.reach
    start = comment.place.span.end
    if comment.action == "ignore":
        if document.kind == "unknown":  # it has no parts, so all of it is covered
            return Span(0, len(document.source.text))
        return next_part(document.part_index, start)
    ends = (each.place.span.start for each, on in after if _ends(on, rule))
    return Span(start, next(ends, len(document.source.text) + 1))


def _ends(words: list[frozenset[str]], rule: str) -> bool:
    """Return True if a comment that switches on these rules, or all, switches on a rule."""
    return not words or any(rule in rules or ALL in rules for rules in words)


def _misuse(fault: str, suppression: Suppression, document: Document) -> Misuse:
    """Return the misuse of a suppression; one in the file is reported at the document's first line."""
    place = suppression.place
    facts = {
        "rule": suppression.rule,
        "reason": suppression.reason.rstrip("."),
        "until": in_words(suppression.until) if suppression.until else "",
        "owner": suppression.owner,
        "by": "this comment",
    }
    if place.source is document.source:
        return Misuse(fault, place, facts)
    line = place.source.position(place.span.start).line
    facts["by"] = f"the entry on line {line} of {place.source.path}"
    return Misuse(fault, document.opening.place(), facts, (Related(place, "the entry"),))


class Misuse(msgspec.Struct, frozen=True, eq=False):
    """A suppression that is not as it should be.

    `fault` is `unclear`, `reason` (it has none), `expired` or `unused`; `facts`
    are the names that a message may use.
    """

    fault: str
    place: Place
    facts: dict[str, str]
    related: tuple[Related, ...] = ()
