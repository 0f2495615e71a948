"""The language server: it hears of changes, and answers what an editor asks."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from ofsted_lint import api
from ofsted_lint.cli.server import answers, rule_files
from ofsted_lint.cli.server.open_document import OpenDocument, lines_of, opened
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import ReadError
from ofsted_lint.version import __version__

# How long a draft must be left alone before it is read again.
DELAY = 0.25
_WATCHED = ("**/ofsted-lint.toml", "**/pyproject.toml", "**/.ofsted-lint-ignore.yaml", "**/*.yaml")
_FIX_KINDS = [lsp.CodeActionKind.QuickFix, answers.FIX_ALL]


class Server:
    """The drafts that are open, and the linter that is used for all of them until a configuration changes."""

    def __init__(self, delay: float = DELAY) -> None:
        self.protocol = LanguageServer("ofsted-lint", __version__, lsp.TextDocumentSyncKind.Full)
        self._delay = delay
        self._linter: api.Linter | None = None
        self._drafts: dict[str, OpenDocument] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        for name, answer, options in self._features():
            self.protocol.feature(name, options)(_function(answer))

    def _features(self) -> list[tuple[str, Callable[..., Any], Any]]:
        """Return what the server answers, with the options that an editor is given."""
        return [
            (lsp.INITIALIZED, self._watch, None),
            (lsp.TEXT_DOCUMENT_DID_OPEN, lambda params: self._read(params.text_document.uri), None),
            (lsp.TEXT_DOCUMENT_DID_CHANGE, lambda params: self._changed(params.text_document.uri), None),
            (lsp.TEXT_DOCUMENT_DID_SAVE, lambda params: self._read(params.text_document.uri, saved=True), None),
            (lsp.TEXT_DOCUMENT_DID_CLOSE, self._closed, None),
            (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._configured, None),
            (lsp.TEXT_DOCUMENT_CODE_ACTION, self._actions, lsp.CodeActionOptions(code_action_kinds=_FIX_KINDS)),
            (lsp.TEXT_DOCUMENT_HOVER, self._hover, None),
            (lsp.TEXT_DOCUMENT_DEFINITION, self._other_ends, None),
            (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self._of_draft(answers.symbols), None),
            (lsp.TEXT_DOCUMENT_FOLDING_RANGE, self._of_draft(answers.folding), None),
            (lsp.TEXT_DOCUMENT_CODE_LENS, self._lenses, None),
            (lsp.TEXT_DOCUMENT_COMPLETION, self._completions, lsp.CompletionOptions()),
        ]

    def run(self) -> None:
        """Answer on standard input and output until the editor ends."""
        # Of their own, since they are closed at the end.
        with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as asked, os.fdopen(os.dup(sys.stdout.fileno()), "wb") as said:
            self.protocol.start_io(asked, said)

    def linter(self) -> api.Linter:
        """Return the linter; `ConfigError` if its configuration cannot be used."""
        self._linter = self._linter or api.Linter()
        return self._linter

    def _watch(self, params: lsp.InitializedParams) -> None:
        """Ask to hear of changes of configurations, suppressions and rules."""
        workspace = self.protocol.client_capabilities.workspace
        watching = workspace and workspace.did_change_watched_files
        if not (watching and watching.dynamic_registration):
            return
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = lsp.Registration("watched", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self.protocol.client_register_capability(lsp.RegistrationParams([registration]))

    def _changed(self, uri: str) -> None:
        """Read a draft again when it has been left alone for a while."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        loop = asyncio.get_running_loop()
        self._waiting[uri] = loop.call_later(self._delay, self._read, uri)

    def _read(self, uri: str, saved: bool = False) -> None:
        """Read a draft or a rule file, and send what is wrong with it."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        document = self.protocol.workspace.get_text_document(uri)
        path, text = _path(uri), document.source
        if rule_files.is_rule_file(path, text):
            self._send(uri, document.version, rule_files.diagnostics(path, text, tested=saved))
        elif not path.endswith((".yaml", ".yml", ".toml")):
            self._drafts[uri] = self._opened(uri, path, document.version, text)
            self._send(uri, document.version, answers.diagnostics(self._drafts[uri]))

    def _opened(self, uri: str, path: str, version: int | None, text: str) -> OpenDocument:
        codec = self.protocol.workspace.position_codec
        try:
            return opened(self.linter(), uri, path, version, text, codec)
        except ConfigError as error:
            return OpenDocument(uri, path, version, lines_of(text), codec, error=error)

    def _send(self, uri: str, version: int | None, found: list[lsp.Diagnostic]) -> None:
        self.protocol.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def _closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """Forget a draft."""
        uri = params.text_document.uri
        self._drafts.pop(uri, None)
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        self._send(uri, None, [])

    def _configured(self, params: lsp.DidChangeWatchedFilesParams) -> None:
        """Use the new configuration, and read all drafts again."""
        self._linter = None
        for uri in list(self._drafts):
            self._read(uri)

    def _draft(self, uri: str) -> OpenDocument | None:
        """Return a draft as it is now; None for other files."""
        if uri in self._waiting:
            self._read(uri)
        return self._drafts.get(uri)

    def _of_draft(self, answer: Callable[[OpenDocument], list[Any]]) -> Callable[[Any], list[Any]]:
        """Return what answers a request about a whole draft."""

        def answered(params: Any) -> list[Any]:
            draft = self._draft(params.text_document.uri)
            return answer(draft) if draft else []

        return answered

    def _actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        draft = self._draft(params.text_document.uri)
        if draft is None or draft.document is None:
            return []
        made = [*answers.actions(draft, params.range, self._fixed(draft, params.context.only))]
        only = [str(getattr(each, "value", each)) for each in params.context.only or ()]
        return [each for each in made if not only or any(_is(str(each.kind), kind) for kind in only)]

    def _fixed(self, draft: OpenDocument, only: Any) -> str | None:
        """Return the text of a draft with all safe fixes; None if there are none."""
        if draft.document is None or not any(each.fix and each.fix.safe for each in draft.findings):
            return None
        fixed = self.linter().fix(draft.document)
        return fixed.text if fixed.applied else None

    def _hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        draft = self._draft(params.text_document.uri)
        return answers.hover(draft, params.position, self._rules(draft)) if draft else None

    def _rules(self, draft: OpenDocument) -> dict[str, Loaded]:
        return {each.rule.id: each for each in api.rules_of(draft.path, self.linter())}

    def _other_ends(self, params: lsp.DefinitionParams) -> list[lsp.Location]:
        draft = self._draft(params.text_document.uri)
        return answers.other_ends(draft, params.position) if draft else []

    def _lenses(self, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        draft = self._draft(params.text_document.uri)
        try:
            return answers.lenses(draft, self.linter()) if draft else []
        except (ConfigError, ReadError):
            return []

    def _completions(self, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        document = self.protocol.workspace.get_text_document(params.text_document.uri)
        if not rule_files.is_rule_file(_path(params.text_document.uri), document.source):
            return []
        at = self.protocol.workspace.position_codec.position_from_client_units(
            lines_of(document.source), params.position
        )
        return rule_files.completions(document.source, at.line, at.character)


def _function(answer: Callable[..., Any]) -> Callable[[Any], Any]:
    """Return a function of its own for a method, since pygls sets attributes of what it is given."""

    def answered(params: Any) -> Any:
        return answer(params)

    return answered


def _is(kind: str, asked: str) -> bool:
    """True if a kind of action is one that was asked for, or belongs to it."""
    kind = getattr(kind, "value", kind)
    return kind == asked or kind.startswith(f"{asked}.")


def _path(uri: str) -> str:
    """Return the path of a file in an editor; for a draft that was never saved, its name."""
    return uris.to_fs_path(uri) or Path(uri.rpartition(":")[2]).name or "untitled"
