"""The lines between the three bands."""

MATCH = 0.82
POSSIBLE = 0.70
