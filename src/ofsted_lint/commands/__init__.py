"""The commands, one module each: `arguments(parser)` and `run(args)`."""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.errors import ConfigError, did_you_mean


def known(what: str, word: str, words: Iterable[str]) -> None:
    """Refuse a word of the command line that is none of those it may be."""
    listed = list(words)
    if word not in listed:
        hint = did_you_mean(word, listed) or f"; there are {', '.join(listed)}"
        raise ConfigError("command line", f"unknown {what} “{word}”{hint}")
