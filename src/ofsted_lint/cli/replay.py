"""Print again what an earlier run printed, if nothing that it depended on has changed: the fastest answer there is.

Only the plainest runs of `check` are answered in this way: named files, formats
that are printed, and no option by which another file is read or written. All
others use the results that are kept for each document (`linting.results`). What
was printed is kept sealed (`files.sealed`): without the documents it cannot be
read. Little is imported here, since that is most of the time such a run takes.
"""

from __future__ import annotations

import io
import os
import stat
import sys
import time

from ofsted_lint.files import cache_folder, read_besides, sealed

# What `typing` calls so, which would take longer to import than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from _typeshed import ReadableBuffer

# The options of runs that can be answered, and whether a value follows each.
_OPTIONS = {
    **dict.fromkeys(("--isolated", "--no-suppress", "--statistics", "--sarif-include-suppressed"), False),
    **dict.fromkeys(("--format", "--select", "--ignore", "--only", "--color", "--kind", "--published"), True),
    **dict.fromkeys(("--fail-on", "--min-severity", "--max-findings", "--jobs"), True),
}
# The formats whose output depends on nothing but the documents and the options.
_FORMATS = ("concise", "console", "json", "sarif", "junit", "checkstyle", "rdjson", "markdown", "gitlab")
# What decides in the environment about the output; runs of these services write more than they print.
_ENVIRONMENT = (
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "COLORTERM", "SOURCE_DATE_EPOCH"),
    *("VTE_VERSION", "TERM_PROGRAM", "KITTY_WINDOW_ID", "WT_SESSION", "WEZTERM_PANE", "KONSOLE_VERSION", "DOMTERM"),
    *("GHOSTTY_RESOURCES_DIR", "ALACRITTY_WINDOW_ID", "TERMINAL_EMULATOR"),
    *("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "TZ", "PYTHONPATH"),
)
_SERVICES = ("GITHUB_ACTIONS", "GITLAB_CI")
_SETTINGS = ("ofsted-lint.toml", ".ofsted-lint.toml", "pyproject.toml")
_SUPPRESSIONS = ".ofsted-lint-ignore.yaml"
_MOST_FILES = 200
_LARGEST_FILE = 20_000_000
_LARGEST_OUTPUT = 2_000_000
_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


class Unusual(Exception):
    """A run that is not of the plainest kind."""


def entry(words: list[str]) -> tuple[str, bytes] | None:
    """Return the name and the secret of what a command line printed; None if it is not kept."""
    try:
        files = _files(words)
        digests = b"".join(sealed.digest(_content(file)) for file in files)
        surroundings = repr((words, os.getcwd(), _settings(files), _environment(), _screen(), _data()))
        name = sealed.name(
            cache_folder.program().encode(),
            cache_folder.installed().encode("utf-8", "replace"),
            surroundings.encode("utf-8", "surrogatepass"),
            digests,
        )
        return name, sealed.secret(digests, time.strftime("%Y-%m-%d").encode(), b"printed")
    except (Unusual, OSError, ValueError):
        return None


def _files(words: list[str]) -> list[str]:
    """Return the files that a command line names; `Unusual` if it is not of the plainest kind."""
    if any(os.environ.get(name) for name in _SERVICES):
        raise Unusual
    left = words[1:] if words[:1] == ["check"] else words
    if not left or not ("." in left[0] or os.sep in left[0] or left[0].startswith("--")):
        raise Unusual  # it may be a command
    files, coming = [], iter(left)
    for word in coming:
        if not word.startswith("-"):
            files.append(word)
            continue
        name, given, value = word.partition("=")
        if name not in _OPTIONS or os.path.lexists(word) or (given and not _OPTIONS[name]):
            raise Unusual
        if _OPTIONS[name] and not given:
            value = next(coming, "")
        if (_OPTIONS[name] and not value) or value.startswith("-") or (name == "--format" and value not in _FORMATS):
            raise Unusual
    if not 0 < len(files) <= _MOST_FILES:
        raise Unusual
    return files


