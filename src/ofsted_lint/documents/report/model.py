"""An inspection report as a whole, and what only its parts tell."""

from __future__ import annotations

import re
from functools import cached_property

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.ilacs import reads_as_heading
from ofsted_lint.documents.report.nearest_label import LABELS, is_near
from ofsted_lint.documents.report.summary_claims import Claim, claims
from ofsted_lint.source.prose import Prose, reflow

_WORD = re.compile(r"[^\W_o]|o\w")


class Report(Document, frozen=True, eq=False, dict=True):
    """An inspection report.

    `kind` is `ilacs`, or `unknown` for a text that is no document of any known
    kind; it has no parts then. `template` follows the rows that are printed, or
    the headings where there is no table; rules compare it with the dates.
    """

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The grades that its summary gives to services."""
        return tuple(claims(p for p in self.passages if "summary" in p.tags))

    @cached_property
    def empty_points(self) -> tuple[Prose, ...]:
        """The bullets among its points to improve that have no words."""
        words = [(each, self.source.words(each.span).strip()) for each in self.regions if each.role == "improvement"]
        following = [*(text for _, text in words[1:]), ""]
        # Plain text of a PDF has bullets on lines of their own, before their words.
        empty = (
            each
            for (each, text), after in zip(words, following, strict=True)
            if not _WORD.search(text) and not after[:1].isalnum()
        )
        return tuple(reflow(self.source, [each.span]) for each in empty)

    @cached_property
    def stray(self) -> tuple[Prose, ...]:
        """Unrecognised text that was not meant as a label which is missing."""
        if not self.unrecognised:
            return ()
        labels = [LABELS[part] for part in LABELS if not getattr(self, part)]
        strays = (text for text in self.unrecognised if not reads_as_heading(text.text))
        return tuple(text for text in strays if not any(is_near(text, label) for label in labels))
