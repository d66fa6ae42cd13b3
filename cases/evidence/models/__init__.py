"""Evidence of a case: the item, its files as versions, the subjects it is about, and who had it when."""

from cases.evidence.models.custody import Custody
from cases.evidence.models.file import EvidenceFile
from cases.evidence.models.item import Evidence
from cases.evidence.models.mention import EvidenceSubject

__all__ = ["Custody", "Evidence", "EvidenceFile", "EvidenceSubject"]
