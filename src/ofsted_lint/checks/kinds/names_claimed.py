"""The names in a statement are those in the report or letter.

With `of: inspectors`, a different lead inspector is flagged, or a name that is
nearly an inspector's; with `of: council`, a name that is nearly the council's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.values.council_names import words_of
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.similar import one_slip

_WORD = pattern(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = pattern(r"[’']s\Z")
_SHORTEST = 5
_CLOSE = 4
# Letters by which surnames begin alike: Howick, Howitt; and how much longer one may be.
_SAME, _LONGER = 2, 3

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    of: Annotated[Literal["inspectors", "council"], Meta(description="the names that are checked")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"claimed", "printed"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    find = _inspectors if params.of == "inspectors" else _council

    def run(context: CheckContext) -> Iterator[Hit]:
        if not isinstance(context.document, Statement):
            raise NotApplicable("it is not a statement")
        return find(context.document, context)

    return run


def _inspectors(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    there = [inspector.name for each in _references(context) for inspector in each.inspectors]
    if not there:
        raise NotApplicable("the report or letter that it is compared with names no inspector")
    letter = context.against.letter if statement.about_a_visit else None
    ours = set(words_of(letter.council)) if letter else set()
    written_to = letter.addressee.names if letter and letter.addressee else ()
    for person in statement.people:
        addressed = person.addressed and written_to and ours.isdisjoint(words_of(person.name))
        if addressed and not _is_any(person.name, written_to):
            yield _hit(person.prose, written_to[0], person.address)
            continue
        if any(_plain(person.name).endswith(_plain(name.text)) for name in there):
            continue
        near = next((name for name in there if _is_near(person.name, name.text)), None)
        known = any(_plain(person.beside).endswith(_plain(name.text)) for name in there if person.beside)
        if near or person.lead or known:
            yield _hit(person.prose, near or there[0], person.address)


def _is_any(name: str, people: Iterable[Prose]) -> bool:
    """True if a name has the surname of one of several people."""
    return any(_plain(each.text).split()[-1] in _plain(name) for each in people)


def _is_near(one: str, two: str) -> bool:
    """True if two names are probably one person's: the surname or the first name is the same, the other nearly."""
    a, b = _plain(one).split(), _plain(two).split()
    if len(b) < 2 or len(a) < len(b):
        return False
    a = a[-len(b) :]  # a title or office may come first
    different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(different) != 1:
        return len(different) == len(a) and all(one_slip(x, y) for x, y in different)
    x, y = different[0]
    return one_slip(x, y) or (x[:_SAME] == y[:_SAME] and abs(len(x) - len(y)) <= _LONGER)


def _council(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    title = next((each.title for each in _references(context) if each.title and each.title.council), None)
    if title is None or title.council is None:
        raise NotApplicable("the report or letter that it is compared with names no council")
    wanted = [word for word in _WORD.findall(title.council.text) if word[0].isupper() and word not in _FORMAL]
    for passage in statement.worded:
        words = list(_WORD.finditer(passage.prose.text))
        for at, match in enumerate(words):
            if not match[0][0].isupper():
                continue
            word = _POSSESSIVE.sub("", match[0])
            right = next((each for each in wanted if _is_slip(word, each)), None)
            if right is None or word in wanted:
                continue
            around = {_POSSESSIVE.sub("", each[0]) for each in words[max(at - _CLOSE, 0) : at + _CLOSE + 1]}
            # The other words of the name must be close: “Isle of Wight” is not a slip for Isles of Scilly.
            if around.issuperset(set(wanted) - {right}):
                prose = passage.prose.part(match.start(), match.start() + len(word))
                yield _hit(prose, title.council, passage.address, right)


_FORMAL = frozenset(
    [
        *("The", "Council", "County", "City", "Borough", "Metropolitan", "District", "Royal", "London", "Authority"),
        *("North", "South", "East", "West"),
    ]
)


def _is_slip(word: str, right: str) -> bool:
    if len(right) < _SHORTEST or not word[:1].isupper() or word == right:
        return False
    # In a heading that is set in capitals, the name in capitals is correct.
    return word != right.upper() and one_slip(word.casefold(), right.casefold())


def _references(context: CheckContext) -> list[OfstedDocument]:
    return [each for each in (context.against.letter, context.against.report) if each]


def _plain(name: str) -> str:
    name = name.removesuffix(" HMI")
    return " ".join(name.casefold().replace("’", "'").replace("-", " ").split())


def _hit(prose: Prose, there: Prose, address: str, printed: str = "") -> Hit:
    facts = {"claimed": prose.text, "printed": printed or there.text}
    return Hit(prose.place(), address, facts, (Related(there.place(), f"here it is “{there.text}”"),))
