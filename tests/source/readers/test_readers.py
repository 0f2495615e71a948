"""Bytes to sources: encodings, line ends, and files that are no text."""

from __future__ import annotations

import io

import pytest

from ofsted_lint.source.readers import ReadError, read_stream

WORDS = "Máire’s plan – £3"


@pytest.mark.parametrize(
    ("data", "text", "encoding", "notes"),
    [
        pytest.param(WORDS.encode(), WORDS, "utf-8", 0, id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + WORDS.encode(), WORDS, "utf-8-sig", 0, id="UTF-8 with a byte order mark"),
        pytest.param(WORDS.encode("utf-16"), WORDS, "utf-16", 0, id="UTF-16 with a byte order mark"),
        pytest.param(WORDS.encode("cp1252"), WORDS, "cp1252", 1, id="Windows-1252, announced"),
        pytest.param(b"one\r\ntwo\r\n", "one\r\ntwo\r\n", "utf-8", 0, id="Windows line ends stay"),
        pytest.param(b"one\rtwo\r", "one\ntwo\n", "utf-8", 0, id="line ends of old Macs"),
        pytest.param("’’’’".encode() + b"\xff", "’’’’\ufffd", "utf-8", 1, id="UTF-8 with a damaged byte, announced"),
    ],
)
def test_read(data: bytes, text: str, encoding: str, notes: int) -> None:
    source = read_stream(io.BytesIO(data), "draft.txt")
    assert (source.text, source.encoding, len(source.notes)) == (text, encoding, notes)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "draft.txt: the file is empty", id="empty"),
        pytest.param(b" \n\n", "draft.txt: the file is empty", id="white space only"),
        pytest.param(b"a\x00b", "draft.txt: this is a binary file, not text", id="binary"),
        pytest.param(b"\xff\xfea\x00b", "draft.txt: this is damaged UTF-16 text", id="half a character of UTF-16"),
        pytest.param(
            b"one\n\x81\x8d",
            "draft.txt: line 2 contains bytes that are neither UTF-8 nor Windows-1252",
            id="undecodable",
        ),
        pytest.param(b"x" * 21, "draft.txt: larger than 2e-05 MB (--max-size sets the limit)", id="too large"),
    ],
)
def test_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as refused:
        read_stream(io.BytesIO(data), "draft.txt", 20 if len(data) == 21 else 1_000)
    assert str(refused.value) == said
