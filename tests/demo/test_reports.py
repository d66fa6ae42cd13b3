"""Reports of a world are written, validated and released by those who may, and hold what the file says."""
