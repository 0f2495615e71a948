"""The subject line of a letter about a joint inspection, with its area."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.parts import Title
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source

# The area follows the last “in” after the theme: “… to sexual abuse in the family in Saltmarsh”.
SUBJECT = re.compile(
    r"Joint targeted area inspection(?: \(JTAI\))? of (?:(?:the )?(?:multi-agency|partnership) response to .*\bin )?"
    r"(?:the )?(?P<council>[A-Z].*?)(?=[ .,]*$)",
    re.IGNORECASE,
)


def read_subject(source: Source, found: list[Block]) -> Title | None:
    """Return the subject line, and make running text of other lines that begin like it."""
    title: Title | None = None
    for block in found:
        if block.kind != "RUNNING":
            continue
        prose = reflow(source, [block.span])
        match = SUBJECT.match(prose.text)
        if title or match is None:
            block.kind = "TEXT"
        else:
            block.role = "title"
            title = Title(prose, prose.part(*match.span("council")))
    return title
