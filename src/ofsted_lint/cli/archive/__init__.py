"""An archive of documents: read once, by many processes, and written as tables and a page."""
