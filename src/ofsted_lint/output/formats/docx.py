"""Word: a copy of a draft with its findings as comments, and its fixes as tracked changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ofsted_lint.files.atomic_write import written
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.copies.notes import Note, chosen, notes
from ofsted_lint.output.formats import Setting
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# The copy is made at the end, and not at all where there is nothing to say.
OWN_FILE = True


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._setting = setting
        self._draft: Outcome | None = None

    def document(self, outcome: Outcome) -> None:
        if outcome.source.form != "word":
            raise ConfigError(outcome.source.path, "this is not a Word file: only of these docx makes a copy")
        if self._draft is not None:
            raise ConfigError("command line", "--format docx makes a copy of one draft: name one Word file")
        self._draft = outcome

    def close(self) -> None:
        draft, setting = self._draft, self._setting
        if draft is None:
            return
        if not draft.findings:
            setting.say(f"nothing was found, so that {setting.file} was not written")
            return
        try:
            data, left = self._copy(draft, Path(draft.source.path).read_bytes())
        except (OSError, ValueError) as error:
            raise ConfigError(draft.source.path, f"no copy could be made: {error}") from None
        with written(setting.file) as stream:
            stream.buffer.write(data)
        setting.say(f"{setting.file} is written" + (f"; {left}" if left else ""))

    def _copy(self, draft: Outcome, data: bytes) -> tuple[bytes, str]:
        """Return the copy of a draft, and in words what was left out of it."""
        from ofsted_lint.output.copies import word  # brings the reader of Word files

        copy = self._setting.copy
        text, fixed = draft.source.text, frozenset[int]()
        if copy.fixed:
            text, fixed = copy.fixed(draft, word.editable(data, draft.source))
        kept, left = chosen([each for each in draft.findings if id(each) not in fixed], copy.least)
        made = [*_first(left), *notes(draft, kept, self._setting.rules)]
        commented = word.commented(data, draft.source, made)
        return word.changed(commented, draft.source, text) if text != draft.source.text else commented, left


def _first(left: str) -> Sequence[Note]:
    """Return a note at the beginning that says what was left out, if anything was."""
    return [Note(Span(0, 1), "left", (f"Of the findings {left}.",))] if left else []
