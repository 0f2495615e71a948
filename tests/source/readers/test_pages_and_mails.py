"""Web pages, mails and OpenDocument texts: what their readers see, and what is inert."""

from __future__ import annotations

import base64
import io
import quopri
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.linting.engine import lint
from ofsted_lint.source.readers import ReadError, read_file, read_stream
from ofsted_lint.source.source import Source
from tests.checks.kinds.test_claims import RULES
from tests.conftest import ROOT
from tests.source.readers.test_reader_fuzz import MANY, MOST_MEMORY, flipped

A_FEW = 60
TITLE = "What Ofsted said about Northfell’s services for children"
PARAGRAPHS = [
    "Published: 29 November 2024",
    "Ofsted has rated Northfell’s children’s services ‘Good’ overall, with ‘Outstanding’ for care leavers.",
    "Inspectors said: “Most are seen within a day of asking.”",
    "The report asks us to improve the allocation of personal advisers.",
]
BODY = f"<h1>{TITLE}</h1>" + "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
PLAIN = "\n\n".join([TITLE, *PARAGRAPHS]) + "\n"
REPORT = documents.read(read_file(ROOT / "examples" / "northfell-2024.txt"))

PAGES = {
    "a bare page": f"<html><body>{BODY}</body></html>",
    "a page of a content-management system": (
        "<!DOCTYPE html><html><head><title>News</title><meta charset='utf-8'><style>p {color: red}</style></head><body>"
        "<div class='cookie-banner'><p>We use cookies. All areas were rated outstanding.</p></div>"
        "<header><nav><ul><li><a href='/'>Home</a></li></ul></nav></header>"
        f"<div class='breadcrumbs'><p>Home</p></div><main id=content>{BODY}</main>"
        "<footer><p>Council, 1 January 2020</p></footer></body></html>"
    ),
    "a page with scripts, comments and hidden parts": (
        f"<html><body><script>var a = '<p>Outstanding in all areas</p>';</script>{BODY}<!-- <p>Old</p> -->"
        "<p hidden>Not shown</p><div style='display: none'>Nor this</div><nav>Menu</nav>"
        "<svg><text>Inadequate</text></svg><img alt='x' src='http://example.invalid/a.png'></body></html>"
    ),
}


def mail(coding: str, body: str, kind: str = "plain", charset: str = "utf-8") -> bytes:
    data = body.encode(charset)
    coded = {"8bit": data, "quoted-printable": quopri.encodestring(data), "base64": base64.encodebytes(data)}[coding]
    subject = base64.b64encode(TITLE.encode()).decode()
    head = (
        f"From: press@northfell.example\nTo: news@example.org\nSubject: =?utf-8?b?{subject}?=\n"
        "Date: Mon, 22 Jul 2019 10:00:00 +0000\nMIME-Version: 1.0\n"
        f'Content-Type: text/{kind}; charset="{charset}"\nContent-Transfer-Encoding: {coding}\n\n'
    )
    return head.encode("ascii") + coded


MAILS = {
    "quoted-printable": mail("quoted-printable", PLAIN),
    "base64": mail("base64", PLAIN),
    "eight bits of Windows": mail("8bit", PLAIN, charset="cp1252"),
    "HTML alone": mail("quoted-printable", f"<html><body>{BODY}</body></html>", "html"),
}
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt(body: str, head: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        content = f"{head}<office:document-content {SPACES}><office:body><office:text>{body}</office:text>"
        archive.writestr("content.xml", content + "</office:body></office:document-content>")
    return out.getvalue()


ODT = odt(f"<text:h>{TITLE}</text:h>" + "".join(f"<text:p>{each}</text:p>" for each in PARAGRAPHS))


FLAT = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES}><office:body><office:text>'
    f"<text:h>{TITLE}</text:h>"
    + "".join(f"<text:p>{each}</text:p>" for each in PARAGRAPHS)
    + "</office:text></office:body></office:document>"
).encode()


def text(name: str, data: bytes) -> str:
    return read_stream(io.BytesIO(data), name).text


def found(source: Source) -> list[tuple[str, str]]:
    statement = documents.read(source, "statement")
    return [(each.rule, each.message) for each in lint(statement, RULES, against=chosen(statement, [REPORT])).findings]


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_its_visible_text(kind: str) -> None:
    assert text("page.html", PAGES[kind].encode()) == PLAIN


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_is_its_text_below_its_subject(kind: str) -> None:
    assert text("news.eml", MAILS[kind]) == PLAIN


