"""Divide a sentence into clauses, so that a weakness in one of them is not taken for one of another's subject."""

from __future__ import annotations

import re

_JOINS = r"(?:but|although|though|while|whilst|whereas|however|because|since|despite|so that|yet|meaning|which means)"
# A clause that is set between commas is taken out of the one around it.
_INSERTED = re.compile(
    rf",\s+(?:{_JOINS}|which|where|when|who|including|if)\b[^,;:–—]*,\s+(?=(?:is|are|was|were|do|does|did|has|have|had|can|cannot|need|needs|not|remain|remains)\b)"
)
_BREAK = re.compile(
    rf"[;:–—]\s*|,?\s+(?=(?:{_JOINS}|when|where|if)\b)|,\s+(?=(?:and|so|which|where|when|with)\b)",
)
# A clause that begins so has no subject of its own.
_NO_SUBJECT = re.compile(
    r"(?:(?:but|and|yet|so|which)\s+)?(?:(?:often|still|also|too often|sometimes|this)\s+)?"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|cannot|need|needs|not|lack|lacks|remain|remains|vary|varies|could)\b"
)


def clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence; one without a subject stays with the clause before."""
    inserted = [each[0].strip(" ,") for each in _INSERTED.finditer(sentence)]
    main: list[str] = []
    for part in _BREAK.split(_INSERTED.sub(" ", sentence)):
        text = part.strip(" ,.")
        if main and _NO_SUBJECT.match(text):
            main[-1] += f" {text}"
        elif text:
            main.append(text)
    return main + inserted
