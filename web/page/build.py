"""Build the page: one HTML file with the program, Python, and all that both need.

    python -m web.page [--out FILE] [--cache FOLDER]

Node and npm must be there. Pyodide and the wheels are fetched once, in the versions and with the hashes of
`package-lock.json` and `wheels.txt`, and kept in the cache. The same sources make the same file.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
_LOCKS = ("package.json", "package-lock.json", "wheels.txt")
_PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64")
_BRIDGE = "ofsted_lint_page.py"
# What a wheel has for other systems, or for people who write code.
_LEFT_OUT = re.compile(
    r"-linux-|\.py[ix]$|\.pxd$|\.dist-info/|^pypdfium2(_cli)?/|^rich/(?!__init__|_extension|cells|_unicode)"
)
# The program's own files that are no use there.
_NOT_THERE = shutil.ignore_patterns("__pycache__", "server", "completion")
# The script of the page of findings, which is shown within this page.
_FINDINGS = ROOT / "src" / "ofsted_lint" / "output" / "page" / "templates" / "page.js"
_SOURCES = ("web/page", "src", "grammar", "rules", "examples", "docs/precision.yaml", "NOTICE")
# The licences in a wheel, but for those of parts that are only in builds for other systems.
_LICENCE = re.compile(r"\.dist-info/licenses/(.+[^/])$")
_ELSEWHERE = re.compile(r"/(android|cibw_musl|pbin_musl|v8_xfa)/|CC-BY")
_EXAMPLES = {
    "examples": (
        "northfell-2024-with-faults.txt",
        "saltmarsh-2019-with-faults.txt",
        "merrowdale-2026-with-faults.txt",
        "northfell-2024.txt",
    ),
    "examples/statements": ("northfell-2024-statement-with-faults.txt",),
}


def main() -> int:
    """Build the page and say where it is."""
    parser = argparse.ArgumentParser(description="build the page that needs no installation")
    parser.add_argument("--out", type=Path, default=HERE / "dist" / "ofsted-lint.html", help="the file to write")
    parser.add_argument("--cache", type=Path, default=cache(), help="the folder that what is fetched is kept in")
    args = parser.parse_args()
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            print(f"web.page: {program} is needed, version 20 or newer", file=sys.stderr)
            return 2
    made = page(fetched(args.cache))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(made)
    print(f"{args.out}: {len(made) / 1e6:.1f} MB, sha256 {hashlib.sha256(made).hexdigest()}")
    return 0


def cache() -> Path:
    """Return the folder that what is fetched is kept in."""
    named = os.environ.get("OFSTED_LINT_BUILD_CACHE")
    return Path(named) if named else Path.home() / ".cache" / "ofsted-lint-build"


def fetched(cache: Path) -> Path:
    """Return a folder with `node_modules` and `wheels`, fetched unless they are there."""
    key = hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in _LOCKS)).hexdigest()[:16]
    folder = cache / key
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as name:
        draft = Path(name, "draft")
        draft.mkdir()
        for lock in _LOCKS[:2]:
            shutil.copy(HERE / lock, draft)
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=draft, check=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        pip += ["--only-binary=:all:", "--require-hashes", "--python-version=3.14", "--abi=cp314"]
        pip += [f"--platform={each}" for each in _PLATFORMS]
        subprocess.run([*pip, f"--dest={draft / 'wheels'}", f"--requirement={HERE / 'wheels.txt'}"], check=True)
        draft.rename(folder)
    return folder


def page(there: Path) -> bytes:
    """Return the page, made of what was fetched and of this checkout."""
    pyodide = there / "node_modules" / "pyodide"
    parts = {
        "asm": _zipped((pyodide / "pyodide.asm.mjs").read_bytes()),
        "loader": _zipped((pyodide / "pyodide.mjs").read_bytes()),
        "wasm": _zipped((pyodide / "pyodide.asm.wasm").read_bytes()),
        "stdlib": (pyodide / "python_stdlib.zip").read_bytes(),
        "tree": _zipped(tree(there)),
    }
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    lock = json.dumps({"info": info, "packages": {}})
    worker = (_own("engine.js") + _own("worker.js")).replace("LOCK,", f"{json.dumps(lock)},")
    slots = {
        "VERSION": version(),
        "SOURCES": sources(),
        "STYLE": _own("page.css"),
        "SCRIPT": _own("page.js"),
        "HASHES": " ".join(map(_allowed, (_own("page.js"), f"\n{_FINDINGS.read_text('utf-8')}"))),
        "WORKER": worker,
        "EXAMPLES": json.dumps(_examples(), ensure_ascii=False).replace("<", "\\u003c"),
        "NOTICE": _notices(there),
        "PARTS": "\n".join(
            f'<script type="text/plain" id="part-{name}">{base64.b64encode(data).decode()}</script>'
            for name, data in parts.items()
        ),
    }
    text = re.sub(r"%%([A-Z]+)%%", lambda slot: slots[slot[1]], _own("page.html"))
    return text.encode()


def sources() -> str:
    """Return a hash of all that the page is made of: one that has it is not out of date."""
    made = hashlib.sha256()
    for path in sorted(each for name in _SOURCES for each in _files(ROOT / name)):
        made.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:16]


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or those in a folder that are not made by running or building."""
    if path.is_file():
        yield path
    elif path.name not in ("__pycache__", "dist"):
        for each in path.iterdir():
            yield from _files(each)


