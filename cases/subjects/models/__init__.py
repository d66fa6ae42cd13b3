"""Subjects of a case: who and what it is about, their names and their identifiers."""

from cases.subjects.models.identifier import Identifier
from cases.subjects.models.name import SubjectName
from cases.subjects.models.subject import Subject

__all__ = ["Identifier", "Subject", "SubjectName"]
