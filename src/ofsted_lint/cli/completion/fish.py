"""The script for fish, 3.0 and later."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.cli.completion.command_line import DEFAULT, Command, Values

_SCRIPT = """\
# Completes ofsted-lint in fish. Names of files are completed beside what is known.
function __ofsted_lint_command
    set -l typed (commandline -opc)
    if test (count $typed) -gt 1; and contains -- $typed[2] {names}
        echo $typed[2]
    else
        echo {default}
    end
end
function __ofsted_lint_is
    contains -- (__ofsted_lint_command) $argv
end
function __ofsted_lint_first
    test (count (commandline -opc)) -eq 1
end
{lines}
"""


def script(commands: list[Command]) -> str:
    """Return the script."""
    names = " ".join(each.name for each in commands)
    return _SCRIPT.format(names=names, default=DEFAULT, lines="\n".join(_lines(commands)))


def _lines(commands: list[Command]) -> Iterator[str]:
    for each in commands:
        yield _complete("__ofsted_lint_first", f"-a {_quoted(each.name)} -d {_quoted(each.about)}")
    for each in commands:
        here = f"__ofsted_lint_is {each.name}"
        if each.takes.words:
            yield _complete(here, ("" if each.takes.files else "-f ") + f"-a {_quoted(' '.join(each.takes.words))}")
        for option in each.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in sorted(option.names)
            )
            yield _complete(here, f"{names}{_value(option.takes)} -d {_quoted(option.about)}")


def _complete(condition: str, rest: str) -> str:
    return f"complete -c ofsted-lint -n {_quoted(condition)} {rest}"


def _value(values: Values | None) -> str:
    """Return how the value of an option is completed; a list with commas by fish's own function."""
    if values is None:
        return ""
    if not values.words:
        return " -r -F" if values.files else " -x"
    words = " ".join(values.words)
    listed = f"(__fish_append , {words})" if values.listed else words
    return f"{' -r' if values.files else ' -x'} -a {_quoted(listed)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
