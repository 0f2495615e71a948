"""The answers to an editor about a draft: diagnostics, fixes, hover, places, symbols, folding, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lsprotocol import types as lsp

from ofsted_lint import api
from ofsted_lint.cli.server.open_document import OpenDocument, related_here
from ofsted_lint.documents.structure.outline_parts import Outline
from ofsted_lint.findings.record import Edit, Finding
from ofsted_lint.output.explanation import markdown
from ofsted_lint.output.trace import Traced
from ofsted_lint.rules.rule import Loaded

SOURCE = "ofsted-lint"
FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{SOURCE}"
SHOW = f"{SOURCE}.showParagraphs"
_SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "advice": lsp.DiagnosticSeverity.Information,
}
_START = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
_VERDICTS = {"supported": "taken up", "doubtful": "hardly taken up", "unsupported": "not taken up"}


def diagnostics(draft: OpenDocument) -> list[lsp.Diagnostic]:
    """Return the findings of a draft, or why there are none."""
    if draft.error is not None:
        return [lsp.Diagnostic(_START, str(draft.error), severity=lsp.DiagnosticSeverity.Error, source=SOURCE)]
    return [_diagnostic(draft, each) for each in draft.findings]


def _diagnostic(draft: OpenDocument, finding: Finding) -> lsp.Diagnostic:
    others = [lsp.DiagnosticRelatedInformation(draft.location(each), each.message) for each in finding.related]
    return lsp.Diagnostic(
        draft.of(finding),
        finding.message,
        severity=_SEVERITIES[finding.severity.value],
        code=finding.rule,
        source=SOURCE,
        related_information=others,
        data=finding.fingerprint,
    )


def actions(draft: OpenDocument, asked: lsp.Range, fixed: str | None) -> Iterator[lsp.CodeAction]:
    """Yield what can be done about the findings in a range; `fixed` is the text with all safe fixes, if it differs."""
    for finding in draft.findings:
        if _overlap(draft.of(finding), asked):
            yield from _about(draft, finding)
    if fixed is not None:
        whole = draft.range(1, 1, len(draft.lines), len(draft.lines[-1]))
        edit = _edit(draft, [lsp.TextEdit(whole, fixed)])
        yield lsp.CodeAction("Fix all that is safe to fix", kind=FIX_ALL, edit=edit)


def _about(draft: OpenDocument, finding: Finding) -> Iterator[lsp.CodeAction]:
    """Yield the fix of a finding, and the comment that keeps it quiet."""
    shown = [_diagnostic(draft, finding)]
    kind = lsp.CodeActionKind.QuickFix
    if finding.fix is not None:
        edits = [_text_edit(draft, each) for each in finding.fix.edits]
        doubt = "" if finding.fix.safe else f" ({finding.fix.because})"
        title = f"{finding.fix.title[:1].upper()}{finding.fix.title[1:]}{doubt}"
        yield lsp.CodeAction(title, kind, shown, is_preferred=finding.fix.safe, edit=_edit(draft, edits))
    at = lsp.Position(_part_line(draft, finding) - 1, 0)
    # Without a reason it has no effect, and a finding asks for one.
    comment = f"<!-- {SOURCE}: ignore {finding.rule} -->\n"
    edit = _edit(draft, [lsp.TextEdit(lsp.Range(at, at), comment)])
    yield lsp.CodeAction(
        f"Suppress “{finding.rule}” here, with a reason to be written into the comment", kind, shown, edit=edit
    )


def _part_line(draft: OpenDocument, finding: Finding) -> int:
    """Return the first line of the part that a finding is in, above which a comment about it is written."""
    if draft.document is None:
        return finding.line
    source = draft.document.source
    starts = (source.position(passage.prose.span.start).line for passage in draft.document.passages)
    return max((line for line in starts if line <= finding.line), default=finding.line)


def _text_edit(draft: OpenDocument, edit: Edit) -> lsp.TextEdit:
    return lsp.TextEdit(draft.of(edit), edit.text)


def _edit(draft: OpenDocument, edits: list[lsp.TextEdit]) -> lsp.WorkspaceEdit:
    return lsp.WorkspaceEdit(changes={draft.uri: edits})


def _overlap(one: lsp.Range, two: lsp.Range) -> bool:
    return (one.start.line, one.start.character) <= (two.end.line, two.end.character) and (
        two.start.line,
        two.start.character,
    ) <= (one.end.line, one.end.character)


def hover(draft: OpenDocument, position: lsp.Position, rules: Mapping[str, Loaded]) -> lsp.Hover | None:
    """Return the explanation of the rules whose findings are at a place."""
    found = draft.findings_at(position)
    texts = [markdown(rules[each.rule]) for each in found if each.rule in rules]
    if not texts:
        return None
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(dict.fromkeys(texts)))
    return lsp.Hover(content, draft.of(found[0]))


def other_ends(draft: OpenDocument, position: lsp.Position) -> list[lsp.Location]:
    """Return the other places of the findings at a place; from such a place, the finding."""
    there = [draft.location(other) for each in draft.findings_at(position) for other in each.related]
    back = [lsp.Location(draft.uri, draft.of(each)) for each in draft.findings if related_here(draft, each, position)]
    return there or back


def symbols(draft: OpenDocument) -> list[lsp.DocumentSymbol]:
    """Return the parts of a draft: judgements, improvement items, and sections with their paragraphs."""
    made = draft.outline()
    if made is None or not made.coverage.recognised:
        return []
    found = [
        _symbol(draft, f"{row.name}: {row.grade or '(none)'}", lsp.SymbolKind.Enum, row.line) for row in made.judgements
    ]
    found += [_symbol(draft, point.text, lsp.SymbolKind.Event, point.line) for point in made.improvements]
    for section, (start, end) in zip(made.sections, _extents(made, len(draft.lines)), strict=True):
        inner = [
            _symbol(draft, f"{each.number or ''} {each.text}".strip(), lsp.SymbolKind.String, each.line)
            for each in section.paragraphs
        ]
        title = f"{section.title or 'Paragraphs'}{f': {section.grade}' if section.grade else ''}"
        whole = lsp.Range(draft.line(start).start, draft.line(end).end)
        found.append(lsp.DocumentSymbol(title, lsp.SymbolKind.Namespace, whole, draft.line(start), children=inner))
    return sorted(found, key=lambda symbol: symbol.range.start.line)


_LONGEST = 80


def _symbol(draft: OpenDocument, text: str, kind: lsp.SymbolKind, line: int) -> lsp.DocumentSymbol:
    name = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
    return lsp.DocumentSymbol(name, kind, draft.line(line), draft.line(line))


def _extents(made: Outline, last: int) -> Iterable[tuple[int, int]]:
    """Return the first and the last line of each section, which ends where the next begins."""
    starts = [section.line for section in made.sections]
    return zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True)


def folding(draft: OpenDocument) -> list[lsp.FoldingRange]:
    """Return the sections, which can be folded away."""
    made = draft.outline()
    extents = _extents(made, len(draft.lines)) if made else ()
    return [lsp.FoldingRange(start - 1, end - 1) for start, end in extents if end > start]


def lenses(draft: OpenDocument, linter: api.Linter) -> list[lsp.CodeLens]:
    """Return a line above each improvement item with the paragraphs that take it up, which the editor can show."""
    if draft.document is None or draft.document.kind == "unknown":
        return []
    return [_lens(draft, point) for point in api.trace(draft.document, linter).improvements]


def _lens(draft: OpenDocument, point: Traced) -> lsp.CodeLens:
    numbers = ", ".join(str(each.number) if each.number else f"line {each.line}" for each in point.paragraphs)
    verdict = _VERDICTS[point.verdict]
    title = f"{verdict} in {numbers}" if point.verdict == "supported" else verdict
    title += f"; nearest: {numbers}" if point.verdict != "supported" and numbers else ""
    at = draft.line(point.line)
    places = [lsp.Location(draft.uri, draft.line(each.line)) for each in point.paragraphs]
    return lsp.CodeLens(at, lsp.Command(title, SHOW, arguments=[draft.uri, at.start, places]))
