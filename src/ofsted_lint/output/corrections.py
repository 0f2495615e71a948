"""How findings can be fixed or suppressed, in the words of a command: what to type depends on the kind of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ofsted_lint.findings.outcome import Outcome

# Files that `--fix` writes; of some others there are copies, into which fixes go, or in which they are noted.
_WRITTEN = frozenset({"text", "markdown"})
TRACKED = "--format docx=COPY.docx --tracked-changes"
TRACKED_OPTION = TRACKED.rpartition(" ")[2]
_NOTED = "--format pdf=COPY.pdf"
_DIFF = "--diff shows what would change"
# The characters of a name that no shell gives a meaning to, whatever the system.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/\\:+,@")
_ACTIVE = frozenset('"$`!%')

SUPPRESS = "ofsted-lint suppress FILE RULE --reason TEXT"
Fixes = Counter[tuple[str, bool]]


def fixes(outcome: Outcome, standard_input: str = "") -> Fixes:
    """Return the numbers of findings with a fix, by the form of the file (empty if it is not one) and its safety.

    `standard_input` is the name of what was read from there: nothing can be written to it.
    """
    form = "" if outcome.source.path == standard_input else outcome.source.form
    return Counter((form, each.fix.safe) for each in outcome.findings if each.fix)


def options(counts: Mapping[tuple[str, bool], int]) -> Iterator[tuple[int, str]]:
    """Yield numbers of findings, each with the options that fix them, or that show how."""
    by_option: Counter[str] = Counter()
    for (form, safe), count in sorted(counts.items(), key=lambda each: (each[0][0], not each[0][1])):
        by_option[_option(form, safe)] += count
    return ((count, option) for option, count in by_option.items())


def _option(form: str, safe: bool) -> str:
    """Return the options with which fixes in a form of file are made, or shown where it is left alone."""
    if form in _WRITTEN:
        return "--fix" if safe else "--unsafe-fixes"
    if form == "word":
        return TRACKED if safe else f"{TRACKED} --unsafe-fixes"
    return _NOTED if form == "pdf" else "--diff"


def sentences(counts: Mapping[tuple[str, bool], int]) -> Iterator[str]:
    """Yield in words how many findings can be fixed, and with which options; a sentence for each kind of file."""
    numbers: dict[str, list[int]] = {"text": [0, 0], "word": [0, 0], "pdf": [0, 0], "": [0, 0]}
    for (form, safe), count in counts.items():
        kind = "text" if form in _WRITTEN else form if form in numbers else ""
        numbers[kind][not safe] += count
    return (_sentence(kind, safe, unsafe) for kind, (safe, unsafe) in numbers.items() if safe or unsafe)


def _sentence(kind: str, safe: int, unsafe: int) -> str:
    """Return in words how many fixes there are in a kind of file, and how they are made, or shown."""
    if kind in ("text", "word"):
        fixed = "can be fixed in a copy with" if kind == "word" else "can be fixed with"
        parts = [f"{safe:,} {fixed} {_option(kind, True)}"] if safe else []
        if unsafe:
            parts.append(
                f"{unsafe:,} more with --unsafe-fixes" if safe else f"{unsafe:,} {fixed} {_option(kind, False)}"
            )
        return f"{', '.join(parts)}; {_DIFF}."
    count = safe + unsafe
    some = f"{count:,} {'has' if count == 1 else 'have'} a proposed correction"
    noted = f"{_NOTED} notes {'it' if count == 1 else 'them'} in a copy"
    return f"{some}: {noted if kind == 'pdf' else _DIFF}."


def suppressing(path: str, rule: str, fingerprint: str) -> str:
    """Return the command that suppresses one finding of a file, to the end of which a reason must be added."""
    return f"ofsted-lint suppress {_quoted(path)} {rule} --fingerprint {fingerprint} --reason"


def _quoted(path: str) -> str:
    """Return a name as a word of a command line, on any system where that is possible."""
    name = f"./{path}" if path.startswith("-") else path
    if name and _PLAIN.issuperset(name):
        return name
    if _ACTIVE.isdisjoint(name):
        return f'"{name}"'
    from shlex import quote  # few names need it

    return quote(name)
