"""Make in the page's own Python what a run would otherwise have to make: `bake.mjs` runs it when the page is built.

The files of a wheel (tables, plan, patterns), the templates, and bytecode, which replaces the sources.
"""

from __future__ import annotations

import compileall
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

SITE, CHECKOUT = Path("/lib/python3.14/site-packages"), Path("/checkout")
_FORMATS = ("html", "json", "markdown", "csv")


def baked() -> None:
    """Make all; the files that are run here are those of the page."""
    from ofsted_lint.rules import wheel

    folder = SITE / "ofsted_lint" / "_data" / "built"
    folder.mkdir()
    for name, data in wheel.files(CHECKOUT).items():
        (folder / name).write_bytes(data)
    _run_once()
    if not compileall.compile_dir(SITE, quiet=1, legacy=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH):
        raise SystemExit("not everything could be compiled")
    for source in SITE.rglob("*.py"):
        source.unlink()


def _run_once() -> None:
    """Run the formats of the page, so that the templates are compiled."""
    from ofsted_lint.cli.main import main

    drafts = [str(CHECKOUT / "examples" / name) for name in ("northfell-2024-with-faults.txt", "saltmarsh-2019.txt")]
    sys.dont_write_bytecode = False
    main(["check", *drafts, "--no-cache", *(f"--format={name}=/tmp/made.{name}" for name in _FORMATS)])
    sys.dont_write_bytecode = True
