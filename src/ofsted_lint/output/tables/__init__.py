"""Tables for analysts: typed rows, written as CSV or Parquet, and described for people and programs."""
