"""The expression language of `assert` rules: parsing, type checks against the document model, evaluation.

No Python is evaluated, the work is limited, and an expression that uses a value
missing from the document is undecided, never false.
"""
