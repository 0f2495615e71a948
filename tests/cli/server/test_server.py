"""An editor asks the server about a draft, as VS Code does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="pytest-lsp is not installed")

from lsprotocol import types as lsp  # noqa: E402 (only if it is installed)
from pytest_lsp import LanguageClient  # noqa: E402

from tests.conftest import ROOT  # noqa: E402

FAULTY = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8")
COMMAND = [sys.executable, "-P", "-m", "ofsted_lint", "server"]


@pytest_lsp.fixture(config=pytest_lsp.ClientServerConfig(server_command=COMMAND))  # type: ignore[untyped-decorator, unused-ignore]
async def client(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(_registered)
    capabilities = pytest_lsp.client_capabilities("visual-studio-code")
    await lsp_client.initialize_session(lsp.InitializeParams(capabilities=capabilities, root_uri=tmp_path.as_uri()))
    yield
    await lsp_client.shutdown_session()


def _registered(params: Any) -> None:
    """The answer of an editor that the server has asked to watch files."""


async def opened(client: Any, path: Path, text: str, language: str = "plaintext") -> str:
    """Open a draft and wait for its findings; return its address."""
    path.write_text(text, "utf-8")
    uri = path.as_uri()
    item = lsp.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return uri


def codes(client: Any, uri: str) -> list[Any]:
    return [each.code for each in client.diagnostics[uri]]


def found(client: Any, uri: str, rule: str) -> Any:
    return next(each for each in client.diagnostics[uri] if each.code == rule)


def changed(text: str, edits: list[Any]) -> str:
    """A text after edits of an editor, whose columns are UTF-16 units; there are none beyond that plane here."""
    lines = [f"{line}\n" for line in text.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(at: Any) -> int:
        return int(starts[at.line] + at.character)

    places = [(offset(each.range.start), offset(each.range.end), each.new_text) for each in edits]
    for start, end, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.asyncio
async def test_findings_have_both_ends(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    finding = found(client, uri, "limiting-practice")
    assert (finding.source, finding.severity) == ("ofsted-lint", lsp.DiagnosticSeverity.Error)
    (other,) = finding.related_information
    assert other.location.uri == uri
    place = lsp.TextDocumentIdentifier(uri)
    there = await client.text_document_definition_async(lsp.DefinitionParams(place, finding.range.start))
    assert [each.range for each in there] == [other.location.range]
    back = await client.text_document_definition_async(lsp.DefinitionParams(place, other.location.range.start))
    assert finding.range in [each.range for each in back]


@pytest.mark.asyncio
async def test_hover_explains_the_rule(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    at = found(client, uri, "limiting-practice").range.start
    shown = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), at))
    assert shown.contents.value.startswith("**limiting-practice** (error)\n\n")
    assert "Measured: " in shown.contents.value


@pytest.mark.asyncio
async def test_fixes_are_applied_one_by_one_or_all_at_once(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(len(FAULTY.split("\n")), 0))
    place, context = lsp.TextDocumentIdentifier(uri), lsp.CodeActionContext([])
    actions = await client.text_document_code_action_async(lsp.CodeActionParams(place, whole, context))
    single = [each for each in actions if each.kind == "quickfix" and each.is_preferred]
    (every,) = [each for each in actions if str(each.kind).startswith("source.fixAll")]
    assert single
    text = changed(FAULTY, every.edit.changes[uri])
    assert text != FAULTY
    again = lsp.VersionedTextDocumentIdentifier(version=2, uri=uri)
    change = lsp.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(again, [change]))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    left = await client.text_document_code_action_async(lsp.CodeActionParams(place, whole, context))
    assert [each.title for each in left if str(each.kind).startswith("source.fixAll")] == []


@pytest.mark.asyncio
async def test_a_finding_is_suppressed_with_a_reason(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    finding = found(client, uri, "limiting-practice")
    params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), finding.range, lsp.CodeActionContext([]))
    actions = await client.text_document_code_action_async(params)
    action = next(each for each in actions if each.title.startswith("Suppress “limiting-practice”"))
    text = changed(FAULTY, action.edit.changes[uri])
    for reason, quiet in (("", False), ("agreed with the lead inspector ", True)):
        other = await opened(client, tmp_path / f"{quiet}.txt", text.replace("practice -->", f"practice {reason}-->"))
        assert ("limiting-practice" not in {each.code for each in client.diagnostics[other]}) is quiet


@pytest.mark.asyncio
async def test_the_parts_of_a_draft_can_be_listed_folded_and_followed(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    place = lsp.TextDocumentIdentifier(uri)
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(place))
    sections = [each for each in symbols if each.kind == lsp.SymbolKind.Namespace]
    assert [bool(each.children) for each in sections] == [True] * len(sections) != []
    folds = await client.text_document_folding_range_async(lsp.FoldingRangeParams(place))
    assert [each.start_line for each in folds] == [each.range.start.line for each in sections]
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(place))
    assert all("taken up" in each.command.title for each in lenses)
    assert any(each.command.arguments[2] for each in lenses)


@pytest.mark.asyncio
async def test_columns_are_those_of_the_editor(client: Any, tmp_path: Path) -> None:
    text = FAULTY.replace("1.     Families find", "1.     🏠🏠 Families find find")
    uri = await opened(client, tmp_path / "draft.txt", text)
    assert found(client, uri, "doubled-word").range.start == lsp.Position(46, 21)


@pytest.mark.asyncio
async def test_a_markdown_draft_is_read_and_another_text_is_left_alone(client: Any, tmp_path: Path) -> None:
    text = FAULTY.replace("Families find", "**Families** find find")
    uri = await opened(client, tmp_path / "draft.md", text, "markdown")
    assert "doubled-word" in {each.code for each in client.diagnostics[uri]}
    other = await opened(client, tmp_path / "news.txt", "The library opens at nine.\n")
    assert codes(client, other) == []


@pytest.mark.asyncio
async def test_a_change_of_the_configuration_counts_at_once(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    config = tmp_path / "ofsted-lint.toml"
    for text, wanted in (('ignore = ["all"]\n', []), ("ignore = [1]\n", [None])):
        config.write_text(text, "utf-8")
        event = lsp.FileEvent(config.as_uri(), lsp.FileChangeType.Changed)
        client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
        await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        assert codes(client, uri) == wanted


RULE = """\
id: vague
summary: A finding contains “going forward”.
why: It does not say when.
check: existence
severity: advice
message: "“{found}” does not say when."
params:
  terms: [going forward]
