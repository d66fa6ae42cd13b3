"""The parts of a dossier that come from the case itself: facts, participants, notes."""

from typing import Any

from django.utils.translation import gettext as _

from access.registry import FOREVER
from access.viewer import Viewer
from cases.dossier.telling import MOST, joined, readers, section, table
from cases.reading import lead_of, notes_of
from coordination_center.dates import exact, written_day
from coordination_center.paper.blocks import Facts, Moment, Section, Text, Timeline


def facts(viewer: Viewer, case: Any) -> Section:
    """State, lead, days and summary."""
    lead = lead_of(case)
    rows = [
        (_("State"), str(case.get_state_display())),
        (_("Lead"), lead.agency.name if lead else ""),
        (_("Begun by"), case.originator.name),
        (_("Begun"), written_day(case.created_at)),
        (_("Opened"), written_day(case.opened_at) if case.opened_at else ""),
        (_("Closed"), written_day(case.closed_at) if case.closed_at else ""),
        (_("Outcome"), str(case.get_outcome_display()) if case.outcome else ""),
    ]
    told = [Facts([row for row in rows if row[1]])]
    return section(_("Facts"), [*told, Text(case.summary.split("\n\n"))] if case.summary else told)


def participants(viewer: Viewer, case: Any) -> Section:
    """The agencies that take part or are invited, in the order in which they were."""
    head = (_("Agency"), _("Part"), _("State"), _("Until"))
    return table(_("Participants"), head, [_part(part) for part in case.live_parts], widths=(4, 2, 2, 2))


def _part(part: Any) -> tuple[str, ...]:
    until = "" if part.until == FOREVER else written_day(part.until)
    return part.agency.name, str(part.get_level_display()), str(part.get_state_display()), until


def notes(viewer: Viewer, case: Any) -> Section:
    """The notes the viewer reads, newest first."""
    page = notes_of(viewer, case, size=MOST)
    alone = readers(page.rows)
    rows = [
        Moment(exact(note.created_at), note.text, joined(note.author.name, note.agency.name, alone.get(note.pk)))
        for note in page.rows
    ]
    return section(_("Notes"), [Timeline(rows)] if rows else [], more=bool(page.older))
