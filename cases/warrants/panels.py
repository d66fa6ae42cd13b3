"""Panels that apps above this one put on the page of a warrant: the reports that are attached to it.

Each is asked for a viewer who sees the warrant; its template reads `panel` and `case`.
"""

from access.viewer import Viewer
from cases.warrants.models import Warrant
from coordination_center.panels import Panels

PANELS: Panels[[Viewer, Warrant]] = Panels()