def _content(file: str) -> bytes:
    """Return the bytes of an ordinary file that is not too large."""
    with open(file, "rb") as stream:
        state = os.fstat(stream.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST_FILE:
            raise Unusual
        return stream.read()


def _settings(files: list[str]) -> list[tuple[str, bytes]]:
    """Return the configuration files that may apply, with what is in them."""
    found, seen = [], set()
    for folder in (os.getcwd(), *(os.path.dirname(os.path.abspath(file)) for file in files)):
        while folder not in seen:
            seen.add(folder)
            if os.path.lexists(os.path.join(folder, _SUPPRESSIONS)):
                raise Unusual
            places = (os.path.join(folder, name) for name in _SETTINGS)
            found += [(place, sealed.digest(_content(place))) for place in places if os.path.lexists(place)]
            folder = os.path.dirname(folder)
    return found


def _environment() -> list[str | None]:
    return [os.environ.get(name) for name in _ENVIRONMENT]


def _screen() -> tuple[object, ...]:
    """Return what the output depends on besides: whether and how large a terminal is."""
    stream = sys.stdout
    return (stream.encoding, *os.get_terminal_size(stream.fileno())) if stream.isatty() else ()


def _data() -> list[tuple[str, int, int]]:
    """Return the state of the rules and grammars of a checkout; those of a wheel change with the program."""
    if not os.path.isfile(os.path.join(_ROOT, "hatch_build.py")):
        return []
    found = []
    for top in ("rules", "grammar", "docs"):
        folders = [os.path.join(_ROOT, top)]
        while folders:
            for each in os.scandir(folders.pop()):
                if each.is_dir():
                    folders.append(each.path)
                elif top != "docs" or each.name.endswith(".yaml"):
                    state = each.stat()
                    found.append((each.path, state.st_mtime_ns, state.st_size))
    return sorted(found)


def again(place: tuple[str, bytes]) -> int | None:
    """Print what an earlier run printed and return its exit status; None if nothing is kept."""
    kept = sealed.read(*place)
    if not kept or kept[0] > 1:
        return None
    sys.stdout.flush()
    sys.stdout.buffer.write(kept[1:])
    return kept[0]


class Recorder:
    """Takes what a run prints while it is printed; put in place of the streams by `with`."""

    def __init__(self) -> None:
        self._streams = sys.stdout, sys.stderr
        self._out, self._err = _Copied(sys.stdout.buffer), _Copied(sys.stderr.buffer)

    def __enter__(self) -> Recorder:
        for name, copied, stream in zip(("stdout", "stderr"), (self._out, self._err), self._streams, strict=True):
            buffer: Any = copied
            made = io.TextIOWrapper(
                buffer, stream.encoding, stream.errors, line_buffering=stream.isatty() or name == "stderr"
            )
            setattr(sys, name, made)
        return self

    def __exit__(self, *error: object) -> None:
        try:
            sys.stdout.flush()
        finally:
            sys.stdout, sys.stderr = self._streams

    def keep(self, place: tuple[str, bytes], status: int) -> None:
        """Keep the output of a run, if it is complete and a later run may print it again."""
        if status in (0, 1) and self._out.whole and not self._err.taken and not read_besides.noted():
            sealed.write(*place, bytes([status]) + bytes(self._out.taken))


class _Copied(io.BufferedIOBase):
    """A stream that passes bytes on and keeps a copy, unless there are too many."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = bytearray()
        self.whole = True

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    def write(self, data: ReadableBuffer) -> int:
        given = bytes(data)
        self.whole = self.whole and len(self.taken) + len(given) <= _LARGEST_OUTPUT
        if self.whole:
            self.taken += given
        try:
            return self._stream.write(given)
        except OSError:
            self.whole = False
            raise

    def flush(self) -> None:
        self._stream.flush()
