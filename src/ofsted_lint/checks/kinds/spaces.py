"""There is only one space between words, in files that keep spaces as they were typed.

The text of a PDF is ignored, since its spaces are those of the layout, and so are
spaces after the end of a sentence, where some authors always type two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Span

# More spaces than three align columns.
_SPACES = pattern(r"(?<![ \u00a0\u2007\u202f\t])[ \u00a0\u2007\u202f]{2,3}\Z")
_KEPT = ("text", "markdown", "word")
# More places than this come from a program that justifies or aligns the text.
_MOST = 12


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    pass


def names(params: Params) -> frozenset[str]:
    return frozenset({"before", "after"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        source = context.document.source
        if source.form not in _KEPT or "\f" in source.text:
            raise NotApplicable("its spaces are those of the layout of pages")
        texts = applicable(context.document, chosen)
        found = [hit for passage in texts for hit in _doubled(passage)]
        return iter(found if len(found) <= _MOST else ())

    return run


def _doubled(passage: Passage) -> Iterator[Hit]:
    """Yield ranges of several spaces within a line."""
    prose = passage.prose
    printed, text = prose.source.printed, prose.text
    for start, origin in zip(prose.starts[1:], prose.origins[1:], strict=True):
        gap = _SPACES.search(printed, max(origin - 8, 0), origin)
        if gap is None or start < 2 or text[start - 2] in ".!?:’”'\")\n":
            continue
        if printed[gap.start() - 1 : gap.start()] in ("", "\n"):
            continue
        before, after = text[:start].split()[-1], text[start:].split(" ", 1)[0]
        edit = Edit(Span(gap.start() + 1, gap.end()), "")
        place = prose.place(start - 1 - len(before), start + len(after))
        yield Hit(place, passage.address, {"before": before, "after": after}, edits=(edit,))
