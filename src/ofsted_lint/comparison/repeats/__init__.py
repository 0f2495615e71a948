"""Paragraphs that several documents share, in the same words or nearly, found in time that grows with their number."""
