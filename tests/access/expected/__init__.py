"""What the addresses of each room answer to whom; see `tests.access.routes`."""
