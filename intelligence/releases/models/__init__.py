"""The release ledger: who asked for which report, who decided what, and what is open to whom."""

from intelligence.releases.models.grants import ReleaseGroupGrant, ReleaseUserGrant
from intelligence.releases.models.lines import Decision, Message
from intelligence.releases.models.release import Release

__all__ = ["Decision", "Message", "Release", "ReleaseGroupGrant", "ReleaseUserGrant"]
