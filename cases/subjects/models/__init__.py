"""Subjects of a case: who and what it is about, and what hangs on them; and the cards of potential victims."""

from cases.subjects.models.card import Card
from cases.subjects.models.charge import Charge
from cases.subjects.models.identifier import Identifier
from cases.subjects.models.lines import Name, Number
from cases.subjects.models.name import SubjectName
from cases.subjects.models.photo import Photo
from cases.subjects.models.proposal import Proposal
from cases.subjects.models.screening import Screening
from cases.subjects.models.subject import Subject

__all__ = [
    "Card",
    "Charge",
    "Identifier",
    "Name",
    "Number",
    "Photo",
    "Proposal",
    "Screening",
    "Subject",
    "SubjectName",
]