def tree(there: Path) -> bytes:
    """Return the program and its packages, baked and packed as `engine.js` unpacks them."""
    with tempfile.TemporaryDirectory() as name:
        site, checkout = Path(name, "site"), Path(name, "checkout")
        _lay_out(there / "wheels", site)
        for folder in ("grammar", "rules", "examples"):
            shutil.copytree(ROOT / folder, checkout / folder)
        node = shutil.which("node") or "node"
        done = subprocess.run(
            [node, HERE / "bake.mjs", there / "node_modules" / "pyodide", site, checkout],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"web.page: {(done.stderr or done.stdout)[-2000:]}")
        return _packed(site)


def _lay_out(wheels: Path, site: Path) -> None:
    """Unpack the wheels without what the page has no use for, and add the program."""
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site, [each for each in archive.namelist() if not _LEFT_OUT.search(each)])
    package = site / "ofsted_lint"
    shutil.copytree(ROOT / "src" / "ofsted_lint", package, ignore=_NOT_THERE)
    for folder in ("grammar", "rules"):
        shutil.copytree(ROOT / folder, package / "_data" / folder)
    shutil.copy(ROOT / "docs" / "precision.yaml", package / "_data")
    shutil.copy(HERE / "bridge.py", site / _BRIDGE)


def _packed(site: Path) -> bytes:
    files = sorted(each for each in site.rglob("*") if each.is_file())
    contents = [each.read_bytes() for each in files]
    names = [each.relative_to(site).as_posix() for each in files]
    index = json.dumps([[name, len(data)] for name, data in zip(names, contents, strict=True)]).encode()
    return len(index).to_bytes(4, "big") + index + b"".join(contents)


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _own(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _allowed(script: str) -> str:
    """Return a script as a content policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def version() -> str:
    """Return the version of the program."""
    found = re.search(r'__version__ = "(.+)"', (ROOT / "src" / "ofsted_lint" / "version.py").read_text("utf-8"))
    return found[1] if found else ""


def _examples() -> dict[str, str]:
    """Return the example documents by name."""
    return {name: (ROOT / folder / name).read_text("utf-8") for folder, names in _EXAMPLES.items() for name in names}


def _notices(there: Path) -> str:
    """Return the licences of what the page carries, as HTML text."""
    return html.escape("\n".join(_licences(there)), quote=False)


def _licences(there: Path) -> Iterator[str]:
    yield (ROOT / "NOTICE").read_text("utf-8")
    for wheel in sorted((there / "wheels").glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if (found := _LICENCE.search(name)) and not _ELSEWHERE.search(name):
                    text = archive.read(name).decode("utf-8", "replace")
                    yield f"\n== {wheel.name.partition('-')[0]}: {found[1]}\n\n{text}"
