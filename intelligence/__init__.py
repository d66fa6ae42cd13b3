"""Graded reports and their release by the originator alone. The package waits for its first model."""
