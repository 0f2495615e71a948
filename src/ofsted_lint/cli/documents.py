"""Documents for the commands that do not lint."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Files
from ofsted_lint.documents.document import Document
from ofsted_lint.linting.reading import kept, read, read_all


def named(options: CheckOptions, console: Console) -> Iterator[Document]:
    """Yield the documents named on the command line, without those that the configuration excludes."""
    choices = options.choices()
    files = console.files(options.names())
    configured = Files(Asked(config=options.config, isolated=options.isolated))
    left = kept(files, configured, choices, console.hear)
    return console.documents(read_all(left, choices, console.hear, lambda found: read(found, choices)))
