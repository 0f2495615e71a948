"""The little language of `assert` rules: parsed, typed against the document, evaluated.

Nothing of Python is evaluated, work is bounded, and what is missing in a
document makes an expression undecided, never false.
"""
