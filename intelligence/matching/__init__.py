"""Whether two names are one person's: `compare`, for names of any script and spelling."""

from intelligence.matching.comparing import Match, compare

__all__ = ["Match", "compare"]
