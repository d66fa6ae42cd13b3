"""Warrants of a case, and the renewals that are counted."""

from cases.warrants.models.renewal import Renewal
from cases.warrants.models.warrant import Warrant

__all__ = ["Renewal", "Warrant"]
