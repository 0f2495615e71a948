"""Files that only point to a document, which Git LFS or git-annex keeps elsewhere."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.files.patterns import pattern

_LFS = pattern(rb"version https://git-lfs\.github\.com/spec/")
_ANNEX = pattern(rb"(?:[./]*\.git)?/annex/objects/[^\n]{1,500}\n?\Z")
_ANNEX_FOLDER = "annex/objects/"
_FETCH_LFS = "this is a Git LFS pointer, not the document: fetch it with “git lfs pull”"
_FETCH_ANNEX = "this is a git-annex pointer, not the document: fetch it with “git annex get”"


def pointed(data: bytes) -> str:
    """Return what to do if the bytes of a file are a pointer; empty if they are a document."""
    return _FETCH_LFS if _LFS.match(data) else _FETCH_ANNEX if _ANNEX.match(data) else ""


def linked(path: Path) -> str:
    """Return what to do about a link of git-annex to a document that is not there; empty for any other path."""
    try:
        target = path.readlink() if path.is_symlink() and not path.exists() else Path()
    except OSError:
        return ""
    return _FETCH_ANNEX if _ANNEX_FOLDER in target.as_posix() else ""
