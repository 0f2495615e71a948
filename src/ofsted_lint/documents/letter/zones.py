"""The blocks of a letter split into parts: head, opening, sections, sign-off, closing matter."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from ofsted_lint.documents.structure import paragraphs
from ofsted_lint.documents.structure.blocks import GAPS, SHARED, Block, Pass, spacing
from ofsted_lint.documents.structure.furniture import REST, classify_running
from ofsted_lint.documents.structure.letters.labels import reads_as_label
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Source, Span

# “Monitoring visit to Saltmarsh local authority children’s services”.
_SERVICES = (
    r"(?:children[’'`]?s[’']?|children(?:[’'`]s)? and (?:young people|famil(?:y|ies))[’'`]?s?[’']?"
    r"|young people[’'`]?s[’']?) "
    r"(?:social (?:care|work) )?services"
)
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
# The last line of an address may be printed beside the first of the subject.
BESIDE = re.compile(rf"[ \t]+{_POSTCODE}(?=[ \t]*\n)")
TITLE = re.compile(
    r"(?:\d{1,3} )?(?:(?:Re|Subject|Letter):? |Ofsted |ILACS |local authority )*"
    r"(?:(?P<ordinal>[A-Za-z]{4,8}|\d+[a-z]{2}) )?"
    rf"(?P<kind>focus+ed (?:{_POSTCODE} )?visit|monitoring visit|follow-up visit|inspection|visit)(?: letter| report)? "
    r"(?:to|of|at|in|for) (?:the )?(?:(?P<council>(?!local authority|children[’'`]?s)\S.{0,80}?)"
    rf"(?: local authority)?(?: {_SERVICES}|(?=$))|(?:local authority )?{_SERVICES})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|and|of|the|on|upon|with|in|de|le)(?:,? (?:[A-Z][\w’'.-]*|&|and|of|the|on|upon|with|in))*"
)
_OPENERS = {
    "HEADING": "section",
    "PRIORITY": "section",
    "IMPROVEMENTS": "improvements",
    "COPIED": "copied",
    "VALEDICTION": "sign-off",
    "CLOSING": "closing",
    "COPYRIGHT": "closing",
    "IMPRINT": "closing",
}
_AFTER_BODY = ("copied", "sign-off", "closing")
_MOST_WORDS = 14
# A heading is this much shorter than a line on which the next word had no room, in characters.
_ROOM = 8
_MOST_HEAD = 60
# How the introduction of a list begins, even if it ends without a colon.
_LEADS = re.compile(r"(?:Inspectors|They|We|During|Th(?:is|ese|e)|It|In) ")


class Part(msgspec.Struct):
    """The blocks from one label to the next.

    `kind` is head, opening, section, improvements, copied, sign-off or closing.
    """

    kind: str
    blocks: list[Block]


def split_parts(source: Source, found: list[Block]) -> list[Part]:
    """Return the parts of a letter in order, the head first; blocks may be split."""
    at = _body_start(source, found)
    ordered = [*found[:at], *_split_blocks(source, found[at:])]
    paragraphs.classify_numbers(source, ordered[at:])
    _classify_headings(source, ordered, at)
    made = [Part("head", ordered[:at]), Part("opening", [])]
    for block in ordered[at:]:
        kind = _opens(block, made[-1].kind)
        if kind:
            made.append(Part(kind, []))
        made[-1].blocks.append(block)
    _classify_last_words(source, made)
    return made


def _classify_last_words(source: Source, parts: list[Part]) -> None:
    """Classify the paragraphs between the closing sentence and the sign-off as sentences to the council.

    After areas for priority action these say that a plan is expected, and when.
    """
    body = [part for part in parts if part.kind not in ("sign-off", "closing")]
    if body[-1].kind != "copied":
        return
    before = body[-1].blocks[0]
    for block in body[-1].blocks[1:]:
        if block.kind == "TEXT" and _is_prose(source.words(block.span)) and not _is_unfinished(source, before):
            block.kind = "COPIED"
        before = before if block.kind in GAPS else block


def _opens(block: Block, now: str) -> str | None:
    """Return the kind of part that a block opens, or None if it belongs to the part before."""
    if block.kind == "LETTERHEAD" and now in _AFTER_BODY:
        block.kind = "IMPRINT"
    if block.kind == "HEADING" and now in ("sign-off", "closing"):
        block.kind = "TEXT"
    kind = _OPENERS.get(block.kind)
    return None if kind == now and kind != "section" and block.kind != "IMPROVEMENTS" else kind


def is_title(text: str) -> bool:
    """True if a text is a subject line, or a footer that repeats it with dates and a page number."""
    match = TITLE.match(text)
    if match is None or not REST.fullmatch(text, match.end()):
        return False
    council = match["council"]
    return bool(
        council and (_NAME.fullmatch(council) or text[match.end() - 8 : match.end()].lower() == "services")
    ) or (not council and match.end("kind") < match.end() - 1)


def running_text(source: Source, found: list[Block]) -> None:
    """Make running text of what begins like a subject line or a footer and is neither."""
    classify_running(source, found, TITLE)


def labels(source: Source, found: list[Block]) -> None:
    """Lines that only look like a subject, a date or a salutation are running text; each label counts once."""
    seen: set[str] = set()
    for block in found:
        if block.kind == "RUNNING" and not is_title(reflow(source, [block.span]).text):
            block.kind = "TEXT"
        elif block.kind in ("SALUTATION", "IMPROVEMENTS", "PRIORITY", "VALEDICTION", "CLOSING"):
            if block.kind in seen:
                block.kind = "TEXT" if block.kind in ("SALUTATION", "VALEDICTION", "CLOSING") else "HEADING"
            seen.add(block.kind)


# How the blocks of a letter are settled before they are parted.
PASSES: tuple[Pass, ...] = (*SHARED, running_text, labels, spacing)


def _body_start(source: Source, found: list[Block]) -> int:
    """Return the line with which the body begins: after the salutation, else the subject, a label or a sentence."""
    limit = next(
        (at for at, block in enumerate(found) if block.kind in ("HEADING", "IMPROVEMENTS", "PRIORITY")), len(found)
    )
    for at, block in enumerate(found[:limit]):
        if block.kind == "SALUTATION":
            return at + 1
    for at, block in enumerate(found[:limit]):
        if block.kind in ("RUNNING", "NUMBERED", "BULLET", "COPIED", "VALEDICTION") or at >= _MOST_HEAD:
            return at
        if block.kind == "TEXT" and _is_prose(source.words(block.span)):
            return at
    return limit


def _is_prose(text: str) -> bool:
    """True if a text has a sentence, so that it is not a line of an address."""
    flat = " ".join(text.split())
    return flat.endswith((".", "?", "”", "’")) and len(flat.split()) > _MOST_WORDS


def _split_blocks(source: Source, found: list[Block]) -> list[Block]:
    """Split blocks: into lines where the text does not wrap, and headings from the text below them."""
    wrapped = paragraphs.wraps(source)
    made: list[Block] = []
    for block in found:
        lines = [line for line in source.lines(block.span) if source.words(line).strip()]
        if (
            block.kind not in ("TEXT", "BULLET", "NUMBERED", "COPIED", "RUNNING")
            or len(lines) < 2
            or block.kind == "RUNNING"
        ):
            made.append(block)
        elif not wrapped:
            made += _each_line(source, block, lines)
        elif block.kind == "TEXT" and _begins_with_heading(source, lines):
            made += _split_heading(block, lines[0].end)
        else:
            made.append(block)
    return made


def _each_line(source: Source, block: Block, lines: list[Span]) -> list[Block]:
    """Split a block into one of its kind and, for each further line that can open something, one of text."""
    made = [Block(block.kind, block.start, lines[0].end, block.spaced, block.broken)]
    for line in lines[1:]:
        if source.words(line).lstrip(" \t*")[:1].islower():
            made[-1].end = line.end
        else:
            made.append(Block("TEXT", line.start, line.end, spaced=True))
    for one, two in pairwise(made):
        one.end = two.start
    made[-1].end = block.end
    return made


def _split_heading(block: Block, at: int) -> list[Block]:
    first = Block("HEADING", block.start, at, block.spaced, block.broken)
    return [first, Block("TEXT", at, block.end, spaced=True)]


def _begins_with_heading(source: Source, lines: list[Span]) -> bool:
    """True if the first of these lines is a heading: short, although the next word would fit on it."""
    first, second = (source.words(line).strip(" \t\r\n*") for line in lines[:2])
    below = max(len(source.words(line).rstrip()) for line in lines[1:])
    room = _has_room(first, second, min(below, source.width))
    return room and second[:1].isupper() and reads_as_label(first) and len(lines) > 2


def _has_room(line: str, following: str, width: int) -> bool:
    """True if the next word would fit on a line, well before its end."""
    words = following.split(None, 1)
    return bool(words) and len(line) + 1 + len(words[0]) < width - _ROOM


def _ends_a_page(source: Source, text: str, after: Block) -> bool:
    """True if a line at the end of a page is the first of a paragraph that continues on the next page."""
    if after.kind != "TEXT" or not after.broken:
        return False
    following = source.words(after.span).lstrip(" \t\r\n*")
    return following[:1].islower() or not _has_room(text, following, source.width)


def _classify_headings(source: Source, ordered: list[Block], start: int) -> None:
    """Classify lines as headings that are set apart as headings are and have text after them."""
    solid = [block for block in ordered[start:] if block.kind not in GAPS]
    for at, block in enumerate(solid):
        if block.kind == "VALEDICTION":
            break
        after = solid[at + 1] if at + 1 < len(solid) else None
        if block.kind != "TEXT" or not block.spaced or after is None:
            continue
        if not after.spaced and after.kind != "NUMBERED":
            continue
        before = solid[at - 1] if at else None
        if before and before.kind in ("TEXT", "NUMBERED") and _is_unfinished(source, before):
            continue
        follows = after.kind in ("TEXT", "NUMBERED", "BULLET", "HEADING", "IMPROVEMENTS", "PRIORITY")
        text = reflow(source, [block.span]).text
        leads = after.kind == "BULLET" and _LEADS.match(text)
        if follows and reads_as_label(text) and not leads and not _ends_a_page(source, text, after):
            block.kind = "HEADING"


def _is_unfinished(source: Source, block: Block) -> bool:
    """True if the sentence of a block continues after it, for example across a page break."""
    text = source.words(block.span).strip(" \t\r\n*")
    return not re.search(r"[.!?:;…][’”'\")\]\d]*$", text)
