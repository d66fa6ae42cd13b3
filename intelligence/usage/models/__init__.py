"""Where intelligence reports are used."""

from intelligence.usage.models.use import Use

__all__ = ["Use"]
