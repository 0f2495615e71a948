"""Two reports held against each other: drafts of one, or successive ones of a council."""
