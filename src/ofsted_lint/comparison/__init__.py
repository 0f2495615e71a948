"""Texts held against each other by words: pure strings, nothing of documents."""
