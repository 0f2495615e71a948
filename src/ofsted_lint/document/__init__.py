"""Documents as rules see them: `read` makes one of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint import syntax
from ofsted_lint.document.build import build
from ofsted_lint.document.dates import published_in
from ofsted_lint.document.recognise import settled

if TYPE_CHECKING:
    from datetime import date

    from ofsted_lint.document.model import Report
    from ofsted_lint.source import Source


def read(source: Source, kind: str | None = None, published: date | None = None) -> Report:
    """The document that a source is.

    `kind` says what it is (`ilacs`), so that a fragment of a report is read as
    one; without it a text that has too little of a report is `unknown`. The
    day of publication is looked for in the file's name if it is not given.
    """
    report = build(syntax.parse(source.printed, "ilacs"), source)
    known = published or published_in(source.path, report.dates)
    report = replace(report, published=known) if known else report
    return report if kind else settled(report)
