"""The page of one file: whether it finds what the command line finds, how long it takes, and how much memory.

    python -m benchmarks.one_file [PAGE] [--documents N]

Runs the parts of a page (built by `python -m web.page`) in Node, as its worker does, on examples and on published
reports, as text and as PDF, and compares each JSON with that of the command line. Times are of the processor, of all
threads of Node; on a machine that does much else they are longer.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import gzip
import io
import json
import re
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy import corpus
from ofsted_lint.cli.main import main as command_line
from tests.make import pdfs
from web.page import build

_PART = re.compile(r'<script type="text/plain" id="part-(\w+)">([^<]*)</script>')
_FILES = {"asm": "pyodide.asm.mjs", "loader": "pyodide.mjs", "wasm": "pyodide.asm.wasm", "stdlib": "python_stdlib.zip"}
_IN_A_ROW = 100
# A long report, and the megabytes that reading it may take.
_PAGES, _MEGABYTES = 40, 350


class Node:
    """The parts of a page in Node: starting, and one request after another."""

    def __init__(self, page: Path, folder: Path) -> None:
        for name, text in _PART.findall(page.read_text("utf-8")):
            data = base64.b64decode(text)
            (folder / _FILES.get(name, name)).write_bytes(data if name == "stdlib" else gzip.decompress(data))
        lock = build.fetched(build.cache()) / "node_modules" / "pyodide" / "pyodide-lock.json"
        shutil.copy(lock, folder)
        shutil.copy(build.HERE / "engine.js", folder)
        command = [shutil.which("node") or "node", str(build.HERE / "measure.mjs"), str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.start = self._answer()

    def run(self, words: list[str], files: dict[str, bytes]) -> dict[str, Any]:
        """Return what a command line on files prints, how long it took, and the memory that is then taken."""
        given = {name: base64.b64encode(data).decode() for name, data in files.items()}
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"words": words, "files": given}).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def documents(number: int) -> Iterator[Path]:
    """Yield examples, and as many published reports as are asked for, half as text and half as PDF."""
    yield from sorted((build.ROOT / "examples").rglob("*.txt"))
    folder = corpus() / "corpus" / "ilacs"
    pdfs = sorted(folder.rglob("*.pdf"))[: (number + 1) // 2]
    yield from (path for pdf in pdfs for path in (pdf, pdf.with_suffix(".layout.txt")) if path.is_file())


def native(words: list[str], files: dict[str, bytes]) -> str:
    """Return what the command line prints of the same files."""
    with (
        tempfile.TemporaryDirectory() as place,
        contextlib.chdir(place),
        contextlib.redirect_stdout(io.StringIO()) as out,
    ):
        for name, data in files.items():
            Path(name).write_bytes(data)
        with contextlib.redirect_stderr(io.StringIO()):
            command_line(words)
        return out.getvalue()


def _checked(node: Node, paths: Iterable[Path]) -> Iterator[tuple[Path, float, bool]]:
    """Yield each document with the time that it took, and whether it is the same."""
    for path in paths:
        words, files = ["check", path.name, "--no-cache", "--format=json"], {path.name: path.read_bytes()}
        made = node.run(words, files)
        yield path, made["seconds"], made["out"] == native(words, files)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("page", nargs="?", type=Path, default=build.HERE / "dist" / "ofsted-lint.html")
    parser.add_argument("--documents", type=int, default=40, help="how many published documents are compared")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        _long(Node(args.page, Path(place)))
        node = Node(args.page, Path(place))
        print(f"size          {args.page.stat().st_size / 1e6:.1f} MB")
        print(f"start         {node.start['seconds']:.2f} s, {node.start['megabytes']:.0f} MB")
        made = list(_checked(node, documents(args.documents)))
        print(f"first         {made[0][1]:.2f} s ({made[0][0].name})")
        for ending in ("", ".txt", ".pdf"):
            times = [seconds for path, seconds, _ in made[1:] if path.name.endswith(ending)]
            if times:
                median, most = statistics.median(times), max(times)
                print(f"next {ending:<4}     {median:.2f} s (median of {len(times)}), {most:.2f} at most")
        print(f"the same      {sum(same for *_, same in made)} of {len(made)} documents")
        for path, _, same in made:
            if not same:
                print(f"  not the same: {path.name}")
        _in_a_row(node)
        node.close()


def _long(node: Node) -> None:
    """Print the most memory that a page takes which reads a long PDF and nothing else."""
    data, number = _long_pdf()
    made = node.run(["check", "long.pdf", "--no-cache", "--format=json"], {"long.pdf": data})
    node.close()
    took = f"{made['most']:.0f} MB at most (at most {_MEGABYTES}), {made['seconds']:.2f} s with the start of the rules"
    print(f"long PDF      {took}: {number} pages, {len(data) / 1e6:.1f} MB")


def _long_pdf() -> tuple[bytes, int]:
    """Return a PDF of forty pages of published reports, else of an example, and how many it has."""
    import pypdf

    example = (build.ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8")
    paths = sorted((corpus() / "corpus" / "ilacs").rglob("*.pdf"))
    parts = [path.read_bytes() for path in paths[:_PAGES]] or [pdfs.tagged(example)] * _PAGES
    made, out = pypdf.PdfWriter(), io.BytesIO()
    for part in parts:
        made.append(io.BytesIO(part))
        if len(made.pages) >= _PAGES:
            break
    made.write(out)
    return out.getvalue(), len(made.pages)


def _in_a_row(node: Node) -> None:
    """Print how the memory grows over many documents."""
    path = build.ROOT / "examples" / "northfell-2024-with-faults.txt"
    words, files = ["check", path.name, "--no-cache", "--format=json"], {path.name: path.read_bytes()}
    before = node.run(words, files)["megabytes"]
    after = [node.run(words, files)["megabytes"] for _ in range(_IN_A_ROW)][-1]
    print(f"memory        {before:.0f} MB, after {_IN_A_ROW} more documents {after:.0f} MB ({after - before:+.0f})")


if __name__ == "__main__":
    main()
