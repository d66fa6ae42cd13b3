"""Panels that apps above this one put on the page of a report: its releases. Their templates read `panel`, `sheet`."""

from coordination_center.panels import Panels
from intelligence.reports.reading import Sheet

PANELS: Panels[[Sheet]] = Panels()
