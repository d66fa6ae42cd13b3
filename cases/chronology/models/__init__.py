"""What happened in a case, and the ways people were brought."""

from cases.chronology.models.entry import Entry, EntrySubject
from cases.chronology.models.route import Route

__all__ = ["Entry", "EntrySubject", "Route"]
