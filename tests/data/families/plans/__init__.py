"""A family of documents that does not come with the program: a council's plan with three headings."""
