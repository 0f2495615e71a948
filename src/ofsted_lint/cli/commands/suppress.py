"""suppress a rule in a document, with a reason

Writes an entry into the suppression file next to the document (or the nearest
one above it), .ofsted-lint-ignore.yaml; the file is made if there is none.

examples:
  ofsted-lint suppress report.pdf RULE --reason "the name of a project"
  ofsted-lint suppress report.pdf RULE --reason "as printed" --until 2027-03-31
"""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

import msgspec

from ofsted_lint.cli import inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files import atomic_write
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.printable import escaped, printable
from ofsted_lint.findings import ignore_file
from ofsted_lint.findings.suppressions import ALL


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="FILE", help="the report")
    parser.add_argument("rule", metavar="RULE", help="the rule to suppress, or all")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it is shown wherever the rule is listed")
    parser.add_argument("--owner", metavar="NAME", help="who decided it")
    parser.add_argument("--until", metavar="DAY", help="the last day on which it applies, as 2027-03-31")
    parser.add_argument("--address", metavar="PART", help="only in this part, as in the JSON output")
    parser.add_argument("--fingerprint", metavar="ID", help="only this finding, as in the JSON output")
    inputs.rule_arguments(parser)


def run(args: argparse.Namespace) -> int:
    document = Path(args.document)
    if not document.is_file():
        raise ConfigError(args.document, "there is no such file")
    if not args.reason.strip():
        raise ConfigError("--reason", "it is empty: give the reason for which the rule is suppressed")
    console = Console()
    rules = {each.rule.id for each in Setups(options(args).asked(), console.fail).of(args.document).rules}
    if args.rule != ALL and args.rule not in rules:
        raise ConfigError("command line", f"there is no rule “{args.rule}”{did_you_mean(args.rule, rules)}")
    path = ignore_file.nearest(document.resolve().parent) or document.parent / ignore_file.NAME
    before = _before(path, rules)
    values = {key: (getattr(args, key) or "").strip() for key in ("rule", "address", "fingerprint", "reason", "owner")}
    values |= {"until": _day(args.until)} if args.until else {}
    entry = _entry({"document": Path(os.path.relpath(document, path.parent)).as_posix(), **values})
    with atomic_write.written(str(path)) as stream:
        stream.write(before + ("\n" if before else "") + entry)
    print(printable(f"{path}: {args.rule} is suppressed in {args.document}"))
    return 2 if console.failures else 0


def _before(path: Path, rules: set[str]) -> str:
    """Return what the file has already, with a line end; `ConfigError` if that is not a suppression file."""
    if not os.path.lexists(path):
        return ""
    entries = ignore_file.read(path, rules).entries
    text = path.read_bytes().decode("utf-8-sig")
    if not entries and any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        raise ConfigError(str(path), "its list is empty (“[]”): delete that, so that an entry can be added")
    if text.lstrip().startswith("["):
        raise ConfigError(str(path), "its list is in square brackets: write one entry a line, so that one can be added")
    return text if not text or text.endswith("\n") else text + "\n"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ConfigError("--until", f"“{text}” is not a day like 2027-03-31") from None


def _entry(values: dict[str, str]) -> str:
    """Return the lines of an entry."""
    given = [(key, value) for key, value in values.items() if value]
    lines = [
        f"{key}: {value if key == 'until' else escaped(msgspec.json.encode(value).decode())}" for key, value in given
    ]
    return "- " + "\n  ".join(lines) + "\n"
