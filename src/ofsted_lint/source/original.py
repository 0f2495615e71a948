"""The text that is read of a file: with plain spaces and ligatures as letters, without what is not printed."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from ofsted_lint.files.patterns import pattern

# Spaces of other kinds. A no-break space after “Â” or “Ã” is half of a letter in a wrong encoding, which is reported.
_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
# The conditions follow the characters, which can be searched for ten times as fast as a condition at every offset.
_NOT_WRONG = "(?<![ÂÃ].)"
_SPACE = pattern(f"[{_SPACES}]{_NOT_WRONG}")
# Characters that no program prints: soft hyphens, joiners, marks of direction, variation selectors, tags.
_UNPRINTED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
# A soft hyphen after a letter at the end of a line is a break within a word, which joined lines must not part.
_NO_BREAK = r"(?:(?<!\u00ad)|(?<![^\W\d_]\u00ad)|(?![ \t]*\r?\n))"
_ODD = pattern(f"[{_UNPRINTED}{''.join(_LIGATURES)}]{_NOT_WRONG}{_NO_BREAK}")
_ANY = pattern(f"[{_SPACES}{_UNPRINTED}{''.join(_LIGATURES)}]")
# Characters by their names or numbers, and places at which a word may be parted.
_NAMED = r"(?<!\\)&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|<wbr[ ]?/?>"
_ODD_OR_NAMED = pattern(rf"{_ODD.pattern}|{_NAMED}")
# What these print is not interpreted as Markdown, which is seen to elsewhere.
_MARKUP = frozenset("\\`*_{}[]<>()#+-!|~&")


class Original(msgspec.Struct, frozen=True, eq=False):
    """The text of a file in which the text that is read has other places.

    `starts` are the offsets in the text that is read of runs that are
    contiguous in the file too; `origins` are their offsets in the file.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def offset(self, at: int) -> int:
        """Return the offset in the file of an offset in the text that is read."""
        run = bisect_right(self.starts, at) - 1
        return self.origins[run] + at - self.starts[run]

    def divides(self, at: int) -> bool:
        """Return True if an offset in the text that is read is within a character of the file, a ligature."""
        return at > 0 and self.offset(at) == self.offset(at - 1)


def read(text: str, names: bool = False) -> tuple[str, Original | None]:
    """Return the text that is read of a file's text, and the file's own text if it has other places.

    With `names`, so are the characters that Markdown and HTML name, as `&shy;` does.
    """
    names = names and ("&" in text or "<wbr" in text)
    # A text has few different characters, which are looked at far faster than all of it.
    if not names and (text.isascii() or not _ANY.search("".join(set(text)))):
        return text, None
    text, given = plain_spaces(text), text
    parts: list[str] = []
    starts, origins = [0], [0]
    length = at = 0
    for match in (_ODD_OR_NAMED if names else _ODD).finditer(text):
        letters = _LIGATURES.get(match[0], "") if len(match[0]) == 1 else _named(match[0])
        if letters == match[0]:
            continue
        parts += (text[at : match.start()], letters)
        length += match.start() - at
        for letter in range(len(letters)):
            starts.append(length + letter)
            origins.append(match.start())
        length, at = length + len(letters), match.end()
        starts.append(length)
        origins.append(at)
    if not parts and given == text:
        return text, None
    return "".join([*parts, text[at:]]), Original(given, tuple(starts), tuple(origins))


def _named(name: str) -> str:
    """Return what a name of a character prints, or the name if it is not read here."""
    import html  # few documents have names of characters

    sign = html.unescape(name) if name[0] == "&" else ""
    return name if len(sign) > 1 or sign in _MARKUP or "" < sign < " " else printed(sign)


def printed(text: str) -> str:
    """Return a text without line ends as it is read: what is not printed is left out."""
    return text if text.isascii() else _ODD.sub(lambda match: _LIGATURES.get(match[0], ""), plain_spaces(text))


def plain_spaces(text: str) -> str:
    """Return a text with each kind of space as a plain one, all offsets unchanged."""
    return text if text.isascii() else _SPACE.sub(" ", text)


def letters(text: str) -> str:
    """Return the letters and digits of a text, by which its words are found again in another reading of the file."""
    return "".join(filter(str.isalnum, printed(text)))
