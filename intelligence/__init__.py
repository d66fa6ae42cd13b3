"""Graded reports and their release by the originator alone; whether two names are one person's."""
