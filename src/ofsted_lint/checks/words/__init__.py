"""The words there are, as data, and which words of a document are none of them."""
