"""The blocks of a report from one fixed heading to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.area_send import section_of
from ofsted_lint.documents.structure.blocks import GAPS, Block
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source

_CLOSING = ("CLOSING", "COMPLAINT")
# The sections that may come last.
_LAST = ("team", "inspection", "details")
FRONT, CLOSING = "front", "closing"


class Zone(msgspec.Struct):
    """A heading and the blocks below it; `kind` is its key in `SECTIONS`, or front or closing."""

    kind: str
    blocks: list[Block]
    heading: Block | None = None


def zones(source: Source, found: list[Block]) -> list[Zone]:
    """Return the zones of a document in order, the front first and the closing matter last.

    A heading that is printed again as the head of its table is the head.
    """
    made = [Zone(FRONT, [])]
    for block in found:
        last = made[-1]
        if last.kind == CLOSING:
            last.blocks.append(block)
        elif block.kind in _CLOSING or (block.kind == "COPYRIGHT" and last.kind in _LAST):
            made.append(Zone(CLOSING, [block]))
        elif block.kind == "HEADING":
            _add_heading(made, block, section_of(reflow(source, [block.span]).text) or "other")
        elif block.kind == "TABLE_HEAD" and last.kind != "priority":
            made.append(Zone("priority", [block]))
        else:
            last.blocks.append(block)
    return made


def _add_heading(made: list[Zone], block: Block, key: str) -> None:
    last = made[-1]
    if key == last.kind == "priority" and last.heading is None:
        last.heading = block
    elif key == last.kind and (key == "priority" or _is_empty(last)):
        block.kind = "TABLE_HEAD"
        last.blocks.append(block)
    else:
        made.append(Zone(key, [], block))


def _is_empty(zone: Zone) -> bool:
    """True if a zone has nothing but its heading so far."""
    return all(block.kind in GAPS or block.kind in ("RUNNING", "TABLE_HEAD") for block in zone.blocks)
