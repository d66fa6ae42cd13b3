"""The verbs of a roster, and a week of it to look at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.decide import may, require_role
from access.policy import READERS
from access.viewer import Viewer
from agencies.duty.models import Kind, Turn
from agencies.models import Agency, Membership, Person
from audit.log import record
from coordination_center.errors import IllegalMove, Invalid, Unseen

LONGEST = timedelta(days=400)
FIRST, LAST = date(2000, 1, 1), date(2200, 1, 1)  # Mondays that a page shows
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def own(viewer: Viewer, pk: UUID) -> Agency:
    """The agency whose roster the viewer reads: the acting one; `Unseen` for any other."""
    if viewer.agency_id != pk or not may(viewer, "duty.see"):
        raise Unseen(object_type="agency", object_id=pk, action="duty.see")
    return viewer.agency


def colleagues(viewer: Viewer) -> QuerySet[Person]:
    """Whom a turn may be of: people in office of the acting agency whose roles read records, by name."""
    live = Membership.objects.live().filter(agency=viewer.agency_id, roles__overlap=[str(role) for role in READERS])
    return Person.objects.filter(pk__in=live.values("person")).order_by("name", "pk")


def plan_turn(*, by: Viewer, person: Person, kind: str, starts_at: datetime, ends_at: datetime) -> Turn:
    """Put a turn on the acting agency's roster. `Invalid` for a stranger, an end before the start, or an overlap of
    two turns of one kind of the same person; `NotAllowed` for whoever does not keep rosters."""
    require_role(by, "duty.keep")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Invalid(fields={"ends_at": [_("Choose an end after the start, at most 400 days later.")]})
    with transaction.atomic():
        Agency.objects.select_for_update(no_key=True).get(pk=by.agency_id)
        if not colleagues(by).filter(pk=person.pk).exists():
            raise Invalid(fields={"person": [_("Choose a colleague of your agency.")]})
        same = Turn.objects.standing(by.agency).filter(person=person, kind=kind)
        if same.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
            raise Invalid(fields={"starts_at": [_("This person has such a turn in that time already.")]})
        turn = Turn(agency=by.agency, person=person, kind=Kind(kind), starts_at=starts_at, ends_at=ends_at)
        turn.made_by = by.person
        turn.save(force_insert=True)
        record("duty.planned", by=by, on=turn.ref, detail={"person": person.pk, "kind": turn.kind})
    return turn


def end_turn(pk: UUID, *, by: Viewer) -> None:
    """End a turn that has begun, now; strike off one that has not. `Unseen` for another agency's, `IllegalMove` for
    one that is over."""
    require_role(by, "duty.keep")
    with transaction.atomic():
        turn = Turn.objects.select_for_update().filter(pk=pk, agency=by.agency_id, struck_at=None).first()
        if turn is None:
            raise Unseen(object_type="turn", object_id=pk, action="duty.keep")
        now = timezone.now()
        if turn.ends_at <= now:
            raise IllegalMove(_("This turn is over already."))
        begun = turn.starts_at <= now
        setattr(turn, "ends_at" if begun else "struck_at", now)
        turn.save(update_fields=["ends_at", "struck_at"])
        record("duty.ended" if begun else "duty.struck", by=by, on=turn.ref, detail={"person": turn.person_id})


@dataclass(frozen=True)
class Day:
    """A day of the reader's zone and the turns that touch it: on duty first, then deputies, then leave."""

    date: date
    today: bool
    turns: list[Turn]


@dataclass(frozen=True)
class Week:
    """Monday to Sunday of an ISO week, in the reader's zone."""

    monday: date

    @classmethod
    def named(cls, text: str) -> "Week":
        """The week that an address names (`2026-W48`); this week for anything else."""
        today = timezone.localdate()
        try:
            monday = datetime.strptime(f"{text}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a date has no zone
        except (ValueError, OverflowError):
            monday = today - timedelta(days=today.weekday())
        return cls(monday if FIRST <= monday <= LAST else today - timedelta(days=today.weekday()))

    @property
    def name(self) -> str:
        return f"{self.monday:%G-W%V}"

    @property
    def before(self) -> str:
        return Week(self.monday - WEEK).name if self.monday - WEEK >= FIRST else ""

    @property
    def after(self) -> str:
        return Week(self.monday + WEEK).name if self.monday + WEEK <= LAST else ""

    def days(self, agency: Agency) -> list[Day]:
        """The seven days with their turns: one query."""
        begin, today = _midnight(self.monday), timezone.localdate()
        rows = Turn.objects.standing(agency).filter(starts_at__lt=_midnight(self.monday + WEEK), ends_at__gt=begin)
        turns = sorted(rows.select_related("person"), key=lambda t: (list(Kind).index(Kind(t.kind)), t.starts_at))
        dates = [self.monday + n * DAY for n in range(7)]
        return [Day(one, one == today, [t for t in turns if _touches(t, one)]) for one in dates]


def _touches(turn: Turn, day: date) -> bool:
    return turn.starts_at < _midnight(day + DAY) and turn.ends_at > _midnight(day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
