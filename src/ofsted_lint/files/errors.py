"""What a person may have mistyped: one line that says what, and where."""

from __future__ import annotations

from collections.abc import Iterable

# A message is one line for people, whatever it quotes.
_LONGEST = 500


class ConfigError(Exception):
    """A mistake in something that a person wrote for the linter.

    `path` is the file (or the option) it is in; `line` and `column` count from
    1 and are None where there is no such place.
    """

    def __init__(self, path: str, message: str, line: int | None = None, column: int | None = None) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        if len(message) > _LONGEST:
            message = f"{message[:_LONGEST]} …"
        super().__init__(f"{place}: {message}")
        self.path = path
        self.message = message
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[type[ConfigError], tuple[str, str, int | None, int | None]]:
        """Give what another process makes it of."""
        return ConfigError, (self.path, self.message, self.line, self.column)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“; did you mean …?” where one of the known names is near, else nothing."""
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def known(what: str, word: str, words: Iterable[str]) -> None:
    """Refuse a word of the command line that is none of those it may be."""
    listed = list(words)
    if word not in listed:
        hint = did_you_mean(word, listed) or f"; there are {', '.join(listed)}"
        raise ConfigError("command line", f"unknown {what} “{word}”{hint}")


_LONGEST_QUOTE = 160


def shortened(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """A text cut at a word, with an ellipsis, where it is too long to quote."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
