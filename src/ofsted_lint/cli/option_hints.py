"""Hints for options that users of other linters type, and argparse’s errors in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ofsted_lint.files.errors import did_you_mean
from ofsted_lint.files.package_data import modules

_TO_FILE = "--format NAME=FILE writes a file, as --format html=page.html"
_OPTIONS = {
    **dict.fromkeys(("--exit-zero", "--no-exit", "-e"), "--fail-on never always ends with 0"),
    **dict.fromkeys(
        ("--quiet", "-q", "--errors-only", "--minAlertLevel", "--min-alert-level", "--severity"),
        "--min-severity error shows errors only",
    ),
    **dict.fromkeys(("--max-warnings", "--warnings-as-errors", "--strict"), "--fail-on warning fails for warnings too"),
    **dict.fromkeys(("-o", "--output-file", "--out", "--outfile"), _TO_FILE),
    **dict.fromkeys(("-f", "--output-format", "--output", "--reporter", "--formatter"), "write --format NAME"),
    **dict.fromkeys(("--disable", "--skip", "--extend-ignore"), "--ignore RULES leaves rules out"),
    **dict.fromkeys(("--enable", "--rule", "--extend-select"), "--select RULES chooses rules"),
    **dict.fromkeys(("--show-files", "--list-files"), "ofsted-lint outline PATH lists what would be read"),
    **dict.fromkeys(("-c", "--config-file", "--rcfile"), "write --config FILE"),
    **dict.fromkeys(("--show-settings", "--print-config"), "write --show-config"),
    **dict.fromkeys(("--verbose", "-v"), "ofsted-lint outline PATH shows what was understood"),
    **dict.fromkeys(("--stdin",), "write - in the place of PATH to read standard input"),
}

_PLAIN = (
    (r"argument ([^:]+): ignored explicit argument .*", r"“\1” takes no value"),
    (r"argument ([^:]+): expected .*", r"“\1” needs a value"),
    (r"argument [^:]+: invalid choice: '(.*)' \(choose from (.*)\)", r"unknown value “\1”; there are \2"),
    (r"argument ([^:]+): not allowed with argument (.+)", r"“\1” and “\2” cannot be used together"),
)


def plain(message: str) -> str:
    """Return an error of argparse in the words of other messages."""
    for technical, words in _PLAIN:
        if match := re.fullmatch(technical, message):
            return match.expand(words).replace("'", "")
    return message


def hint(word: str, options: Iterable[str]) -> str:
    """Return what to write instead of an option that does not exist, after a semicolon; empty if nothing is like it."""
    if word in _OPTIONS:
        return f"; {_OPTIONS[word]}"
    name = word.removeprefix("--")
    if word != name and name in modules("output/formats"):
        return f"; write --format {name}, or --format {name}=FILE to write a file"
    return did_you_mean(word, options)
