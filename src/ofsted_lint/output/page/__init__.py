"""A page to look at: a document as it is set, with what was found beside the places."""
