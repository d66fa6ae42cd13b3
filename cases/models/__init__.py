"""Joint cases: the record, who takes part in it, who is named in it, and what is noted."""

from cases.models.case import Case
from cases.models.compartment import NamedPerson
from cases.models.grants import CaseGroupGrant, CaseUserGrant
from cases.models.lead import LeadOffer
from cases.models.note import Note
from cases.models.participation import Participation

__all__ = ["Case", "CaseGroupGrant", "CaseUserGrant", "LeadOffer", "NamedPerson", "Note", "Participation"]
