"""The sign-off of a letter: the words, the name and the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.letters.parts import SignOff
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source, Span

_TITLED = re.compile(r"\bInspector\b|\bHMI\b|\bDirector\b|\bOfsted\b")
_INSPECTOR = re.compile(
    # A stray mark may be printed between the words.
    r"(?:Senior |Lead )?(?:(?:His|Her) ?(?:[^\w\s] )?[Mm]ajesty[’'`]?s? ?[Ii]nspectors?(?: \(HMI\))?|S?HMI\b"
    r"|Ofsted Inspector)"
)
_LONGEST_LINE = 100
_MOST_LINES = 8


def read_sign_off(source: Source, blocks: list[Block]) -> SignOff | None:
    """Read the words that end a letter, and the name and title of the signatory below them."""
    words: Prose | None = None
    lines: list[Prose] = []
    used: list[Span] = []
    for block in blocks:
        if block.kind == "VALEDICTION":
            words, block.role = reflow(source, [block.span]), "sign-off"
            used.append(block.span)
        elif block.is_text and not block.role and len(lines) < _MOST_LINES:
            here = [reflow(source, [line]) for line in source.lines(block.span) if source.words(line).strip()]
            if any(len(line.text) > _LONGEST_LINE or _is_sentence(line.text) for line in here):
                break
            block.role = "sign-off"
            lines += here
            used.append(block.span)
    if not used:
        return None
    name, title = _name_and_title(list(_unwrapped(source, lines)))
    return SignOff(reflow(source, used), words, name, title)


def _unwrapped(source: Source, lines: list[Prose]) -> Iterator[Prose]:
    """Yield the lines; a title that is wrapped after “His” or “Her” is one."""
    waiting: Prose | None = None
    for line in lines:
        joined = reflow(source, [*waiting.pieces(), *line.pieces()]) if waiting else line
        waiting = joined if joined.text in ("His", "Her") else None
        if waiting is None:
            yield joined
    if waiting:
        yield waiting


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 6


def _name_and_title(lines: list[Prose]) -> tuple[Prose | None, Prose | None]:
    """Find the name and the title among the lines below the valediction."""
    name = title = None
    for line in lines:
        match = _INSPECTOR.search(line.text)
        if match and title is None:
            end = len(line.text) if line.text[match.end() :] == "." else match.end()
            title = line.part(match.start(), end)
            before = line.text[: match.start()].rstrip(" ,-–(")
            if before and name is None:
                name = line.part(0, len(before))
        elif _TITLED.search(line.text) and title is None and name is not None:
            title = line
        elif name is None and line.text[0].isupper():
            name = line
    return name, title


def find_signature(source: Source, blocks: list[Block]) -> list[Block]:
    """Return the last blocks of a letter without a valediction, if they name an inspector with a title."""
    text = [block for block in blocks if block.is_text]
    last = text[-1:] if text else []
    if last and _is_signature(source, last[0]):
        return last
    return []


def _is_signature(source: Source, block: Block) -> bool:
    lines = [source.words(line).strip() for line in source.lines(block.span) if source.words(line).strip()]
    short = len(lines) <= 3 and all(len(line) <= 60 for line in lines)
    return short and any(_INSPECTOR.search(line) for line in lines) and not lines[-1].endswith(".")
