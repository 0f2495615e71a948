"""Words that rules look for: terms in plain writing, and the parts of a document to look in."""
