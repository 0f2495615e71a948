"""The language server: what editors ask of the linter, by the Language Server Protocol.

`server` answers requests, `open_document` is a draft in an editor with all that is
known of it, `answers` turns that into the values of the protocol, and `rule_files`
does the same for rules. Only this room imports pygls and lsprotocol.
"""
