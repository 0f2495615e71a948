"""Looks into copies of drafts as other programs do: the words of comments, and the text if changes are rejected."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> Any:
    """The root of a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def commented(data: bytes) -> list[tuple[str, str]]:
    """The words that each comment by the program is about, and the first line of the comment, in order of their ids."""
    own = {
        each.get(f"{W}id"): "".join(next(each.iter(f"{W}p")).itertext(f"{W}t"))
        for each in part(data, "word/comments.xml")
        if each.get(f"{W}author") == "ofsted-lint"
    }
    words: dict[str, list[str]] = {}
    open_: set[str] = set()
    for each in part(data, "word/document.xml").iter():
        if each.tag == f"{W}commentRangeStart" and each.get(f"{W}id") in own:
            open_.add(each.get(f"{W}id"))
            words[each.get(f"{W}id")] = []
        elif each.tag == f"{W}commentRangeEnd":
            open_.discard(each.get(f"{W}id"))
        elif each.tag == f"{W}t":
            for id_ in open_:
                words[id_].append(each.text or "")
        elif each.tag in (f"{W}tab", f"{W}br", f"{W}p"):
            for id_ in open_:
                words[id_].append(" ")
    return [(" ".join("".join(words[id_]).split()), line) for id_, line in own.items()]


def decided(data: bytes, accepted: bool) -> bytes:
    """A Word file with the program's own changes accepted or rejected."""
    root = part(data, "word/document.xml")
    kept, lost = ("ins", "del") if accepted else ("del", "ins")
    for each in [each for each in root.iter(W + lost) if each.get(f"{W}author") == "ofsted-lint"]:
        each.getparent().remove(each)
    for each in [each for each in root.iter(W + kept) if each.get(f"{W}author") == "ofsted-lint"]:
        for run in list(each):
            for text in run.iter(f"{W}delText"):
                text.tag = f"{W}t"
            each.addprevious(run)
        each.getparent().remove(each)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, etree.tostring(root) if entry.filename == "word/document.xml" else old.read(entry))
    return made.getvalue()
