"""The help of the program as a whole, and the ways to ask for its version."""

from __future__ import annotations

from ofsted_lint.cli import commands

ABOUT = """\
Reads Ofsted inspection reports of local authority children's services and
finds contradictions in them.

examples:
  ofsted-lint report.txt                    check one report
  ofsted-lint reports/ --format concise     check a folder, one line a finding
  ofsted-lint report.txt --diff             show what can be fixed
  ofsted-lint outline report.txt            show what was understood
  ofsted-lint explain RULE                  what a rule means, and why
  ofsted-lint init                          begin a configuration for a team

options:
  --help, -h      show this help; after a COMMAND, list its options
  --version, -V   print the version

commands (the default is check):
"""
STATUS = """
exit status: 0 nothing found at or above the failing severity, 1 something
found, 2 the command line, a rule file or the reading of a document failed
"""


def show(names: list[str]) -> None:
    """Print the help: what the program does, examples, and its commands."""
    print("usage: ofsted-lint [COMMAND] PATH... [options]\n")
    print(ABOUT, end="")
    longest = max(map(len, names))
    for name in names:
        print(f"  {name:<{longest}}  {commands.about(name)}")
    print(STATUS, end="")
