"""An archive of as many files as are asked for, made of a few documents: each file has other bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

# Names that exist nowhere, two parts that are combined.
_FIRST = ("Ash", "Birch", "Cold", "Dun", "Elm", "Fern", "Gorse", "Hay", "Iron", "Juniper", "Kings", "Lark", "Marsh")
_SECOND = ("bridge", "combe", "dale", "field", "ford", "ham", "hurst", "leigh", "minster", "mouth", "stead", "worth")
_NUMBER = 10_001
_TITLE = re.compile(r"(?:Inspection of|visit to|inspection of) ([A-Z][a-z]+)")


def name(at: int) -> str:
    """The name of a council that does not exist."""
    return f"{_FIRST[at % len(_FIRST)]}{_SECOND[at // len(_FIRST) % len(_SECOND)]}"


def documents(folder: Path) -> list[Path]:
    """The documents in a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".pdf", ".txt", ".docx"))


def files(of: Sequence[Path], count: int) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of as many files as are asked for.

    Documents of one authority stay together; each copy of them belongs to another authority, which its texts name.
    """
    authorities = {key: at for at, key in enumerate(dict.fromkeys(map(_authority, of)))}
    for at in range(count):
        path, copy = of[at % len(of)], at // len(of)
        council = authorities[_authority(path)] + copy * len(authorities)
        yield f"{_NUMBER + council}_{name(council)}/{path.stem}-{at}{path.suffix}", changed(path, copy, council)


def _authority(path: Path) -> str:
    """What the documents of an authority have in common: its folder, if that has its number."""
    return path.parent.name if path.parent.name[:1].isdigit() else path.stem


def changed(path: Path, copy: int, council: int) -> bytes:
    """The bytes of a copy of a document."""
    data = path.read_bytes()
    if path.suffix != ".txt":
        return data + b"%%%% copy %d\n" % copy if copy else data
    text = data.decode("utf-8", "replace")
    found = _TITLE.search(text)
    if copy and found:
        text = text.replace(found[1], name(council))
    return f"{text.rstrip()}\n{copy or ''}\n".encode()


def write(folder: Path, of: Sequence[Path], count: int) -> int:
    """Write the archive, and return how many bytes it has."""
    size = 0
    for relative, data in files(of, count):
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        size += len(data)
    return size
