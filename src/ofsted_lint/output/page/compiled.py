"""Templates compiled once: kept beside them, as Python keeps its own modules, and as far to be trusted as those.

Imported only where a page is written, since it needs the template library.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from ofsted_lint import __version__


class Beside(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder; where it cannot be written to, they are compiled anew each time."""

    def __init__(self, folder: Path) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                folder.mkdir(exist_ok=True)
        # What another version of either has compiled may mean something else.
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}-jinja-{jinja2.__version__}-{__version__}")

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
