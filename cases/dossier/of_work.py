"""The parts of a dossier that tell of the work: links, timeline, plan, warrants, evidence."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from access.viewer import Viewer
from agencies.countries import country_name
from cases.chronology.reading import Asked, Line, Shown
from cases.chronology.reading import timeline as timeline_of
from cases.dossier.telling import MOST, joined, readers, section, table
from cases.evidence.reading import with_files
from cases.links.period import said as period_said
from cases.links.reading import links_of
from cases.plan.reading import items
from cases.reading import newest
from cases.warrants.reading import told as told_warrants
from coordination_center.dates import exact, written_day
from coordination_center.paper.blocks import Block, Facts, Heading, Moment, Section, Timeline


def links(viewer: Viewer, case: Any) -> Section:
    """The links as a table, newest first."""
    page = newest(links_of(viewer, case), size=MOST)
    alone = readers(page.rows)
    head = (_("Who or what"), _("Kind of link"), _("To whom or what"), _("When"), _("Note"), _("Supplied by"))
    rows = [_link(link, alone.get(link.pk, "")) for link in page.rows]
    return table(_("Links"), head, rows, widths=(3, 2, 3, 2, 3, 3), more=bool(page.older))


def _link(link: Any, alone: str) -> tuple[str, ...]:
    return (
        link.source.label, str(link.get_kind_display()), link.target.label,
        period_said(link.from_date, link.until_date), joined(link.note, link.sourced), joined(link.agency.name, alone),
    )  # fmt: skip


def timeline(viewer: Viewer, case: Any) -> Section:
    """What happened and the milestones of the case, oldest first."""
    asked = Asked(kinds=frozenset({Shown.HAPPENED, Shown.MILESTONES}), oldest_first=True)
    page = timeline_of(viewer, case, asked, size=MOST)
    alone = readers(line.entry for line in page.rows if line.entry)
    rows = [_moment(line, alone) for line in page.rows]
    return section(_("Timeline"), [Timeline(rows)] if rows else [], more=bool(page.after))


def _moment(line: Line, alone: Any) -> Moment:
    entry, event = line.entry, line.event
    if entry is None:
        return _milestone(line.at, event)
    where = joined(entry.place, entry.country and country_name(entry.country))
    about = ", ".join(subject.label for subject in line.subjects)
    source = entry.source or entry.agency.name
    return Moment(entry.when_in_words, entry.text, joined(where, about, source, alone.get(entry.pk)))


def _milestone(at: Any, event: Any) -> Moment:
    return Moment(exact(at), joined(event.verb, *event.recipients), event.agency)


def plan(viewer: Viewer, case: Any) -> Section:
    """The action plan by due date, what is ended after what is pending."""
    order = (F("ended_at").desc(nulls_first=True), F("due").asc(nulls_last=True), "created_at", "id")
    rows = list(items().under(viewer, case).order_by(*order)[: MOST + 1])
    alone = readers(rows[:MOST])
    head = (_("What"), _("By whom"), _("Due"), _("State"))
    told = [_action(action, alone.get(action.pk, "")) for action in rows[:MOST]]
    return table(_("Action plan"), head, told, widths=(6, 3, 2, 2), more=len(rows) > MOST)


def _action(action: Any, alone: str) -> tuple[str, ...]:
    due = written_day(action.due) if action.due else ""
    state = joined(action.get_state_display(), action.reason)
    return joined(action.text, alone), action.owner.name, due, state


def warrants(viewer: Viewer, case: Any) -> Section:
    """The warrants with state, channel and clocks, newest first."""
    page = newest(told_warrants().under(viewer, case), size=MOST)  # type: ignore[attr-defined]
    alone = readers(page.rows)
    blocks = [block for warrant in page.rows for block in _warrant(warrant, alone.get(warrant.pk, ""))]
    return section(_("Warrants"), blocks, more=bool(page.older))


def _warrant(warrant: Any, alone: str) -> Iterator[Block]:
    state = _("Expired") if warrant.lapsed else str(warrant.get_state_display())
    to = joined(warrant.addressee and warrant.addressee.name, warrant.country and country_name(warrant.country))
    rows = [
        (_("Number"), warrant.number),
        (_("Court"), warrant.court),
        (_("Offence"), warrant.offence),
        (_("State"), joined(state, warrant.channel and warrant.get_channel_display())),
        (_("Issued"), written_day(warrant.issued_on) if warrant.issued_on else ""),
        (_("Last day"), written_day(warrant.expires_on) if warrant.expires_on else ""),
        (_("Renewed"), str(warrant.renewed) if warrant.renewed else ""),
        (_("To act"), to),
        (_("Sent"), exact(warrant.transmitted_at) if warrant.transmitted_at else ""),
        (_("Answer expected"), exact(warrant.answer_due) if warrant.answer_due else ""),
        (_("Acknowledged"), exact(warrant.acknowledged_at) if warrant.acknowledged_at else ""),
        (_("Ended"), joined(exact(warrant.ended_at), warrant.ended_note) if warrant.ended_at else ""),
        (_("Supplied by"), joined(warrant.agency.name, alone)),
    ]
    yield Heading(warrant.subject.label)
    yield Facts([row for row in rows if row[1]])


def evidence(viewer: Viewer, case: Any) -> Section:
    """The evidence register: each item, who holds it, and each version of its file with its SHA-256."""
    page = newest(with_files(viewer).under(viewer, case), size=MOST)  # type: ignore[attr-defined]
    alone = readers(page.rows)
    blocks = [block for item in page.rows for block in _item(item, alone.get(item.pk, ""))]
    return section(_("Evidence register"), blocks, more=bool(page.older))


def _item(item: Any, alone: str) -> Iterator[Block]:
    rows = [
        (_("Kind"), str(item.get_kind_display())),
        (_("Text"), item.text),
        (_("Obtained"), joined(written_day(item.obtained_on) if item.obtained_on else "", item.place)),
        (_("Held by"), item.holder.name),
        (_("Supplied by"), joined(item.agency.name, alone)),
    ]
    yield Heading(item.title)
    yield Facts([row for row in rows if row[1]] + [fact for file in item.shown_files for fact in _file(file)])


def _file(file: Any) -> list[tuple[str, str]]:
    title = _("File, version %(number)s") % {"number": file.number}
    return [(title, joined(file.name, file.measure, exact(file.created_at))), ("SHA-256", file.sha256)]
