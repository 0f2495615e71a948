"""Damaged Word files: each is read or refused in a line, soon and within bounds."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.readers import ReadError, read_file, read_stream
from tests.conftest import ROOT, report_of
from tests.make import word as made

pytest.importorskip("lxml")
RULES = find([folder("rules")])[0]
A_FEW, MANY = 40, 1_000
MOST_MEMORY = 500
MOST_SECONDS = 10


def whole() -> list[bytes]:
    """A Word file of each example."""
    return [
        made.word_of(report_of(documents.read(read_file(path)))) for path in sorted((ROOT / "examples").glob("*.txt"))
    ]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some were changed, taken away or doubled."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(damaged))
        how = chance.random()
        if how < 0.6:
            damaged[at] = chance.randrange(256)
        elif how < 0.8:
            del damaged[at : at + chance.randint(1, 40)]
        else:
            damaged[at:at] = damaged[max(at - chance.randint(1, 400), 0) : at]
    return bytes(damaged)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A Word file with damage to its archive, or to a part of it."""
    if chance.random() < 0.4:
        return flipped(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    part = parts[name]
    assert isinstance(part, bytes)
    parts[name] = swapped(part, chance) if chance.random() < 0.5 else flipped(part, chance)
    return made.archive(parts)


def swapped(part: bytes, chance: random.Random) -> bytes:
    """XML that is sound, or nearly, with names or values in other places."""
    words = part.split(b'"') if chance.random() < 0.5 else part.split(b"<w:")
    between = b'"' if words[0].endswith(b"=") else b"<w:"
    for _ in range(chance.randint(1, 6)):
        one, two = chance.randrange(len(words)), chance.randrange(len(words))
        words[one], words[two] = words[two], words[one]
    return between.join(words)


def survives(data: bytes) -> bool:
    """True if a file was read; it may be refused in a line, and nothing else may happen."""
    start = time.process_time()
    source, refusal = None, ""
    try:
        source = read_stream(io.BytesIO(data), "draft.docx")
    except ReadError as error:
        refusal = str(error)
    assert time.process_time() - start < MOST_SECONDS
    if source is None:
        assert refusal
        assert "\n" not in refusal
        return False
    report = documents.read(source)
    assert "".join(source.slice(region.span) for region in report.regions) == source.text
    lint(report, RULES)
    return True


def campaign(count: int) -> tuple[int, int]:
    """Count how many of some damaged files were read, and how many refused."""
    chance = random.Random(count)  # noqa: S311
    files = whole()
    read = sum(survives(damaged(chance.choice(files), chance)) for _ in range(count))
    return read, count - read


def test_a_few_damaged_files_are_read_or_refused() -> None:
    read, refused = campaign(A_FEW)
    assert min(read, refused) > 0


@pytest.mark.slow
def test_a_thousand_damaged_files_are_read_or_refused_within_bounds() -> None:
    code = (
        "import resource; from tests.source.readers.test_reader_fuzz import campaign; "
        f"print(*campaign({MANY}), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    read, refused, memory = map(int, done.stdout.split())
    assert min(read, refused) > MANY // 10
    assert memory < MOST_MEMORY


XML = st.recursive(
    st.sampled_from(["<w:t>Plans</w:t>", "<w:tab/>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', "<w:p/>"]),
    lambda inner: st.builds(
        lambda name, children: f"<w:{name}>{''.join(children)}</w:{name}>",
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "pPr", "rPr", "hyperlink"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=150)
@given(XML, st.text(alphabet="0123456789%.-x", max_size=8), st.text(alphabet="0123456789%.-x", max_size=8))
def test_any_xml_is_read_or_refused(body: str, one: str, two: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="{one}"><w:lvl w:ilvl="{two}"><w:start w:val="{one}"/>'
        f'<w:lvlText w:val="{two}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="{one}"/></w:num>'
    )
    listed = made.paragraph(made.run("Plans"), list_=(1, 0))
    survives(made.word(body + listed, numbering=numbering))


WORST = {
    "paragraphs": "<w:p/>" * 300_000,
    "runs": "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>",
    "changes": "<w:p>"
    + "<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText/></w:r></w:del>" * 70_000
    + "</w:p>",
    "ends that were deleted": "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 60_000,
    "fields in fields": "<w:p>"
    + '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>' * 60_000
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 60_000
    + "</w:p>",
    "long numbers": made.paragraph(made.run("a"), list_=(1, 8)) * 40_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", WORST)
def test_the_worst_that_is_let_in_stays_within_bounds(kind: str) -> None:
    code = (
        "import io, resource\nfrom ofsted_lint.source.readers import ReadError, read_stream\n"
        "from tests.make import word as made\nfrom tests.source.readers.test_reader_fuzz import LONG, WORST, stored\n"
        f"data = stored(made.word(WORST[{kind!r}], numbering=LONG))\n"
        "try: read_stream(io.BytesIO(data), 'draft.docx')\n"
        "except ReadError as error: print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < MOST_MEMORY


LONG = made.pattern(0, *(made.level(at, "upperRoman", "%1%2%3%4%5%6%7%8%9" * 6, 3888) for at in range(9)))
LONG += made.list_(1, 0)


def stored(data: bytes) -> bytes:
    """A Word file whose parts are not packed, so that none is packed too small."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()
