"""Copies of drafts that carry their findings: Word files with comments and tracked changes."""
