"""Open ordinary files only: a pipe in the place of one is not waited for, since it may never end."""

from __future__ import annotations

import os
import stat


def opener(path: str, flags: int) -> int:
    """Open an ordinary file, as the `opener` of `open`; OSError for any other. What is written is closed to others.

    A file that is written must not be a link.
    """
    links = getattr(os, "O_NOFOLLOW", 0) if flags & (os.O_WRONLY | os.O_RDWR) else 0
    handle = os.open(path, flags | links | getattr(os, "O_NONBLOCK", 0), 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "it is not an ordinary file")
    return handle
