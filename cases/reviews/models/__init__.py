"""Case review meetings: who sits at the table, which cases, what was decided and stated, and the minutes."""

from cases.reviews.models.agenda import AgendaItem
from cases.reviews.models.attendance import Attendance
from cases.reviews.models.decision import Decision
from cases.reviews.models.figure import Figure
from cases.reviews.models.grants import ReviewGroupGrant, ReviewUserGrant
from cases.reviews.models.minutes import MinutesPart
from cases.reviews.models.review import Review

__all__ = [
    "AgendaItem", "Attendance", "Decision", "Figure", "MinutesPart", "Review", "ReviewGroupGrant", "ReviewUserGrant",
]  # fmt: skip
