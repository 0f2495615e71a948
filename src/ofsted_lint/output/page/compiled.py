"""Cache compiled templates next to their sources, as Python does with modules, and as trustworthy as those.

Import it only to write a page, since it needs the template library.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from ofsted_lint.version import __version__


class TemplateCache(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder; if it is not writable, they are compiled each time."""

    def __init__(self, folder: Path) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                folder.mkdir(exist_ok=True)
        # Code compiled by another version of Python or of the library may not work.
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}-jinja-{jinja2.__version__}-{__version__}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template; do nothing if it cannot be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template; do nothing if it cannot be written."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
