"""Links between the subjects of a case."""
