"""Word files are read and copied alike by lxml and, where that cannot be had, by Python's own parser."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("lxml")

from ofsted_lint import documents
from ofsted_lint.output.copies.notes import Note
from ofsted_lint.output.copies.word import Draft
from ofsted_lint.source.readers.text import decode
from ofsted_lint.source.readers.word import docx, lxml_tree, package, plain_tree
from ofsted_lint.source.source import Span
from tests.conftest import ROOT, report_of
from tests.make import word

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.txt"))
TREES = [lxml_tree, plain_tree]
HEAD = f'<w:document xmlns:w="{word.W}">'


@pytest.fixture(params=TREES, ids=["lxml", "Python's own parser"])
def tree(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """The trees that Word files are read with."""
    monkeypatch.setattr(package, "xml", request.param)
    docx._LAST.clear()
    return request.param


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_draft_and_its_copy_with_comments_and_changes_are_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(documents.read(decode("draft.txt", path.read_bytes())))
    data = word.word_of(report)
    made = []
    for each in TREES:
        monkeypatch.setattr(package, "xml", each)
        docx._LAST.clear()
        source = docx.read("draft.docx", data)
        draft = Draft(data, source)
        draft.comment([Note(Span(at, at + 9), f"n{at}", ("One & “two” <three>.",)) for at in range(5, 2000, 180)])
        draft.change(source.text.replace("the", "a"))
        copy = draft.packed()
        parts = [package.opened(copy).archive.read(f"word/{name}.xml") for name in ("document", "comments")]
        made.append((source.text, source.leftovers, source.headings, docx.read("copy.docx", copy).text, parts))
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}</w:document>",
        f'{HEAD}<w:p w:rsidR="1"/><w:p></w:p><w:t xml:space="preserve"> &amp; &lt; &gt; ’ 😀 </w:t>x</w:document>',
        f'{HEAD}<w:p w:a="&quot;&lt;&gt;&amp;&#10;&#9;&#13;\'">&#13;\n</w:p></w:document>',
        f'{HEAD}<a xmlns="urn:a" xmlns:b="urn:b" b:c="1" d="2"><b:e/><f xmlns=""/></a></w:document>',
        f'{HEAD}<w:p xmlns:w14="urn:w14"/><mc:a xmlns:mc="urn:mc" mc:Ignorable="w14"/></w:document>',
        f"{HEAD}a<!-- comment -->b<?instruction?>c<w:p/>tail</w:document>",
    ],
    ids=[
        "empty",
        "text",
        "values",
        "prefixes that are hidden",
        "prefixes that values name",
        "comments and instructions",
    ],
)
def test_xml_is_written_as_lxml_writes_it(text: str) -> None:
    data = text.encode()
    assert plain_tree.serialised(plain_tree.tree(data)) == lxml_tree.serialised(lxml_tree.tree(data))


def test_an_element_moves_as_with_lxml() -> None:
    made = []
    for each in TREES:
        root = each.tree(f"{HEAD}<w:a>1</w:a>2<w:b>3</w:b>4<w:c/>5</w:document>".encode())
        first, second, third = root
        first.addnext(third)
        second.addprevious(root.makeelement(f"{{{word.W}}}d", {f"{{{word.W}}}v": "6"}))
        third.append(second)
        made.append((each.serialised(root), [child.tag for child in root], third.getnext().tag, root.index(third)))
    assert made[0] == made[1]


DECLARES = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
REFUSED = {
    "a document type": (DECLARES.encode(), "declares a document type"),
    "one in another encoding": (DECLARES.encode("utf-16"), "declares a document type"),
    "an end that is missing": (HEAD.encode(), "not valid XML"),
    "an entity that is not declared": (f"{HEAD}&b;</w:document>".encode(), "not valid XML"),
    "bytes that are no text": (HEAD.encode() + b"\xff</w:document>", "not valid XML"),
    "an encoding that is not known": (b'<?xml version="1.0" encoding="x-none"?><a/>', "not valid XML"),
    "too deep": (b"<a>" * 300 + b"</a>" * 300, "not valid XML"),
    "a text that is too long": (b"<a>" + b"b" * 10_000_001 + b"</a>", "not valid XML"),
    "too many elements": (b"<a>" + b"<b/>" * 1_000_001 + b"</a>", "more than 1,000,000 elements"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_the_same_is_refused(tree: object, data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        package.parsed(data, "word/document.xml")
