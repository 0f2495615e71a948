"""The addresses of web pages in a text, as in its source, not as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofsted_lint.source.prose import Prose

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source

_LINK = re.compile(
    r"(?:https?://|\bwww\.|\b(?:files|reports)\.ofsted\.gov\.uk)[^\s<>()\[\]\"”’']{2,500}", re.IGNORECASE
)
_MOST = 1000


def links(source: Source) -> Iterator[Prose]:
    """Find the addresses of pages, at most a thousand; a mark that ends the sentence is not part of one."""
    for at, match in enumerate(_LINK.finditer(source.text)):
        if at == _MOST:
            return
        text = match[0].rstrip(".,;:!?")
        yield Prose(source, text, (0,), (match.start(),))
