"""Pages for tests: made of outcomes, and read as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from ofsted_lint import documents
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

_VOID = {"meta", "input", "hr", "br"}


def outcome(path: Path | str, rules: list[Loaded], text: str | None = None) -> Outcome:
    """The findings in an example, or in a text under a name."""
    said = (ROOT / "examples" / f"{path}.txt").read_bytes().decode() if text is None else text
    return lint(documents.read(Source(f"{path}.txt", said)), rules)


class Read(HTMLParser):
    """A page as tags with their attributes, each closed as it was opened; `texts` has what each class shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in _VOID:
            return
        classes = (dict(attrs).get("class") or "").split()
        for name in (tag, *classes):
            self.texts.setdefault(name, []).append("")
        self._open.append((tag, [tag, *classes]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"{tag} closes {opened}"

    def handle_data(self, data: str) -> None:
        for _, names in self._open:
            for name in names:
                self.texts[name][-1] += data

    def values(self, attribute: str) -> list[str]:
        """All values of an attribute, in order."""
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]
