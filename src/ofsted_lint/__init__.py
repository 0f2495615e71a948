"""A linter for Ofsted inspection reports of local authority children's services.

The names below are all that other programs may rest on; `docs/api.md` shows
their use. Each is imported when it is first asked for.
"""

from __future__ import annotations

from ofsted_lint.version import __version__

# What `typing` calls so: importing it takes as long as starting Python does.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ofsted_lint.api import Linter, compare, lint, lint_paths, outline, trace
    from ofsted_lint.documents.document import Document
    from ofsted_lint.documents.structure.outline_parts import Outline
    from ofsted_lint.files.errors import ConfigError
    from ofsted_lint.findings.finding import Severity
    from ofsted_lint.findings.record import Edit, Finding, Fix, Related
    from ofsted_lint.findings.result import Result
    from ofsted_lint.source.readers import ReadError


__all__ = [
    "ConfigError",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Linter",
    "Outline",
    "ReadError",
    "Related",
    "Result",
    "Severity",
    "__version__",
    "compare",
    "lint",
    "lint_paths",
    "outline",
    "trace",
]

# Where each name is.
_HOMES = {
    **dict.fromkeys(("Linter", "compare", "lint", "lint_paths", "outline", "trace"), "api"),
    "Document": "documents.document",
    "Outline": "documents.structure.outline_parts",
    "ConfigError": "files.errors",
    "Severity": "findings.finding",
    **dict.fromkeys(("Edit", "Finding", "Fix", "Related"), "findings.record"),
    "Result": "findings.result",
    "ReadError": "source.readers",
}


def __getattr__(name: str) -> object:
    """Import a public name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib  # not needed by a run on the command line that is answered at once

    found: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
