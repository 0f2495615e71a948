"""show what an expression of a rule sees in a document

Prints the value of an expression, its type, where it is printed, and the parts
that it has; for a text the parts to look in (“in:”). What is missing is named.

examples:
  ofsted-lint eval "count(paragraphs)" report.txt
  ofsted-lint eval "first row in judgements where row.grade = 'good'" report.txt
  ofsted-lint eval "[words(p.prose) for p in summary]" report.txt
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from typing import Any, TextIO

from msgspec.structs import replace

from ofsted_lint.checks.context import TooLong, chosen
from ofsted_lint.checks.expressions.explain import Shown, Value, value
from ofsted_lint.checks.expressions.nodes import ExpressionError
from ofsted_lint.cli import format_options, inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.documents import named
from ofsted_lint.cli.options import CheckOptions, options
from ofsted_lint.documents.document import UNKNOWN, Document
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import encoded, path_text, printable

FORMATS = ("console", "json")
_MOST = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("expression", metavar="EXPRESSION", help="an expression as “must”, “let” and “where” have them")
    parser.add_argument("path", metavar="FILE", help="the document; - for standard input")
    inputs.reading_arguments(parser)
    inputs.published_argument(parser)
    inputs.against_argument(parser)
    format_options.argument(parser, FORMATS)


def run(args: argparse.Namespace) -> int:
    args.paths = [args.path, *args.against]
    formats, console, asked = format_options.chosen(args, FORMATS), Console(), options(args)
    document = _document(args.path, asked, console)
    others = [_document(each, asked, console) for each in asked.against] if document else []
    if document is None or None in others:
        return 2
    given: dict[str, Any] = chosen(document, [each for each in others if each]).names()
    try:
        found = value(args.expression, document, given)
    except ExpressionError as error:
        raise ConfigError("expression", error.message, 1, error.at + 1) from None
    except TooLong:
        raise ConfigError("expression", "it needs too much work on this document and was stopped") from None
    format_options.write_each(formats, partial(_write, found, document))
    return 0


def _write(found: Value, document: Document, form: str, stream: TextIO) -> None:
    """Write the value in one of the formats."""
    if form == "json":
        stream.write(encoded(_record(found, document)) + "\n")
    else:
        stream.writelines(f"{printable(line)}\n" for line in _lines(found))


def _document(name: str, asked: CheckOptions, console: Console) -> Document | None:
    """Return the document that a name leads to; None if there is not exactly one, which is reported."""
    failures = console.failures
    found = list(named(replace(asked, paths=(name,)), console))
    if console.failures > failures:
        return None
    if len(found) != 1:
        console.fail(f"{name}: name one document")
        return None
    if found[0].kind == UNKNOWN:
        console.fail(f"{name}: this is no report, letter or statement (--kind ilacs reads it as a report)")
        return None
    return found[0]


def _lines(found: Value) -> Iterator[str]:
    """Yield the value for people, line by line."""
    if found.undecided:
        why = f": there is no {' and no '.join(f'“{each}”' for each in found.missing)} here" if found.missing else ""
        yield f"undecided ({found.type}){why}"
        return
    if found.is_list:
        yield f"{len(found.items)} ({found.type})"
        for at, each in enumerate(found.items[:_MOST], 1):
            yield f"{at:>3}. {each.words}{_place(each)}"
        if len(found.items) > _MOST:
            yield f"     and {len(found.items) - _MOST} more"
        # What one item has, all have.
        yield from _about(found.items[0]) if found.items else ()
    else:
        yield f"{found.items[0].words} ({found.type}){_place(found.items[0])}"
        yield from _about(found.items[0])


def _place(shown: Shown) -> str:
    if shown.place is None:
        return ""
    start = shown.place.source.position(shown.place.span.start)
    return f"  {path_text(shown.place.source.path)}:{start.line}:{start.column}"


def _about(shown: Shown) -> Iterator[str]:
    """Yield the parts of a value, and for a printed text the parts to look in."""
    if shown.parts:
        yield "its parts:"
        longest = max(map(len, shown.parts))
        for key, words in shown.parts.items():
            yield f"  {key:<{longest}}  {words}"
    if shown.tags:
        yield f"it is in: {', '.join(shown.tags)}"


def _record(found: Value, document: Document) -> dict[str, Any]:
    """Return the value as plain values."""
    items = [
        {"value": each.words, "place": _range(each), "parts": each.parts, "in": list(each.tags)} for each in found.items
    ]
    return {
        "schema": 1,
        "path": path_text(document.source.path),
        "type": found.type,
        "undecided": found.undecided,
        "missing": list(found.missing),
        "items": items,
    }


def _range(shown: Shown) -> dict[str, int] | None:
    if shown.place is None:
        return None
    source, span = shown.place.source, shown.place.span
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
