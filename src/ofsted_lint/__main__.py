"""`python -m ofsted_lint`."""

from ofsted_lint.cli import main

raise SystemExit(main())
