"""A working tree's git, asked so that nothing in the tree can make it run a command.

Files that strangers sent can be a repository to git (a bare one needs no
`.git`), and a repository can name commands: filters, hooks, monitors. So only
a tree with a `.git` of its own is asked, files of the working tree are never
compared by git, and nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache, cached_property
from pathlib import Path

from ofsted_lint.files.errors import ConfigError

_PATIENCE = 60
_OPTION = "--diff-base"
# No hooks, no monitor, no repository in a folder that is none of git's (git 2.38 and later; `opened` looks as well).
_SETTINGS = {
    "core.quotepath": "off",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "safe.bareRepository": "explicit",
}
# No questions, no locks, no way to fetch; names are names, and reasons are in English.
_SURROUNDINGS = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_FILE = ("100644", "100755")


class Tree:
    """A working tree with the version in git that it is compared with."""

    def __init__(self, top: Path, revision: str) -> None:
        self.top = top
        self._given = revision
        self._old_names: dict[str, str] | None = None

    @cached_property
    def _revision(self) -> str:
        """The commit of the version; `ConfigError` where git knows none."""
        wanted = f"{self._given}^{{commit}}"
        asked = _run(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        found = asked.stdout.decode("ascii", "replace").split()
        if asked.returncode or not found:
            hint = " (a shallow clone has no other: fetch it first)" if (self.top / ".git" / "shallow").exists() else ""
            raise ConfigError(_OPTION, f"git knows no version “{self._given}”{hint}")
        return found[-1]

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """The old names of files that were renamed since, by their new ones.

        The index is compared, not the files themselves, which git would send through filters.
        """
        asked = ("--cached", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
        shown = ("--name-status", "-z", "-M", "--diff-filter=R")
        told = _run(self.top, "diff-index", *asked, *shown, self._revision, "--")
        if told.returncode:
            raise self._lost("files that were renamed", told)
        words = [os.fsdecode(word) for word in told.stdout.split(b"\0")]
        return dict(zip(words[2::3], words[1::3], strict=False))

    def holds(self, path: Path) -> bool:
        """Whether a path, of which links are not followed, lies in the tree."""
        return Path(os.path.abspath(path)).is_relative_to(self.top) or _real(path).is_relative_to(_real(self.top))

    def before(self, path: Path) -> bytes | None:
        """The bytes of a file in the version, under the name that it had; None where there was no such file.

        `ConfigError` where there was one and it cannot be had.
        """
        real, root = _real(path), _real(self.top)
        if not real.is_relative_to(root):
            return None  # git knows the link, not what it leads to
        name = real.relative_to(root).as_posix()
        blob = self._blob(name)
        old = None if blob else self._renamed.get(name)
        blob = self._blob(old) if old else blob
        if blob is None:
            return None
        shown = _run(self.top, "cat-file", "blob", blob)
        if shown.returncode:
            raise self._lost(old or name, shown)
        return shown.stdout

    def _blob(self, name: str) -> str | None:
        """The object of a file; None where the version has no file of that name."""
        listed = _run(self.top, "ls-tree", "-z", "--full-tree", self._revision, "--", name)
        if listed.returncode:
            raise self._lost(name, listed)
        for entry in listed.stdout.split(b"\0"):
            about, _, found = entry.partition(b"\t")
            if found == os.fsencode(name):
                mode, _, blob = about.decode("ascii").split(" ")
                return blob if mode in _FILE else None
        return None

    def _lost(self, name: str, asked: subprocess.CompletedProcess[bytes]) -> ConfigError:
        hint = "fetch the whole version first, or compare with another"
        return ConfigError(_OPTION, f"{hint}: git has no “{name}” of {self._given} to give ({_reason(asked)})")


def opened(folder: Path, revision: str) -> Tree:
    """The working tree that a folder lies in; `ConfigError` where git cannot be asked."""
    asked = _run(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    if asked.returncode:
        raise ConfigError(_OPTION, f"git cannot be asked in {folder}: {_reason(asked)}")
    top, _, store = os.fsdecode(asked.stdout).removesuffix("\n").partition("\n")
    if not _own(Path(top) / ".git", store):
        raise ConfigError(_OPTION, f"git cannot be asked in {folder}: it takes other files for a repository there")
    return Tree(Path(top), revision)


def _own(entry: Path, store: str) -> bool:
    """Whether a tree's `.git` is the store that git uses: that folder, or a file that names it (a linked tree)."""
    if entry.is_file():
        named = entry.read_text("utf-8", "surrogateescape").strip()
        return named.startswith("gitdir:") and _real(entry.parent / named[7:].strip()) == _real(store)
    return entry.is_dir() and _real(entry) == _real(store)


def _real(path: str | Path) -> Path:
    return Path(os.path.realpath(path))


def _reason(asked: subprocess.CompletedProcess[bytes]) -> str:
    """Why git has failed, in its own words, on one line."""
    lines = asked.stderr.decode("utf-8", "replace").splitlines() or ["it does not say why"]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ")


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Ask git, in an environment that no other call of git has set; `ConfigError` where it does not answer."""
    program = _program()
    own = _own_variables(program)
    surroundings = {name: value for name, value in os.environ.items() if name not in own}
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    return _call([program, "-C", str(folder), *settings, *words], surroundings | _SURROUNDINGS)


@cache
def _own_variables(program: str) -> frozenset[str]:
    """The variables that git sets for its hooks, which would have it look at another tree, or run what they name."""
    return frozenset(_call([program, "rev-parse", "--local-env-vars"], dict(os.environ)).stdout.decode("ascii").split())


def _program() -> str:
    """Where git is: in a folder of the search path that is named in full, never in the one that is worked in."""
    for folder in os.get_exec_path():
        for name in ("git", "git.exe"):
            file = os.path.join(folder, name)
            if os.path.isabs(folder) and os.path.isfile(file) and os.access(file, os.X_OK):
                return file
    raise ConfigError(_OPTION, "there is no git here, which is asked what has changed")


def _call(command: list[str], surroundings: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 (a list of words, no shell; the version is checked before it is used)
            command, env=surroundings, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False
        )
    except OSError as error:
        raise ConfigError(_OPTION, f"git cannot be run ({error.strerror})") from None
    except subprocess.TimeoutExpired:
        raise ConfigError(_OPTION, f"git has not answered for {_PATIENCE} seconds") from None
