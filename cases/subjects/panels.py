"""Panels that rooms above this one put on the page of a subject: its links, its warrants, its other cases.

Their templates read `panel`, `subject`, `case` and what every page of a case has.
"""

from access.viewer import Viewer
from cases.subjects.models import Subject
from coordination_center.panels import Panels

PANELS: Panels[[Viewer, Subject]] = Panels()
