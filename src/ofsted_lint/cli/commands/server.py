"""answer an editor by the Language Server Protocol

Reads requests from standard input, and writes the answers to standard output:
an editor starts it. It needs the extra “lsp” (pip install "ofsted-lint[lsp]").
docs/editors.md has the lines for VS Code, Neovim, Helix and Emacs.
"""

from __future__ import annotations

import argparse

from ofsted_lint.files.errors import ConfigError


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdio", action="store_true", help="as always; editors may add it")


def run(args: argparse.Namespace) -> int:
    try:
        from ofsted_lint.cli.server.server import Server  # imports pygls, which is an extra
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise ConfigError("server", 'install it with: pip install "ofsted-lint[lsp]"') from None
    Server().run()
    return 0
