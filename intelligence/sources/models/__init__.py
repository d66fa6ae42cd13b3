"""Sources: a codename, its handler, how it was graded, and an identity that only the handler opens."""

from intelligence.sources.models.grade import Grade
from intelligence.sources.models.grants import SourceGroupGrant, SourceUserGrant
from intelligence.sources.models.handover import Handover
from intelligence.sources.models.source import Source

__all__ = ["Grade", "Handover", "Source", "SourceGroupGrant", "SourceUserGrant"]
