"""`python -m ofsted_lint`."""

from ofsted_lint.cli.main import main

raise SystemExit(main())
