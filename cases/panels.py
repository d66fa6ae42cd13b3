"""Panels that rooms put on the first page of a case: its urgent alerts. Their templates read `panel` and `case`."""

from cases.reading import RecordPage
from coordination_center.panels import Panels

PANELS: Panels[[RecordPage]] = Panels()
