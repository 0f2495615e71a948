"""The number of words in a text, which also gives the words where a list is expected."""

from __future__ import annotations

from collections.abc import Iterator

# What may be written before or after a word, and is no part of it.
_AROUND = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~‘’“”–—…•"


class WordCount(int):
    """A number of words; as a list, the words without the punctuation around them."""

    written: list[str]

    @classmethod
    def of(cls, text: str) -> WordCount:
        """Return the number of words in a text."""
        written = text.split()
        made = cls(len(written))
        made.written = written
        return made

    def __len__(self) -> int:
        return int(self)

    def __getitem__(self, at: int) -> str:
        word = self.written[at]
        return word.strip(_AROUND) or word

    def __iter__(self) -> Iterator[str]:
        return (self[at] for at in range(len(self)))
