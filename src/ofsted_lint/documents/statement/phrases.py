"""The phrases in which statements put things: the files of the folder `vocabulary`, as patterns.

A file has concepts, each a name with a colon, and below it one phrase a line:
`[word]` may be left out, `one/other` is either word, `…` is up to four words.
Lines with `>` are examples for people and tests, lines with `#` are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

_FOLDER = Path(__file__).with_name("vocabulary")
_GAP = r"(?:[\w’'-]+ ){0,4}?"


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
    return f"(?:{'|'.join(_expression(phrase) for phrase in sorted(found, key=len, reverse=True))})"


def _expression(phrase: str) -> str:
    """Return a phrase as a regular expression."""
    return "".join(_parts(phrase.split())).rstrip(" ")


def _parts(words: list[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if word == "…":
            yield _GAP
            continue
        optional = word.startswith("[") and word.endswith("]")
        text = "|".join(re.escape(each) for each in word.strip("[]").split("/"))
        if optional:
            # The space goes with the word; after the last word it is before it.
            yield f"(?:{text} )?"
        else:
            yield (f"(?:{text})" if "|" in text else text) + ("" if last else " ")
