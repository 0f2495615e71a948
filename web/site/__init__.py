"""The documentation as a site: the Markdown of docs/ and a page for every rule, as files that need no network."""
