"""Standing queries: laid down by a person for a time, told when a record matches, withdrawn by who laid them down."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Func, UUIDField, Value
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.decide import may, require_role
from access.viewer import Viewer, viewer_for
from agencies.models import Person
from audit.log import SYSTEM, Led, record
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from intelligence.hits.candidates import Candidate
from intelligence.hits.codes import Band, Way
from intelligence.hits.holding import Holding
from intelligence.hits.judging import band_of
from intelligence.hits.keys import PART, asked_keys, keys_of
from intelligence.hits.models import Sighting, Watch, WatchKey
from intelligence.hits.question import Question
from intelligence.hits.raising import Cause, raise_hit
from intelligence.hits.rule import shut_between, verdict
from intelligence.hits.work import lay_aside

LONGEST = timedelta(days=366)
MOST = 50  # of one person for one agency


def watch(question: Question, *, purpose: str, days: int, by: Viewer) -> Watch:
    """Lay down a standing query for so many days. `Invalid` beyond a year or `MOST`, `NotAllowed` by role."""
    require_role(by, "hit.ask")
    if not purpose.strip():
        raise Invalid(fields={"purpose": [_("Say what it is for: the agency that has it reads this.")]})
    if not 1 <= days <= LONGEST.days:
        raise Invalid(fields={"days": [_("From one day to a year.")]})
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.person_id)  # two at once must not make one too many
        if Watch.own(by).live().count() >= MOST:
            raise Invalid(_("You have %(n)s standing queries; withdraw one first.") % {"n": MOST})
        row = Watch(person=by.person, agency=by.agency, purpose=purpose, at=Case.clock())
        row.until = row.at + timedelta(days=days)
        row.close({"asked": question.content})
        row.save(force_insert=True)
        WatchKey.objects.bulk_create([WatchKey(key=key, watch=row) for key in _telling(question, by.agency_id)])
        detail = question.codes | {"days": days}
        record("hit.watched", by=by, on=row.ref, led=Led.COLLECTION, purpose="hit_query", detail=detail)
    return row


def withdraw(row: Watch, *, by: Viewer) -> None:
    """End one's own standing query; `IllegalMove` when it has ended."""
    with transaction.atomic():
        if not Watch.own(by).live().filter(pk=row.pk).update(withdrawn_at=Now()):
            raise IllegalMove(_("This standing query has ended already."))
        WatchKey.objects.filter(watch=row).delete()
        record("hit.unwatched", by=by, on=row.ref, led=Led.ERASURE)


def note(row: Watch, *, by: Viewer) -> None:
    """Say that the answers to one's own standing query were read; `IllegalMove` where none is new."""
    with transaction.atomic():
        own = Sighting.objects.filter(watch__in=Watch.own(by).filter(pk=row.pk), noted_at=None)
        if not own.update(noted_at=Now()):
            raise IllegalMove(_("There is nothing new to this standing query."))
        record("hit.noted", by=by, on=row.ref)


def _telling(question: Question, agency: UUID) -> set[int]:
    """The keys that say more than one part of a name, where there are such."""
    wanted = asked_keys(question.asked_by(agency))
    return {key for key, (weight, _most) in wanted.items() if weight > PART} or set(wanted)


def tell_watchers(held: Holding, digest: bytes) -> None:
    """Answer every standing query in force that this record matches, by the rule of questions.

    One that cannot be read stops neither the others nor the record: it is laid aside.
    """
    keys = WatchKey.objects.filter(key__in=sorted(keys_of(held)))
    rows = Watch.objects.live().filter(pk__in=keys.values("watch_id")).exclude(agency=held.agency)
    compared = _compared(held, digest)
    for row in rows.select_related("person", "agency").order_by("at"):
        asked = _opened(row, held)
        if asked and band_of(asked, compared) == Band.MATCH and (viewer := _still(row)):
            _tell(row, viewer, asked, held)


def _opened(row: Watch, held: Holding) -> Holding | None:
    """What it asks for; None for a damaged one, which keeps what it missed."""
    if row.laid_aside_at is None:
        try:
            return Question.of(row.content["asked"]).asked_by(row.agency_id)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            row.tries, row.error = row.tries + 1, type(error).__name__[:100]
            row.save(update_fields=["tries", "error"])
            lay_aside("standing", row)
    missed = Func(F("missed"), Value(held.id, UUIDField()), function="array_append")
    Watch.objects.filter(pk=row.pk).update(missed=missed)
    return None


def _compared(held: Holding, digest: bytes) -> Candidate:
    numbers = [f"{kind}:{form}" for kind, form in held.numbers]
    return Candidate(
        held.id, held.noun, held.agency, held.kind, list(held.names), held.born, list(held.nationality), numbers, digest
    )


def _still(row: Watch) -> Viewer | None:
    """The asker as a request of this moment would see them; None once they may ask no more."""
    try:
        viewer = viewer_for(row.person, row.agency)
    except NotAllowed:
        return None
    return viewer if may(viewer, "hit.ask") else None


def _tell(row: Watch, viewer: Viewer, asked: Holding, held: Holding) -> None:
    told = verdict(asked, held, shut_between([held.agency], person=viewer))
    at = Case.clock()
    if told.owner:
        cause = Cause(Way.STANDING, row.pk, row.agency_id, person=row.person_id, purpose=row.purpose)
        raise_hit(held, cause, band=Band.MATCH, told=told.asker, at=at)
    if told.asker:
        Sighting.objects.update_or_create(watch=row, agency_id=held.agency, defaults={"at": at, "noted_at": None})
        detail = {"contacts": [held.agency]}
        record("hit.sighted", by=SYSTEM, on=row.ref, led=Led.DISCLOSURE, recipients=[row.agency_id], detail=detail)
