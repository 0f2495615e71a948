"""Word: a copy of a draft with its findings as comments, and its fixes as tracked changes."""

from __future__ import annotations

from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.copies.copier import Copier, first
from ofsted_lint.output.copies.notes import SUPPRESS, chosen, notes

# The copy is made at the end, and not at all where there is nothing to say.
OWN_FILE = True
_SUPPRESS = f"{SUPPRESS}, or answer “ignore: ” with the reason"


class Reporter(Copier):
    name, form, noun = "docx", "word", "Word file"

    def copy(self, draft: Outcome, data: bytes) -> tuple[bytes, str]:
        from ofsted_lint.output.copies import word  # brings the reader of Word files

        copy = self._setting.copy
        made, fixed = word.Draft(data, draft.source), frozenset[int]()
        text = draft.source.text
        if copy.fixed:
            text, fixed = copy.fixed(draft, made.allows)
        kept, left = chosen([each for each in draft.findings if id(each) not in fixed], copy.least)
        made.comment([*first(left), *notes(draft, kept, self._setting.rules, _SUPPRESS)])
        if text != draft.source.text:
            made.change(text)
        return made.packed(), left
