"""Mistakes of users: a one-line message with the place of the mistake."""

from __future__ import annotations

from collections.abc import Iterable

# A message stays readable whatever it quotes.
_LONGEST_MESSAGE = 500
_LONGEST_QUOTE = 160


class MissingExtraError(ValueError):
    """An extra of this program that a kind of file needs, and that is not installed."""


class ConfigError(Exception):
    """A mistake in a file or an option that a user wrote.

    `path` is the file, or the option; `line` and `column` count from 1 and are
    None if the mistake has no exact place.
    """

    def __init__(self, path: str, message: str, line: int | None = None, column: int | None = None) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        if len(message) > _LONGEST_MESSAGE:
            message = f"{message[:_LONGEST_MESSAGE]} …"
        super().__init__(f"{place}: {message}")
        self.path = path
        self.message = message
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[type[ConfigError], tuple[str, str, int | None, int | None]]:
        """Give what another process makes it of."""
        return ConfigError, (self.path, self.message, self.line, self.column)


class OutOfTime(BaseException):
    """A document takes more `seconds` of processor time than it may; `rule` is the rule that was stopped, if one was.

    Not an `Exception`, so that no part of the program takes it for an error of its own.
    """

    def __init__(self, seconds: float, rule: str = "") -> None:
        super().__init__(seconds, rule)
        self.seconds, self.rule = seconds, rule


# What is raised for something that is too much for Python, or for the time that it may take.
TOO_MUCH = (MemoryError, RecursionError, OutOfTime)


def too_much(error: BaseException) -> str:
    """Return in words what there is too little of for one of the errors in `TOO_MUCH`."""
    if isinstance(error, OutOfTime):
        where = f" (it was stopped in the rule “{error.rule}”)" if error.rule else ""
        return f"it takes more than {error.seconds:g} seconds of processor time{where}"
    return "there is too little memory for it" if isinstance(error, MemoryError) else "it is nested too deeply"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return “; did you mean …?” if one of the known names is similar, else an empty text."""
    from difflib import get_close_matches  # only mistakes need it

    close = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def known(what: str, word: str, words: Iterable[str]) -> None:
    """Raise `ConfigError` if a word on the command line is not one of those allowed; `what` is its kind."""
    listed = list(words)
    if word not in listed:
        hint = did_you_mean(word, listed) or f"; there are {', '.join(listed)}"
        raise ConfigError("command line", f"unknown {what} “{word}”{hint}")


def shortened(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """Return a text, cut after a word with an ellipsis if it is too long to quote."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
