"""The minutes on paper: what the page says, set as a PDF, with the marking of the cases in it on each page."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import override

from access import policy
from access.viewer import Viewer
from cases.codes import Outcome, State
from cases.plan.codes import ActionState
from cases.reviews.codes import Category, Kind, ReviewState
from cases.reviews.content import Content, Todo
from cases.reviews.reading import Sitting
from cases.reviews.words import phrase
from coordination_center.dates import exact, written_day
from coordination_center.errors import NotAllowed
from coordination_center.paper.blocks import Block, Facts, Heading, Notice, Section, Table, Text
from coordination_center.paper.printing import Marking, Paper

UNMARKED = "AMBER"  # minutes without a case still name who met whom


def require_printer(viewer: Viewer) -> None:
    """`NotAllowed` for a role that takes no file of a case out of the centre (`case.export`)."""
    if not policy.rule_for("case.export").roles & viewer.roles:
        raise NotAllowed(_("Your role in %(agency)s does not include this.") % {"agency": viewer.agency})


def minutes_paper(now: Sitting, *, copy: str, at: datetime, language: str) -> Paper:
    """The minutes of a meeting as this viewer may read them; decisions are numbered within these."""
    marked = now.marking() or {"tlp": UNMARKED, "handling": [], "note": ""}
    host = now.review.originator.name
    with override(language):
        numbers = count(1)
        sections = [_meeting(now), _compared(now), *(_case(content, numbers) for content in now.contents)]
        return Paper(
            title=_("Minutes: %(title)s") % {"title": now.review.title},
            marking=Marking(marked["tlp"], tuple(marked["handling"]), marked["note"], host),
            reader=now.viewer.person.name,
            agency=now.viewer.agency.name,
            at=at,
            language=language,
            sections=sections,
            copy=copy,
        )


def _meeting(now: Sitting) -> Section:
    review = now.review
    rows = [
        (_("Kind of meeting"), str(Kind(review.kind).label)),
        (_("Begins"), exact(review.starts_at)),
        (_("Ends"), exact(review.ends_at)),
        (_("Place"), review.place or "–"),
        (_("Host"), review.originator.name),
        (_("At the table"), ", ".join(s.agency.name for s in review.live_seats if s.state == "accepted") or "–"),
    ]
    closed = review.state == ReviewState.CLOSED
    said = _("Fixed on %(day)s.") % {"day": written_day(review.closed_at)} if closed else _("Not fixed yet.")
    blocks: list[Block] = [Facts(rows), Notice(said)]
    return Section(_("The meeting"), [*blocks, Text([review.note])] if review.note else blocks)


def _compared(now: Sitting) -> Section:
    since = now.since()
    title = _("Since we last met (%(day)s)") % {"day": since} if since else _("Stated at the meeting")
    rows = [(figure.number, Category(figure.category).label, figure) for figure in now.figures]
    lines = [(f"{n} · {name}", f.source, f.agency.name, f.item.case.title if f.item else "–") for n, name, f in rows]
    table = (
        [Table((_("Stated by hand"), _("By whose word"), _("Stated by"), _("In which case")), lines)] if rows else []
    )
    return Section(title, [Text([now.sentence() or _("Nothing was counted.")]), *table])


def _case(content: Content, numbers: "count[int]") -> Section:
    outcome = f" · {Outcome(content.outcome).label}" if content.outcome else ""
    facts = [
        (_("State"), f"{State(content.state).label}{outcome}"),
        (_("Put up by"), content.put_up_by),
        (_("What was done"), ", ".join(phrase(name, n) for name, n in content.counts.items()) or "–"),
    ]
    return Section(content.title, [Facts(facts), *_texts(content), *_lists(content, numbers)])


def _texts(content: Content) -> Iterator[Block]:
    texts = (
        (_("What is to be discussed"), content.topic),
        (_("What was achieved, in words"), content.achieved),
        (_("What was agreed, in words"), content.agreed),
    )
    for title, text in texts:
        if text:
            yield Heading(title)
            yield Text(text.split("\n\n"))


def _lists(content: Content, numbers: "count[int]") -> Iterator[Block]:
    if content.decisions:
        yield Heading(_("Decisions"))
        rows = [(str(next(numbers)), *_line(todo)) for todo in content.decisions]
        yield Table((_("No."), *_head(_("Until"))), rows, (1, 8, 4, 3, 3))
    if content.carried:
        yield Heading(_("Carried over, not done yet"))
        yield Table(_head(_("Until")), [_line(todo) for todo in content.carried], (8, 4, 3, 3))
    if content.done:
        yield Heading(_("Done since we last met"))
        yield Table(_head(_("Done on")), [_line(todo) for todo in content.done], (8, 4, 3, 3))


def _head(day: str) -> tuple[str, str, str, str]:
    return (_("What is to be done"), _("By which agency"), day, _("State"))


def _line(todo: Todo) -> tuple[str, str, str, str]:
    day: date | None = todo.date
    return (todo.text, todo.owner, written_day(day), str(ActionState(todo.state).label))
