"""The HTML page: documents as they are laid out, with the findings next to their places."""
