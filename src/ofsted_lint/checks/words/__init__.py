"""Lists of English words, and the words of a document that are in none of them."""
