"""Compare two reports: drafts of one report, or successive reports on a council."""
