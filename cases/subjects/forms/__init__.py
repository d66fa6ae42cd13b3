"""Parsing of what people type about subjects, their names, their cards and their charges."""
