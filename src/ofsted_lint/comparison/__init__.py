"""Compare texts: words, quotations, the content of findings and improvement items, and whole reports."""
