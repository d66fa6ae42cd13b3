"""How the centre prints: a paper is data, set by one fixed template in its own process. See docs/decisions/0014."""
