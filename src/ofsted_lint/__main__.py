"""`python -m ofsted_lint`."""

from ofsted_lint.cli.entry import entry_point

raise SystemExit(entry_point())
