"""The phrases in which statements put things: the files of the folder `vocabulary`, as patterns and sets of words.

A file has concepts, each a name with a colon, and below it one phrase a line:
`one/other` is either word, `[word]` may be left out, `[one or more/other words]`
is either of these or nothing, `<name>` is any phrase of that concept, `…` is up to
four words. A hyphen may be a space, and `’` any apostrophe. Lines with `>` are
examples for people and tests, lines with `#` are notes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).with_name("vocabulary")
_GAP = r"(?:[\w’'-]+ ){0,4}?"
_TOKEN = re.compile(r"\[(?P<optional>[^\]]+)\]|<(?P<concept>[^>]+)>|(?P<gap>…)|(?P<word>[^\s\[\]<>…]+)")


class Concept(msgspec.Struct, frozen=True):
    """The phrases for one thing, and examples: a sentence and what is read in it."""

    phrases: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]


def files() -> list[str]:
    """Return the names of the vocabularies."""
    return sorted(path.stem for path in _FOLDER.glob("*.txt"))


@cache
def concepts(file: str) -> dict[str, Concept]:
    """Return the concepts of a vocabulary by their names."""
    made: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}
    name = ""
    for line in (_FOLDER / f"{file}.txt").read_text("utf-8").splitlines():
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if not line.startswith(" "):
            name = words.removesuffix(":")
            made[name] = ([], [])
        elif words.startswith(">"):
            sentence, _, read = words[1:].rpartition(" = ")
            made[name][1].append((sentence.strip(), read.strip()))
        else:
            made[name][0].append(words)
    return {name: Concept(tuple(phrases), tuple(examples)) for name, (phrases, examples) in made.items()}


def pattern(file: str, *names: str) -> str:
    """Return a regular expression for any phrase of these concepts, without groups of its own."""
    found = [phrase for name in names for phrase in concepts(file)[name].phrases]
    # Longer phrases first: “was given for” is not “was given”.
    return f"(?:{'|'.join(_expression(file, phrase) for phrase in sorted(found, key=len, reverse=True))})"


def words(file: str, *names: str) -> frozenset[str]:
    """Return the words of these concepts, which have no phrases of several words."""
    return frozenset(word for name in names for line in concepts(file)[name].phrases for word in line.split("/"))


def _expression(file: str, phrase: str) -> str:
    """Return a phrase as a regular expression."""
    found = list(_TOKEN.finditer(phrase))
    made = ""
    for at, match in enumerate(found):
        required = any(each.lastgroup in ("word", "concept") for each in found[:at])
        first, space = not required, " " if required else ""
        if match.lastgroup == "gap":
            # Its words end with a space, which the next one then lacks.
            made += f"{space}{_GAP}"
        elif match.lastgroup == "optional":
            inner = "|".join(_expression(file, each) for each in match["optional"].split("/"))
            made += f"(?:(?:{inner}) )?" if first else f"(?: (?:{inner}))?"
        else:
            text = pattern(file, match["concept"]) if match["concept"] else _either(match["word"])
            after_gap = at > 0 and found[at - 1].lastgroup == "gap"
            made += ("" if after_gap else space) + text
    return made


def _either(word: str) -> str:
    """Return a word, or one of several, as a regular expression."""
    each = [_word(one) for one in word.split("/")]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


def _word(word: str) -> str:
    return re.escape(word).replace(r"\ ", " ").replace(r"\-", "[ -]").replace("’", "[’']")