---
examples:
  - name: a date says when
    text: "The experiences and progress of care leavers: good\\n1. Advisers will visit from May.\\n"
  - name: words that do not say when
    text: "The experiences and progress of care leavers: good\\n1. Advisers will visit [[going forward]].\\n"
"""


@pytest.mark.asyncio
async def test_a_rule_file_is_checked_completed_and_tested_when_it_is_saved(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "vague.yaml", RULE.replace("terms:", "term:"), "yaml")
    (finding,) = client.diagnostics[uri]
    assert (finding.message, finding.range.start) == ("unknown key “term”; did you mean “terms”?", lsp.Position(7, 2))
    other = await opened(client, tmp_path / "sub-vague.yaml", RULE.replace("id: vague", "id: sub-vague"), "yaml")
    assert codes(client, other) == []
    place = lsp.TextDocumentIdentifier(other)
    for line, column, label in ((0, 0, "severity"), (4, 10, "advice"), (7, 2, "except_after")):
        at = lsp.CompletionParams(place, lsp.Position(line, column))
        answer = await client.text_document_completion_async(at)
        items = answer.items if hasattr(answer, "items") else answer
        assert label in {each.label for each in items}
    wrong = RULE.replace("id: vague", "id: failing").replace("[[going forward]]", "going [[forward]]")
    saved = await opened(client, tmp_path / "failing.yaml", wrong, "yaml")
    assert codes(client, saved) == []
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(saved)))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    (failed,) = client.diagnostics[saved]
    assert failed.range.start.line == 12
    assert failed.message.startswith("missing: line 2, “forward”, should be found")


@pytest.mark.asyncio
async def test_changes_in_a_row_are_read_once(client: Any, tmp_path: Path) -> None:
    uri = await opened(client, tmp_path / "draft.txt", FAULTY)
    heard: list[int] = []
    original = client.diagnostics
    for version in range(2, 12):
        text = FAULTY + "x" * version
        identifier = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, [change]))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    heard.append(len(original[uri]))
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 1)
