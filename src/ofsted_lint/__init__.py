"""A linter for Ofsted inspection reports of local authority children's services."""

__version__ = "0.1.0"
