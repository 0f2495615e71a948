"""A working tree's git, run so that nothing in the tree can make it execute a command.

Files from strangers can form a git repository (a bare one needs no `.git`),
and a repository can name commands: filters, hooks, monitors. So git is run
only in a tree with a `.git` of its own, it never compares files of the working
tree, and it never fetches.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.hashes import sha256
from ofsted_lint.source.readers import DEFAULT_LIMIT

_PATIENCE = 60
_OPTION = "--diff-base"
# No hooks, no monitor, no bare repository in other folders (git 2.38 and later; `opened` checks this too).
_SETTINGS = {
    "core.quotepath": "off",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    # Large stores are looked at piece by piece: the memory of a document is limited.
    "core.packedGitLimit": "256m",
    "core.packedGitWindowSize": "32m",
    "safe.bareRepository": "explicit",
}
# No prompts, no locks, no fetching; paths are literal, and reasons are in English.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_FILE = ("100644", "100755")
_HEAD = "HEAD"
# What Git LFS commits in the place of a large file.
_POINTER = re.compile(rb"version https://git-lfs[^\n]*\n(?:[^\n]*\n){0,9}?oid sha256:([0-9a-f]{64})\n")


class Tree:
    """A working tree, and the version in git with which it is compared."""

    def __init__(self, top: Path, revision: str) -> None:
        self.top = top
        self._given = revision
        self._old_names: dict[str, str] | None = None

    @cached_property
    def _revision(self) -> str:
        """The commit that is compared with: the last that the version and the current one have in common.

        `A...B` is the last that these two have in common. A version without
        any in common with the current one is itself compared with. Raises
        `ConfigError` if git does not know the version.
        """
        one, dots, two = self._given.partition("...")
        commit = self._commit(one or _HEAD)
        common = self._common(commit, self._commit(two or _HEAD) if dots else _HEAD)
        if dots and not common:
            raise ConfigError(_OPTION, f"the two versions of “{self._given}” have no commit in common{self._shallow}")
        return common or commit

    def _commit(self, revision: str) -> str:
        """Return the commit that a revision names; `ConfigError` if git does not know it."""
        wanted = f"{revision}^{{commit}}"
        answer = _run(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        found = answer.stdout.decode("ascii", "replace").split()
        if answer.returncode or not found:
            raise ConfigError(_OPTION, f"git does not know the version “{revision}”{self._shallow}")
        return found[-1]

    def _common(self, commit: str, other: str) -> str:
        """Return the last commit that two have in common, or an empty text if there is none."""
        answer = _run(self.top, "merge-base", commit, other)
        found = answer.stdout.decode("ascii", "replace").split()
        return found[0] if found and not answer.returncode else ""

    @property
    def _shallow(self) -> str:
        """The advice for a clone without its history; empty for others."""
        return " (this clone is shallow: fetch the version first)" if (self.top / ".git" / "shallow").exists() else ""

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """The old names of files that were renamed since the version, by their new names.

        The index is compared, not the files themselves, which git would pass through filters.
        """
        options = ("--cached", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
        shown = ("--name-status", "-z", "-M", "--diff-filter=R")
        listed = _run(self.top, "diff-index", *options, *shown, self._revision, "--")
        if listed.returncode:
            raise self._lost("files that were renamed", listed)
        words = [os.fsdecode(word) for word in listed.stdout.split(b"\0")]
        return dict(zip(words[2::3], words[1::3], strict=False))

    def holds(self, path: Path) -> bool:
        """True if a path is in the tree, either as given or with its links resolved."""
        return Path(os.path.abspath(path)).is_relative_to(self.top) or _real(path).is_relative_to(_real(self.top))

    def before(self, path: Path) -> bytes | None:
        """Return the bytes of a file in the version, under its name there; None if there was no such file.

        Raises `ConfigError` if there was one but git cannot return it.
        """
        real, root = _real(path), _real(self.top)
        if not real.is_relative_to(root):
            return None  # git stores the link, not the file that it leads to
        name = real.relative_to(root).as_posix()
        blob = self._blob(name)
        old = None if blob else self._renamed.get(name)
        blob = self._blob(old) if old else blob
        if blob is None:
            return None
        shown = _run(self.top, "cat-file", "blob", blob)
        if shown.returncode:
            raise self._lost(old or name, shown)
        pointer = _POINTER.match(shown.stdout)
        return self._stored(pointer[1].decode("ascii"), path, old or name) if pointer else shown.stdout

    def _stored(self, digest: str, path: Path, name: str) -> bytes:
        """Return the content to which a pointer of Git LFS leads: the file's own, or that in the clone's store."""
        answer = _run(self.top, "rev-parse", "--git-common-dir")
        common = self.top / os.fsdecode(answer.stdout).removesuffix("\n")
        for place in (path, common / "lfs" / "objects" / digest[:2] / digest[2:4] / digest):
            with suppress(OSError):
                data = place.read_bytes() if place.is_file() and place.stat().st_size <= DEFAULT_LIMIT else b""
                if sha256(data).hexdigest() == digest:
                    return data
        hint = f"fetch it with “git lfs fetch --all”: “{name}” of {self._given}"
        raise ConfigError(_OPTION, f"{hint} is a Git LFS pointer, and its content is not in this clone")

    def _blob(self, name: str) -> str | None:
        """Return the object of a file; None if the version has no file of that name."""
        listed = _run(self.top, "ls-tree", "-z", "--full-tree", self._revision, "--", name)
        if listed.returncode:
            raise self._lost(name, listed)
        for entry in listed.stdout.split(b"\0"):
            about, _, found = entry.partition(b"\t")
            if found == os.fsencode(name):
                mode, _, blob = about.decode("ascii").split(" ")
                return blob if mode in _FILE else None
        return None

    def _lost(self, name: str, answer: subprocess.CompletedProcess[bytes]) -> ConfigError:
        hint = "fetch the whole version first, or compare with another"
        return ConfigError(_OPTION, f"{hint}: git cannot return “{name}” of {self._given} ({_reason(answer)})")


def opened(folder: Path, revision: str) -> Tree:
    """Open the working tree of a folder; raise `ConfigError` if git cannot be used there."""
    answer = _run(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    if answer.returncode:
        raise ConfigError(_OPTION, f"git cannot be used in {folder}: {_reason(answer)}")
    top, _, store = os.fsdecode(answer.stdout).removesuffix("\n").partition("\n")
    if not _is_own_store(Path(top) / ".git", store):
        raise ConfigError(
            _OPTION, f"git cannot be used in {folder}: it finds a repository there that is not the tree’s own"
        )
    return Tree(Path(top), revision)


def ignored(top: Path, files: list[str]) -> frozenset[str]:
    """Return those of the files in a tree, given as whole paths, that git ignores and does not know.

    Raise `ConfigError` if git cannot be used there.
    """
    opened(top, "HEAD")
    answer = _run(top, "check-ignore", "-z", "--stdin", given=b"".join(os.fsencode(name) + b"\0" for name in files))
    return frozenset(os.fsdecode(name) for name in answer.stdout.split(b"\0") if name)


def _is_own_store(entry: Path, store: str) -> bool:
    """True if a tree's `.git` is the store that git uses: that folder, or a file that names it (a linked tree)."""
    if entry.is_file():
        named = entry.read_text("utf-8", "surrogateescape").strip()
        return named.startswith("gitdir:") and _real(entry.parent / named[7:].strip()) == _real(store)
    return entry.is_dir() and _real(entry) == _real(store)


