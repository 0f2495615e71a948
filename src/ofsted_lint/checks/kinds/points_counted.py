"""The number of points to improve in a statement is that of the report.

Points that are divided count as one or as their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.compared_documents import called, given
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"claimed", "count", "held"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        statement = context.document
        report = given(statement, context) if isinstance(statement, Statement) else None
        if not isinstance(statement, Statement) or report is None:
            raise NotApplicable("the document that it is about is not given")
        points = report.improvements
        if not points:
            raise NotApplicable("there are no points to improve")
        true = {len(points), sum(len(point.items) or 1 for point in points)}
        begin = report.improvements_heading or points[0].prose
        for counted in statement.counted_points:
            if counted.value not in true and not statement.speaks_of_another(counted.prose, report):
                held = called(report)
                facts = {"claimed": counted.prose.text, "count": str(len(points)), "held": held}
                related = (Related(begin.place(), f"the {held} has {len(points)}"),)
                yield Hit(counted.prose.place(), counted.address, facts, related)

    return run
