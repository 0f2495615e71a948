"""Code that several kinds of checks share, one module a subject."""
