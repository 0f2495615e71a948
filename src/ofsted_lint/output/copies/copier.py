"""The end of a run that copies its one draft with its findings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from ofsted_lint.files.atomic_write import written
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.copies.notes import Note
from ofsted_lint.output.formats import Setting
from ofsted_lint.source.source import Span


class Copier(ABC):
    """Takes the outcome of one draft and writes its copy at the end; a format says of which kind, and how."""

    name: str
    form: str
    noun: str

    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._setting = setting
        self._draft: Outcome | None = None

    def document(self, outcome: Outcome) -> None:
        """Take the draft; `ConfigError` if it is another kind of file, or not the only one."""
        if outcome.source.form != self.form:
            raise ConfigError(outcome.source.path, f"this is not a {self.noun}: only of these {self.name} makes a copy")
        if self._draft is not None:
            raise ConfigError("command line", f"--format {self.name} makes a copy of one draft: name one {self.noun}")
        self._draft = outcome

    def close(self) -> None:
        """Write the copy, unless nothing was found."""
        draft, setting = self._draft, self._setting
        if draft is None:
            return
        if not draft.findings:
            setting.say(f"nothing was found, so that {setting.file} was not written")
            return
        try:
            data, left = self.copy(draft, Path(draft.source.path).read_bytes())
        except (OSError, ValueError) as error:
            raise ConfigError(draft.source.path, f"no copy could be made: {error}") from None
        with written(setting.file) as stream:
            stream.buffer.write(data)
        setting.say(f"{setting.file} is written" + (f"; {left}" if left else ""))

    @abstractmethod
    def copy(self, draft: Outcome, data: bytes) -> tuple[bytes, str]:
        """Return the copy of a draft, and in words what was left out of it."""


def first(left: str) -> Sequence[Note]:
    """Return a note at the beginning that says what was left out, if anything was."""
    return [Note(Span(0, 1), "left", (f"Of the findings {left}.",))] if left else []
