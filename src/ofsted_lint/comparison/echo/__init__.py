"""Trace improvement items in the findings, and find weaknesses that no improvement item addresses.

It works on texts and a table of counts, and is independent of files and rules.
"""
