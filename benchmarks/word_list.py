"""Makes the lists of right words, and measures what is found with them.

    python -m benchmarks.word_list --make FOLDER    make the lists from those of Debian in FOLDER
    python -m benchmarks.word_list                  plant slips in the reports set aside, and count what is found
    python -m benchmarks.word_list --findings       print every finding of the rules in all open texts

FOLDER has `british-english-large`, `american-english-large` (SCOWL, size 70) and
`british-english-small` (size 35, the familiar words), of Debian's packages
wbritish-large, wamerican-large and wbritish-small. American words count as
known, since a rule of its own speaks of them. What `dropped_words.txt` has is
taken away; `field_words.txt` comes to it, and what the open texts teach: words
that texts of two authorities have, and that are no slip for a word ten times as
common. The texts of a quarter of the authorities, set aside as in
`benchmarks.precision`, teach nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import string
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy import corpus
from benchmarks.precision import set_aside
from ofsted_lint import documents
from ofsted_lint.checks.words.listed import COMMON, WORDS, is_word, packed
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.similar import one_slip
from ofsted_lint.source.source import Source

FAMILIES = ("ilacs", "letters", "area-send", "jtai", "sif")
RULES = ("misspelt-word", "joined-words", "parted-word")
FIELD, DROPPED = (Path(__file__).with_name(name) for name in ("field_words.txt", "dropped_words.txt"))
DICTIONARIES = ("british-english-large", "american-english-large")
FAMILIAR = "british-english-small"
_WORD = re.compile(r"(?<![\w@/.:'’-])[a-zà-ÿ]{2,}(?!\w|@|/|[.:'’]\w|-)")
_ENOUGH, _MUCH_COMMONER = 2, 10
_COMMON = 2
# How many authorities use a word of each degree of commonness.
_DEGREES = (60, 30, 15, 6)
SLIPS = ("delete", "insert", "replace", "transpose", "part")
_SHORTEST_PLANTED, _PLANTED_PER_TEXT = 4, 20


class Text(NamedTuple):
    """An open text: its file, its authority, and the words in lower case that are no part of anything else."""

    path: Path
    authority: str
    words: tuple[str, ...]

    @property
    def aside(self) -> bool:
        return set_aside(self.authority)


def paths() -> Iterator[Path]:
    """The layout text of every open document."""
    for family in FAMILIES:
        yield from sorted((corpus() / "corpus" / family).rglob("*.layout.txt"))


def texts() -> Iterator[Text]:
    """The words that people wrote in every open document."""
    for path in paths():
        written = " \n".join(passage.prose.text for passage in documents.read(read_file(path)).written)
        yield Text(path, path.parent.name, tuple(_WORD.findall(written)))


class Usage:
    """Count how many authorities use each word, in the texts that may teach."""

    def __init__(self, found: list[Text]) -> None:
        pairs = {(each.authority, word) for each in found if not each.aside for word in each.words}
        self.authorities = Counter(word for _, word in pairs)

    def learned(self, known: set[str]) -> set[str]:
        """The words that no dictionary has and that are no slips for commoner ones."""
        new = {word for word, often in self.authorities.items() if often >= _ENOUGH and word not in known}
        found = {word for word in new if len(word) > 2 and not self._is_slip(word)}
        return found | {word.removesuffix("s") for word in found}

    def _is_slip(self, word: str) -> bool:
        enough = self.authorities[word] * _MUCH_COMMONER
        return any(often >= enough and one_slip(word, other) for other, often in self.authorities.items())

    def common(self, known: set[str]) -> list[list[str]]:
        """The known words that reports share, by degree."""
        found: list[list[str]] = [[] for _ in range(len(_DEGREES) + 1)]
        for word, often in sorted(self.authorities.items()):
            if often >= _COMMON and word in known:
                found[sum(often < least for least in _DEGREES)].append(word)
        return found


def dictionary(path: Path) -> set[str]:
    """The words of a dictionary that have neither capitals nor apostrophes, with their accents and without."""
    found = {word for word in path.read_text("utf-8").split() if word.isalpha() and word.islower()}
    plain = ("".join(sign for sign in unicodedata.normalize("NFD", word) if sign.isalpha()) for word in found)
    return found.union(plain)


def written(path: Path) -> set[str]:
    """The words of a list that was written for this project."""
    return {line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")}


def make(source: Path) -> None:
    """Write both lists."""
    field, dropped = written(FIELD), written(DROPPED)
    known = set().union(*(dictionary(source / name) for name in DICTIONARIES)) - dropped
    usage = Usage(list(texts()))
    learned = usage.learned(known | field)
    print(f"{len(known)} words of dictionaries, {len(field - known)} of {FIELD.name}, {len(learned)} learned:")
    print(" ".join(sorted(learned)))
    known |= field | learned
    degrees = usage.common(known)
    COMMON.write_bytes(zlib.compress("\n".join(" ".join(words) for words in degrees).encode(), 9))
    familiar = {word for word in (dictionary(source / FAMILIAR) & known) | field | learned if len(word) > 2}
    WORDS.write_text(packed(familiar, {word for word in known if len(word) > 2}), "utf-8", newline="\n")
    print(f"{sum(map(len, degrees))} common: {[len(words) for words in degrees]}")
    print(f"{COMMON.name} {COMMON.stat().st_size:,} bytes, {WORDS.name} {WORDS.stat().st_size:,} bytes")


def slip(word: str, chance: random.Random) -> tuple[str, str]:
    """A slip of the hand in a word, and the word with it."""
    kind, letter = chance.choice(SLIPS), chance.choice(string.ascii_lowercase)
    at = chance.randrange(1, len(word)) if kind in ("transpose", "part") else chance.randrange(len(word))
    before, here, after = word[:at], word[at], word[at + 1 :]
    return kind, {
        "delete": before + after,
        "insert": before + letter + here + after,
        "replace": before + letter + after,
        "transpose": before[:-1] + here + before[-1:] + after,
        "part": f"{before} {here}{after}",
    }[kind]


class Planted(NamedTuple):
    """A slip in a text: how it was made, the word as it was, and as it is."""

    kind: str
    word: str
    wrong: str


def plant(path: Path, chance: random.Random) -> tuple[Source, dict[int, Planted]]:
    """A text with slips in some of its words, each by where it is, and no two in one passage beside each other."""
    document = documents.read(read_file(path))
    places = [
        (passage.prose.offset(match.start()), match[0])
        for passage in document.written
        for match in _WORD.finditer(passage.prose.text)
        if len(match[0]) >= _SHORTEST_PLANTED and len(passage.prose.pieces(*match.span())) == 1
    ]
    text, made, moved = document.source.text, dict[int, Planted](), 0
    for offset, word in sorted(chance.sample(places, min(_PLANTED_PER_TEXT, len(places)))):
        kind, wrong = slip(word, chance)
        at = offset + moved
        if wrong != word and text[at : at + len(word)] == word:
            made[at] = Planted(kind, word, wrong)
            text, moved = text[:at] + wrong + text[at + len(word) :], moved + len(wrong) - len(word)
    return Source(str(path), text), made


def measure() -> None:
    """Plant slips in words of the texts set aside, and print how many are found."""
    chance = random.Random(1)  # noqa: S311 - the same slips in every run
    chosen = rules()
    counts = {kind: Counter[str]() for kind in (*SLIPS, "all")}
    for path in (path for path in paths() if set_aside(path.parent.name)):
        source, made = plant(path, chance)
        outcome = lint(documents.read(source), chosen, Register(date.today()))
        said = {finding.place.span.start: finding.message for finding in outcome.findings}
        for at, each in made.items():
            for count in (counts[each.kind], counts["all"]):
                count["tried"] += 1
                count["words"] += is_word(each.wrong)
                count["found"] += at in said
                count["right"] += f"“{each.word}”" in said.get(at, "")
    for kind, count in counts.items():
        _print(kind, count)


def _print(kind: str, count: Counter[str]) -> None:
    no_words = count["tried"] - count["words"]
    print(
        f"{kind:<10} {count['tried']:>5} slips, {count['words']:>4} make another word; found {count['found']:>5}"
        f" ({count['found'] / count['tried']:.1%} of all, {count['found'] / no_words:.1%} of those that make none),"
        f" the right word named in {count['right'] / count['found']:.1%}"
    )


def rules() -> list[Loaded]:
    """The rules that use the lists."""
    return [each for each in find([folder("rules")])[0] if each.rule.id in RULES]


def findings() -> Iterator[tuple[Path, Finding]]:
    """The findings of the rules in all open texts."""
    chosen = rules()
    for path in paths():
        outcome = lint(documents.read(read_file(path)), chosen, Register(date.today()))
        yield from ((path, finding) for finding in outcome.findings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--make", metavar="FOLDER", type=Path, help="make the lists from dictionaries in a folder")
    parser.add_argument("--findings", action="store_true", help="print what is found in all open texts")
    args = parser.parse_args()
    if args.make:
        make(args.make)
    elif args.findings:
        for path, found in findings():
            print(f"{path.parent.name}/{path.name}: {found.rule}: {found.message}")
    else:
        measure()


if __name__ == "__main__":
    main()
