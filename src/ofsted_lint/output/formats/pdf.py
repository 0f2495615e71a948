"""PDF: a copy of a report with its findings as notes at highlighted words."""

from __future__ import annotations

from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.copies.copier import Copier, first
from ofsted_lint.output.copies.notes import chosen, notes

# The copy is made at the end, and not at all where there is nothing to say.
OWN_FILE = True


class Reporter(Copier):
    name, form, noun = "pdf", "pdf", "PDF"

    def copy(self, draft: Outcome, data: bytes) -> tuple[bytes, str]:
        from ofsted_lint.output.copies import pdf  # brings the reader of PDFs

        kept, left = chosen(draft.findings, self._setting.copy.least)
        return pdf.noted(data, draft.source, [*first(left), *notes(draft, kept, self._setting.rules)]), left
