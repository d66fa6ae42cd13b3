"""The log's rows, the seals over them, and what each submission led to."""

from audit.models.event import Event, Led, Outbox
from audit.models.seal import Era, Seal, SealedRow
from audit.models.submission import Submission

__all__ = ["Era", "Event", "Led", "Outbox", "Seal", "SealedRow", "Submission"]
