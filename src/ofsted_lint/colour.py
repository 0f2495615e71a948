"""Whether to print with colour.

What a person asks for wins over what an environment asks for, and that over
what is guessed: `--color`, `NO_COLOR`, `FORCE_COLOR` (0 means none),
`CLICOLOR_FORCE`, `TERM=dumb`, `CLICOLOR=0`, and then whether it is a terminal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

WHEN = ("auto", "always", "never")


def coloured(stream: TextIO, when: str, environment: Mapping[str, str]) -> bool:
    """Whether a stream is written to with colour; `when` is one of `WHEN`."""
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    if environment.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    if environment.get("TERM") == "dumb" or environment.get("CLICOLOR") == "0":
        return False
    return stream.isatty()
