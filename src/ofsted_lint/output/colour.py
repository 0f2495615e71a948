"""Decide whether to print with colour, and with links.

The first of these decides: the option `--color`, then the variables `NO_COLOR`,
`FORCE_COLOR` (0 means no colour), `CLICOLOR_FORCE`, `TERM=dumb` and
`CLICOLOR=0`, and then whether the output is a terminal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

WHEN = ("auto", "always", "never")
# Variables set by terminals that show links.
_LINKING = (
    *("KITTY_WINDOW_ID", "WT_SESSION", "WEZTERM_PANE", "KONSOLE_VERSION", "GHOSTTY_RESOURCES_DIR", "DOMTERM"),
    *("ALACRITTY_WINDOW_ID", "TERMINAL_EMULATOR"),
)
_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")
_VTE = 5000


def coloured(stream: TextIO, when: str, environment: Mapping[str, str]) -> bool:
    """True if a stream is to be written with colour; `when` is one of `WHEN`."""
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


def linked(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """True if a stream is a terminal that is known to show links."""
    if not stream.isatty() or environment.get("TERM") == "dumb":
        return False
    vte = environment.get("VTE_VERSION", "")
    known = environment.get("TERM_PROGRAM") in _PROGRAMS or any(environment.get(name) for name in _LINKING)
    return known or (vte.isdecimal() and int(vte) >= _VTE)
