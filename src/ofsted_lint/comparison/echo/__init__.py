"""Whether each point to improve is taken up in the findings, and which weaknesses no point takes up.

Takes texts and a table of counts; knows nothing of files, reports or rules.
"""
