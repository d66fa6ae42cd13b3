"""Cases that belong together: relations, and the proposals to merge or to split."""

from cases.joining.models.merger import Merger
from cases.joining.models.relation import Relation
from cases.joining.models.split import Split

__all__ = ["Merger", "Relation", "Split"]
