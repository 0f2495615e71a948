"""Suppression of findings with a reason: by a comment in the text, or by the suppression file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.structure.lint_comments import Comment, next_part
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files.errors import did_you_mean
from ofsted_lint.findings.finding import Finding, Related
from ofsted_lint.source.source import Place, Span

ALL = "all"


class Suppression(msgspec.Struct, frozen=True, eq=False):
    """The suppression of one rule (or `all`) in a part of a document.

    `place` is the comment or the entry of the suppression file. A suppression
    applies to `reach` (a span of the document), to `address` (a part and those in
    it) or to `fingerprint`; those that are not given do not restrict it.
    """

    rule: str
    reason: str
    place: Place
    until: date | None = None
    owner: str = ""
    reach: Span | None = None
    address: str = ""
    fingerprint: str = ""

    def covers(self, finding: Finding) -> bool:
        """True if it applies to a finding."""
        start = finding.place.span.start
        return (
            self.rule in (finding.rule, ALL)
            and (self.reach is None or self.reach.start <= start < self.reach.end)
            and self._has(finding.address)
            and self.fingerprint in ("", finding.fingerprint)
        )

    def contains(self, at: int, document: Document) -> bool:
        """True if an offset is in the text that it applies to."""
        if self.reach is not None and not self.reach.start <= at < self.reach.end:
            return False
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
    is accepted.
    """

    today: date
    entries: Sequence[Suppression] = ()
    known: Collection[str] | None = None


def apply_suppressions(
    document: Document, findings: Sequence[Finding], register: Register, ran: Collection[str] | None
) -> Applied:
    """Split findings by the comments in their document and the entries of the suppression file.

    `ran` are the rules that were tried on the document, None if all count as tried.
    """
    misuses: list[Misuse] = []
    found = [*_from_comments(document, register.known, misuses), *register.entries]
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
    for finding in (_without_fix(each, live, document) for each in findings) if live else findings:
        covering = [at for at, each in enumerate(live) if each.covers(finding)]
        used.update(covering)
        (suppressed.append((finding, live[covering[0]])) if covering else kept.append(finding))
    unused = (each for at, each in enumerate(live) if at not in used and _tried(each, ran))
    misuses += [_misuse("unused", each, document) for each in unused]
    return Applied(kept, suppressed, tuple(misuses))


def _without_fix(finding: Finding, live: list[Suppression], document: Document) -> Finding:
    """Return a finding without its fix, if that would change text in which its rule is suppressed."""
    comments = [each for each in live if each.rule in (finding.rule, ALL) and not each.fingerprint]
    edits = finding.fix.edits if finding.fix else ()
    if any(each.contains(edit.span.start, document) for each in comments for edit in edits):
        return msgspec.structs.replace(finding, fix=None)
    return finding


def _tried(suppression: Suppression, ran: Collection[str] | None) -> bool:
    return ran is None or suppression.rule == ALL or suppression.rule in ran


def _from_comments(document: Document, known: Collection[str] | None, misuses: list[Misuse]) -> Iterator[Suppression]:
    """Yield the suppressions of the comments; record those that cannot be followed as misuses."""
    comments = document.comments
    for at, comment in enumerate(comments):
        problem = comment.problem or _unknown(comment, known) or _not_off(comment, comments[:at])
        if problem:
            misuses.append(Misuse("unclear", comment.place, {"problem": problem}))
        elif comment.action != "on":
            for rule in comment.rules:
                reach = _reach(document, comment, rule, comments[at + 1 :])
                yield Suppression(rule, comment.reason, comment.place, comment.until, reach=reach)


def _unknown(comment: Comment, known: Collection[str] | None) -> str:
    for rule in comment.rules:
        if known is not None and rule != ALL and rule not in known:
            return f"there is no rule “{rule}”{did_you_mean(rule, known)}"
    return ""


def _not_off(comment: Comment, before: Iterable[Comment]) -> str:
    off = {rule for other in before if other.action == "off" for rule in other.rules}
    if comment.action == "on" and not (off & set(comment.rules) if comment.rules else off):
        return "it switches on rules that no comment above it has switched off"
    return ""


def _reach(document: Document, comment: Comment, rule: str, after: Iterable[Comment]) -> Span:
    start = comment.place.span.end
    if comment.action == "ignore":
        if document.kind == "unknown":  # it has no parts, so all of it is covered
            return Span(0, len(document.source.text))
        return next_part(document.part_spans, start)
    ends = (c.place.span.start for c in after if c.action == "on" and not c.problem and _names(c, rule))
    return Span(start, next(ends, len(document.source.text) + 1))


def _names(comment: Comment, rule: str) -> bool:
    return not comment.rules or rule in comment.rules or ALL in comment.rules


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
