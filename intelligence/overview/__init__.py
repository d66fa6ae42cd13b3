"""Figures, map and answer times of intelligence: over what the viewer may see, and nothing else. Without tables."""