def _real(path: str | Path) -> Path:
    return Path(os.path.realpath(path))


def _reason(answer: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git failed, in its own words, on one line."""
    lines = answer.stderr.decode("utf-8", "replace").splitlines() or ["it gives no reason"]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ")


def _run(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in an environment free of its own variables; raise `ConfigError` if it does not answer.

    `given` is its standard input.
    """
    program = _program()
    own = _own_variables(program)
    environment = {name: value for name, value in os.environ.items() if name not in own}
    # Whole paths are literal anyway; that command refuses the option that says so.
    plain = {"GIT_LITERAL_PATHSPECS": "0"} if words[0] == "check-ignore" else {}
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    return _call([program, "-C", str(folder), *settings, *words], environment | _ENVIRONMENT | plain, given)


@cache
def _own_variables(program: str) -> frozenset[str]:
    """Return the variables that git sets for its hooks: they could lead it to another tree, or name commands."""
    return frozenset(_call([program, "rev-parse", "--local-env-vars"], dict(os.environ)).stdout.decode("ascii").split())


def _program() -> str:
    """Return the path of git, only from absolute folders of the search path, never from the current one."""
    for folder in os.get_exec_path():
        for name in ("git", "git.exe"):
            file = os.path.join(folder, name)
            if os.path.isabs(folder) and os.path.isfile(file) and os.access(file, os.X_OK):
                return file
    raise ConfigError(_OPTION, "git is not installed here; it is needed to find what has changed")


def _call(command: list[str], environment: dict[str, str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 (a list of words, no shell; the version is checked before it is used)
            command, env=environment, capture_output=True, input=given, timeout=_PATIENCE, check=False
        )
    except OSError as error:
        raise ConfigError(_OPTION, f"git cannot be run ({error.strerror})") from None
    except subprocess.TimeoutExpired:
        raise ConfigError(_OPTION, f"git did not answer within {_PATIENCE} seconds") from None
