"""Multi-country operations and their figures. The package waits for its first model."""
