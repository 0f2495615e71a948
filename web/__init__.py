"""Made for readers outside a terminal from what the program has: the documentation as a site, and a manual page."""
