"""The linter as one HTML file, `ofsted-lint.html`, which runs in a browser, and the script that builds it."""