def test_an_opendocument_text_is_its_paragraphs() -> None:
    assert text("news.odt", ODT) == PLAIN
    assert text("news.fodt", FLAT) == PLAIN
    assert text("news.xml", b"\xef\xbb\xbf" + FLAT) == PLAIN


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(pytest.param("p.html", page.encode(), id=kind) for kind, page in PAGES.items()),
        *(pytest.param("m.eml", message, id=kind) for kind, message in MAILS.items()),
        pytest.param("d.odt", ODT, id="an OpenDocument text"),
        pytest.param("d.fodt", FLAT, id="an OpenDocument text that is one file"),
    ],
)
def test_the_findings_are_those_of_the_text(name: str, data: bytes) -> None:
    expected = found(Source("news.txt", PLAIN))
    assert {rule for rule, _ in expected} >= {"grade-claim-mismatch", "quote-not-verbatim"}
    assert found(read_stream(io.BytesIO(data), name)) == expected


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("<table><tr><th>Area<th>Grade</tr><tr><td>Care</td><td>Good</td></table>", "Area | Grade\n\nCare | Good\n"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n\n- Two\n"),
        ("<blockquote><p>Plans are clear.</p></blockquote>", "“Plans are clear.”\n"),
        ("<p>They said <q>good</q> &amp; more</p>", "They said “good” & more\n"),
        ("<p>Read the <a href='https://reports.ofsted.gov.uk/1'>report</a>.</p>", "Read the report.\n\nhttps://reports.ofsted.gov.uk/1\n"),
        ("<p>one<br>two", "one\n\ntwo\n"),
        ("a < b", "a < b\n"),
    ],
)  # fmt: skip
def test_markup_becomes_text(markup: str, printed: str) -> None:
    assert text("p.html", markup.encode()) == printed


REFUSED: list[tuple[str, bytes, str]] = [
    ("a.html", b"<html><script>1</script></html>", "this web page has no text: save it again once it has loaded"),
    ("a.eml", mail("base64", ""), "this mail has no text"),
    ("a.odt", odt(""), "this OpenDocument file has no text"),
    (
        "a.odt",
        odt("<text:p>&x;</text:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "it is refused, since it declares a document type, which OpenDocument files never do",
    ),
    ("a.fodt", b"Words", "this is not an OpenDocument file, despite its name"),
    (
        "a.fodt",
        FLAT.replace(b"office:text", b"office:sheet"),
        "this OpenDocument file has no text: it may be a table or a presentation",
    ),
    ("a.fodt", b"<!DOCTYPE a>" + FLAT, "this is not an OpenDocument file, despite its name"),
    (
        "a.fodt",
        FLAT.replace(b"<text:h>", b"<!DOCTYPE a><text:h>"),
        "it is refused, since it declares a document type, which OpenDocument files never do",
    ),
    ("a.fodt", FLAT.replace(b"</text:p>", b""), "it is damaged: its content is not valid XML"),
    ("a.odt", odt("<text:p>" + "a" * 9_000_000 + "</text:p>"), "it is refused, since it would unpack to 9 MB"),
    ("a.odt", odt("<text:list>" * 300 + "</text:list>" * 300), "it is refused, since its parts are nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "why"), REFUSED, ids=[why for _, _, why in REFUSED])
def test_what_cannot_be_read_is_refused_in_a_line(name: str, data: bytes, why: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_stream(io.BytesIO(data), name)
    assert refused.value.why == why


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<script>", "<p title='", "<td>", "<", "</p>", "<blockquote>", "&amp"]
)
def test_a_large_page_of_one_thing_is_read(piece: str) -> None:
    assert text("p.html", ("<html><p>Text</p>" + piece * 100_000).encode()).startswith("Text")


WHOLE: dict[str, Callable[[], list[bytes]]] = {
    "html": lambda: [page.encode() for page in PAGES.values()],
    "eml": lambda: [*MAILS.values()],
    "odt": lambda: [ODT],
    "fodt": lambda: [FLAT],
}


def damaged(form: str, chance: random.Random) -> bytes:
    """A damaged file; of an OpenDocument file half the time the content, packed again."""
    whole = chance.choice(WHOLE[form]())
    if form != "odt" or chance.random() < 0.5:
        return flipped(whole, chance)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        content = archive.read("content.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", flipped(content, chance))
    return out.getvalue()


def campaign(form: str, count: int) -> int:
    """Read damaged files; each is read or refused in a line. Return how many were read."""
    chance = random.Random(count)  # noqa: S311
    read = 0
    refusals: list[str] = []
    for _ in range(count):
        try:
            source = read_stream(io.BytesIO(damaged(form, chance)), f"a.{form}")
        except ReadError as error:
            refusals.append(str(error))
            continue
        statement = documents.read(source, "statement")
        assert "".join(source.slice(region.span) for region in statement.regions) == source.text
        lint(statement, RULES, against=chosen(statement, [REPORT]))
        read += 1
    assert not any("\n" in each for each in refusals)
    return read


@pytest.mark.parametrize("form", WHOLE)
def test_a_few_damaged_files_are_read_or_refused(form: str) -> None:
    assert campaign(form, A_FEW) > 0


@pytest.mark.slow
@pytest.mark.parametrize("form", WHOLE)
def test_a_thousand_damaged_files_are_read_or_refused_within_bounds(form: str) -> None:
    code = (
        "import resource; from tests.source.readers.test_pages_and_mails import campaign; "
        f"print(campaign({form!r}, {MANY}), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    read, memory = map(int, done.stdout.split())
    assert read > 0
    assert memory < MOST_MEMORY
