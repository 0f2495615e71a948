"""Code that several kinds of checks share, one module for each subject."""
